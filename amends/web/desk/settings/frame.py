"""What every page of the settings shares: who may see it, the way between them, and a form that loses nothing."""

import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.people.queries import standing
from amends.people.refusal import Refusal
from amends.web.desk.page import DeskRequest, nav_counts, page_for
from amends.web.showing import said_and_seen, show

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
else:
    Words = str | Lazy

# Name of the address, what it is called, what one does there.
SECTIONS: tuple[tuple[str, Words, Words], ...] = (
    ("first_day", _("First day"), _("What to set up first, ticked off as it is done.")),
    ("company", _("Company"), _("Name and address, logo, languages, country, the rules that bind you.")),
    ("teams", _("Teams and calendars"), _("Working hours, closed days, time zone of each team.")),
    ("staff", _("People and roles"), _("Accounts, who may do what in which team, invitations.")),
    ("mailboxes", _("Mail"), _("The mailboxes that are read, and where mail goes out.")),
    (
        "procedure",
        _("Procedure and clocks"),
        _("By when customers hear from you, and what they read about it."),
    ),
    ("remedies", _("Remedies and limits"), _("What may be offered, and up to what amount by whom.")),
    (
        "programs",
        _("Other programs"),
        _("Keys by which programs act, and addresses that are told of events."),
    ),
    ("retention", _("Keeping and forgetting"), _("How long customers are known, and what is erased then.")),
    ("texts", _("Prepared texts"), _("Letter templates and snippets that replies are written from.")),
    (
        "website",
        _("On your website"),
        _("The complaints form inside your own pages, as a button or a frame."),
    ),
    ("coach", _("The coach"), _("Which of its rules stop a reply, advise, or are silent.")),
)
FOR_EVERYBODY = frozenset({"texts"})  # sections with something of each employee's own


settings_page = page_for(lambda staff: standing(staff).administers)  # of every team


def show_settings(
    request: DeskRequest, template: str, section: str = "", *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the settings; `section` is the one marked as here."""
    everything = standing(request.staff).administers
    return show(
        request,
        f"desk/settings/{template}",
        status=status,
        sections=[each for each in SECTIONS if everything or each[0] in FOR_EVERYBODY],
        section=section,
        nav_counts=nav_counts(request.staff),
        **context,
    )


class SettingsForm(forms.Form):
    """A form filled with what is set now. `shown` is the print of what its page showed: what somebody else changed
    meanwhile is not overwritten unseen.
    """

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, now_set: dict[str, Any], **more: Any) -> None:
        self._print = _print_of(now_set)
        self._meanwhile = data is not None and data.get("shown") != self._print
        if data is not None:
            data = data.copy()
            data["shown"] = self._print  # sent again, it is meant
        super().__init__(data, files, initial={**now_set, "shown": self._print}, label_suffix="", **more)
        self.prepare()

    def prepare(self) -> None:
        """Choices that are known only now."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self._meanwhile:
            self.add_error(
                None,
                gettext(
                    "Somebody changed these settings meanwhile. What you typed is still here; keep it again to replace theirs."
                ),
            )
        return values

    def choose(self, name: str, choices: Any) -> None:
        """Set what a field may be chosen from."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def refuse(self, refused: Refusal) -> None:
        """Show a refusal at the field it names, else above the form."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.sentence())


def _print_of(values: dict[str, Any]) -> str:
    text = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def answer(
    request: DeskRequest,
    form: SettingsForm,
    act: Callable[[dict[str, Any]], object],
    said: str,
    address: str,
    page: Callable[..., HttpResponse],
) -> HttpResponse:
    """Do what the form asks when it is sent and sound, and go to `address`, or without one to that which `act` gives;
    a response it gives, such as a page with a secret that is shown once, stands. Else `page(status)` shows the form
    with its errors.
    """
    if request.method != "POST":
        return page(status=200)
    if form.is_valid():
        try:
            done = act(form.cleaned_data)
        except Refusal as refused:
            form.refuse(refused)
            return page(status=refused.status)
        return done if isinstance(done, HttpResponse) else said_and_seen(request, said, address or str(done))
    return page(status=422)
