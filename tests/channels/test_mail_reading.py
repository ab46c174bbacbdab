"""Reading one mail: people, words, files, and what mail programs do to them."""

import base64
import json
import subprocess
import sys

import pytest

from amends.channels.email.message import ReadMail, read, safe_name


def mail(body: str, *headers: str, charset: str = "utf-8") -> bytes:
    lines = ["From: Jana Nováková <jana@example.com>", "To: complaints@amends.example", *headers]
    if not any(line.lower().startswith("content-type") for line in headers):
        lines.append(f"Content-Type: text/plain; charset={charset}")
    return "\r\n".join([*lines, "", body.replace("\n", "\r\n")]).encode(charset)


def multipart(kind: str, *parts: str) -> bytes:
    inside = "".join(f"--=b\n{part}\n" for part in parts)
    return (
        f"Subject: s\nFrom: a@b.example\nContent-Type: multipart/{kind}; boundary="
        '"=b"'
        f"\n\n{inside}--=b--\n".encode()
    )


LETTERS = {
    "en": "The kettle broke on the second day. I want my money back.",
    "sk": "Kanvica sa pokazila na druhý deň. Žiadam vrátenie peňazí.",
    "th": "กาต้มน้ำเสียตั้งแต่วันที่สอง ฉันขอเงินคืน",
    "lv": "Tējkanna salūza otrajā dienā. Prasu atmaksāt naudu.",
    "bg": "Чайникът се развали на втория ден. Искам си парите.",
    "ro": "Fierbătorul s-a stricat a doua zi. Vreau banii înapoi.",
}
CHARSETS = {
    "en": "us-ascii",
    "sk": "windows-1250",
    "th": "tis-620",
    "lv": "windows-1257",
    "bg": "koi8-r",
    "ro": "utf-8",
}


@pytest.mark.parametrize("language", LETTERS)
def test_a_letter_arrives_as_it_was_written(language: str) -> None:
    charset = CHARSETS[language]
    raw = mail(LETTERS[language], charset="utf-8").replace(b"utf-8", charset.encode())
    raw = raw.replace(LETTERS[language].encode(), LETTERS[language].encode(charset))
    found = read(raw)
    assert found.text == LETTERS[language]
    assert found.reply_text == LETTERS[language]
    assert found.sender.address == "jana@example.com"
    assert [one.address for one in found.to] == ["complaints@amends.example"]
    assert not found.auto_reply


@pytest.mark.parametrize("language", ["sk", "lv", "bg", "ro"])
def test_raw_letters_in_a_subject_without_encoding(language: str) -> None:
    assert read(mail("x", f"Subject: {LETTERS[language]}")).subject == LETTERS[language]


def test_the_charset_is_guessed_when_it_is_unknown_or_wrong() -> None:
    text = "Übergröße: die Schüssel war schon beim Öffnen zerbrochen, und niemand antwortet. Grüße"
    for charset in ("x-unknown", "utf-8", "us-ascii", "fakescii", ""):
        raw = f"Content-Type: text/plain; charset={charset}\n\n".encode() + text.encode("cp1252")
        assert read(raw).text == text, charset


def test_subjects_encoded_in_pieces() -> None:
    whole = base64.b64encode("Žiadosť".encode()).decode()
    assert read(mail("x", f"Subject: =?utf-8?b?{whole}?=")).subject == "Žiadosť"
    split = "Subject: =?utf-8?q?caf=C3?=\r\n =?utf-8?q?=A9_au?= lait =?iso-8859-2?q?=BEaba?="
    assert read(mail("x", split)).subject == "café au lait žaba"


def test_a_line_end_hidden_in_a_subject_is_taken_out_and_noted() -> None:
    found = read(mail("x", "Subject: =?utf-8?q?Hi=0D=0ABcc:_victim@example.com?="))
    assert "\n" not in found.subject
    assert "\r" not in found.subject
    assert "header-injection" in found.notes


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ('"Novák, Ján" <jan@example.sk>', "Novák, Ján", "jan@example.sk"),
        ("jan@example.sk (Ján Novák)", "Ján Novák", "jan@example.sk"),
        ("=?utf-8?q?J=C3=A1n_Nov=C3=A1k?= <jan@example.sk>", "Ján Novák", "jan@example.sk"),
        ("jan@example.sk", "", "jan@example.sk"),
        ("<jan@example.sk", "", "jan@example.sk"),
        ("A Group: jan@example.sk, other@example.sk;", "", "jan@example.sk"),
        ('"evil@example.com" <jan@example.sk>', "evil@example.com", "jan@example.sk"),
        ("Some One jan@example.sk", "Some One", "jan@example.sk"),
    ],
)
def test_senders_in_all_their_forms(value: str, name: str, address: str) -> None:
    sender = read(f"From: {value}\n\nx".encode()).sender
    assert (sender.name, sender.address) == (name, address)


def test_letters_that_look_alike_stay_apart() -> None:
    assert read("From: p\u0430ypal@example.com\n\nx".encode()).sender.address == "p\u0430ypal@example.com"


def test_a_second_from_is_noted() -> None:
    found = read(b"From: ceo@example.org\r\nFrom: thief@evil.example\r\n\r\nx")
    assert found.sender.address == "ceo@example.org"
    assert "several-from" in found.notes


def test_empty_and_grouped_recipients() -> None:
    assert read(b"To: undisclosed-recipients:;\nCc:\n\nx").to == ()


def test_every_inline_text_is_read() -> None:
    found = read(multipart("mixed", "\nfirst", "Content-Type: image/png; name=a.png\n\nPNG", "\nsecond"))
    assert found.text == "first\n\nsecond"
    assert [file.name for file in found.attachments] == ["a.png"]


def test_plain_is_preferred_and_html_kept() -> None:
    found = read(
        multipart("alternative", "\nplain words", "Content-Type: text/html\n\n<p>rich <b>words</b></p>")
    )
    assert found.text == "plain words"
    assert found.html == "<p>rich <b>words</b></p>"


def test_html_alone_becomes_text_with_its_shape() -> None:
    html = (
        "<html><head><style>p{color:red}</style></head><body><p>Dear&nbsp;team,</p><ul><li>late<li>broken</ul>"
        "<table><tr><td>Order</td><td>77</td></tr></table><script>alert(1)</script><blockquote>we wrote</blockquote>"
    )
    found = read(b"Content-Type: text/html; charset=utf-8\n\n" + html.encode())
    assert found.text == "Dear team,\n\n- late\n- broken\n\nOrder\t77\n\n> we wrote"


def test_flowed_lines_are_joined() -> None:
    raw = mail(
        "one \ntwo\n> quoted \n> more\n-- \nMe", "Content-Type: text/plain; format=flowed; charset=utf-8"
    )
    assert read(raw).text == "one two\n> quoted more\n-- \nMe"


def test_a_forwarded_message_is_a_file_and_its_words_are_folded() -> None:
    inner = "Content-Type: message/rfc822\n\nSubject: Broken kettle\nFrom: c@d.example\n\nIt leaks."
    found = read(multipart("mixed", "\nSee below.", inner))
    assert [file.name for file in found.attachments] == ["Broken kettle.eml"]
    assert found.text == "See below.\n\nIt leaks."
    assert found.reply_text == "See below."
    alone = read(multipart("mixed", inner))
    assert alone.reply_text == "It leaks."


def test_a_uuencoded_file_is_taken_out_of_the_text() -> None:
    found = read(mail("Look:\n\nbegin 644 note.txt\n#0V%T\n`\nend\n\nThanks"))
    assert [(file.name, file.content) for file in found.attachments] == [("note.txt", b"Cat")]
    assert "begin" not in found.text
    assert "Thanks" in found.text


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("filename*=utf-8''%C5%BEiados%C5%A5.pdf", "žiadosť.pdf"),
        ("filename*0*=utf-8''%C5%BEi; filename*1=ados.pdf", "žiados.pdf"),
        ('filename="=?utf-8?q?=C5=BEiados=C5=A5.pdf?="', "žiadosť.pdf"),
        ("filename=my receipt.pdf", "my receipt.pdf"),
        ('filename="../../etc/passwd"', "passwd"),
    ],
)
def test_file_names(header: str, name: str) -> None:
    found = read(
        multipart("mixed", f"Content-Type: application/pdf\nContent-Disposition: attachment; {header}\n\nx")
    )
    assert [file.name for file in found.attachments] == [name]


def test_names_shown_are_no_paths_and_hide_nothing() -> None:
    assert safe_name("C:\\boot.ini") == "boot.ini"
    assert safe_name("\u202egnp.exe") == "gnp.exe"
    assert safe_name("a\x00b\r\nc.txt") == "ab c.txt"
    assert safe_name("photo.jpg.exe") == "photo.jpg.exe"
    for empty in ("", ".", "..", "/", "\u200b", "..\\.."):
        assert safe_name(empty) == "file"
    long = safe_name("ก" + "ี่" * 300 + ".pdf")
    assert long.endswith(".pdf")
    assert len(long) <= 120


MACHINES = {
    "auto-submitted": ["Auto-Submitted: auto-replied"],
    "precedence": ["Precedence: bulk"],
    "no-return-path": ["Return-Path: <>"],
    "list": ["List-Id: <news.example.com>"],
    "suppress-header": ["X-Auto-Response-Suppress: All"],
    "away-subject": ["Subject: Automatische Antwort: Abwesenheit"],
}


@pytest.mark.parametrize("reason", MACHINES)
def test_machine_mail_by_its_headers(reason: str) -> None:
    found = read(mail("I am away", *MACHINES[reason]))
    assert found.auto_reply
    assert found.machine_reason == reason


@pytest.mark.parametrize(
    "subject",
    [
        "Automatická odpoveď: dovolenka", "ตอบกลับอัตโนมัติ: ลา", "Automātiskā atbilde: atvaļinājums",
        "Автоматичен отговор: отпуск", "Răspuns automat: concediu", "Automatic reply: holiday", "Автоответ: отпуск",
    ],
)  # fmt: skip
def test_absence_notes_in_the_languages(subject: str) -> None:
    assert read(mail("x", f"Subject: {subject}")).auto_reply


def test_bounces_in_no_standard_form() -> None:
    body = (
        "I'm sorry to have to inform you that your message could not be delivered to one or more recipients."
    )
    raw = mail(
        f"{body}\n\n<x@example.com>: 550 5.1.1 User unknown", "Subject: Undelivered Mail Returned to Sender"
    )
    assert read(raw).machine_reason == "bounce"
    assert read(raw.replace("Jana Nováková <jana@".encode(), b"<MAILER-DAEMON@")).machine_reason == "bounce"


def test_a_delivery_report_names_whom_it_failed() -> None:
    part = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
    part += "Final-Recipient: rfc822; jana@example.com\nAction: {}"
    failed = read(multipart("report", "\nSorry.", part.format("failed")))
    assert failed.machine_reason == "report"
    assert failed.bounced == ("jana@example.com",)
    assert read(multipart("report", "\nLate.", part.format("delayed"))).bounced == ()


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "Delivery failure of my parcel",
            "The parcel was not delivered to my address. It was returned to you.",
        ),
        (
            "Undelivered order 5501",
            "Your courier says the mailbox was full, which is a lie. I waited all day.",
        ),
        ("Returned mail order item", "I sent the dress back by mail and got no refund."),
        ("Auto repair complaint", "The automatic gearbox failed after your repair."),
        ("Nedoručená zásielka", "Zásielka 550 nebola doručená a kuriér sa neozval."),
    ],
)
def test_complaints_about_deliveries_come_from_people(subject: str, body: str) -> None:
    assert not read(mail(body, f"Subject: {subject}")).auto_reply


def test_threading_fields() -> None:
    found = read(mail("x", "Message-ID: <1@a>", "In-Reply-To: <0@a>", "References: <00@a>\r\n <0@a>"))
    assert (found.message_id, found.in_reply_to, found.references) == ("1@a", ("0@a",), ("00@a", "0@a"))


@pytest.mark.parametrize(
    "date", ["yesterday", "", "Thu, 99 Jan 2020 77:00:00 +9999", "Thu, 01 Jan 99999 00:00:00 +0000"]
)
def test_a_date_nobody_can_read_is_no_date(date: str) -> None:
    assert read(mail("x", f"Date: {date}")).date is None


def test_the_date_is_aware() -> None:
    date = read(mail("x", "Date: Tue, 24 Nov 2026 10:00:00 +0200")).date
    assert date is not None
    assert date.isoformat() == "2026-11-24T08:00:00+00:00"


def test_line_ends_of_every_system() -> None:
    for end in ("\n", "\r\n", "\r"):
        found: ReadMail = read(end.join(["Subject: s", "", "one", "two"]).encode())
        assert (found.subject, found.text) == ("s", "one\ntwo")


def test_the_command_prints_json_and_needs_no_installation() -> None:
    words = [sys.executable, "-m", "amends.cli.main", "mail", "read"]
    done = subprocess.run(
        words, input=mail("Ahoj", "Subject: s"), capture_output=True, check=True, env={"PATH": ""}
    )
    answer = json.loads(done.stdout)
    assert answer["subject"] == "s"
    assert answer["text"] == "Ahoj"
    assert answer["attachments"] == []


def test_reading_imports_no_framework() -> None:
    code = "import sys, amends.channels.email.message, amends.cli.mail; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
