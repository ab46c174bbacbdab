"""What somebody newly wrote, told from what they quote."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.language.quoting import divide

NEW = "No, that is not right.\n\nI waited four weeks."
OLD = "Dear customer,\nwe are sorry."
QUOTED = "\n".join(f"> {line}" for line in OLD.split("\n"))

ATTRIBUTIONS = {
    "en": "On Tue, Nov 24, 2026 at 10:00 AM Amends <care@amends.example> wrote:",
    "en, apple": "On 24 Nov 2026, at 10:00, Amends Care wrote:",
    "en, wrapped": "On Tue, Nov 24, 2026 at 10:00 AM Amends Customer Care Team <\ncare@amends.example> wrote:",
    "sk": "ut 24. 11. 2026 o 10:00 Amends <care@amends.example> napísal(a):",
    "sk, thunderbird": "Dňa 24. 11. 2026 o 10:00 Amends napísal(a):",
    "cs": "út 24. 11. 2026 v 10:00 odesílatel Amends <care@amends.example> napsal:",
    "th": "เมื่อ อ. 24 พ.ย. 2026 เวลา 10:00 Amends <care@amends.example> เขียนว่า:",
    "lv": "otrd., 2026. g. 24. nov., plkst. 10:00 — lietotājs Amends (<care@amends.example>) rakstīja:",
    "bg": "На вт, 24.11.2026 г. в 10:00 Amends <care@amends.example> написа:",
    "ro": "mar., 24 nov. 2026 la 10:00, Amends <care@amends.example> a scris:",
    "ru": "вт, 24 нояб. 2026 г. в 10:00, Amends <care@amends.example>:",
    "uk": "вт, 24 лист. 2026 р. о 10:00 Amends <care@amends.example> пише:",
    "de": "Am Di., 24. Nov. 2026 um 10:00 Uhr schrieb Amends <care@amends.example>:",
    "fr": "Le mar. 24 nov. 2026 à 10:00, Amends <care@amends.example> a écrit :",
    "es": "El mar, 24 nov 2026 a las 10:00, Amends (<care@amends.example>) escribió:",
    "it": "Il giorno mar 24 nov 2026 alle ore 10:00 Amends <care@amends.example> ha scritto:",
    "pt": "Em ter., 24 de nov. de 2026 às 10:00, Amends <care@amends.example> escreveu:",
    "nl": "Op di 24 nov 2026 om 10:00 schreef Amends <care@amends.example>:",
    "pl": "wt., 24 lis 2026 o 10:00 Amends <care@amends.example> napisał(a):",
    "hu": "Amends <care@amends.example> ezt írta (időpont: 2026. nov. 24., K, 10:00):",
    "sv": "Den tis 24 nov. 2026 kl 10:00 skrev Amends <care@amends.example>:",
    "tr": "Amends <care@amends.example>, 24 Kas 2026 Sal, 10:00 tarihinde şunu yazdı:",
    "ja": "2026年11月24日(火) 10:00 Amends <care@amends.example>:",
    "zh": "Amends <care@amends.example> 于2026年11月24日周二 10:00写道：",
    "lt": "2026-11-24, an, 10:00 Amends <care@amends.example> rašė:",
}

HEADERS = {
    "en": ("From", "Sent", "To", "Subject"),
    "sk": ("Od", "Odoslané", "Komu", "Predmet"),
    "cs": ("Od", "Odesláno", "Komu", "Předmět"),
    "th": ("จาก", "ส่ง", "ถึง", "เรื่อง"),
    "lv": ("No", "Nosūtīts", "Kam", "Temats"),
    "bg": ("От", "Изпратено", "До", "Относно"),
    "ro": ("De la", "Trimis", "Către", "Subiect"),
    "ru": ("От", "Отправлено", "Кому", "Тема"),
    "uk": ("Від", "Надіслано", "Кому", "Тема"),
    "de": ("Von", "Gesendet", "An", "Betreff"),
    "fr": ("De", "Envoyé", "À", "Objet"),
    "es": ("De", "Enviado el", "Para", "Asunto"),
    "it": ("Da", "Inviato", "A", "Oggetto"),
    "pt": ("De", "Enviada em", "Para", "Assunto"),
    "nl": ("Van", "Verzonden", "Aan", "Onderwerp"),
    "pl": ("Od", "Wysłano", "Do", "Temat"),
    "hu": ("Feladó", "Elküldve", "Címzett", "Tárgy"),
    "tr": ("Kimden", "Gönderildi", "Kime", "Konu"),
    "sv": ("Från", "Skickat", "Till", "Ämne"),
}


@pytest.mark.parametrize("language", ATTRIBUTIONS)
def test_an_attribution_and_its_quote_are_folded(language: str) -> None:
    text = f"{NEW}\n\n{ATTRIBUTIONS[language]}\n\n{QUOTED}\n"
    division = divide(text)
    assert division.reply == NEW
    assert division.folded_from == text.index(ATTRIBUTIONS[language])


@pytest.mark.parametrize("language", [name for name in ATTRIBUTIONS if name != "ja"])
def test_an_attribution_alone_folds_what_follows(language: str) -> None:
    assert divide(f"{NEW}\n\n{ATTRIBUTIONS[language]}\n\n{OLD}\n").reply == NEW


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("language", HEADERS)
def test_a_header_block_of_an_older_mail_is_folded(language: str, bold: bool) -> None:
    values = ("Amends", "24. 11. 2026 10:00", "jana@example.com", "Re: Kanvica")
    mark = "*" if bold else ""
    block = "\n".join(
        f"{mark}{label}:{mark} {value}" for label, value in zip(HEADERS[language], values, strict=True)
    )
    assert divide(f"{NEW}\n\n________________________________\n{block}\n\n{OLD}").reply == NEW


@pytest.mark.parametrize(
    "line",
    [
        "-----Original Message-----", "-----Pôvodná správa-----", "-----Ursprüngliche Nachricht-----",
        "-------- Оригинално съобщение --------", "-------- Исходное сообщение --------", "-----Mesaj original-----",
        "-----ข้อความต้นฉบับ-----", "-------- Sākotnējais ziņojums --------", "---------- Forwarded message ---------",
        "Begin forwarded message:",
    ],
)  # fmt: skip
def test_a_line_between_two_mails(line: str) -> None:
    assert divide(f"{NEW}\n\n{line}\n{OLD}").reply == NEW


def test_quotes_without_an_attribution_at_the_end() -> None:
    assert divide(f"{NEW}\n\n{QUOTED}").reply == NEW


def test_an_answer_below_its_quote() -> None:
    division = divide(f"{ATTRIBUTIONS['en']}\n{QUOTED}\n\n{NEW}")
    assert division.reply == NEW
    assert division.folded_from is None


def test_answers_between_quotes_keep_their_questions() -> None:
    text = f"{ATTRIBUTIONS['en']}\n> Was it broken?\nYes.\n> Do you want another?\nNo.\n> Regards,\n> Amends"
    assert divide(text).reply == "> Was it broken?\nYes.\n> Do you want another?\nNo."


def test_a_mail_of_quotes_alone_has_nothing_new() -> None:
    assert divide(QUOTED).reply == ""


def test_a_forwarded_mail_without_a_word_is_shown_whole() -> None:
    text = f"From: Jana <jana@example.com>\nDate: 24.11.2026 10:00\nSubject: Kettle\nTo: you\n\n{OLD}"
    assert divide(text).reply == text


@pytest.mark.parametrize("mark", ["-- ", "--"])
def test_a_signature_is_folded(mark: str) -> None:
    assert divide(f"{NEW}\n\n{mark}\nJana Nováková\n+421 900 000 000").reply == NEW


@pytest.mark.parametrize(
    "line",
    ["Sent from my iPhone", "Odoslané z iPhonu", "Изпратено от моя iPhone", "ส่งจาก iPhone ของฉัน", "Trimis de pe telefon",
     "Nosūtīts no mana iPhone", "Get Outlook for iOS<https://aka.ms/o0ukef>"],
)  # fmt: skip
def test_the_line_of_a_device_is_folded(line: str) -> None:
    assert divide(f"{NEW}\n\n{line}").reply == NEW


KEPT = {
    "a form filled in": "Name: Jana\nOrder: 2026-11-24/77\nDate: 24.11.2026\nFrom: Košice\nWhat happened: it broke",
    "a sentence that ends in a colon": "On 24.11.2026 at 10:00 your clerk told me the following:\n\nCome back on Monday.",
    "a drawn line": "First part.\n----------\nSecond part.",
    "two dashes in a long letter": "Part one.\n--\n"
    + "\n".join(f"Line {n} of the second part." for n in range(40)),
    "an address in the text": "I wrote to care@amends.example on 24.11.2026:\nno answer came.",
    "greetings": "It broke.\n\nBest regards,\nJana",
    "device words in a sentence": "Hello.\n\nSent from the shop on Friday, it never arrived.",
    "prices": "I paid:\n> 20 EUR for the kettle\nand want it back.",
    "times": "Monday 10:00: called.\nTuesday 11:30: called again.\nNobody answered:\nnot once.",
}


@pytest.mark.parametrize("name", KEPT)
def test_nothing_a_person_wrote_is_folded(name: str) -> None:
    assert divide(KEPT[name]).reply == KEPT[name]


@given(st.lists(st.sampled_from(["", "> a", "b", "--", "On 1.1.2026 x@y.z wrote:", "From: a", "Sent: 1.1.2026", "Subject: c",
                                 "____________________", "| d", "-----Original Message-----"]), max_size=25))  # fmt: skip
def test_ranges_cover_the_text_and_nothing_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    division = divide(text)
    spans = sorted([*division.folded, *division.written])
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
