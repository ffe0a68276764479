"""What the case files cannot show of addresses and literal links: that mending ends, on any input."""

from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.diagnostics import apply_edits
from awesome_lint.rules.links._addresses import find_defect, swallowed
from awesome_lint.rules.links._broken_links import find_broken_links, find_spaced_targets
from awesome_lint.rules.links._literal_text import literal_lines
from awesome_lint.source import SourceText
from awesome_lint.syntax.document import parse_document

PIECES = [
    "https",
    "http",
    "htps",
    ":",
    "/",
    "//",
    "www.",
    "a.example",
    "github.com",
    "%20",
    "?x=1",
    '"',
    "“",
    "[b](",
    ")",
]
ADDRESSES = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
MARKS = [
    "[",
    "]",
    "(",
    ")",
    "（",
    "）",
    "【",
    "】",
    " ",
    "\n",
    "> ",
    "`",
    "\\",
    "!",
    "a",
    "https://a.example/",
    "，",
    "*",
    "|",
]
STEPS = 12


@given(ADDRESSES | st.text(max_size=30))
def test_mending_an_address_ends(address: str) -> None:
    for _ in range(STEPS):
        defect = find_defect(address)
        if defect is None or defect.meant is None:
            return
        assert defect.meant != address
        address = defect.meant
    raise AssertionError(address)


@given(st.text(max_size=30))
def test_swallowing_address_keeps_its_start(text: str) -> None:
    url = swallowed(f"https://{text}")
    assert url is None or (url.isascii() and f"https://{text}".startswith(url))


@given(st.lists(st.sampled_from(MARKS), max_size=14).map("".join))
def test_mending_literal_links_ends_and_stays_in_place(text: str) -> None:
    for _ in range(STEPS):
        document = parse_document(SourceText("README.md", text))
        lines = list(literal_lines(document))
        broken = [b for line in lines for b in (*find_broken_links(line, lambda _: True), *find_spaced_targets(line))]
        for each in broken:
            assert each.span.start < each.span.end <= len(text)
            assert all(edit.span in each.span or len(edit.span) == 0 for edit in each.edits)
        edits = next((each.edits for each in broken if each.edits), ())
        if not edits:
            return
        text = apply_edits(text, edits)
    raise AssertionError(text)


def test_literal_lines_are_as_long_as_their_source() -> None:
    text = "> [a] `b` \\[c\\]\r\n> **d** [e] <i>f</i> https://a.example\r\n"
    document = parse_document(SourceText("README.md", text))
    for line in literal_lines(document):
        shown = [(a, b) for a, b in zip(line.text, text[line.start :], strict=False) if a not in "\0 "]
        assert all(a == b for a, b in shown)
