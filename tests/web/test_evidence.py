"""The customer's words are escaped and marked where they carry a point."""

from amends.web.evidence import Mark, paragraphs


def test_paragraphs_and_lines() -> None:
    assert paragraphs("One\ntwo\n\n\n  \nthree") == "<p>One<br>two</p><p>three</p>"


def test_nothing_of_the_customers_becomes_markup() -> None:
    text = '<script>alert("x")</script> & <b>'
    out = paragraphs(text, [Mark(0, 8, 1)])
    assert "<script" not in out
    assert "<b>" not in out
    assert "&lt;script&gt;" in out


def test_a_mark_carries_its_number() -> None:
    out = paragraphs("The top came scratched.", [Mark(8, 22, 1)])
    assert '<mark class="ev" data-point="1">came scratched</mark>' in out
    assert 'href="#point-1"' in out


def test_a_mark_over_two_paragraphs_is_cut_and_numbered_once() -> None:
    out = paragraphs("first part\n\nsecond part", [Mark(6, 18, 2)])
    assert out.count("<mark") == 2
    assert out.count('class="pt') == 1


def test_overlapping_marks_do_not_nest() -> None:
    out = paragraphs("abcdefgh", [Mark(0, 5, 1), Mark(3, 8, 2)])
    assert out.count("<mark") == out.count("</mark>") == 2
    assert ">abcde</mark>" in out
    assert ">fgh</mark>" in out


def test_marks_beyond_the_text_do_no_harm() -> None:
    assert paragraphs("short", [Mark(40, 90, 1)]) == "<p>short</p>"
    assert "</mark>" in paragraphs("short", [Mark(2, 90, 1)])
