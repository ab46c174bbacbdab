"""What a customer fills in to complain, or to leave a remark without a name."""

import unicodedata
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.people.queries import company
from amends.web.customer_fields import FilesField, LineField, WordsField

WISHES = (
    ("fix", _("Repair or exchange it")),
    ("refund", _("Give me my money back")),
    ("explain", _("Explain why it happened")),
    ("other", _("Something else")),
)
WAYS = (("email", _("By email")), ("phone", _("By phone")), ("paper", _("By letter")))
CONTACT_WANTED = _("Write an email address such as name@example.com, or a phone number.")


class ContactField(LineField):
    """An email address or a phone number, told apart by the form they have."""

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFKC", super().to_python(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not (is_email(value) if "@" in value else is_phone(value)):
            raise ValidationError(str(CONTACT_WANTED))


def is_email(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return len(value) <= 254


def is_phone(value: str) -> bool:
    """Digits enough to call; a number the library knows nothing of may still be right."""
    try:
        number = phonenumbers.parse(value, company().country or None)
    except phonenumbers.NumberParseException:
        digits = "".join(sign for sign in value if sign.isdigit())
        return 6 <= len(digits) <= 15 and not any(sign.isalpha() for sign in value)
    return bool(phonenumbers.is_possible_number(number))


def split_contact(value: str) -> tuple[str, str]:
    """Email and phone, one of them empty."""
    return (value, "") if "@" in value else ("", value)


class ComplaintForm(forms.Form):
    """One page: what happened, what is wanted, how to reach them; the rest may stay empty."""

    text = WordsField(
        label=_("What happened?"),
        help_text=_("A few sentences are enough, in your own words."),
        empty=_("Write what happened. One sentence is enough."),
    )
    wishes = forms.MultipleChoiceField(
        label=_("What would you like?"),
        help_text=_("You may choose several."),
        choices=WISHES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    order_ref = LineField(
        label=_("Order number"), help_text=_("If it is at hand. We manage without it."), required=False
    )
    attachments = FilesField(
        label=_("Photos and files"), help_text=_("If they help us understand."), required=False
    )
    name = LineField(
        label=_("Full name"),
        empty=_("Write your name. Without it we cannot answer you."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    contact = ContactField(
        label=_("Email or phone"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "dir": "ltr"}),
    )
    answer_by = forms.ChoiceField(
        label=_("How shall we answer?"),
        choices=WAYS,
        initial="email",
        widget=forms.RadioSelect,
        required=False,
    )
    address = WordsField(
        label=_("Postal address"),
        rows=3,
        required=False,
        help_text=_("Only for an answer by letter."),
    )
    other_name = LineField(label=_("Whose complaint is it? Full name"), required=False)
    other_contact = ContactField(
        label=_("Their email or phone"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    relation = LineField(
        label=_("What are you to them?"),
        help_text=_("For example mother, neighbour, lawyer."),
        required=False,
    )
    authority = LineField(
        label=_("What shows that you may act for them?"),
        help_text=_("For example a power of attorney. You may attach it above."),
        required=False,
    )
    website = forms.CharField(required=False)  # hidden from people: what fills it in is a program
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("website"):
            raise ValidationError(
                gettext("A field people cannot see was filled in. It is empty again now: send once more.")
            )
        self._check_way(data)
        behind = [name for name in ("other_contact", "relation", "authority") if data.get(name)]
        if behind and not data.get("other_name"):
            self.add_error("other_name", gettext("Write the name of the person you complain for."))
        return data

    def _check_way(self, data: dict[str, Any]) -> None:
        contact, way = data.get("contact", ""), data.get("answer_by") or "email"
        if "contact" in self.errors:
            return
        if way == "paper" and not data.get("address"):
            self.add_error("address", gettext("Write the address the letter is to go to."))
        elif way == "phone" and (not contact or "@" in contact):
            self.add_error("contact", gettext("Write the phone number we should call."))
        elif not contact and way != "paper":
            self.add_error("contact", str(CONTACT_WANTED))
        data["answer_by"] = "phone" if way == "email" and contact and "@" not in contact else way

    @property
    def for_another(self) -> bool:
        """Whether the part about somebody else stands open."""
        return any(
            self[name].value() or self[name].errors for name in ("other_name", "other_contact", "relation")
        )


class RemarkForm(forms.Form):
    text = WordsField(
        label=_("Your remark"),
        empty=_("Write your remark first."),
    )
    website = forms.CharField(required=False)
    token = forms.CharField(required=False, widget=forms.HiddenInput)
