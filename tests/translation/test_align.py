import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.source.text import SourceText
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.nodes import Document
from awesome_lint.translation.align import Alignment, align
from awesome_lint.translation.align_evidence import (
    Evidence,
    Relation,
    link_keys,
    name_of,
    relation_of,
    without_language,
)
from awesome_lint.translation.align_pairing import Pairing, between_neighbours, candidates


def document(text: str, path: str = "README.md") -> Document:
    return parse_document(SourceText(path, text))


def entry_pairs(alignment: Alignment) -> dict[str, str]:
    return {match.ours.title: match.theirs.title for match in alignment.entries}


def section_pairs(alignment: Alignment) -> dict[str, str]:
    return {match.ours.title: match.theirs.title for match in alignment.sections}


def aligned(ours: str, theirs: str) -> Alignment:
    """Align two texts, the first in a file of its own language, and hold what must be true of any alignment."""
    alignment = align(document(ours), document(theirs, "README_zh.md"))
    assert_sound(alignment)
    return alignment


def assert_sound(alignment: Alignment) -> None:
    for matches in (alignment.entries, alignment.sections):
        for side in ([m.ours for m in matches], [m.theirs for m in matches]):
            assert len(set(side)) == len(side)
        assert all(0 < match.confidence <= 1 for match in matches)
        starts = [(m.ours.span.start, -m.ours.span.end) for m in matches]
        assert starts == sorted(starts)


def listed(*rows: str, heading: str = "Tools") -> str:
    return f"# List\n\n## {heading}\n\n" + "\n".join(rows) + "\n"


def model(title: str, *urls: str, level: int = 3) -> str:
    names = {"arxiv.org": "arXiv-1-b31b1b", "github.com": "GitHub-code-black", "huggingface.co": "HF-model-yellow"}
    badges = " ".join(f"[![x](https://img.shields.io/badge/{names[url.split('/')[0]]})](https://{url})" for url in urls)
    return f"{'#' * level} {title}\n\n{badges}\n\n- **Date:** 2024-01\n\n"


# --- by links ---------------------------------------------------------------------------------------------------

SPELLINGS = [
    ("https://arxiv.org/abs/2403.04652v2", "http://arxiv.org/pdf/2403.04652.pdf"),
    ("https://arxiv.org/abs/2403.04652", "https://huggingface.co/papers/2403.04652"),
    ("https://github.com/01-ai/Yi", "http://www.github.com/01-AI/yi.git"),
    ("https://tool.example/", "http://www.tool.example"),
    ("https://tool.example/en/start", "https://tool.example/zh-CN/start"),
    ("https://tool.example/en-us/start", "https://tool.example/start/"),
    ("https://zh.tool.example/start", "https://tool.example/start"),
    ("docs/start.png", "../docs/start.png"),
]


@pytest.mark.parametrize(("our_url", "their_url"), SPELLINGS)
@pytest.mark.parametrize(
    "rows",
    [
        "- [{0}]({1}) - {2}",
        "- **{0}** [x]({1}) {2}",
        '- <a href="{1}">{0}</a> - {2}',
        "| A | B |\n| --- | --- |\n| [{0}]({1}) | {2} |",
        "### {0}\n\n- **Date:** 2024-01\n\nSee [x]({1}): {2}",
        "### [{0}]({1})\n\n{2}",
    ],
)
def test_one_link_in_two_spellings(rows, our_url, their_url):
    ours = listed(rows.format("A good tool", our_url, "It does a lot."))
    theirs = listed(rows.format("好工具", their_url, "它能做很多事。"), heading="工具")
    alignment = aligned(ours, theirs)
    assert entry_pairs(alignment) == {"A good tool": "好工具"}
    assert section_pairs(alignment)["Tools"] == "工具"


def test_sorted_in_another_order():
    rows = [f"- [Tool {word}](https://{word}.example) - Text." for word in ("one", "two", "three", "four")]
    chinese = [f"- [工具](https://{word}.example) - 文字。" for word in ("four", "one", "three", "two")]
    alignment = aligned(listed(*rows), listed(*chinese))
    assert [match.theirs.links[0].url for match in alignment.entries] == [
        "https://one.example", "https://two.example", "https://three.example", "https://four.example",
    ]  # fmt: skip


def test_moved_to_another_section():
    ours = "## One\n\n- [A](https://a.example)\n- [B](https://b.example)\n\n## Two\n\n- [C](https://c.example)\n"
    theirs = "## 一\n\n- [A](https://a.example)\n\n## 二\n\n- [C](https://c.example)\n- [B](https://b.example)\n"
    alignment = aligned(ours, theirs)
    assert entry_pairs(alignment) == {"A": "A", "B": "B", "C": "C"}
    assert section_pairs(alignment) == {"": "", "One": "一", "Two": "二"}


def test_renamed():
    alignment = aligned(
        listed("- [Old](https://a.example/x) - Text.", "- [Other](https://b.example) - Text."),
        listed("- [Brand](https://a.example/x) - Text.", "- [Other](https://b.example) - Text."),
    )
    assert entry_pairs(alignment) == {"Old": "Brand", "Other": "Other"}
    assert alignment.entries[0].confidence < alignment.entries[1].confidence


def test_a_bullet_here_and_a_row_there():
    alignment = aligned(
        listed("- [Tool](https://a.example) - Text.", "- [Thing](https://b.example) - Text."),
        listed("| 名称 | 说明 |\n| --- | --- |\n| [物](https://b.example) | 文 |\n| [具](https://a.example) | 文 |"),
    )
    assert entry_pairs(alignment) == {"Tool": "具", "Thing": "物"}


def test_a_link_that_many_share_says_little():
    def rows(names):
        return listed(*(f"- [{name}](https://{n}.example) [list](https://same.example)" for n, name in names))

    alignment = aligned(rows(enumerate("abcdefghij")), rows((n, "文") for n in range(5, 15)))
    assert entry_pairs(alignment) == dict.fromkeys("fghij", "文")
    assert [entry.title for entry in alignment.our_entries] == list("abcde")


def test_what_alone_is_left_with_a_common_link():
    row = "| {0} | [see](https://github.com/a/skills) |"
    head = "| A | B |\n| --- | --- |"
    ours = listed(head, *(row.format(name) for name in ("docx", "xlsx", "pptx", "pdf")))
    theirs = listed(head, *(row.format(name) for name in ("slides", "pdf", "docx", "xlsx")))
    assert entry_pairs(aligned(ours, theirs)) == {"docx": "docx", "xlsx": "xlsx", "pptx": "slides", "pdf": "pdf"}


YI = ("YI", "arxiv.org/abs/2403.04652", "github.com/01-ai/Yi")
YI_15 = ("YI-1.5", "arxiv.org/abs/2403.04652", "github.com/01-ai/Yi-1.5")


def test_two_models_of_one_paper():
    ours = "# L\n\n## M\n\n" + model(*YI) + model(*YI_15)
    theirs = "# L\n\n## 模型\n\n" + model(*YI_15) + model(*YI)
    assert entry_pairs(aligned(ours, theirs)) == {"YI": "YI", "YI-1.5": "YI-1.5"}


@pytest.mark.parametrize(("one", "other"), [(YI, YI_15), (YI[:2], YI_15)])
def test_versions_are_no_pair_because_they_share_a_paper(one, other):
    rest = model("Phi", "arxiv.org/abs/2404.14219")
    alignment = aligned("## Models\n\n" + model(*one) + rest, "## Models\n\n" + rest + model(*other))
    assert entry_pairs(alignment) == {"Phi": "Phi"}


def test_a_mention_is_no_pair():
    ours = listed("- [Fork](https://fork.example) - Made of [Base](https://base.example).")
    theirs = listed("- [基础](https://base.example) - 很好。")
    assert not aligned(ours, theirs).entries


def test_a_link_of_another_entry_by_mistake():
    ours = listed("- [Alpha](https://a.example) - x", "- [Beta](https://b.example) - x")
    theirs = listed("- [Alpha](https://a.example) - 文", "- [Beta](https://a.example) - 文")
    assert entry_pairs(aligned(ours, theirs)) == {"Alpha": "Alpha", "Beta": "Beta"}


def test_one_thing_listed_twice():
    def text(*places):
        row = "## {0}\n\n- [X](https://x.example)\n- [{0}](https://{0}.example)\n\n"
        return "".join(map(row.format, places))

    alignment = aligned(text("Aa", "Bb"), text("Bb", "Aa"))
    assert len(alignment.entries) == 4
    assert _places_of(alignment) == [("Aa", "Aa")] * 2 + [("Bb", "Bb")] * 2


def _places_of(alignment: Alignment) -> list[tuple[str, str]]:
    """Return the titles of the sections that the paired entries stand in."""
    ours, theirs = alignment.sections[0].ours, alignment.sections[0].theirs
    of = {entry: section.title for root in (ours, theirs) for section in root.walk() for entry in section.entries}
    return [(of[match.ours], of[match.theirs]) for match in alignment.entries]


def test_parent_and_child_on_one_side():
    ours = (
        "## Models\n\n"
        + model("Zephyr", "arxiv.org/abs/2310.16944")
        + model("Zephyr-7B", "huggingface.co/H4/zephyr-7b", level=4)
    )
    theirs = "## 模型\n\n" + model("Zephyr", "arxiv.org/abs/2310.16944", "huggingface.co/H4/zephyr-7b")
    alignment = aligned(ours, theirs)
    assert entry_pairs(alignment) == {"Zephyr": "Zephyr"}
    assert [entry.title for entry in alignment.our_entries] == ["Zephyr-7B"]


def test_all_links_moved_into_the_child():
    ours = "## Models\n\n" + model("Zephyr") + model("Zephyr-7B", "huggingface.co/H4/zephyr-7b", level=4)
    theirs = "## 模型\n\n" + model("Zephyr", "huggingface.co/H4/zephyr-7b")
    assert entry_pairs(aligned(ours, theirs)) == {"Zephyr": "Zephyr"}


def test_children_pair_with_children():
    def text(heading, *children):
        parts = [model("Zephyr", "arxiv.org/abs/2310.16944"), *(model(child, level=4) for child in children)]
        return f"## {heading}\n\n" + "".join(parts)

    alignment = aligned(text("Models", "The small one", "The large one"), text("模型", "小的", "大的"))
    assert entry_pairs(alignment) == {"Zephyr": "Zephyr", "The small one": "小的", "The large one": "大的"}


# --- by titles --------------------------------------------------------------------------------------------------

RELATIONS = [
    ("Deep-Seek V3", "deepseek_v3", Relation.SAME),
    ("🚀 Tool", "Tool", Relation.SAME),
    ("Café", "Cafe", Relation.SAME),
    ("模型", "模型", Relation.SAME),
    ("Qwen1.5", "Qwen1.5（通义千问）", Relation.NAMED),
    ("通义千问 Qwen1.5", "Qwen1.5（千问）", Relation.NAMED),
    ("MCP Server Example (Python)", "MCP 服务器示例（Python）", Relation.PART),
    ("Fast Incident Response (FIR)", "FIR", Relation.PART),
    ("TekDefense Automater", "TekDefense Automator", Relation.OTHER),
    ("Zephyr", "Zephyr-7B", Relation.VERSION),
    ("YI", "YI-1.5", Relation.VERSION),
    ("Llama2", "Llama3", Relation.VERSION),
    ("C", "C++", Relation.OTHER),
    ("C++", "C#", Relation.OTHER),
    ("Alpha", "Beta", Relation.OTHER),
    ("Alpha", "贝塔 Beta", Relation.OTHER),
    ("Alpha 3", "Beta 4", Relation.OTHER),
    ("Alpha", "阿尔法", Relation.UNKNOWN),
    ("🚀", "🚀", Relation.UNKNOWN),
    ("", "", Relation.UNKNOWN),
    ("2023 report", "2023 年报告", Relation.PART),
    ("七", "七七", Relation.UNKNOWN),
]


@pytest.mark.parametrize(("our", "their", "relation"), RELATIONS)
def test_what_titles_say(our, their, relation):
    assert relation_of(name_of(our), name_of(their)) is relation
    assert relation_of(name_of(their), name_of(our)) is relation


def test_words_of_two_languages_in_latin_letters_cannot_be_compared():
    names = name_of("Reading list"), name_of("Liste de lecture")
    assert relation_of(*names) is Relation.OTHER
    assert relation_of(*names, comparable=False) is Relation.UNKNOWN


@pytest.mark.parametrize("row", ["- **{}** [x]()", "### {}\n\n- **Date:** 2024-01\n", "| {} | x |"])
def test_a_name_in_a_chinese_title(row):
    head = "| N | T |\n| --- | --- |" if row[0] == "|" else ""
    names = ["Qwen1.5", "Mamba", "Falcon"]
    chinese = ["猎鹰 Falcon", "Qwen1.5（通义千问）", "曼巴（Mamba）"]
    alignment = aligned(listed(head, *map(row.format, names)), listed(head, *map(row.format, chinese)))
    assert entry_pairs(alignment) == {
        "Qwen1.5": "Qwen1.5（通义千问）", "Mamba": "曼巴（Mamba）", "Falcon": "猎鹰 Falcon",
    }  # fmt: skip


def test_a_name_whose_link_moved():
    alignment = aligned(
        listed("- [Sigma](https://github.com/SigmaHQ/sigma) - x", "- [Other](https://other.example) - x"),
        listed("- [Other](https://other.example) - 文", "- [Sigma](https://github.com/Neo23x0/sigma) - 文"),
    )
    assert entry_pairs(alignment) == {"Sigma": "Sigma", "Other": "Other"}
    assert alignment.entries[0].confidence < alignment.entries[1].confidence


def test_a_common_title_with_other_links_elsewhere_is_no_pair():
    def text(*rows):
        return "".join(
            f"## S{n}\n\n- [Guide](https://{a}.example)\n- [X{n}](https://x{n}.example)\n\n" for n, a in enumerate(rows)
        )

    alignment = aligned(text("a", "b", "c"), text("c", "d", "a"))
    links = {
        (m.ours.links[0].url[8:-8], m.theirs.links[0].url[8:-8]) for m in alignment.entries if m.ours.title == "Guide"
    }
    assert links == {("a", "a"), ("c", "c"), ("b", "d")}  # the last two stand in sections that belong together


# --- by place ---------------------------------------------------------------------------------------------------

KNOWN = "- [Known {0}](https://k{0}.example) - x"


def test_as_many_between_the_same_neighbours():
    ours = listed(KNOWN.format(1), "- **The first** [x]()", "- **The second** [x]()", KNOWN.format(2))
    theirs = listed(KNOWN.format(1), "- **第一个** [x]()", "- **第二个** [x]()", KNOWN.format(2))
    alignment = aligned(ours, theirs)
    assert entry_pairs(alignment)["The first"] == "第一个"
    assert entry_pairs(alignment)["The second"] == "第二个"
    assert all(m.confidence < 0.4 for m in alignment.entries if m.ours.title.startswith("The"))


@pytest.mark.parametrize("count", [0, 1, 2, 4, 5])
def test_not_as_many(count):
    rows = ["**One**", "**Two more**", "**Three are here**"]
    ours = listed(KNOWN.format(1), *(f"- {row} [x]()" for row in rows), KNOWN.format(2))
    theirs = listed(KNOWN.format(1), *(f"- **第 {'一二三四五'[n]} 个** [x]()" for n in range(count)), KNOWN.format(2))
    alignment = aligned(ours, theirs)
    assert entry_pairs(alignment) == {"Known 1": "Known 1", "Known 2": "Known 2"}
    assert len(alignment.our_entries) == 3
    assert len(alignment.their_entries) == count


@pytest.mark.parametrize(
    ("our", "their"),
    [
        ("[New](https://new.example)", "[旧的](https://old.example)"),
        ("**Alpha** [x]()", "**Beta** [x]()"),
        ("**Alpha** [x]()", "**贝塔 Beta** [x]()"),
        ("**Yi 34B** [x]()", "**Yi 6B** [x]()"),
    ],
)
def test_a_contradiction_in_the_same_place(our, their):
    alignment = aligned(
        listed(KNOWN.format(1), f"- {our} - x", KNOWN.format(2)),
        listed(KNOWN.format(1), f"- {their} - 文", KNOWN.format(2)),
    )
    assert entry_pairs(alignment) == {"Known 1": "Known 1", "Known 2": "Known 2"}


def test_other_neighbours():
    ours = listed(KNOWN.format(1), "- **One** [x]()", KNOWN.format(2), KNOWN.format(3))
    theirs = listed(KNOWN.format(1), KNOWN.format(2), "- **一** [x]()", KNOWN.format(3))
    assert "One" not in entry_pairs(aligned(ours, theirs))


def test_bullets_do_not_stand_in_the_place_of_rows():
    table = "| 名 | 文 |\n| --- | --- |\n| 第一 | [x](https://x.example) |\n"
    assert not aligned(listed("- **One** [x]()"), listed(table)).entries
    both = aligned(listed("- **One** [x]()"), listed(table, "- **一** [x]()"))
    assert entry_pairs(both) == {"One": "一"}


def test_languages_in_latin_letters_pair_by_place():
    english = "The tool is for all of the people that want to be in the know with it.\n\n"
    spanish = "La herramienta es para todos los que quieren estar en el mundo con una lista de las cosas.\n\n"
    ours = f"# L\n\n{english}## Reading\n\n- **The first book** [x]()\n"
    theirs = f"# L\n\n{spanish}## Lectura\n\n- **El primer libro** [x]()\n"
    alignment = aligned(ours, theirs)
    assert {document(text).language for text in (ours, theirs)} == {"en", "es"}
    assert entry_pairs(alignment) == {"The first book": "El primer libro"}
    assert section_pairs(alignment)["Reading"] == "Lectura"


# --- sections ---------------------------------------------------------------------------------------------------


def headings(*titles: str) -> str:
    return "".join(f"{title if title.startswith('#') else f'## {title}'}\n\nText.\n\n" for title in titles)


@pytest.mark.parametrize(
    ("our", "their"),
    [
        ("Contributing", "贡献指南"),
        ("License", "许可证"),
        ("Acknowledgements", "🙏 致谢"),
        ("Table of Contents", "目录"),
        ("💡 Prompts", "💡 提示词"),
        ("LangChain Tools", "LangChain 工具"),
        ("FAQ 2024", "常见问题 FAQ 2024"),
    ],
)
def test_sections_by_title(our, their):
    ours, theirs = headings("Here", our, "There", "Nowhere"), headings(their, "那里")
    assert section_pairs(aligned(ours, theirs)) == {"": "", our: their}


def test_sections_by_entries_whatever_the_order():
    def text(**sections):
        return "".join(
            f"## {title}\n\n" + "".join(f"- [{name}](https://{name}.example)\n" for name in names) + "\n"
            for title, names in sections.items()
        )

    ours = text(Books=["aa", "bb", "cc"], Tools=["dd", "ee", "ff"])
    theirs = text(工具=["ee", "cc", "dd"], 书籍=["bb", "aa"])
    alignment = aligned(ours, theirs)
    assert section_pairs(alignment) == {"": "", "Books": "书籍", "Tools": "工具"}
    assert entry_pairs(alignment)["cc"] == "cc"


def test_sections_around_sections():
    a, b = "- [A](https://a.example)\n\n", "- [B](https://b.example)\n\n"
    ours = f"## Models\n\n### Small\n\n{a}### Large\n\n{b}## Other\n\nText.\n"
    theirs = f"## 其他\n\n文。\n\n## 模型\n\n### 大\n\n{b}### 小\n\n{a}"
    assert section_pairs(aligned(ours, theirs)) == {"": "", "Models": "模型", "Small": "小", "Large": "大"}


def test_sections_of_one_title_below_others():
    ours = headings("Alpha", "### Usage", "### Setup", "Beta", "### Setup", "### Usage")
    alignment = aligned(ours, headings("Beta", "### Usage", "Alpha", "### Usage"))
    parents = {
        child: section.title
        for m in alignment.sections
        for section in (m.ours, m.theirs)
        for child in section.subsections
    }
    usage = [(parents[m.ours], parents[m.theirs]) for m in alignment.sections if m.ours.title == "Usage"]
    assert usage == [("Alpha", "Alpha"), ("Beta", "Beta")]


def test_sections_by_place():
    ours = headings("LangChain", "How it works", "Why it matters", "License")
    theirs = headings("LangChain", "运作方式", "为什么重要", "许可证")
    alignment = aligned(ours, theirs)
    assert section_pairs(alignment)["Why it matters"] == "为什么重要"
    assert next(m.confidence for m in alignment.sections if m.ours.title == "Why it matters") < 0.4


def test_sections_of_one_side_alone():
    alignment = aligned(headings("Overview", "LangChain", "License"), headings("LangChain", "许可证", "English", "尾"))
    assert section_pairs(alignment) == {"": "", "LangChain": "LangChain", "License": "许可证"}
    assert [section.title for section in alignment.our_sections] == ["Overview"]
    assert [section.title for section in alignment.their_sections] == ["English", "尾"]


def test_sections_whose_entries_are_elsewhere_do_not_pair_by_place():
    ours = "## One\n\n- [A](https://a.example)\n\n## Two\n\nText.\n"
    theirs = "## 一\n\n文。\n\n## 二\n\n- [A](https://a.example)\n"
    assert section_pairs(aligned(ours, theirs)) == {"": "", "One": "二"}


def test_roots_pair_whatever_their_titles():
    assert section_pairs(aligned("# Alpha\n\nText.\n", "# Beta\n\n## One\n\nText.\n")) == {"Alpha": "Beta"}
    assert section_pairs(aligned("", "")) == {"": ""}


# --- what holds for all documents -------------------------------------------------------------------------------

_URLS = st.sampled_from([f"https://{name}.example/{n}" for name in "abcdef" for n in range(3)])
_PAPERS = st.sampled_from([f"https://arxiv.org/abs/2403.0465{n}" for n in range(4)])
_TITLES = st.sampled_from(
    ["Yi", "Yi-1.5", "Qwen（千问）", "Qwen", "模型", "工具", "Tool", "Tool kit", "🚀", "C++", "C"]
)


@st.composite
def _entry(draw, style):
    title, url = draw(_TITLES), draw(st.one_of(_URLS, _PAPERS))
    if style == "row":
        return f"| [{title}]({url}) | {draw(_TITLES)} |"
    if style == "heading":
        child = f"#### {draw(_TITLES)}\n\n- **Date:** 2024-02\n\n[x]({draw(_URLS)})\n\n" if draw(st.booleans()) else ""
        return f"### [{title}]({url})\n\n- **Date:** 2024-01\n\n{child}"
    return f"- [{title}]({url}) - [paper]({draw(_PAPERS)})" if draw(st.booleans()) else f"- **{title}** [x]()"


@st.composite
def _section(draw):
    style = draw(st.sampled_from(["bullet", "row", "heading"]))
    head = "| A | B |\n| --- | --- |\n" if style == "row" else ""
    return f"## {draw(_TITLES)}\n\n{head}" + "\n".join(draw(st.lists(_entry(style), max_size=7))) + "\n\n"


_documents = st.lists(_section(), max_size=5).map("".join).map(document)


@given(_documents, _documents)
def test_one_to_one_and_complete(ours, theirs):
    alignment = align(ours, theirs)
    assert_sound(alignment)
    assert set(ours.entries) == {m.ours for m in alignment.entries} | set(alignment.our_entries)
    assert set(theirs.entries) == {m.theirs for m in alignment.entries} | set(alignment.their_entries)
    assert len(ours.entries) == len(alignment.entries) + len(alignment.our_entries)
    assert len(theirs.entries) == len(alignment.entries) + len(alignment.their_entries)
    sections = [*ours.root.walk()]
    assert len(sections) == len(alignment.sections) + len(alignment.our_sections)
    assert (alignment.sections[0].ours, alignment.sections[0].theirs) == (ours.root, theirs.root)


@given(_documents, _documents)
def test_the_same_from_both_sides(ours, theirs):
    assert _values(align(ours, theirs).mirrored) == _values(align(theirs, ours))


def _values(alignment: Alignment) -> tuple[object, ...]:
    return (
        [(m.ours, m.theirs, m.confidence) for m in (*alignment.entries, *alignment.sections)],
        alignment.our_entries,
        alignment.their_entries,
        alignment.our_sections,
        alignment.their_sections,
    )


@given(_documents)
def test_a_document_and_itself(each):
    alignment = align(each, document(each.source.text, "README_zh.md"))
    for match in (*alignment.entries, *alignment.sections):
        assert match.ours.span == match.theirs.span
    assert not alignment.our_entries
    assert not alignment.our_sections


@given(st.permutations(range(12)), st.permutations(range(12)))
def test_any_order_gives_the_same_pairs(our_order, their_order):
    def text(order, title):
        return "## A\n\n" + "".join(
            f"- [{title} {n}](https://{n}.example) [paper](https://arxiv.org/abs/2403.0465{n % 3})\n" for n in order
        )

    alignment = align(document(text(our_order, "Tool")), document(text(their_order, "工具")))
    assert len(alignment.entries) == 12
    assert all(m.ours.links[0].url == m.theirs.links[0].url for m in alignment.entries)


def test_hash_seeds_do_not_matter():
    script = """
from awesome_lint.source.text import SourceText
from awesome_lint.syntax.document import parse_document
from awesome_lint.translation.align import align
def document(word, numbers):
    row = "## {0} {2}\\n\\n- [{0}](https://{1}.example) [p](https://{2}.example/p)\\n\\n"
    return parse_document(SourceText("x.md", "".join(row.format(word, n % 4, n % 3) for n in numbers)))
alignment = align(document("Tool", range(30)), document("工具", range(40, 5, -1)))
print([(m.ours.span.start, m.theirs.span.start, m.confidence) for m in (*alignment.entries, *alignment.sections)])
"""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 100


# --- size -------------------------------------------------------------------------------------------------------


def test_candidates_stay_linear():
    many = {"one link": range(3000)}
    assert len(list(candidates(many, many))) == 3000
    assert len(list(candidates(many, {"one link": range(2999)}))) <= 6000
    groups = {f"link {n}": range(5 * n, 5 * n + 5) for n in range(600)}
    assert len(list(candidates(groups, groups))) == 5 * 3000
    assert list(candidates({"a": [1], "b": [1]}, {"a": [2], "b": [2], "c": [3]})) == [(1, 2)]


@pytest.mark.parametrize("missing", [0, 1])
def test_three_thousand_equal_entries(missing):
    rows = ["- [Tool](https://tool.example) - Text."] * 3000
    alignment = align(document(listed(*rows)), document(listed(*rows[missing:])))
    assert len(alignment.entries) == 3000 - missing
    assert [m.theirs.span for m in alignment.entries] == sorted(m.theirs.span for m in alignment.entries)


def test_many_entries_with_one_link(monkeypatch):
    compared = []
    compare = Evidence.compare
    monkeypatch.setattr(Evidence, "compare", lambda *args: compared.append(args) or compare(*args))
    rows = [f"- [Tool {n}](https://tool.example) - Text." for n in range(400)]
    alignment = align(document(listed(*rows)), document(listed(*sorted(rows))))
    assert len(alignment.entries) == 400
    assert all(match.ours.title == match.theirs.title for match in alignment.entries)
    assert len(compared) < 8 * 400


# --- parts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/zh-cn/x", "https://a.example/x"),
        ("https://a.example/x/en", "https://a.example/x"),
        ("https://zh.a.example/x?y=1", "https://a.example/x?y=1"),
        ("https://en.example", "https://en.example"),
        ("https://a.example/learn/english", "https://a.example/learn/english"),
        ("./img/x.png", "img/x.png"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_addresses_without_language(url, expected):
    assert without_language(url) == expected


def test_links_within_the_page_are_no_keys():
    links = document("# T\n\n[a](#x) [b]() [c](https://c.example)\n").links
    assert [[key for key, _ in link_keys(link)] for link in links] == [
        [],
        [],
        ["https://c.example", "=https://c.example"],
    ]


def test_between_neighbours():
    pairing: Pairing[str] = Pairing()
    pairing.add("x", "X", 1.0)
    pairing.add("x", "Y", 1.0)
    pairing.add("far", "FAR", 1.0)
    assert pairing.theirs == {"x": "X", "far": "FAR"}
    assert pairing.are_paired("x", "X")
    assert not pairing.are_paired("x", "FAR")

    def never(_our, _their):
        return False

    assert list(between_neighbours(["a", "x", "b", "far"], ["A", "X", "B"], pairing, never)) == [("a", "A"), ("b", "B")]
    assert list(between_neighbours(["a", "x", "b"], ["A", "X", "B", "C"], pairing, never)) == [("a", "A")]
    assert list(between_neighbours(["x"], ["X"], pairing, never)) == []
