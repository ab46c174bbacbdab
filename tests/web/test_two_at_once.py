"""Two people on one complaint: whoever saves on an older version is told, and nothing they typed is lost."""

import html
import re
from html.parser import HTMLParser

import pytest

from amends.cases.actions import note
from amends.cases.models import Case, Point, Statement
from amends.improvement.models import CorrectiveAction
from amends.journal.models import Entry
from amends.responses.models import Block, Draft
from amends.web.desk.verbs import VERBS
from tests.cast import Cast, complaint
from tests.web.desk import Desk, hidden_in

pytestmark = pytest.mark.slow

TYPED = "Words typed with care"
EXAMPLES = {"hidden": "", "number": "5", "date": "2099-01-05", "datetime-local": "2099-01-05T12:00"}


@pytest.fixture
def case(cast: Cast) -> Case:
    return complaint(cast)


class Everything(HTMLParser):
    """What a browser would send back of the form of a verb, with words typed into every empty box."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._within, self._select = False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._within = "data-keep" in found
        name = found.get("name", "")
        if not self._within or name in ("", "csrfmiddlewaretoken"):
            self._select = self._select if tag == "option" else ""
        if self._within and tag == "option" and self._select and found.get("value"):
            self.values.setdefault(self._select, found["value"])
        if not self._within or not name or name == "csrfmiddlewaretoken":
            return
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self.values[name] = TYPED
        elif found.get("type") == "radio":
            self.values.setdefault(name, found.get("value", ""))
        elif tag == "input" and found.get("type") not in ("file", "checkbox"):
            self.values[name] = found.get("value") or EXAMPLES.get(found.get("type", ""), TYPED)


def filled(desk: Desk, url: str) -> dict[str, str]:
    form = Everything()
    form.feed(desk.get(url))
    return form.values


def before(emma: Desk, daniel: Desk, cast: Cast, at: str) -> None:
    """A complaint with something for nearly every verb."""
    emma.do(f"{at}/assign/", to=str(cast.emma.pk))
    emma.do(f"{at}/assess/", essence="Scratched", state="calm", severity="1", route="complex")
    for what in ("Scratched", "Nobody called"):
        emma.do(f"{at}/add_point/", what=what)
    emma.do(f"{at}/decide_point/", verdict="justified", reason="It is so.")
    emma.do(f"{at}/ask_statement/", of_name="A driver", question="What happened?")
    emma.do(f"{at}/ask_statement/", of_name="A packer", question="Who packed it?")
    given = Statement.objects.get(of_name="A packer")
    emma.do(f"{at}/give_statement/?on={given.pk}", text="I did.")
    emma.do(f"{at}/propose_remedy/", kind="replacement", what="A new board", amount="20")
    daniel.do(f"{at}/record_cause/", what="Boxes are resealed unseen")
    daniel.do(
        f"{at}/plan_corrective_action/",
        kind="corrective",
        what="Seals",
        owner=str(cast.emma.pk),
        due="2099-01-05",
        criterion="None",
    )


def links(desk: Desk, at: str) -> set[str]:
    return {
        html.unescape(link)
        for link in re.findall(rf'href="({at}/[a-z_]+/(?:\?on=[^"#]+)?)"', desk.get(f"{at}/"))
    }


@pytest.mark.slow
def test_every_verb_refuses_an_older_version_and_keeps_what_was_typed(cast: Cast, case: Case) -> None:
    emma, daniel, at = Desk(cast.emma), Desk(cast.daniel), f"/desk/cases/{case.ref}"
    before(emma, daniel, cast, at)
    tried = set()
    for link in sorted(links(emma, at) | links(daniel, at)):
        name = link.split("/")[4]
        if name not in VERBS or VERBS[name].any_version:
            continue
        values = filled(daniel, link)
        note(case, "Something else", by=cast.by("peter"))
        entries = Entry.objects.count()
        status, page = daniel.refused(link.split("?")[0], **values)
        assert status == 409, (name, status)
        assert "changed meanwhile" in page, name
        assert "Peter Test: " in page, name
        for field, value in values.items():
            if value == TYPED:
                assert TYPED in page, (name, field)
        assert Entry.objects.count() == entries, name
        tried.add(name)
    assert len(tried) >= 22, tried
    assert {"note", "hand_over", "pause", "withdraw", "finish_corrective_action", "give_statement"} <= tried


def test_saving_again_after_looking_is_a_choice(cast: Cast, case: Case) -> None:
    emma, at = Desk(cast.emma), f"/desk/cases/{case.ref}"
    url = f"{at}/note/"
    values = filled(emma, url)
    note(case, "Something else", by=cast.by("peter"))
    status, page = emma.refused(url, **values)
    assert status == 409
    assert emma.client.post(url, {**values, "version": hidden_in(page)["version"]}).status_code == 303


def test_what_was_settled_meanwhile_keeps_the_words_of_whoever_was_slower(cast: Cast, case: Case) -> None:
    emma, daniel, at = Desk(cast.emma), Desk(cast.daniel), f"/desk/cases/{case.ref}"
    emma.do(f"{at}/assign/", to=str(cast.emma.pk))
    emma.do(f"{at}/assess/", essence="Scratched", state="calm", severity="1", route="simple")
    emma.do(f"{at}/add_point/", what="Scratched")
    point = Point.objects.get()
    shown = emma.hidden(f"{at}/decide_point/?on={point.pk}")
    daniel.do(f"{at}/decide_point/?on={point.pk}", verdict="justified", reason="It is so.")
    status, page = emma.refused(
        f"{at}/decide_point/",
        verdict="not_justified",
        reason=TYPED,
        version=shown["version"],
        on=str(point.pk),
    )
    assert status == 409
    assert "settled meanwhile" in page
    assert TYPED in page
    point.refresh_from_db()
    assert point.verdict == "justified"


def test_a_change_against_a_cause_is_made_once(cast: Cast, case: Case) -> None:
    emma, daniel, at = Desk(cast.emma), Desk(cast.daniel), f"/desk/cases/{case.ref}"
    before(emma, daniel, cast, at)
    url = f"{at}/finish_corrective_action/"
    shown = {k: v for k, v in daniel.hidden(url).items() if k in ("version", "on")}
    emma.do(url, proof="The new tape is on every line.")
    status, page = daniel.refused(url, proof=TYPED, **shown)
    assert status == 409
    assert TYPED in page
    assert CorrectiveAction.objects.get().proof == "The new tape is on every line."


def test_writing_the_letter_puts_nobody_else_off(cast: Cast, case: Case) -> None:
    emma, daniel, at = Desk(cast.emma), Desk(cast.daniel), f"/desk/cases/{case.ref}"
    block = letter(emma, at)
    version = daniel.hidden(f"{at}/note/")["version"]
    for words in ("We are", "We are sorry."):
        was = Block.objects.get(pk=block.pk).text
        sent = {f"text-{block.pk}": words, f"was-{block.pk}": was}
        assert emma.client.post(f"{at}/reply/{block.pk}/", sent).status_code == 200
    assert daniel.client.post(f"{at}/note/", {"text": "A note", "version": version}).status_code == 303


def letter(emma: Desk, at: str) -> Block:
    emma.do(f"{at}/assign/", to=str(Case.objects.get().customer_id and emma_pk(emma)))
    emma.do(f"{at}/assess/", essence="Scratched", state="calm", severity="1", route="simple")
    emma.do(f"{at}/add_point/", what="Scratched")
    emma.do(f"{at}/decide_point/", verdict="justified", reason="It is so.")
    emma.get(f"{at}/reply/")
    return Block.objects.get(kind="answer")


def emma_pk(emma: Desk) -> int:
    return int(emma.client.session["_auth_user_id"])


def test_two_conflicts_in_one_letter_lose_neither(cast: Cast, case: Case) -> None:
    emma, daniel, at = Desk(cast.emma), Desk(cast.daniel), f"/desk/cases/{case.ref}"
    answer = letter(emma, at)
    closing = Block.objects.get(kind="closing")
    was = {f"was-{answer.pk}": "", f"was-{closing.pk}": closing.text}
    theirs = {f"text-{answer.pk}": "Daniel's answer", f"text-{closing.pk}": "Daniel's end"}
    mine = {f"text-{answer.pk}": "My answer, typed", f"text-{closing.pk}": "My end, typed"}
    assert daniel.client.post(f"{at}/reply/", {**was, **theirs}).status_code == 303
    response = emma.client.post(f"{at}/reply/", {**was, **mine})
    page = response.content.decode()
    assert response.status_code == 409
    assert page.count("My answer, typed") >= 2
    assert page.count("My end, typed") >= 2
    assert Block.objects.get(pk=answer.pk).text == "Daniel's answer"


def test_words_typed_into_a_letter_that_was_sent_can_be_copied(cast: Cast, case: Case) -> None:
    emma, daniel, at = Desk(cast.emma), Desk(cast.daniel), f"/desk/cases/{case.ref}"
    answer = letter(emma, at)
    sent = {f"text-{answer.pk}": "We are sorry.", f"was-{answer.pk}": ""}
    assert emma.client.post(f"{at}/reply/do/ask/", sent).status_code == 303
    draft = Draft.objects.get()
    digest = re.search(r'name="fingerprint" value="([0-9a-f]{64})"', daniel.get(f"/desk/sign/{draft.pk}/"))
    assert digest
    signed = {"fingerprint": digest[1], "send": "1"}
    assert daniel.client.post(f"/desk/sign/{draft.pk}/", signed).status_code == 303
    response = emma.client.post(f"{at}/reply/", {f"text-{answer.pk}": TYPED})
    assert response.status_code == 409
    assert TYPED in response.content.decode()
    response = daniel.client.post(f"/desk/sign/{draft.pk}/", {"what": "return", "reason": TYPED})
    assert response.status_code == 409
    assert TYPED in response.content.decode()
