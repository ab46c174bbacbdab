"""Links, tags and Message-IDs that only we can make."""

from typing import Any

from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from amends.cases.models import Case
from amends.cases.reference import new_reference
from amends.channels import links
from amends.language.identity import uuid7
from tests.cast import Cast, complaint


@given(st.text(max_size=400))
def test_no_text_is_taken_for_ours(text: str) -> None:
    assert links.read_tag(text) is None
    assert links.read_message_id(text) is None


@given(st.emails())
def test_a_tag_is_read_back_and_removed(address: str) -> None:
    ref = new_reference()
    tagged = links.tagged_address(
        links.untagged(address) if not address.startswith("+") else "care@x.example", ref
    )
    assert links.read_tag(tagged) == ref
    assert links.read_tag(tagged.upper()) == ref
    assert links.read_tag(tagged.replace("+", "-")) is None


@given(st.integers(0, 7), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_one_changed_sign_of_a_tag_is_refused(place: int, sign: str) -> None:
    local, _at, domain = links.tagged_address("care@x.example", new_reference()).partition("@")
    at = len(local) - 8 + place
    changed = local[:at] + sign + local[at + 1 :]
    assert (links.read_tag(f"{changed}@{domain}") is not None) == (changed == local)


def test_a_message_id_is_ours_only_with_our_key() -> None:
    one = uuid7()
    made = links.message_id(one, "x.example")
    assert links.read_message_id(f"<{made}>") == one == links.read_message_id(made.upper())
    with override_settings(SECRET_KEY="another"):
        assert links.read_message_id(made) is None


def test_a_follow_link_leads_to_its_case_alone(cast: Cast) -> None:
    case, other = complaint(cast), complaint(cast)
    code = links.follow_code(case.ref, 1)
    assert (
        links.FollowLink.case_for(case.ref.lower().replace("-", ""), f" {code[:5]}-{code[5:].upper()} ")
        == case
    )
    assert links.FollowLink.case_for(other.ref, code) is None
    assert links.FollowLink.case_for(case.ref, "") is None
    assert links.FollowLink.case_for("nonsense", code) is None
    assert len(code) * 5 >= 128


def test_wrong_and_unknown_cost_the_same(cast: Cast, django_assert_num_queries: Any) -> None:
    case = complaint(cast)
    for ref in (case.ref, new_reference(), "x" * 1000, "\x00"):
        with django_assert_num_queries(1):
            assert links.FollowLink.case_for(ref, "a" * 26) is None


def test_a_new_generation_makes_old_links_worthless(cast: Cast) -> None:
    case = complaint(cast)
    old = links.follow_code(case.ref, case.link_generation)
    Case.objects.filter(pk=case.pk).update(link_generation=2)
    assert links.FollowLink.case_for(case.ref, old) is None
