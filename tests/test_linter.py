from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from awesome_lint.diagnostics import Diagnostic, Finding, Severity
from awesome_lint.links.judgements import Judgements
from awesome_lint.links.verdicts import Judgement, Verdict
from awesome_lint.linter import NODES, Policy, applies, lint
from awesome_lint.rules.base import Context, LinkRule, NodeRule
from awesome_lint.rules.registry import all_rules
from awesome_lint.rules.style.unused_suppression import UnusedSuppression
from awesome_lint.syntax.nodes import Badge, Block, Entry, Field, Inline, Link, Section
from rules_for_tests import SameText, WordRule

BAD = WordRule("ENT801", "bad")
UGLY = WordRule("STY801", "ugly")

MakeContext = Callable[..., Context]


def found(diagnostics: list[Diagnostic]) -> list[str]:
    return ["{}:{} {}".format(*d.source.position(d.finding.span.start), d.code) for d in diagnostics]


def test_findings_come_in_document_order(make_context: MakeContext) -> None:
    assert found(lint(make_context("ugly bad\n\nugly\n"), [BAD, UGLY])) == ["1:1 STY801", "1:6 ENT801", "3:1 STY801"]


LIST = """# List

## Models

### Alpha

[![arXiv](https://img.shields.io/badge/arXiv-2401.00001-b31b1b)](https://arxiv.org/abs/2401.00001)

- **Date:** 2024-01

### Beta

- **Date:** 2024-02
"""


@pytest.mark.parametrize(
    ("node_type", "texts"),
    [
        (Section, ["# List", "## Models"]),
        (Entry, ["### Alpha", "### Beta"]),
        (Badge, ["[![arXiv]"]),
        (Field, ["- **Date:** 2024-01", "- **Date:** 2024-02"]),
    ],
)
def test_nodes_of_a_type_reach_its_rules(node_type: type, texts: list[str], make_context: MakeContext) -> None:
    document = make_context(LIST).document
    spans = [node.span for node in NODES[node_type](document)]
    assert [document.source.slice(span)[: len(text)] for span, text in zip(spans, texts, strict=True)] == texts


@pytest.mark.parametrize("node_type", list(NODES))
def test_each_node_is_visited_once(node_type: type, make_context: MakeContext) -> None:
    visited = []

    class Visitor(NodeRule[object]):
        code, name, since = "STY802", "visitor", "0.1"

        def check(self, node: object, context: Context) -> Iterator[Finding]:
            visited.append(node)
            yield from ()

    Visitor.node_type = node_type
    lint(make_context(LIST), [Visitor()])
    assert visited
    assert len(visited) == len(set(map(id, visited)))
    assert all(isinstance(node, node_type) for node in visited)


def test_inlines_and_blocks_are_reached_below_containers(make_context: MakeContext) -> None:
    document = make_context("- a **b *c***\n").document
    assert [node.text for node in NODES[Inline](document) if node.text.strip() == "c"] == ["c"]
    assert len(list(NODES[Block](document))) == 3
    assert not list(NODES[Link](document))


# Who yields to whom


def test_overlapping_finding_yields_to_the_more_specific_code(make_context: MakeContext) -> None:
    vague = WordRule("ENT802", "is bad", yields_to=("ENT801",))
    assert found(lint(make_context("this is bad\n\nthat is badly\n"), [vague, BAD])) == ["1:9 ENT801", "3:9 ENT801"]


def test_other_places_do_not_yield(make_context: MakeContext) -> None:
    vague = WordRule("ENT802", "this", yields_to=("ENT801",))
    assert found(lint(make_context("this is bad\n"), [vague, BAD])) == ["1:1 ENT802", "1:9 ENT801"]


def test_cause_decides_where_both_name_one(make_context: MakeContext) -> None:
    specific = WordRule("ENT801", "bad", cause="x")
    same = WordRule("ENT802", "this", cause="x", yields_to=("ENT801",))
    other = WordRule("ENT803", "is bad", cause="y", yields_to=("ENT801",))
    assert found(lint(make_context("this is bad\n"), [same, other, specific])) == ["1:6 ENT803", "1:9 ENT801"]


# Suppressions


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("bad <!-- awesome-lint-disable-line ENT801 -->\n\nbad\n", ["3:1"]),
        ("bad <!-- awesome-lint-disable-line -->\n\nbad\n", ["3:1"]),
        ("bad <!-- awesome-lint-disable-line ENT -->\n\nbad\n", ["3:1"]),
        ("bad <!-- awesome-lint-disable-line word-bad -->\n\nbad\n", ["3:1"]),
        ("bad <!-- awesome-lint-disable-line STY801 -->\n\nbad\n", ["1:1", "3:1"]),
        ("- bad <!-- awesome-lint-disable-line ENT801 -->\n- bad\n", ["2:3"]),
        ("| a |\n| --- |\n| bad <!-- awesome-lint-disable-line ENT801 --> |\n| bad |\n", ["4:3"]),
        ("<!-- awesome-lint-disable-next-line ENT801 -->\nbad\nbad\n", ["3:1"]),
        (
            "bad\n\n<!-- awesome-lint-disable ENT801 -->\n\nbad\n\n<!-- awesome-lint-enable ENT801 -->\n\nbad\n",
            ["1:1", "9:1"],
        ),
        ("bad\n\n<!-- awesome-lint-disable ENT801 -->\n\nbad\n\n<!-- awesome-lint-enable -->\n\nbad\n", ["1:1", "9:1"]),
        ("bad\n\n<!-- awesome-lint-disable -->\n\nbad\n", ["1:1"]),
        ("bad\n\n<!-- awesome-lint-disable-file ENT801 -->\n\nbad\n", []),
    ],
)
def test_comment_silences(text: str, left: list[str], make_context: MakeContext) -> None:
    assert found(lint(make_context(text), [BAD])) == [f"{place} ENT801" for place in left]


def test_silenced_finding_still_makes_others_yield(make_context: MakeContext) -> None:
    vague = WordRule("ENT802", "is bad", yields_to=("ENT801",))
    text = "this is bad <!-- awesome-lint-disable-line ENT801 -->\n"
    assert not lint(make_context(text), [vague, BAD])


UNUSED = UnusedSuppression()


def unused(context: Context) -> list[str]:
    """Return where unused comments are found when every rule runs."""
    return [each for each in found(lint(context, [*all_rules(), BAD])) if each.endswith(UNUSED.code)]


def test_unused_comment_is_found_when_everything_ran(make_context: MakeContext) -> None:
    context = make_context("# A\n\ngood <!-- awesome-lint-disable-line -->\n\nbad <!-- awesome-lint-disable-line -->\n")
    assert unused(context) == ["3:6 STY900"]


def test_unused_comment_is_not_blamed_for_rules_that_did_not_run(make_context: MakeContext) -> None:
    assert not lint(make_context("good <!-- awesome-lint-disable-line broken-link-syntax -->\n"), [UNUSED])


def test_enable_that_ends_nothing_is_unused(make_context: MakeContext) -> None:
    enable = "<!-- awesome-lint-enable -->\n"
    text = f"a\n\n<!-- awesome-lint-disable -->\n\nbad\n\n{enable}\nb\n\n{enable}"
    assert unused(make_context(text)) == ["11:1 STY900"]


def test_unused_suppression_can_be_silenced(make_context: MakeContext) -> None:
    text = "<!-- awesome-lint-disable-file STY900 -->\n\ngood <!-- awesome-lint-disable-line XYZ001 -->\n"
    assert not lint(make_context(text), [UNUSED])


# What was found out online

JUDGED = Judgements({"https://a.example/": Judgement("https://a.example/", Verdict.BROKEN, 0, reason="not found")})


class DeadWord(LinkRule):
    """Finds links that are broken."""

    code, name, since = "LNK801", "dead-word", "0.1"

    def check(self, link: Link, judgement: Judgement, context: Context) -> Iterator[Finding]:
        if judgement.verdict is Verdict.BROKEN:
            yield Finding(link.span, judgement.reason)


def test_link_rules_see_the_links_that_were_judged(make_context: MakeContext) -> None:
    context = make_context("[b](https://b.example)\n\n[a](https://a.example/#x)\n", judgements=JUDGED)
    assert found(lint(context, [DeadWord()])) == ["3:1 LNK801"]


def test_rules_that_need_the_network_are_silent_offline(make_context: MakeContext) -> None:
    assert not [rule.code for rule in all_rules() if rule.online and applies(rule, make_context("a\n"))]
    assert all(applies(rule, make_context("a\n", judgements=JUDGED)) for rule in all_rules() if rule.online)


@pytest.mark.parametrize("selector", ["LNK101", "dead-link", "LNK1", "LNK", "LNK103", "", "LNK004 title-mismatch"])
@pytest.mark.parametrize("judgements", [Judgements(), JUDGED])
def test_comment_on_what_comes_and_goes_with_the_network_is_never_unused(
    selector: str, judgements: Judgements, make_context: MakeContext
) -> None:
    comment = f"<!-- awesome-lint-disable-line {selector} -->"
    text = f"# A\n\n- [b](https://b.example/x) does one thing. {comment}\n\n  - **Date:** 2024-05 {comment}\n"
    found_unused = unused(make_context(text, judgements=judgements))
    assert found_unused == (["3:44 STY900", "5:23 STY900"] if "LNK004" in selector else [])


@pytest.mark.parametrize("selector", ["LNK101", "LNK", "", "LNK004"])
def test_comment_where_nothing_leads_elsewhere_is_unused(selector: str, make_context: MakeContext) -> None:
    text = f"# A\n\n[a](#a) ![b](https://b.example/b.png) <!-- awesome-lint-disable-line {selector} -->\n"
    assert unused(make_context(text)) == ["3:39 STY900"]


def test_comment_silences_what_was_found_online(make_context: MakeContext) -> None:
    text = "[a](https://a.example) <!-- awesome-lint-disable-line LNK801 -->\n\n[a](https://a.example)\n"
    assert found(lint(make_context(text, judgements=JUDGED), [DeadWord()])) == ["3:1 LNK801"]


# Policy and applicability


def test_severity_of_the_last_matching_selector_counts(make_context: MakeContext) -> None:
    policy = Policy(severity=(("ENT", Severity.INFO), ("word-bad", Severity.ERROR), ("STY", Severity.INFO)))
    assert [d.severity for d in lint(make_context("bad ugly\n"), [BAD, UGLY], policy)] == [
        Severity.ERROR,
        Severity.INFO,
    ]


def test_per_file_ignores(make_context: MakeContext) -> None:
    assert found(lint(make_context("bad ugly\n"), [BAD, UGLY], Policy(ignored=("ENT",)))) == ["1:5 STY801"]


def test_other_markdown_files_get_three_families(make_context: MakeContext) -> None:
    rules = [WordRule(f"{family}801", "bad") for family in ("ENC", "STR", "ENT", "BDG", "LNK", "TRN", "STY", "AWE")]
    codes = [d.code for d in lint(make_context("bad\n", is_list=False), rules)]
    assert codes == ["ENC801", "LNK801", "STY801"]


def test_other_rules_wait_for_text_that_can_be_read(make_context: MakeContext) -> None:
    context = make_context("bad\n", invalid=0)
    assert found(lint(context, [WordRule("ENC001", "bad"), BAD])) == ["1:1 ENC001"]


def test_pair_rules_see_each_twin(make_context: MakeContext) -> None:
    twins = tuple(make_context(f"# {word} x\n", path).document for word, path in (("b", "README.zh.md"), ("a", "b.md")))
    context = make_context("# a x\n", twins=twins)
    assert [d.finding.message for d in lint(context, [SameText()])] == ["README.zh.md starts with b"]
