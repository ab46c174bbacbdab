"""What the customer decides: yes or no to a remedy, how it went, opening again, taking back. A GET changes nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from amends.cases import actions, queries
from amends.improvement.actions import record_satisfaction
from amends.people.refusal import Refusal
from amends.web.portal.door import Here, own_complaint
from amends.web.portal.forms import FACETS, AnswerForm, ReopenForm, SurveyForm, WithdrawForm
from amends.web.showing import said_and_seen, show

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
    row = queries.offer_for_customer(here.case, pk)
    if row is None:
        return redirect(here.address())
    form = AnswerForm(request.POST if request.method == "POST" else None)
    context = {"here": here, "case": here.case, "remedy": row, "form": form}
    if request.method != "POST" or not form.is_valid():
        return show(request, "portal/remedy.html", status=422 if form.is_bound else 200, **context)
    accepted = form.cleaned_data["accepted"] == "yes"
    try:
        actions.answer_remedy(row, accepted, by=here.by, words=form.cleaned_data["words"])
    except Refusal as refusal:
        return show(
            request, "portal/remedy.html", status=refusal.status, refused=refusal.sentence(), **context
        )
    yes, no = _("You said yes. We begin now."), _("You said no. We look for something else.")
    return said_and_seen(request, yes if accepted else no, here.address())


@page_or_post
@own_complaint
def survey(request: HttpRequest, here: Here) -> HttpResponse:
    """Three questions and a free word; an unhappy answer opens the complaint again."""
    form = SurveyForm(request.POST if request.method == "POST" else None)
    context = {"here": here, "case": here.case, "form": form}
    if request.method != "POST" or not form.is_valid():
        return show(request, "portal/survey.html", status=422 if form.is_bound else 200, **context)
    data = form.cleaned_data
    marks = {name: data[name] for name in FACETS}
    try:
        row = record_satisfaction(
            here.case, **marks, words=data["words"], reopen_wanted=data["again"], by=here.by
        )
    except Refusal as refusal:
        return show(
            request, "portal/survey.html", status=refusal.status, refused=refusal.sentence(), **context
        )
    happy, not_yet = _("Thank you for telling us."), _("Thank you for telling us. We look at it again.")
    return said_and_seen(request, happy if row.satisfied else not_yet, here.address())


@page_or_post
@own_complaint
def reopen(request: HttpRequest, here: Here) -> HttpResponse:
    form = ReopenForm(request.POST if request.method == "POST" else None)
    context = {"here": here, "case": here.case, "form": form}
    if request.method != "POST" or not form.is_valid():
        return show(request, "portal/reopen.html", status=422 if form.is_bound else 200, **context)
    try:
        actions.reopen(here.case, form.cleaned_data["reason"], by=here.by)
    except Refusal as refusal:
        return show(
            request, "portal/reopen.html", status=refusal.status, refused=refusal.sentence(), **context
        )
    return said_and_seen(request, _("We look at it again."), here.address())


@page_or_post
@own_complaint
def withdraw(request: HttpRequest, here: Here) -> HttpResponse:
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    context = {"here": here, "case": here.case, "form": form}
    if request.method != "POST" or not form.is_valid():
        return show(request, "portal/withdraw.html", status=422 if form.is_bound else 200, **context)
    reason = form.cleaned_data["reason"] or _("Taken back on the customer's own page, without a reason.")
    try:
        actions.withdraw(here.case, reason, by=here.by)
    except Refusal as refusal:
        return show(
            request, "portal/withdraw.html", status=refusal.status, refused=refusal.sentence(), **context
        )
    return said_and_seen(request, _("You took your complaint back. We do nothing more."), here.address())
