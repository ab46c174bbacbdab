"""T508: capitals for emphasis, and signs doubled."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from amends.coach.kinds import Place, Rule
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.coach.reply import Sentence
from amends.language.folding import fold
from amends.language.lexicon import lexicon
from amends.language.marking import _

CAPITALS = re.compile(r"(?<![\w@./#&%{<\[_^-])[^\W\d_a-z\u0e00-\u0e7f]{2,}(?![\w@/&%}>_]|-\d|\.\w)")
ANY = re.compile(r"[^\W\d_]{2,}")
TO_BE_FILLED = re.compile(r"\[[^\]\n]{1,60}\]|\{[^}\n]{1,60}\}")  # another rule's
SIGNED = re.compile(
    r"[*^/~–—-]{1,2} ?[A-Z]{2,4}(?=\s*$)", re.MULTILINE
)  # by initials, as public messages are
DOUBLED = re.compile(r"[!?][!?]+")
BETWEEN = re.compile(r"[ ,'’\t]+(?:[^\W\d_a-z]{1,3}[ ,'’\t]+){0,4}")
ABBREVIATED = """
iban sepa swift bic pin puk sim sms mms gps usb vat dph pvn ddc tva dds id pdf qr it tv led lcd dvd cd usa uk eu es
us ok faq vip atm kyc nfc wifi lan dsl lte hdmi ssd ram pc mac ios api url www http html csv xml ean isbn vin imei
esim cvv cvc egn cnp rc ico dic ic pp sro as sia plc ltd inc llc gmbh bmw vw kia klm lot bus abs esp diy hr pr ceo cfo
gdpr bts mrt srt kfc ikea nbs nbu anpc bnb bnr kzp soi ooo eood ood ad ead sa srl pfa cif orc odr adr asap nato who
covid spf am pm utc cet gmt eur usd gbp ron bgn thb czk lei фб ддс егн еик ад еад оод еоод сб
нап кзп кфн бнб бдж виk вик нои рзи мвр кат гпс усб пин смс тв ет спам
"""
ABBREVIATIONS = frozenset(ABBREVIATED.split())
SHORT_WORDS = {
    "en": "not no yes all any and but only must never your you our we now how why who one too do did has had is are was",
    "sk": "nie ani len iba vzdy nikdy musite vy vas vam vase my nas teraz uz ano bez",
    "lv": "ne nav tikai vienmer nekad jums jus musu mes tagad ja bez viss visi",
    "bg": "не няма само винаги никога вие вас ви ние наш сега да без",
    "ro": "nu nici doar numai mereu niciodata trebuie dumneavoastra noi acum da fara tot toate",
    "th": (  # what stands in Latin letters in a Thai text is a name, but for these
        "not no yes all only must never now very please sorry wait stop free paid sent found lost done open closed full final last new "
        "urgent important refund refunded cancel cancelled confirm confirmed reject rejected approve approved delay delayed wow"
    ),
}
WARNINGS = """
attention important importante urgent warning note notice caution remember stop pozor dolezite upozornenie urgentne svarigi uzmanibu
bridinajums steidzami внимание важно спешно предупреждение atentie avertisment
"""
WARNED = frozenset(WARNINGS.split())
LABEL = re.compile(r" ?:")  # what stands before it names what follows, unless it is a warning
LONG = 6  # letters; an abbreviation is seldom longer
SHORTEST = 4  # letters; a shorter word in capitals is an abbreviation, or one of the short words above
KNOWN_WELL = frozenset({"en"})  # languages in which a long word we do not know, in Latin capitals, is a name
FOREIGN = {"sk": "[qw]", "lv": "[qwxy]", "bg": "[a-z]", "ro": "[qwy]"}  # letters only names have
INITIALS = re.compile(
    r"(?<!\w)[A-Z]\.(?:[A-Z]\.)*[A-Z]\.? ?$"
)  # the word after them belongs to the name: "U.S. CODE"
FORMS = (  # of companies, as they stand behind their names
    r"(?:COMP|CORP|INC|LLC|LLP|LTD|PLC|GMBH|SIA|SRL|EOOD|OOD|ЕООД|ООД|ЕАД|Corp|Inc|Ltd|GmbH)\b"
    r"|(?:CO|Co|L\.P\.A|N\.A|S\.A|a\. ?s|s\. ?r\. ?[ol])\."
)
COMPANY = re.compile(rf"(?:[ ,&]+[^\W\d_a-z][\w.]*){{0,3}}[ ,]+(?:{FORMS})")
ITSELF = re.compile(rf".*[ ,](?:{FORMS})", re.DOTALL)
PARAGRAPH = re.compile(
    r"(?:\(\s*\w{1,3}\s*\)|§ ?\d+|\b(?:section|sec\.?|article|art\.?|par\.?|čl\.?|чл\.?) ?\d+\w*)[\s.:–—-]*$",
    re.IGNORECASE,
)  # the number before its heading
SHOUTED = 5  # words of a sentence in capitals that may make one shout of it
OF_ALL = 0.75  # of its words, that they have to be
SPOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
MASK = re.compile(r"(.)\1*")  # what hides a figure or a name, such as XXXX, is no word
OFTEN = 2  # times a word stands in capitals, and never in small letters, from which on it is a name


@dataclass(frozen=True, kw_only=True)
class Shouting(Rule):
    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        for match in DOUBLED.finditer(reply.own):
            yield Place(*match.span(), (match.group(),), match.group()[0])
        ours = fold(known.organisation).split() if known else []
        text = reply.own
        for pattern in (TO_BE_FILLED, SIGNED):
            text = pattern.sub(lambda found: " " * len(found.group()), text)
        capitals = [match for match in CAPITALS.finditer(text) if match.group().isupper()]
        cried = [span for each in reply.sentences if (span := shouted(each, text)) is not None]
        calm = [match for match in capitals if not within(match.start(), cried)]
        ours += always_in_capitals(calm, text, reply.lang)
        loud = [
            match.span()
            for match in capitals
            if fold(match.group()) not in ours and is_emphasis(fold(match.group()), reply.lang)
        ]
        names = {match.span() for match in capitals} - set(loud)
        begins, ends = {begin for begin, _ in names}, {end for _, end in names}
        found = [
            (start, end)
            for start, end in joined(loud, text)
            if not is_name(start, end, text, begins, ends)
            and not is_label(start, end, text)
            and not is_company(start, end, text)
            and not is_heading(start, end, text)
        ]
        for start, end in dict.fromkeys(within(start, cried) or (start, end) for start, end in found):
            yield Place(start, end, (text[start:end],), text[start:end].lower())


def shouted(sentence: Sentence, text: str) -> tuple[int, int] | None:
    """From the first to the last word in capitals of a sentence that has hardly any others."""
    spoken = SPOKEN.finditer(text, sentence.start, sentence.end)
    words = [match for match in spoken if len(match.group()) == 1 or not MASK.fullmatch(match.group())]
    loud = [match for match in words if match.group().isupper()]
    if len(loud) < SHOUTED or len(loud) < OF_ALL * len(words):
        return None
    return loud[0].start(), loud[-1].end()


def within(place: int, spans: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    return next(((start, end) for start, end in spans if start <= place < end), None)


def always_in_capitals(capitals: Iterable[re.Match[str]], text: str, lang: str) -> list[str]:
    """Folded words that stand in the text often, and only so; "NOT" may be shouted as often as one likes."""
    often = Counter(fold(match.group()) for match in capitals)
    words = {word for word, times in often.items() if times >= OFTEN}
    if words:
        words -= {fold(match.group()) for match in ANY.finditer(text) if match.group().islower()}
    return sorted(words - set(SHORT_WORDS.get(lang, "").split()))


def joined(loud: Iterable[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Words that follow each other in capitals are one shout, with the short ones between them."""
    begun: tuple[int, int] | None = None
    for start, end in loud:
        if begun is not None and BETWEEN.fullmatch(text, begun[1], start):
            begun = (begun[0], end)
            continue
        if begun is not None:
            yield begun
        begun = (start, end)
    if begun is not None:
        yield begun


def is_emphasis(word: str, lang: str) -> bool:
    """Whether a folded word written in capitals is an ordinary word, not an abbreviation or a name of letters."""
    if word in ABBREVIATIONS:
        return False
    if word in SHORT_WORDS.get(lang, "").split():
        return True
    if lang == "th" or len(word) < SHORTEST or not re.search(r"[aeiouyаеиоуъюя]", word):
        return False
    if len(word) >= LONG and lang not in KNOWN_WELL:
        foreign = FOREIGN.get(lang)
        return foreign is None or not re.search(foreign, word)
    known = lexicon(lang)
    return known is not None and bool(known.lookup(word))


def is_name(start: int, end: int, text: str, begins: Set[int], ends: Set[int]) -> bool:
    """One word in capitals is part of a name beside a word that is none of the language's or initials, and a label alone in
    brackets."""
    if " " in text[start:end]:
        return False
    bracketed = text[max(0, start - 2) : start].strip() == "(" and text[end : end + 2].strip() == ")"
    return (
        bracketed
        or bool(INITIALS.search(text[max(0, start - 12) : start]))
        or end + 1 in begins
        or start - 1 in ends
    )


def is_label(start: int, end: int, text: str) -> bool:
    return LABEL.match(text, end) is not None and fold(text[start:end]) not in WARNED


def is_company(start: int, end: int, text: str) -> bool:
    """With the form of a company behind it, or as its last word."""
    return bool(COMPANY.match(text, end) or ITSELF.fullmatch(text[start:end]))


def is_heading(start: int, end: int, text: str) -> bool:
    """Of a paragraph of a law, behind its number; one word of such a sentence, or a cry, may well be shouted."""
    if re.match(r" ?!", text[end : end + 2]):
        return False
    alone = " " not in text[start:end] and not re.match(r" ?[-–—.:]", text[end : end + 2])
    return not alone and PARAGRAPH.search(text[max(0, start - 20) : start]) is not None


RULE = Shouting(
    code="T508",
    folder="shouting",
    name=_("shouting"),
    message=_("Capitals and doubled signs read as shouting. Plain letters and one sign are enough."),
    source="000.6",
)
