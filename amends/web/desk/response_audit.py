"""The response audit (M37): a file of conversations goes in, a comparison comes out, and neither is kept."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from amends.insight.audit import Result
from amends.insight.audit.apart import audit_apart
from amends.insight.audit.reading import Reading, read_file
from amends.insight.audit.reading.ours import ours
from amends.people.queries import company
from amends.people.refusal import Invalid, Refusal
from amends.web.desk import response_audit_shown as shown
from amends.web.desk.files import attachment
from amends.web.desk.improve import leads
from amends.web.desk.page import DeskRequest, nav_counts, page_for
from amends.web.desk.verbs._verb import line
from amends.web.showing import show
from amends.web.uploads import files_dropped

MOST = 3_000  # conversations; a page waits for some seconds, not for minutes
SALT = "response-audit"
A_DAY = 24 * 60 * 60  # seconds for which a result may be taken along


class AuditForm(forms.Form):
    """What to read and how to compare it."""

    file = forms.FileField(
        label=_("File with conversations"),
        help_text=_("CSV, mbox or JSON. It is read once and not kept."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    by = forms.ChoiceField(
        label=_("Side by side"),
        required=False,
        choices=[
            ("", _("What the file offers")),
            ("company", _("Companies")),
            ("branch", _("Branches")),
            ("month", _("Months")),
        ],
    )
    dates = forms.ChoiceField(
        label=_("Dates such as 3/4/2026"),
        required=False,
        choices=[
            ("", _("As the file shows")),
            ("dmy", _("Day before month")),
            ("mdy", _("Month before day")),
        ],
    )
    ours = line(
        _("Addresses or domains the company writes from"),
        required=False,
        help_text=_("Only for a mail box. Your own are known."),
    )


@page_for(leads)
def response_audit(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, AuditForm(label_suffix=""))
    form = AuditForm(request.POST, request.FILES, label_suffix="")
    if files_dropped(request):
        form.errors.pop("file", None)
        form.add_error("file", gettext("The file is larger than this installation takes."))
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        result = _result(form.cleaned_data)
    except Refusal as refused:
        form.add_error(None, refused.sentence())
        return _page(request, form, status=refused.status)
    return _page(request, form, result=result)


def _page(
    request: DeskRequest, form: AuditForm, *, status: int = 200, result: Result | None = None
) -> HttpResponse:
    return show(
        request,
        "desk/response_audit.html",
        status=status,
        form=form,
        result=shown.table_of(result) if result else None,
        kept=signing.dumps(result.plain(), salt=SALT, compress=True) if result else "",
        nav_counts=nav_counts(request.staff),
    )


def _result(asked: dict[str, Any]) -> Result:
    """Raises Refusal for a file that cannot be read."""
    how = Reading(
        zone=company().zone or "UTC",
        day_first={"dmy": True, "mdy": False}.get(asked["dates"]),
        ours=ours(asked["ours"].replace(",", " ").split()),
        most=MOST,
    )
    file: UploadedFile[Any] = asked["file"]
    with tempfile.NamedTemporaryFile() as copy:
        for part in file.chunks():
            copy.write(part)
        copy.flush()
        material = read_file(Path(copy.name), how)
    return audit_apart(material, asked["by"])


@require_POST
@page_for(leads)
def response_audit_file(request: DeskRequest, kind: str) -> HttpResponseBase:
    """The result a page has shown, as the file it is taken along in. The page brings it, signed, for nothing is kept."""
    try:
        plain = signing.loads(request.POST.get("result", ""), salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        raise Invalid(
            _("This result is too old to be taken along. Let the file be read once more.")
        ) from None
    name, media_type, content = shown.file_of(Result.from_plain(plain), kind)
    return attachment(name, media_type, len(content), [content])
