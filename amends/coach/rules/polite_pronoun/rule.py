"""T506: the polite pronoun, capitalised in letters where the language does so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from amends.coach.kinds import Place, Rule
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.language.marking import _

FORMS = {
    "sk": "vy vás vám vami váš vaša vaše vášho vášmu vaším vašej vašu vašou vaši vašich vašim vašimi vašom",
    "lv": "jūs jums jūsos jūsu jūsējais jūsējā jūsējo",
    "bg": "вие вас ви вам ваш вашия вашият ваша вашата ваше вашето ваши вашите",
}
LOWER = {
    lang: re.compile(rf"(?<![\w@./-])(?:{'|'.join(sorted(forms.split(), key=len, reverse=True))})(?![\w@-])")
    for lang, forms in FORMS.items()
}
TO_MANY = {
    "sk": r"vážení|milí|dámy a páni|rodin|manželia|ste všetci|vám všetkým|vás všetk|vám dvom|vám obom|vás oboch|vás dvoch",
    "lv": r"cienījamie|godātie|ģimen|jūs visi|jums visiem|jūs abi|jums abiem|jūs abus",
    "bg": r"уважаеми (?:госпожи|дами|семейство|гости|клиенти)|уважаемо семейство|скъпи|семейство|вас (?:двамата|тримата|четиримата|всички)|вие (?:двамата|тримата|всички)",
}
AND = re.compile(r"\w\s+(?:a|un|и|&|and)\s+\w")  # between the names of two customers


@dataclass(frozen=True, kw_only=True)
class PolitePronoun(Rule):
    """Several people are addressed in small letters, and rightly so; what is no letter owes nobody capital ones."""

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        of_several = known is not None and AND.search(known.customer_name)
        if of_several or re.search(TO_MANY[reply.lang], reply.own, re.IGNORECASE):
            return
        found = list(LOWER[reply.lang].finditer(reply.own))
        if not found or reply.is_no_reply:
            return
        for match in found:
            word = match.group()
            yield Place(*match.span(), (word,), word[0].upper() + word[1:])


RULE = PolitePronoun(
    code="T506",
    folder="polite_pronoun",
    name=_("polite pronoun"),
    message=_("In a letter the polite form of address is written with a capital letter."),
    source="002.2",
    languages=frozenset(FORMS),
)
