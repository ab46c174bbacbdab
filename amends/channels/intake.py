"""The one door in. Whatever comes by whichever channel passes here, and what is acknowledged stands in one transaction."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from amends.cases import files as store
from amends.cases.actions import Opened, Opening, prepare_opening, write_openings
from amends.cases.models import Case, Feedback, File, Message
from amends.cases.permission import may_receive
from amends.channels import known
from amends.channels.additions import add_to_case
from amends.channels.belonging import Belongs, cases_for
from amends.channels.columns import message_columns, rows_of_files, title_of
from amends.channels.first_letters import Letters
from amends.channels.incoming import Incoming, Receipt
from amends.channels.links import follow_link
from amends.channels.senders import Sender, customers_of, entry_of, represented_of, sender_of
from amends.channels.teams import Teams
from amends.journal import record as journal
from amends.journal import telling
from amends.language.identify import identify
from amends.language.safe_text import clean, one_line
from amends.people.actions import act_for
from amends.people.actor import SYSTEM, Actor, of_customer
from amends.people.models import Company, Customer, Staff, Team
from amends.people.queries import company as the_company
from amends.people.refusal import NotAllowed
from amends.procedure.moment import now


def receive(incoming: Incoming, *, by: Actor | None = None) -> Receipt:
    """Take one thing in: a new complaint with its first answer queued, an addition to a case, or a remark without a name."""
    return receive_many([incoming], by=by)[0]


def receive_many(incomings: Sequence[Incoming], *, by: Actor | None = None) -> list[Receipt]:
    """Take many in at once, one statement a table. Without `by` the senders act themselves.

    Files are on disk before the transaction begins; what came before is known by its key and answered as it was.
    """
    for one in incomings:
        for content in ([one.original] if one.original is not None else []) + [f.content for f in one.files]:
            store.keep(content)
    with transaction.atomic(), telling.after_commit():
        return _receive(incomings, by)


def _receive(incomings: Sequence[Incoming], by: Actor | None) -> list[Receipt]:
    claims = known.claim(incomings)
    receipts: dict[int, Receipt] = dict(claims.receipts)
    for place, receipt in receipts.items():
        _add_new_files(incomings[place], receipt, by)
    new = [place for place in range(len(incomings)) if place not in receipts and place not in claims.doubles]
    company = the_company()
    found = cases_for([incomings[place] for place in new])
    fresh = []
    for place, belongs in zip(new, found, strict=True):
        one = incomings[place]
        if belongs is not None:
            receipts[place] = _added(one, belongs, by)
        elif one.anonymous:
            receipts[place] = _remark(one, company, by)
        else:
            fresh.append(place)
    if fresh:
        opened = _open([incomings[place] for place in fresh], company, by, [claims.ids.get(p) for p in fresh])
        receipts.update(zip(fresh, opened, strict=True))
    claims.settle({place: receipts[place] for place in new}, opened=set(fresh))
    for place, first in claims.doubles.items():
        receipts[place] = known.again(receipts[first])
    return [receipts[place] for place in range(len(incomings))]


def _added(one: Incoming, belongs: Belongs, by: Actor | None) -> Receipt:
    case = belongs.case
    message = add_to_case(case, one, by=by or of_customer(case.customer), verified=belongs.verified)
    return Receipt(
        case=case,
        message=message,
        reference=case.ref,
        follow_link=follow_link(case),
        promised=case.due_at,
        added=True,
    )


def _add_new_files(one: Incoming, receipt: Receipt, by: Actor | None) -> None:
    """Sent again with a file more, as after an answer that was lost, it is not taken in twice, but the file is."""
    case = receipt.case
    if case is None or not one.files:
        return
    there = set(File.objects.filter(case=case).values_list("sha256", flat=True))
    new = tuple(file for file in one.files if hashlib.sha256(file.content).hexdigest() not in there)
    if new:
        only = Incoming(
            one.channel, "", files=new, sender_name=one.sender_name, sender_email=one.sender_email
        )
        add_to_case(case, only, by=by or of_customer(case.customer))


def _remark(one: Incoming, company: Company, by: Actor | None) -> Receipt:
    """Without a name there is no formal procedure; the remark is kept and read (001)."""
    text = clean(one.text)
    row = Feedback.objects.create(
        team=Teams(company, [one]).of(one),
        channel=one.channel,
        language=identify(text, company.languages or ["en"], one.language) or "",
        text=text,
        received_at=one.at or now(),
    )
    journal.record("feedback.received", by=by or SYSTEM, facts={"channel": one.channel})
    return Receipt(feedback=row)


@dataclass
class _New:
    """One new complaint on its way into the tables."""

    incoming: Incoming
    customer: Customer
    representative: Customer | None
    opened: Opened
    files: list[File]


def _open(
    incomings: Sequence[Incoming], company: Company, by: Actor | None, ids: Sequence[Any]
) -> list[Receipt]:
    teams = Teams(company, incomings)
    if by is not None and by.staff is not None:
        _permit(by.staff, {teams.of(one) for one in incomings})
    people, added = _people(incomings, company, by)
    new: list[_New] = []
    for one, (customer, representative), case_id in zip(incomings, people, ids, strict=True):
        new.append(_prepared(one, customer, representative, teams, company, by, case_id))
    letters = Letters(company, [(n.opened, n.incoming) for n in new], {c.pk for c in added})
    entries = [*(entry_of(customer, by) for customer in added), *letters.entries]
    files = [row for n in new for row in n.files]
    write_openings([n.opened for n in new], more_entries=entries, more_rows=[files, *letters.rows()])
    letters.tell()
    return [_receipt(n, letters.answers.get(n.opened.case.pk)) for n in new]


def _permit(staff: Staff, teams: Iterable[Team]) -> None:
    if not all(may_receive(staff, team) for team in teams):
        raise NotAllowed()


def _people(
    incomings: Sequence[Incoming], company: Company, by: Actor | None
) -> tuple[list[tuple[Customer, Customer | None]], list[Customer]]:
    """For every message the customer and who acts for them, if anybody does; and those customers that are new."""
    senders: list[Sender] = [sender_of(one, company) for one in incomings]
    behind = [represented_of(one, company) for one in incomings]
    found, added = customers_of([*senders, *(s for s in behind if s)])
    rest = iter(found[len(senders) :])
    people: list[tuple[Customer, Customer | None]] = []
    for one, sender, represented in zip(incomings, found, behind, strict=False):
        customer = next(rest) if represented else sender
        if represented and customer.pk != sender.pk and one.represented:
            act_for(
                customer,
                sender,
                by=by or SYSTEM,
                relation=one.represented.relation,
                authority=one.represented.authority,
            )
        people.append((customer, sender if customer.pk != sender.pk else None))
    return people, added


def _prepared(
    one: Incoming,
    customer: Customer,
    representative: Customer | None,
    teams: Teams,
    company: Company,
    by: Actor | None,
    case_id: Any,
) -> _New:
    text = clean(one.text)
    columns = message_columns(one)
    if teams.is_staff(one) or not one.trusted_sender:
        columns["verified"] = False
    opening = Opening(
        customer=customer,
        representative=representative,
        team=teams.of(one),
        channel=one.channel,
        language=language_of(text, one, customer, company),
        title=title_of(one, text),
        text=text,
        at=one.at,
        taken_by=one.taken_by,
        answer_by=one.answer_by or ("email" if one.sender_email else one.channel),
        wish=clean(one.wish),
        product=one_line(one.product),
        order_ref=one_line(one.order_ref),
        external_id=one_line(one.external_id),
        next_contact=one.next_contact,
        message=columns,
    )
    actor = by or of_customer(representative or customer)
    opened = prepare_opening(opening, company, by=actor)
    if case_id is not None:
        _renumber(opened, case_id)
    return _New(
        one, customer, representative, opened, rows_of_files(opened.case, opened.message, one, by=actor)
    )


def _renumber(opened: Opened, case_id: Any) -> None:
    """Give the case the id that the row against doubles already names."""
    opened.case.pk = case_id
    opened.message.case = opened.case
    for promise in opened.promises:
        promise.case = opened.case


def language_of(text: str, one: Incoming, customer: Customer, company: Company) -> str:
    """The language the complaint is written in, of those the company answers in."""
    among = company.languages or ["en"]
    earlier = one.language or customer.language
    return (
        identify(f"{one_line(one.subject)}\n{text}"[:4000], among, earlier if earlier in among else None)
        or among[0]
    )


def _receipt(new: _New, answer: Message | None) -> Receipt:
    case: Case = new.opened.case
    promise = new.opened.next_contact
    return Receipt(
        case=case,
        message=new.opened.message,
        promise=promise,
        promised=promise.due,
        reference=case.ref,
        follow_link=follow_link(case),
    )
