"""Dates as people write them."""

from datetime import UTC, date, datetime

import pytest

from amends.language import dates

FRIDAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "plain", "by", "on"),
    [
        ("en", "Friday 20 November 2026", "by Friday 20 November 2026", "on Friday 20 November 2026"),
        ("sk", "piatok 20. novembra 2026", "do piatka 20. novembra 2026", "v piatok 20. novembra 2026"),
        (
            "th",
            "วันศุกร์ที่ 20 พฤศจิกายน 2569",
            "ภายในวันศุกร์ที่ 20 พฤศจิกายน 2569",
            "ในวันศุกร์ที่ 20 พฤศจิกายน 2569",
        ),
        (
            "lv",
            "piektdiena, 2026. gada 20. novembris",
            "līdz piektdienai, 2026. gada 20. novembrim",
            "piektdien, 2026. gada 20. novembrī",
        ),
        ("bg", "петък, 20 ноември 2026 г.", "до петък, 20 ноември 2026 г.", "в петък, 20 ноември 2026 г."),
        ("ro", "vineri, 20 noiembrie 2026", "până vineri, 20 noiembrie 2026", "vineri, 20 noiembrie 2026"),
        ("de", "Freitag, 20. November 2026", "Freitag, 20. November 2026", "Freitag, 20. November 2026"),
    ],
)
def test_a_day_in_words(lang: str, plain: str, by: str, on: str) -> None:
    assert dates.long_date(FRIDAY, lang) == plain
    assert dates.by_date(FRIDAY, lang) == by
    assert dates.on_date(FRIDAY, lang) == on


def test_prepositions_follow_the_sound() -> None:
    assert dates.on_date(date(2026, 11, 19), "sk", year=False) == "vo štvrtok 19. novembra"
    assert dates.on_date(date(2026, 11, 17), "bg", year=False) == "във вторник, 17 ноември"


@pytest.mark.parametrize(
    ("lang", "text", "short"),
    [
        ("en", "Friday 20 November 2026 at 12:00", "Fri 20 Nov, 12:00"),
        ("sk", "piatok 20. novembra 2026 o 12:00", "pi 20. 11., 12:00"),
        ("th", "วันศุกร์ที่ 20 พฤศจิกายน 2569 เวลา 12.00 น.", "ศ. 20 พ.ย., 12.00 น."),
        ("lv", "piektdiena, 2026. gada 20. novembris plkst. 12:00", "piektd., 20. nov., 12:00"),
        ("bg", "петък, 20 ноември 2026 г. в 12:00 ч.", "пт, 20.11, 12:00"),
        ("ro", "vineri, 20 noiembrie 2026, ora 12:00", "vin., 20 nov., 12:00"),
    ],
)
def test_a_moment_is_told_in_the_zone_of_the_reader(lang: str, text: str, short: str) -> None:
    assert dates.long_date_time(NOON, lang, "Europe/Bratislava") == text
    assert dates.short_date_time(NOON, lang, "Europe/Bratislava", near=FRIDAY) == short


def test_the_year_shows_when_it_is_another() -> None:
    assert dates.short_date(FRIDAY, "en", near=date(2027, 1, 3)) == "Fri 20 Nov 2026"
    assert dates.short_date(FRIDAY, "th") == "ศ. 20 พ.ย. 2569"


def test_midnight_elsewhere_is_another_day() -> None:
    late = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    assert dates.long_date_time(late, "en", "Asia/Bangkok").startswith("Saturday 21")


@pytest.mark.parametrize(
    ("lang", "same_month", "same_year", "two_years"),
    [
        (
            "en",
            "20–23 November 2026",
            "20 November – 3 December 2026",
            "20 November 2026 – 3 January 2027",
        ),
        (
            "sk",
            "20. – 23. novembra 2026",
            "20. novembra – 3. decembra 2026",
            "20. novembra 2026 – 3. januára 2027",
        ),
        (
            "lv",
            "2026. gada 20.–23. novembris",
            "2026. gada 20. novembris – 3. decembris",
            "2026. gada 20. novembris – 2027. gada 3. janvāris",
        ),
        (
            "th",
            "20–23 พฤศจิกายน 2569",
            "20 พฤศจิกายน – 3 ธันวาคม 2569",
            "20 พฤศจิกายน 2569 – 3 มกราคม 2570",
        ),
    ],
)
def test_from_one_day_to_another(lang: str, same_month: str, same_year: str, two_years: str) -> None:
    assert dates.date_range(FRIDAY, date(2026, 11, 23), lang) == same_month
    assert dates.date_range(FRIDAY, date(2026, 12, 3), lang) == same_year
    assert dates.date_range(FRIDAY, date(2027, 1, 3), lang) == two_years
    assert dates.date_range(FRIDAY, FRIDAY, lang) == dates.long_date(FRIDAY, lang, weekday=False)


@pytest.mark.parametrize(
    ("seconds", "lang", "words"),
    [
        (30, "en", "30 seconds"),
        (90, "en", "2 minutes"),
        (2 * 86400 + 3 * 3600, "sk", "2 dni 3 hodiny"),
        (14 * 86400, "sk", "14 dní"),
        (5 * 86400 + 3600, "en", "5 days"),
        (86400 + 60, "th", "1 วัน"),
        (3599, "lv", "1 stunda"),
        (3 * 3600, "bg", "3 часа"),
        (30, "ro", "30 de secunde"),
        (-7200, "en", "2 hours"),
    ],
)
def test_a_span_of_time(seconds: int, lang: str, words: str) -> None:
    assert dates.duration_words(seconds, lang) == words


@pytest.mark.parametrize(
    ("lang", "days", "day", "hours"),
    [
        ("en", "in 3 days", "in 1 day", "in 1 hr 20 mins"),
        ("sk", "o 3 dni", "o 1 deň", "o 1 h 20 min"),
        ("th", "ในอีก 3 วัน", "ในอีก 1 วัน", "ใน 1 ชม. 20 นาที"),
        ("lv", "pēc 3 dienām", "pēc 1 dienas", "pēc 1 st. 20 min"),
        ("bg", "след 3 дни", "след 1 ден", "след 1 ч 20 мин"),
        ("ro", "peste 3 zile", "peste 1 zi", "peste 1 h 20 min."),
    ],
)
def test_how_far_something_lies_ahead(lang: str, days: str, day: str, hours: str) -> None:
    assert dates.ahead_words(3 * 86400, lang) == days
    assert dates.ahead_words(86400, lang) == day
    assert dates.ahead_words(4800, lang) == hours


def test_a_date_with_a_stop_ends_its_sentence() -> None:
    assert dates.one_stop(f"Ще получите вест от нас {dates.by_date(FRIDAY, 'bg')}.").endswith(" 2026 г.")
    assert dates.one_stop(f"You hear from us {dates.by_date(FRIDAY, 'en')}.").endswith(" 2026.")
    assert dates.one_stop("And so on...") == "And so on..."


def test_every_day_of_a_year_has_words_in_every_language() -> None:
    for lang in ("en", "sk", "th", "lv", "bg", "ro", "de", "pt-BR", "xx"):
        for month in range(1, 13):
            for day in range(1, 8):
                for told in (dates.long_date, dates.by_date, dates.on_date, dates.short_date):
                    text = told(date(2026, month, day), lang)
                    assert text
                    assert "{" not in text
                    assert "\u00a0" not in text
