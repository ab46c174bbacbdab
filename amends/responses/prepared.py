"""Which prepared texts there are, for whom, and which fit a block of a reply best."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case as DbCase
from django.db.models import F, Q, QuerySet, When

from amends.cases.models import Case
from amends.language.folding import fold
from amends.people.models import Staff
from amends.people.queries import standing
from amends.responses.models import Block, PreparedText
from amends.responses.places import variables_in

KEEPERS = frozenset({"manager", "administrator"})  # of the team a text is shared with
LETTERS = frozenset({"paper", "post"})  # both say that the answer comes as a letter
CHOICES = 40  # texts one chooses from; more are found by a word


def texts_of(staff: Staff) -> QuerySet[PreparedText]:
    """Every text the employee may use or keep: shared with all or a team of theirs, and their own; retired ones last."""
    own = standing(staff)
    shared = Q(owner=None) if own.everywhere else Q(owner=None) & (Q(team=None) | Q(team__in=own.teams))
    found = PreparedText.objects.filter(shared | Q(owner=staff))
    in_use_first = F("retired_at").asc(nulls_first=True)
    as_in_a_letter = DbCase(
        *(When(kind=kind, then=at) for at, kind in enumerate(Block.Kind.values)), default=9
    )
    return found.select_related("team", "owner").order_by(
        in_use_first, "language", as_in_a_letter, "name", "id"
    )


def may_keep(staff: Staff, text: PreparedText) -> bool:
    """One's own; a shared one whoever manages or administers its team, or every team where all have it."""
    if text.owner_id is not None:
        return text.owner_id == staff.pk
    return bool(standing(staff).roles_in(text.team_id) & KEEPERS)


@dataclass(frozen=True)
class Wanted:
    """What a text is looked for: the block, its verdict, the way the customer is answered, words of a search, and the
    variables the case has a value for.
    """

    kind: str
    language: str
    verdict: str = ""
    channel: str = ""
    words: str = ""
    known: Collection[str] = ()


def wanted_for(
    case: Case, block: Block, language: str, words: str = "", known: Collection[str] = ()
) -> Wanted:
    """A point's own verdict where the block answers one, else that of the case."""
    verdict = block.point.verdict if block.point is not None else case.verdict
    return Wanted(block.kind, language, verdict, case.answer_by, words, known)


def fitting(staff: Staff, wanted: Wanted) -> list[PreparedText]:
    """The texts that fit, best match first, at most CHOICES."""
    found = texts_of(staff).filter(
        Q(kind="snippet") | Q(kind=wanted.kind),
        Q(verdict="") | Q(verdict=wanted.verdict),
        language=wanted.language,
        retired_at=None,
    )
    return best_first([text for text in found if _by_channel(text, wanted)], wanted)[:CHOICES]


def _by_channel(text: PreparedText, wanted: Wanted) -> bool:
    if text.channel in LETTERS:
        return wanted.channel in LETTERS
    return text.channel in ("", wanted.channel)


def best_first(texts: Iterable[PreparedText], wanted: Wanted) -> list[PreparedText]:
    """Those with every word of the search: named so before those that say so; then made for this block, verdict and
    channel before general ones, those the case fills before those it leaves open, and one's own before the team's
    before everybody's.
    """
    words = fold(wanted.words).split()
    ranked = [(rank, text) for text in texts if (rank := _rank(text, wanted, words)) is not None]
    return [text for _rank, text in sorted(ranked, key=lambda each: each[0])]


def _rank(text: PreparedText, wanted: Wanted, words: Sequence[str]) -> tuple[object, ...] | None:
    name = fold(text.name)
    said = f"{name} {fold(text.text)}"
    if not all(word in said for word in words):
        return None
    return (
        not all(word in name for word in words),
        text.kind != wanted.kind,
        not (text.verdict and text.verdict == wanted.verdict),
        not text.channel,
        len(variables_in(text.text).difference(wanted.known)),
        text.owner_id is None,
        text.team_id is None,
        name,
        text.pk,
    )
