"""How grave the coach's rules are, set by an administrator and felt in the composer."""

from amends.coach import read
from amends.journal.models import Entry
from amends.people.models import Company
from amends.people.queries import company_changed
from amends.responses import queries as replies
from amends.responses.models import Block
from tests.cast import Cast, complaint
from tests.responses.test_signing import decided, written
from tests.web.desk import Desk
from tests.web.test_settings import changed

COACH = "/desk/settings/coach/"


def test_a_rule_is_made_graver_or_silent(cast: Cast) -> None:
    case = complaint(cast)
    draft = written(cast, decided(cast, case, 1))
    Block.objects.filter(draft=draft, kind="answer").update(text="Ozveme sa Vám čo najskôr!!")
    assert {"P402", "T508"} <= {f.code for f in read("Ozveme sa Vám čo najskôr!!", "sk")}
    assert not any(each.stops for each in replies.coached_reply(draft))

    changed(Desk(cast.ada), COACH, P402="stop", T508="off")
    assert Company.objects.get().coach_severities == {"P402": "stop", "T508": "off"}
    found = {each.finding.code: each for each in replies.coached_reply(draft)}
    assert found["P402"].stops
    assert "T508" not in found
    assert Entry.objects.filter(kind="company.changed").exists()
    company_changed()


def test_only_administrators_find_it(cast: Cast) -> None:
    assert Desk(cast.emma).status(COACH) == 404
    assert Desk(cast.ada).status(COACH) == 200
