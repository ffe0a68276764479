from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from awesome_lint.source import Span
from awesome_lint.syntax.badges import (
    altered_text,
    badge_kind,
    badge_of,
    build_badge,
    encode_badge_text,
    is_badge_image,
    parse_badge_url,
)
from awesome_lint.syntax.nodes import Link, LinkForm
from awesome_lint.syntax.resources import resource_of

CASES = Path(__file__).parent.parent / "cases"
ROWS = [line.split("\t") for line in (CASES / "badges.tsv").read_text("utf-8").splitlines() if line[0] != "#"]
NOT_BADGES = (CASES / "not_badges.txt").read_text("utf-8").splitlines()

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)


def test_table_is_large_and_has_no_duplicates():
    assert len(ROWS) >= 60
    assert len({row[0] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_badge_url(row: list[str]):
    url, kind, label, message, colour, named, routed = row
    image = parse_badge_url(url)
    assert image is not None
    assert (image.label, image.message, image.colour) == (label, message, colour)
    assert (f"{image.named.kind}:{image.named.id}" if image.named else "-") == named
    assert ("no" if image.problem else "yes") == routed
    assert badge_kind(image, "", "") == kind


@pytest.mark.parametrize("url", NOT_BADGES)
def test_other_images_are_no_badges(url: str):
    assert not is_badge_image(url)


@pytest.mark.parametrize(
    ("url", "template"),
    [
        (
            "https://img.shields.io/badge/arXiv-2403.04652-b31b1b.svg",
            "https://img.shields.io/badge/arXiv-{}-b31b1b.svg",
        ),
        ("https://img.shields.io/badge/arXiv:2403.04652-paper-red", "https://img.shields.io/badge/arXiv:{}-paper-red"),
        ("https://img.shields.io/badge/2403.04652-red?logo=arxiv", "https://img.shields.io/badge/{}-red?logo=arxiv"),
        (
            "https://img.shields.io/badge/Blog-A%20B-red?style=flat",
            "https://img.shields.io/badge/Blog-{}-red?style=flat",
        ),
        ("https://img.shields.io/badge/Homepage-blue", "https://img.shields.io/badge/Homepage-blue"),
        ("https://img.shields.io/github/stars/a/b.svg?x=1", "https://img.shields.io/github/stars/{}.svg?x=1"),
        ("https://badges.aleen42.com/src/github.svg", "https://badges.aleen42.com/src/github.svg"),
    ],
)
def test_template_leaves_out_what_differs_between_badges_of_a_kind(url: str, template: str):
    image = parse_badge_url(url)
    assert image is not None
    assert image.template == template


@pytest.mark.parametrize(
    ("image_url", "alt", "target", "kind"),
    [
        ("https://img.shields.io/badge/AI%20Blog-Meta-orange", "arXiv", "https://arxiv.org/abs/2403.04652", "blog"),
        ("https://img.shields.io/badge/Read-here-orange", "arXiv", "https://arxiv.org/abs/2403.04652", "read"),
        ("https://badge.fury.io/x.svg", "arXiv", "https://github.com/a/b", "arxiv"),
        ("https://badge.fury.io/x.svg", "PyPI version", "https://github.com/a/b", "pypi-version"),
        ("https://badge.fury.io/x.svg", "", "https://github.com/a/b", "github"),
        ("https://badge.fury.io/x.svg", "", "https://huggingface.co/a/b", "huggingface"),
        ("https://badge.fury.io/x.svg", "", "https://a.example", "badge"),
    ],
)
def test_kind_is_decided_by_image_then_alt_then_target(image_url: str, alt: str, target: str, kind: str):
    image = parse_badge_url(image_url)
    assert image is not None
    assert badge_kind(image, alt, target) == kind


@pytest.mark.parametrize(
    ("url", "target", "name"),
    [
        ("https://img.shields.io/badge/Model-my_model-blue", "https://huggingface.co/a/my_model", "my_model"),
        ("https://img.shields.io/badge/Yi-1.5-blue", "https://github.com/01-ai/Yi-1.5", "Yi-1.5"),
        ("https://img.shields.io/badge/Model-my__model-blue", "https://huggingface.co/a/my_model", None),
        ("https://img.shields.io/badge/Technical_Report-blue", "https://arxiv.org/abs/2403.04652", None),
        ("https://img.shields.io/badge/Model-my_model-blue", "https://a.example", None),
        ("https://img.shields.io/badge/GitHub-Yi-blue", "https://github.com/01-ai/Yi", None),
        ("https://img.shields.io/github/stars/01-ai/Yi", "https://github.com/01-ai/Yi", None),
    ],
)
def test_altered_text(url: str, target: str, name: str | None):
    image = parse_badge_url(url)
    assert image is not None
    assert altered_text(image, resource_of(target)) == name


@given(texts, texts, texts, st.sampled_from(["", "flat-square", "for-the-badge"]))
def test_reading_a_built_badge_gives_back_its_parts(label: str, message: str, colour: str, style: str):
    try:
        url = build_badge(label, message, colour, style=style)
    except ValueError:
        assume(False)  # noqa: FBT003 - hypothesis wants it so
    image = parse_badge_url(url)
    assert image is not None
    assert (image.label, image.message, image.colour, image.style) == (label, message, colour, style)
    assert image.problem is None


@pytest.mark.parametrize(
    "parts", [("a", "b", ""), ("a", "b", "1.2"), ("a-", "b", "c"), ("a", "-b", "c"), ("a-b", "", "c")]
)
def test_what_shields_cannot_show_is_refused(parts: tuple[str, str, str]):
    with pytest.raises(ValueError, match="cannot show"):
        build_badge(*parts)


def test_encoded_text_has_no_separator():
    assert encode_badge_text("DeepSeek-V3 my_x/é") == "DeepSeek--V3%20my__x%2F%C3%A9"


@given(st.text(alphabet="ab-_./%?#2DF \u4e2d", max_size=20))
def test_any_address_is_judged_without_error(text: str):
    for host in ("img.shields.io/badge", "img.shields.io/github", "badgen.net", "github.com", "a.example/badge"):
        parse_badge_url(f"https://{host}/{text}")
    parse_badge_url(text)


def test_long_runs_of_hyphens_are_split_in_linear_time():
    image = parse_badge_url("https://img.shields.io/badge/" + "-a" * 20_000)
    assert image is not None
    assert image.problem


def test_badge_node():
    image = Link(Span(1, 9), LinkForm.IMAGE, "https://img.shields.io/badge/arXiv-2403.04652-red", "arXiv")
    link = Link(Span(0, 20), LinkForm.INLINE, "https://arxiv.org/abs/2403.04652", images=(image,))
    badge = badge_of(image, link)
    assert badge is not None
    assert (badge.span, badge.kind, badge.alt, badge.label) == (Span(0, 20), "arxiv", "arXiv", "arXiv")
    assert badge.named == resource_of(link.url)
    alone = badge_of(image, None)
    assert alone is not None
    assert (alone.span, alone.url) == (Span(1, 9), "")


def test_a_picture_is_no_badge():
    assert badge_of(Link(Span(0, 5), LinkForm.IMAGE, "./a.png"), None) is None
