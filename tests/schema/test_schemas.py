from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from awesome_lint.schema import Declaration, FieldSpec, Schemas, SectionSchema, SortKey, entry_parts, out_of_order
from awesome_lint.source.text import SourceText
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.nodes import EntryStyle

if TYPE_CHECKING:
    from awesome_lint.syntax.nodes import Section

ARXIV = "[![arXiv](https://img.shields.io/badge/arXiv-2310.0000{0}-b31b1b.svg)](https://arxiv.org/abs/2310.0000{0})"
STARS = "[![Stars](https://img.shields.io/github/stars/o/n{0})](https://github.com/o/n{0})"


def schemas(text: str, *declarations: Declaration) -> Schemas:
    return Schemas(parse_document(SourceText("README.md", text)), declarations)


def section(asked: Schemas, title: str) -> Section:
    return next(s for s in asked.document.root.walk() if s.title == title)


def headings(*bodies: str, level: int = 3) -> str:
    return "\n".join(
        f"{'#' * level} [E{number * 7 % 10}](https://e{number}.example)\n\n{body}\n"
        for number, body in enumerate(bodies)
    )


def models(*bodies: str) -> SectionSchema:
    asked = schemas(f"# L\n\n## Models\n\n{headings(*bodies)}")
    return asked.section(section(asked, "Models"))


def test_three_entries_say_nothing() -> None:
    learned = models(*["- **Date:** 2024-05\n- **Size:** 7B"] * 3)
    assert (learned.fields, learned.field_order, learned.field_style, learned.layout) == ((), (), "", ())


def test_four_entries_speak() -> None:
    learned = models(*[f"{ARXIV.format(n)}\n\n- **Date:** 2024-0{n}\n- **License:** MIT\n\nText." for n in range(1, 5)])
    assert learned.style is EntryStyle.HEADING
    assert learned.fields == (
        FieldSpec("date", {"en": "Date"}, "month", required=True),
        FieldSpec("license", {"en": "License"}, "licence", required=True),
    )
    assert learned.field_order == ("date", "license")
    assert learned.field_style == "**L:** "
    assert learned.layout == ("badges", "fields", "prose")
    assert learned.badge_kinds == ("arxiv",)
    assert learned.badge_templates["arxiv"].count("{}") == 1
    assert learned.notations == {"date": "2024-05"}


@pytest.mark.parametrize(("having", "required"), [(6, True), (5, False)])
def test_six_of_ten_make_a_fact_required(having: int, required: bool) -> None:  # noqa: FBT001 - pytest passes it by position
    learned = models(*["- **Date:** 2024-05"] * having, *["- **License:** MIT"] * (10 - having))
    assert ("date" in [spec.key for spec in learned.fields]) is required


@pytest.mark.parametrize(("having", "required"), [(8, True), (7, False)])
def test_eight_of_ten_make_a_text_required(having: int, required: bool) -> None:  # noqa: FBT001 - pytest passes it by position
    learned = models(*["- **Venue:** ACL"] * having, *["- **License:** MIT"] * (10 - having))
    assert ("venue" in [spec.key for spec in learned.fields]) is required


@pytest.mark.parametrize(("having", "required"), [(8, True), (7, False)])
def test_eight_of_ten_make_a_badge_required(having: int, required: bool) -> None:  # noqa: FBT001 - pytest passes it by position
    learned = models(*[STARS.format(n) for n in range(having)], *["Text."] * (10 - having))
    assert ("stars" in learned.badge_kinds) is required


def test_a_small_section_borrows_what_it_has_itself() -> None:
    body = "- **Date:** 2024-05\n- **License:** MIT"
    small = "- **Date:** 2024-05"
    asked = schemas(
        f"# L\n\n## Big\n\n{headings(*[body] * 4)}\n## Small\n\n{headings(small, 'Text.')}\n## None\n\n- x\n"
    )
    assert [spec.key for spec in asked.section(section(asked, "Small")).fields] == ["date"]
    assert asked.section(section(asked, "None")) == SectionSchema()


def test_own_entries_speak_before_the_document() -> None:
    big, own = ["- **Date:** 2024-05"] * 9, ["- **License:** MIT"] * 4
    asked = schemas(f"# L\n\n## Big\n\n{headings(*big)}\n## Own\n\n{headings(*own)}")
    assert [spec.key for spec in asked.section(section(asked, "Own")).fields] == ["license"]


def test_bullets_and_headings_are_asked_apart() -> None:
    bullets = "".join(f"- [B{n}](https://b{n}.example)\n" for n in range(6))
    asked = schemas(f"# L\n\n## Models\n\n{bullets}\n{headings(*['- **Date:** 2024-05'] * 4)}")
    by_style = {entry.style: asked.of(entry) for entry in asked.document.entries}
    assert by_style[EntryStyle.BULLET].fields == ()
    assert [spec.key for spec in by_style[EntryStyle.HEADING].fields] == ["date"]
    assert all(len(asked.peers(e)) == (5 if e.style is EntryStyle.BULLET else 3) for e in asked.document.entries)


def test_children_are_compared_with_children() -> None:
    family = f"- **Date:** 2024-05\n- **License:** MIT\n\n{headings('- **Date:** 2024-05', level=4)}"
    asked = schemas(f"# L\n\n## Models\n\n{headings(*[family] * 4)}")
    child = next(entry.children[0] for entry in asked.document.entries if entry.children)
    assert [spec.key for spec in asked.of(child).fields] == ["date"]
    assert len(asked.peers(child)) == 3


def test_schemas_are_kept() -> None:
    asked = schemas(f"# L\n\n## Models\n\n{headings(*['- **Date:** 2024-05'] * 4)}")
    one, other = asked.document.entries[:2]
    assert asked.of(one) is asked.of(other)


def test_what_is_declared_wins() -> None:
    declared = Declaration(
        match=("Mod*",),
        sort=SortKey("title"),
        layout=("prose", "fields"),
        badges=("github", "arxiv"),
        fields=(FieldSpec("date", {"en": "Released"}, "month", required=True), FieldSpec("license")),
    )
    asked = schemas(f"# L\n\n## Models\n\n{headings(*['- **Size:** 7B'] * 5)}", declared)
    got = asked.section(section(asked, "Models"))
    assert got.fields == (FieldSpec("date", {"en": "Released"}, "month", required=True),)
    assert got.field_order == ("date", "license")
    assert (got.sort, got.layout, got.badge_order) == (SortKey("title"), ("prose", "fields"), ("github", "arxiv"))
    assert got.labels["license"] == "License"


def test_a_declaration_reaches_the_sections_below() -> None:
    declared = Declaration(match=("Models",), sort=SortKey("date", descending=True))
    asked = schemas("# L\n\n## Models\n\n### Open\n\n- [x](https://x.example)\n- [y](https://y.example)\n", declared)
    assert asked.section(section(asked, "Open")).sort == SortKey("date", descending=True)


def titles(*names: str) -> str:
    return "".join(f"- [{name}](https://{number}.example)\n" for number, name in enumerate(names))


def test_sorted_by_title_but_for_one() -> None:
    names = ["Ant", "bee", "The Cat", "Dog", "zoo", "Eel", "Fox", "Gnu", "🐴 Horse", "Ibis"]
    asked = schemas(f"# L\n\n## Animals\n\n{titles(*names)}")
    animals = section(asked, "Animals")
    sort = asked.section(animals).sort
    assert sort == SortKey("title")
    assert [entry.title for entry in out_of_order(animals.entries, sort)] == ["zoo"]


@pytest.mark.parametrize(
    "names",
    [
        ["Ant", "Bee", "Cat", "Dog", "Eel", "Fox", "Gnu"],
        ["Ant", "Zoo", "Bee", "Yak", "Cat", "Xyst", "Dog", "Wolf", "Eel"],
        ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"],
        ["Ant"] * 9,
    ],
    ids=["too few", "unsorted", "no alphabet", "all equal"],
)
def test_no_sort_is_guessed(names: list[str]) -> None:
    asked = schemas(f"# L\n\n## Animals\n\n{titles(*names)}")
    assert asked.section(section(asked, "Animals")).sort is None


def test_sorted_by_date_downwards() -> None:
    learned = models(*[f"- **Date:** 2024-{month:02}" for month in range(12, 2, -1)])
    assert learned.sort == SortKey("date", descending=True)


def test_small_sections_are_sorted_when_all_the_others_are() -> None:
    groups = [["Ant", "Bee", "Cat", "Dog", "Eel"], ["Fox", "Gnu", "Ibis", "Kiwi"], ["Owl", "Rat", "Pig", "Yak"]]
    parts = [f"## S{number}\n\n{titles(*names)}\n" for number, names in enumerate(groups)]
    asked = schemas("# L\n\n" + "".join(parts) + f"## S9\n\n{titles('A', 'B', 'C', 'D', 'E', 'F', 'G')}")
    assert asked.section(section(asked, "S2")).sort == SortKey("title")
    two = schemas("# L\n\n" + "".join(parts) + f"## S9\n\n{titles('Zebra', 'Ape')}")
    assert two.section(section(two, "S9")).sort is None


def test_parts_of_an_entry() -> None:
    body = f"{ARXIV.format(1)}\n{STARS.format(1)}\n\nText.\n\n> Quote.\n\n- **Date:** 2024-05\n- new\n\n---\n\nMore."
    asked = schemas(f"# L\n\n## Models\n\n{headings(body, '- **Date:** 2024-05')}")
    entry = asked.document.entries[0]
    parts = entry_parts(entry)
    assert [part.kind for part in parts] == ["badges", "prose", "fields", "", "prose"]
    source = asked.document.source
    assert [source.slice(part.span) for part in parts][1:] == [
        "Text.\n\n> Quote.",
        "- **Date:** 2024-05\n- new",
        "---",
        "More.",
    ]


def test_badges_in_html_are_badges() -> None:
    badge = '<a href="https://github.com/o/n"><img src="https://img.shields.io/github/stars/o/n"></a>'
    asked = schemas("# L\n\n## Models\n\n" + headings(badge + "\n\n- **Date:** 2024-05"))
    assert [part.kind for part in entry_parts(asked.document.entries[0])] == ["badges", "fields"]


def test_parts_of_a_bullet_stand_below_its_first_paragraph() -> None:
    asked = schemas("# L\n\n## Models\n\n- [x](https://x.example) text\n\n  More.\n\n  - **Date:** 2024-05\n")
    assert [part.kind for part in entry_parts(asked.document.entries[0])] == ["prose", "fields"]


def test_table_rows_have_no_parts() -> None:
    asked = schemas("# L\n\n## Models\n\n| Name | Date |\n| --- | --- |\n| [x](https://x.example) | 2024-05 |\n")
    assert [entry_parts(entry) for entry in asked.document.entries] == [()]
