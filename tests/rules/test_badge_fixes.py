"""Whatever stands in a badge, a fix leaves one that is shown, and is not asked for twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from awesome_lint.diagnostics import Applicability, apply_edits
from awesome_lint.linter import lint
from awesome_lint.rules.base import Context
from awesome_lint.rules.registry import rules_by_name
from awesome_lint.source import SourceText
from awesome_lint.source.files import FileIndex
from awesome_lint.syntax.document import parse_document

if TYPE_CHECKING:
    from awesome_lint.diagnostics import Finding

TEXTS = st.text("aB1-_.%2/甲", min_size=1, max_size=12)
NAMES = st.from_regex(r"[a-zA-Z0-9]([a-z0-9_-]{0,4}[a-z0-9])?", fullmatch=True)


def findings(text: str, code: str) -> list[Finding]:
    context = Context(document=parse_document(SourceText("list.md", text)), files=FileIndex("."))
    return [diagnostic.finding for diagnostic in lint(context, [rules_by_name()[code]])]


def fixed(text: str, found: list[Finding]) -> str:
    return apply_edits(text, [edit for finding in found if finding.fix for edit in finding.fix.edits])


@given(TEXTS, NAMES)
@example("Yi-34B-blue", "Yi-34B")
@example("a-b-c-d", "a-b-c")
@example("HF-x_y-red", "x_y")
@example("1_", "1")
@example("1_", "1")
def test_a_mended_badge_is_shown(written: str, name: str) -> None:
    text = f"- **X** [![](https://img.shields.io/badge/{written})](https://huggingface.co/o/{name})\n"
    found = findings(text, "BDG006")
    if any(finding.fix for finding in found):
        after = fixed(text, found)
        assert after != text
        assert findings(after, "BDG006") == []


@given(
    NAMES, NAMES, st.sampled_from(["github/stars/o/{}", "github/stars/o/{}.svg?style=social", "badge/GitHub-o/{}-red"])
)
def test_a_corrected_badge_agrees_with_its_link(shown: str, linked: str, route: str) -> None:
    written = shown.replace("-", "--").replace("_", "__") if route.startswith("badge") else shown
    image = f"https://img.shields.io/{route.format(written)}"
    text = f"- **X** [![]({image})](https://github.com/o/{linked})\n"
    found = findings(text, "BDG001")
    assert shown.casefold() != linked.casefold() or found == []
    assert findings(fixed(text, found), "BDG001") == [] or not any(finding.fix for finding in found)


def test_the_other_side_of_a_mismatch_is_an_alternative() -> None:
    badge = "[![](https://img.shields.io/badge/arXiv-{}-red)](https://arxiv.org/abs/{})"
    (found,) = findings(f"- **X** {badge.format('2310.06825', '2307.09288')}\n", "BDG001")
    assert found.fix is not None
    assert [fix.title for fix in (found.fix, *found.alternatives)] == [
        "Make the badge show 2307.09288",
        "Make the badge link 2310.06825",
    ]
    assert [fix.applicability for fix in found.alternatives] == [Applicability.UNSAFE]
    (unfixable,) = findings(
        "- **X** [![][s]](https://github.com/o/x-2)\n\n[s]: https://img.shields.io/github/stars/o/x-1\n", "BDG001"
    )
    assert unfixable.fix is None
