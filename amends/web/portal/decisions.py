"""What the customer decides: yes or no to a remedy, how it went, opening again, taking back. A GET changes nothing."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from amends.cases import actions, queries
from amends.cases.customer_queries import offer_for_reader
from amends.cases.permission import plan_of
from amends.improvement.actions import record_satisfaction
from amends.people.refusal import Refusal
from amends.procedure.moment import now
from amends.web.portal.door import Here, own_complaint
from amends.web.portal.forms import FACETS, AnswerForm, ReopenForm, SurveyForm, WithdrawForm
from amends.web.showing import said_and_seen, show


def _ask(
    request: HttpRequest, here: Here, name: str, form: Form, *, refusal: Refusal | None = None, **more: Any
) -> HttpResponse:
    """The page with its one question: empty, with what is wrong, or refused."""
    status = refusal.status if refusal else 422 if form.is_bound else 200
    refused = refusal.sentence() if refusal else ""
    more |= {"here": here, "case": here.case, "form": form, "refused": refused}
    return show(request, f"portal/{name}.html", status=status, **more)


page_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@own_complaint
def remedies(request: HttpRequest, here: Here) -> HttpResponse:
    """The link without a number: to the offer that waits, if there is one."""
    waiting = [
        one
        for one in queries.remedies(here.case)
        if one.offered_at and not one.accepted_at and not one.refused_at
    ]
    return redirect(here.address("remedy", pk=waiting[0].pk) if waiting else here.address())


@page_or_post
@own_complaint
def remedy(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """Does what we propose suit them (M21)? The first answer stands."""
    row = offer_for_reader(here.case, pk)
    if row is None:
        return redirect(here.address())
    form = AnswerForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {
        "remedy": row,
        "by_day": actions.done_by(row, here.case, plan_of(here.case), now()),
    }
    if request.method != "POST" or not form.is_valid():
        return _ask(request, here, "remedy", form, **shown)
    accepted = form.cleaned_data["accepted"] == "yes"
    try:
        actions.answer_remedy(row, accepted, by=here.by, words=form.cleaned_data["words"])
    except Refusal as refusal:
        return _ask(request, here, "remedy", form, refusal=refusal, **shown)
    yes, no = _("You said yes. We begin now."), _("You said no. We look for something else.")
    return said_and_seen(request, yes if accepted else no, here.address())


@page_or_post
@own_complaint
def survey(request: HttpRequest, here: Here) -> HttpResponse:
    """Three questions and a free word; an unhappy answer opens the complaint again."""
    form = SurveyForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, here, "survey", form)
    data = form.cleaned_data
    marks = {name: data[name] for name in FACETS}
    try:
        row = record_satisfaction(
            here.case, **marks, words=data["words"], reopen_wanted=data["again"], by=here.by
        )
    except Refusal as refusal:
        return _ask(request, here, "survey", form, refusal=refusal)
    happy, not_yet = _("Thank you for telling us."), _("Thank you for telling us. We look at it again.")
    return said_and_seen(request, happy if row.satisfied else not_yet, here.address())


@page_or_post
@own_complaint
def reopen(request: HttpRequest, here: Here) -> HttpResponse:
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, here, "reopen", form)
    try:
        actions.reopen(here.case, form.cleaned_data["reason"], by=here.by)
    except Refusal as refusal:
        return _ask(request, here, "reopen", form, refusal=refusal)
    return said_and_seen(request, _("We look at it again."), here.address())


@page_or_post
@own_complaint
def withdraw(request: HttpRequest, here: Here) -> HttpResponse:
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, here, "withdraw", form)
    reason = form.cleaned_data["reason"] or _("Taken back on the customer's own page, without a reason.")
    try:
        actions.withdraw(here.case, reason, by=here.by)
    except Refusal as refusal:
        return _ask(request, here, "withdraw", form, refusal=refusal)
    return said_and_seen(request, _("You took your complaint back. We do nothing more."), here.address())
