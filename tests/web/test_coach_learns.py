"""After an upgrade the coach learns for a minute or two: nobody waits for it, nothing typed is lost, nothing slips past it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amends.cases.models import Case
from amends.cli import main as command_line
from amends.coach import scorer
from amends.people.models import Company
from amends.people.queries import company_changed
from amends.responses import actions
from amends.responses.coach_ready import GettingReady
from amends.responses.models import Block, Draft
from tests.api.conftest import program
from tests.cast import Cast, complaint
from tests.insight import files
from tests.responses.test_signing import decided, written
from tests.web.desk import Desk
from tests.web.test_settings import changed

SCRIPT = {"HX-Request": "true"}
BAD = "Je nám ľúto, že máte tento problém. Nikdy sa to už nestane!!"
LEARNS = "The coach is still getting ready"


class Upgrade:
    """What was learnt before does not hold any more; `over` when it was learnt anew."""

    def __init__(self, folder: Path) -> None:
        self.learnt, self.begun = scorer.folder(), 0
        scorer.keep_in(folder)

    def over(self) -> None:
        scorer.keep_in(self.learnt)


@pytest.fixture
def upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upgrade]:
    found = Upgrade(tmp_path)

    def begin(**_given: Any) -> None:
        found.begun += 1

    def learn_now(*_given: Any, **_more: Any) -> None:
        raise AssertionError("a page waited for the coach to learn")

    monkeypatch.setattr(scorer, "prepare", begin)
    monkeypatch.setattr(scorer, "_learn", learn_now)
    monkeypatch.setattr(scorer, "_begun", -scorer.BEGIN_AGAIN)
    yield found
    found.over()


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return written(cast, decided(cast, complaint(cast), 1))


def at(draft: Draft) -> str:
    return f"/desk/cases/{Case.objects.get(pk=draft.case_id).ref}/reply/"


def test_the_composer_says_so_keeps_what_is_typed_and_shows_findings_by_itself(
    cast: Cast, draft: Draft, upgrade: Upgrade
) -> None:
    emma, url = Desk(cast.emma), at(draft)
    page = emma.get(url)
    assert LEARNS in page and f'hx-get="{url}coach/"' in page
    assert "not read yet" in page and 'class="ok ck"' not in page
    block = Block.objects.get(draft=draft, kind="answer")
    typed = {f"was-{block.pk}": block.text, f"text-{block.pk}": BAD}
    saved = emma.client.post(f"{url}{block.pk}/", typed, headers=SCRIPT).content.decode()
    assert LEARNS in saved
    assert Block.objects.get(pk=block.pk).text == BAD
    assert emma.client.get(f"{url}coach/", headers=SCRIPT).status_code == 204
    assert upgrade.begun == 1, "learning is begun once, and by nobody's waiting"
    upgrade.over()
    found = emma.client.get(f"{url}coach/", headers=SCRIPT).content.decode()
    assert "B201" in found and LEARNS not in found and "hx-get" not in found.split("coach-learns")[1][:200]


def test_no_reply_goes_to_a_manager_unread(cast: Cast, draft: Draft, upgrade: Upgrade) -> None:
    emma = Desk(cast.emma)
    assert "The coach has to read it" in emma.get(at(draft))
    code, page = emma.refused(f"{at(draft)}do/ask/")
    assert code == 503 and LEARNS in page
    with pytest.raises(GettingReady):
        actions.request_signature(draft, by=cast.by("emma"))
    assert Draft.objects.get(pk=draft.pk).state == "writing"
    upgrade.over()
    assert emma.client.post(f"{at(draft)}do/ask/").status_code == 303
    assert Draft.objects.get(pk=draft.pk).state == "waiting"


def test_where_no_rule_stops_a_reply_none_waits(cast: Cast, draft: Draft, upgrade: Upgrade) -> None:
    from amends.coach.catalogue import rules

    advice = {rule.code: "advise" for rule in rules() if rule.severity == "stop"}
    Company.objects.update(coach_severities=advice)
    company_changed()
    emma = Desk(cast.emma)
    page = emma.get(at(draft))
    assert LEARNS in page and "The coach has to read it" not in page
    assert emma.client.post(f"{at(draft)}do/ask/").status_code == 303
    assert Draft.objects.get(pk=draft.pk).state == "waiting"


def test_a_letter_the_coach_let_pass_is_signed_meanwhile(cast: Cast, draft: Draft, upgrade: Upgrade) -> None:
    upgrade.over()
    actions.request_signature(draft, by=cast.by("emma"))
    scorer.keep_in(upgrade.learnt / "nothing-here")
    daniel, url = Desk(cast.daniel), f"/desk/sign/{draft.pk}/"
    page = daniel.get(url)
    assert "It is still getting ready" in page and "It found nothing" not in page
    assert 'hx-select="#coach-said"' in page
    signed = daniel.client.post(url, {"fingerprint": daniel.hidden(url)["fingerprint"], "what": "sign"})
    assert signed.status_code == 303
    assert Draft.objects.get(pk=draft.pk).state == "signed"


def test_a_complaint_is_assessed_without_it(cast: Cast, upgrade: Upgrade) -> None:
    case = complaint(cast)
    emma, url = Desk(cast.emma), f"/desk/cases/{case.ref}/assess/"
    assert LEARNS in emma.get(url)
    emma.do(url, state="calm", essence="Scratched", severity="1", route="simple")
    assert Case.objects.get(pk=case.pk).state == "calm"
    assert upgrade.begun == 1


def test_on_the_phone_it_is_asked_again(cast: Cast, upgrade: Upgrade) -> None:
    emma, said = Desk(cast.emma), {"solution": BAD, "language": "sk"}
    page = emma.client.post("/desk/new/coach/", said, headers=SCRIPT).content.decode()
    assert LEARNS in page and "every 5s" in page
    upgrade.over()
    page = emma.client.post("/desk/new/coach/", said, headers=SCRIPT).content.decode()
    assert LEARNS not in page and "B201" in page


def test_a_program_is_told_when_to_ask_again(cast: Cast, upgrade: Upgrade) -> None:
    caller = program("coach:read")
    for what in ("reply", "complaint"):
        answer = caller.post(f"coach/{what}", {"text": BAD, "language": "sk"}, Accept_Language="sk")
        assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
        assert int(answer["Retry-After"]) > 0
        assert answer.json()["code"] == "coach_getting_ready"
        assert caller.post(f"coach/{what}", {"text": BAD, "language": "de"}).status_code == 200
    upgrade.over()
    assert caller.post("coach/reply", {"text": BAD, "language": "sk"}).status_code == 200


def test_an_audit_is_refused_at_once(cast: Cast, upgrade: Upgrade) -> None:
    file = SimpleUploadedFile("talks.csv", files.ROWS.encode() if isinstance(files.ROWS, str) else files.ROWS)
    page = Desk(cast.quinn).client.post("/desk/improve/replies/", {"file": file}).content.decode()
    assert LEARNS in page, page


def test_a_command_says_so_at_once_and_goes_on(
    upgrade: Upgrade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(BAD)

    def learn(langs: Sequence[str]) -> None:
        assert langs == ("sk",) and LEARNS in capsys.readouterr().err
        for path in upgrade.learnt.glob("*-sk-*.weights"):
            (tmp_path / path.name).symlink_to(path)

    monkeypatch.setattr(scorer, "_learn", learn)
    assert command_line.main(["coach", "--lang", "sk", str(letter)]) == 1
    told = capsys.readouterr()
    assert "B201" in told.out and not told.err
    assert command_line.main(["coach", "--lang", "sk", str(letter)]) == 1
    assert not capsys.readouterr().err


def test_the_settings_of_the_coach_open_meanwhile(cast: Cast, upgrade: Upgrade) -> None:
    changed(Desk(cast.ada), "/desk/settings/coach/", T508="off")
    assert Company.objects.get().coach_severities == {"T508": "off"}
    company_changed()
