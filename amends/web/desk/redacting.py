"""A copy for whoever asks what is kept about them: what goes in, what is blacked out, looked at before it is made."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amends.cases.models import Case
from amends.copies.ordering import order
from amends.copies.preview import preview
from amends.copies.redaction import AT_MOST, Redaction, lines_of
from amends.copies.whole import Whole, whole_case, without_others
from amends.people.refusal import Refusal
from amends.procedure.moment import now
from amends.web.desk.copies import said_of
from amends.web.desk.lines import language
from amends.web.desk.page import DeskRequest, case_page, nav_counts
from amends.web.showing import said_and_seen, show

LONGEST_PASSAGE = 500  # characters


class RedactingForm(forms.Form):
    """What a person decides about the copy. Passages to spare are ticked beside what was found."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it is made"),
        help_text=_("Who asked, when, and by which rule. It stays in the journal."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why this copy is made.")},
    )
    language = forms.ChoiceField(label=_("Language of headings"), choices=settings.LANGUAGES)
    notes = forms.BooleanField(label=_("Notes among colleagues"), required=False)
    statements = forms.BooleanField(label=_("Statements and findings"), required=False)
    journal = forms.BooleanField(label=_("Journal"), required=False)
    attachments = forms.MultipleChoiceField(
        label=_("Files that go in"),
        help_text=_("A file cannot be blacked out: look through it first. Those left out are only listed."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    black = forms.CharField(
        label=_("Black out as well"),
        help_text=_("One passage a line, wherever it stands."),
        required=False,
        max_length=AT_MOST * LONGEST_PASSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, whole: Whole, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        self.fields["version"].initial = whole.case.version
        choices = [(str(row.pk), row.name) for row in whole.files if not row.is_original]
        attachments = self.fields["attachments"]
        assert isinstance(attachments, forms.MultipleChoiceField)
        attachments.choices = choices
        if not choices:
            del self.fields["attachments"]


@case_page
def redacting(request: DeskRequest, case: Case) -> HttpResponse:
    """GET proposes, POST shows again with what was changed, or makes it."""
    whole = without_others(whole_case(case, now()))
    if request.method != "POST":
        first = {"language": _spoken(case), "statements": True, "journal": True}
        form = RedactingForm(whole=whole, initial=first)
        return _page(request, whole, form, Redaction(""), _spoken(case))
    form = RedactingForm(request.POST, whole=whole)
    making = request.POST.get("step") == "make"
    chosen = _chosen(form, request.POST)
    spoken = form.cleaned_data.get("language") or _spoken(case)
    if not making:
        form.errors.pop("reason", None)
    if form.errors or not making:
        return _page(request, whole, form, chosen, spoken, status=422 if form.errors else 200)
    try:
        return _make(request, case, chosen, form.cleaned_data)
    except Refusal as refused:
        return _refused(request, whole, form, chosen, spoken, refused)


def _spoken(case: Case) -> str:
    """The customer's language, which the copy is for, where the program speaks it."""
    return case.language if case.language in dict(settings.LANGUAGES) else language()


def _chosen(form: RedactingForm, posted: QueryDict) -> Redaction:
    """What the form says, also where something in it is still wrong."""
    form.is_valid()
    said = form.cleaned_data
    spared = [each[:LONGEST_PASSAGE] for each in posted.getlist("spare") if each.strip()]
    return Redaction(
        reason=said.get("reason", ""),
        notes=said.get("notes", False),
        statements=said.get("statements", False),
        journal=said.get("journal", False),
        files=tuple(said.get("attachments", ())),
        black=tuple(lines_of(said.get("black", ""))),
        spare=tuple(dict.fromkeys(spared))[:AT_MOST],
    )


def _make(request: DeskRequest, case: Case, chosen: Redaction, said: dict[str, Any]) -> HttpResponse:
    zone = timezone.get_current_timezone_name()
    copy = order(case, said["language"], zone, chosen.plain(), by=request.by, shown=said["version"])
    return said_and_seen(request, said_of(copy), reverse("desk:case_copies", args=[case.ref]))


def _refused(
    request: DeskRequest, whole: Whole, form: RedactingForm, chosen: Redaction, spoken: str, refused: Refusal
) -> HttpResponse:
    """Why not; the preview is of the case as it is now, and making it again is a choice."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence())
    data = request.POST.copy()
    data["version"] = str(whole.case.version)
    form.data = data
    return _page(request, whole, form, chosen, spoken, status=refused.status)


def _page(
    request: DeskRequest,
    whole: Whole,
    form: RedactingForm,
    chosen: Redaction,
    spoken: str,
    *,
    status: int = 200,
) -> HttpResponse:
    return show(
        request,
        "desk/redacting.html",
        status=status,
        case=whole.case,
        form=form,
        seen=preview(whole, chosen, spoken, timezone.get_current_timezone_name()),
        files=[row for row in whole.files if not row.is_original],
        nav_counts=nav_counts(request.staff),
    )
