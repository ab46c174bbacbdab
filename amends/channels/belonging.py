"""To which case a message belongs: by our own unguessable identifiers, or by a reference its sender may use."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from amends.cases.customer_queries import case_led_to
from amends.cases.models import Case, Message
from amends.cases.queries import final_case
from amends.cases.reference import references_in
from amends.channels.incoming import Incoming
from amends.channels.links import read_message_id, read_tag
from amends.people.actions import normal_contact
from amends.people.models import Contact


@dataclass(frozen=True)
class Belongs:
    """`verified` is false when the sender is not known to have to do with the case."""

    case: Case
    verified: bool


@dataclass
class _Traces:
    """What a message says about earlier ones. `keyed` could only be known from a message of ours."""

    messages: list[UUID]
    tags: list[str]
    subjects: list[str]
    theirs: list[str]

    @property
    def any(self) -> bool:
        return bool(self.messages or self.tags or self.subjects or self.theirs)


def _traces(incoming: Incoming) -> _Traces:
    named = [*incoming.in_reply_to, *incoming.references[::-1]][:60]
    ours = [found for name in named if (found := read_message_id(name))]
    tags = [ref for address in incoming.recipients[:60] if (ref := read_tag(address))]
    theirs = [name.strip("<> ")[:500] for name in named if not read_message_id(name)][:40]
    return _Traces(ours, tags, references_in(incoming.subject), theirs)


def cases_for(incomings: Sequence[Incoming]) -> list[Belongs | None]:
    """For every message the case it belongs to, or None; four queries at most for many, and a few for joined ones."""
    traces = [_traces(one) if one.channel == "email" else _Traces([], [], [], []) for one in incomings]
    if not any(trace.any for trace in traces):
        return [None for _one in incomings]
    ours = _cases_by_message(m for t in traces for m in t.messages)
    theirs = _cases_by_their_id(i for t in traces for i in t.theirs)
    refs = _cases_by_ref(r for t in traces for r in (*t.tags, *t.subjects))
    known = _owners({_key(one.sender_email) for one in incomings if one.sender_email})
    return [
        _choose(one, trace, ours, theirs, refs, known) for one, trace in zip(incomings, traces, strict=True)
    ]


def _choose(
    one: Incoming,
    trace: _Traces,
    ours: dict[UUID, Case],
    theirs: dict[str, tuple[Case, str]],
    refs: dict[str, Case],
    known: dict[str, int],
) -> Belongs | None:
    keyed = [*(ours[m] for m in trace.messages if m in ours), *(refs[r] for r in trace.tags if r in refs)]
    for case in keyed:
        return _belongs(one, case, known)
    if not one.trusted_sender:
        return None
    for ref in trace.subjects:
        if ref in refs and _is_of(one, refs[ref], known):
            return _belongs(one, refs[ref], known)
    for name in trace.theirs:
        if name in theirs and theirs[name][1] == _key(one.sender_email):
            return _belongs(one, theirs[name][0], known)
    return None


def _belongs(one: Incoming, case: Case, known: dict[str, int]) -> Belongs:
    """Of a joined case the one that answers, where it is the sender's too; else where the link they hold leads them."""
    final = final_case(case)
    found = final if _is_of(one, final, known) else case_led_to(case)
    return Belongs(found, one.trusted_sender and _is_of(one, found, known))


def _key(address: str) -> str:
    return normal_contact("email", address)


def _is_of(one: Incoming, case: Case, known: dict[str, int]) -> bool:
    owner = known.get(_key(one.sender_email))
    return owner is not None and owner in (case.customer_id, case.representative_id)


def _owners(keys: Iterable[str]) -> dict[str, int]:
    rows = Contact.objects.filter(kind="email", key__in=list(keys)).values_list(
        "key", "customer_id", "customer__merged_into_id"
    )
    return {key: merged or owner for key, owner, merged in rows}


_WITH = ("case__team", "case__customer", "case__joined_to", "case__owner")


def _cases_by_message(ids: Iterable[UUID]) -> dict[UUID, Case]:
    wanted = list(ids)
    if not wanted:
        return {}
    return {
        m.pk: m.case for m in Message.objects.filter(pk__in=wanted, direction="out").select_related(*_WITH)
    }


def _cases_by_their_id(ids: Iterable[str]) -> dict[str, tuple[Case, str]]:
    wanted = list(ids)
    if not wanted:
        return {}
    rows = Message.objects.filter(message_id__in=wanted, direction="in", verified=True).select_related(*_WITH)
    return {m.message_id: (m.case, _key(m.author_address)) for m in rows}


def _cases_by_ref(refs: Iterable[str]) -> dict[str, Case]:
    wanted = list(refs)
    if not wanted:
        return {}
    rows = Case.objects.filter(ref__in=wanted).select_related("team", "customer", "joined_to", "owner")
    return {case.ref: case for case in rows}
