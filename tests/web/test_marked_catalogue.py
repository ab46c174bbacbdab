"""No page shows a sentence that came from no catalogue, in any of the six languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from amends.cases.models import Case
from amends.channels import links
from amends.people.models import Company, Staff, Team
from amends.responses.models import Draft
from amends.web.desk import help_text
from tests.cast import Cast, assemble, complaint, customer
from tests.web.desk import Desk
from tests.web.marked import marked, marked_help, unmarked

pytestmark = pytest.mark.slow
LANGUAGES = ("en", "sk", "th", "lv", "bg", "ro")


@dataclass
class House:
    """A company whose own words are all Greek, which no catalogue is, with a complaint at every turn."""

    cast: Cast
    case: Case
    draft: Draft

    def pages(self) -> dict[str, list[str]]:
        """What each of them sees."""
        at = f"/desk/cases/{self.case.ref}/"
        verbs = sorted(name for name in _offered(self.cast, at))
        customers = f"/desk/customers/{self.case.customer_id}/"
        return {
            "emma": [
                "/desk/",
                "/desk/complaints/",
                "/desk/promises/",
                "/desk/search/?q=δοκός",
                "/desk/filters/",
                "/desk/hand-over/",
                "/desk/new/",
                "/desk/me/",
                "/desk/me/absence/",
                at,
                f"{at}journal/",
                f"{at}files/",
                f"{at}copy/",
                f"{at}reply/",
                customers,
                *verbs,
            ],
            "daniel": [f"/desk/sign/{self.draft.pk}/", "/desk/improve/", "/desk/team/"],
            "quinn": ["/desk/improve/", "/desk/improve/replies/", "/desk/insight/"],
            "ada": ["/desk/", "/desk/put-aside/", *_settings(self.cast)],
        }


def _offered(cast: Cast, at: str) -> list[str]:
    from selectolax.lexbor import LexborHTMLParser

    found = LexborHTMLParser(Desk(cast.emma).get(at)).css("#steps a")
    return [
        str(link.attributes["href"]) for link in found if (link.attributes.get("href") or "").startswith(at)
    ]


def _settings(cast: Cast) -> list[str]:
    from selectolax.lexbor import LexborHTMLParser

    found = LexborHTMLParser(Desk(cast.ada).get("/desk/settings/")).css("main a")
    within = {str(link.attributes.get("href")) for link in found}
    return ["/desk/settings/", *sorted(href for href in within if href.startswith("/desk/settings/"))]


@pytest.fixture
def house(db: None) -> Iterator[House]:
    with marked():
        cast = assemble()
        Company.objects.update(name="Γλάρος", languages=list(LANGUAGES), email="", packs=[])
        Team.objects.filter(pk=cast.team.pk).update(name="Ομάδα")
        Team.objects.filter(pk=cast.other_team.pk).update(name="Εργαστήριο")
        for name in ("emma", "daniel", "peter", "quinn", "ada", "rudi"):
            Staff.objects.filter(pk=getattr(cast, name).pk).update(full_name="Ελένη Παππά")
        case = complaint(
            cast, text="Η δοκός ήρθε γρατζουνισμένη.", customer=customer("Ζωή Λαμπράκη", language="sk")
        )
        Case.objects.filter(pk=case.pk).update(title="Γρατζουνισμένη δοκός")
        yield House(cast, case, _written(cast, case))


def _written(cast: Cast, case: Case) -> Draft:
    emma, at = Desk(cast.emma), f"/desk/cases/{case.ref}"
    emma.do(f"{at}/assign/", to=str(cast.emma.pk))
    emma.do(f"{at}/add_point/", what="Γρατζουνισμένη δοκός", evidence="Η δοκός ήρθε γρατζουνισμένη.")
    emma.do(f"{at}/assess/", essence="Γρατζουνισμένη δοκός", state="irritated", severity="2", route="complex")
    emma.do(f"{at}/ask_statement/", of_staff=str(cast.peter.pk), question="Ποιος;")
    Desk(cast.peter).do(f"{at}/give_statement/", text="Εγώ.")
    emma.do(f"{at}/note/", text="Σημείωση")
    emma.do(f"{at}/decide_point/", verdict="justified", reason="Φαίνεται.")
    emma.do(f"{at}/propose_remedy/", kind="replacement", what="Νέα δοκός", amount="90")
    emma.get(f"{at}/reply/")
    draft = Draft.objects.get(case=case)
    answers = {f"text-{b.pk}": "Συγγνώμη." for b in draft.blocks.all() if b.kind == "answer"}
    assert emma.client.post(f"{at}/reply/do/ask/", answers).status_code == 303
    return draft


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_desk_speaks_the_language(house: House, language: str) -> None:
    Staff.objects.update(language=language)
    found: dict[str, list[str]] = {}
    for who, pages in house.pages().items():
        desk = Desk(getattr(house.cast, who))
        for url in pages:
            if left := unmarked(desk.get(url), language):
                found[url] = left
    assert not found, "\n".join(f"{url}: {text}" for url, texts in found.items() for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_customer_speaks_the_language(house: House, language: str) -> None:
    from django.test import Client

    browser, own = Client(), urlsplit(links.follow_link(house.case)).path
    found = {}
    for url in (
        "/",
        "/remark",
        "/policy",
        "/questionnaire",
        "/lost",
        own,
        f"{own}/survey",
        f"{own}/withdraw",
    ):
        response = browser.get(url, {"lang": language}, follow=True)
        if response.status_code == 200 and (left := unmarked(response.content.decode(), language)):
            found[url] = left
    assert not found, "\n".join(f"{url}: {text}" for url, texts in found.items() for text in texts)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_page_of_the_help_speaks_the_language(db: None, language: str) -> None:
    emma = assemble().emma
    Staff.objects.update(language=language, full_name="Ελένη Παππά")
    Company.objects.update(name="Γλάρος")
    found = {}
    with marked(), marked_help():
        for name in (
            "",
            *(str(path.relative_to(help_text.FOLDER).with_suffix("")) for path in help_text.texts()),
        ):
            if name != "README" and (
                left := unmarked(_without_examples(Desk(emma).get(_help(name))), language)
            ):
                found[name] = left
    assert not found, "\n".join(f"{name}: {text}" for name, texts in found.items() for text in texts)


def _help(name: str) -> str:
    return f"/desk/help/{name}/" if name else "/desk/help/"


def _without_examples(page: str) -> str:
    """Those in the reader's own language are in no catalogue either."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    for example in tree.css(".written-help [lang]"):
        example.decompose()
    return tree.html or ""
