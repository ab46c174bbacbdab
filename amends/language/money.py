"""Sums as people write them, with the currency's sign where the language puts it."""

import re
from decimal import Decimal

from babel.numbers import format_currency

from amends.language.dates import locale_of, plain


def sum_of_money(amount: Decimal, currency: str, lang: str) -> str:
    """ "€120", "RON 120", "1 250,50 €"; whole sums without decimals. Plain text with ordinary spaces."""
    locale = locale_of(lang)
    pattern = locale.currency_formats["standard"].pattern
    if amount == amount.to_integral_value():
        pattern = pattern.replace("0.00", "0")
    written = plain(format_currency(amount, currency, pattern, locale=locale, currency_digits=False))
    return re.sub(r"(?<=[A-Za-z])(?=\d)", " ", written)
