"""Stage 3, check: run rules over one document, let the more specific finding speak, apply suppressions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from awesome_lint.diagnostics import Diagnostic, Finding
from awesome_lint.links.targets import targets_of
from awesome_lint.rules.base import LinkRule, NodeRule, PairRule, Rule
from awesome_lint.rules.registry import rules_by_name, selects
from awesome_lint.rules.selection import EVERYTHING
from awesome_lint.rules.style.unused_suppression import UnusedSuppression
from awesome_lint.rules.suppressions import Suppression, find_suppressions
from awesome_lint.source import Span
from awesome_lint.source.span_index import SpanIndex
from awesome_lint.syntax.nodes import Badge, Block, Document, Entry, Field, Inline, Link, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from awesome_lint.diagnostics import Severity
    from awesome_lint.rules.base import Context

LIST_FAMILIES = ("STR", "ENT", "BDG", "TRN", "AWE")
"""Families that speak about lists only; other Markdown files get the rest."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its rule, before severities and suppressions."""

    rule: Rule
    finding: Finding


@dataclass(frozen=True, slots=True)
class Policy:
    """What configuration says about the findings of one file, by selector (family, code or name)."""

    severity: tuple[tuple[str, Severity], ...] = ()
    """The last selector that means a rule decides."""
    ignored: tuple[str, ...] = ()
    judges: Sequence[Rule] = ()
    """Rules that show whether a comment silences anything, though their findings may not be asked for."""


def lint(context: Context, rules: Sequence[Rule], policy: Policy | None = None) -> list[Diagnostic]:
    """Return what ``rules`` find in the document of ``context``, in document order."""
    policy = policy or Policy()
    active = [rule for rule in rules if applies(rule, context)]
    left = _suppress(_run(active, context), active, context, policy)
    kept = [item for item in left if not any(selects(selector, item.rule) for selector in policy.ignored)]
    return sorted((_diagnostic(item, context, policy) for item in kept), key=_order)


def _run(rules: Sequence[Rule], context: Context) -> list[Found]:
    return _drop_less_specific([*_visit(rules, context), *_compare(rules, context), *_verify(rules, context)])


def applies(rule: Rule, context: Context) -> bool:
    """Tell whether ``rule`` speaks about the file: until its bytes can be read, only ENC001 does.

    Rules that need the network are silent where nothing was asked.
    """
    if context.document.source.invalid is not None:
        return rule.code == "ENC001"
    if rule.online and not context.judgements:
        return False
    return context.is_list or not rule.code.startswith(LIST_FAMILIES)


def _visit(rules: Sequence[Rule], context: Context) -> Iterator[Found]:
    """Walk the document once and give each node to the rules about its type."""
    by_type: dict[type, list[NodeRule[Any]]] = defaultdict(list)
    for rule in rules:
        if isinstance(rule, NodeRule):
            by_type[rule.node_type].append(rule)
    for node_type, its_rules in by_type.items():
        for node in NODES[node_type](context.document):
            for rule in its_rules:
                for finding in rule.check(node, context):
                    yield Found(rule, finding)


def _inlines(document: Document) -> Iterator[Inline]:
    return (node for block in document.walk_blocks() for inline in block.inlines for node in inline.walk())


NODES: dict[type, Callable[[Document], Iterator[Any]]] = {
    Document: lambda document: iter((document,)),
    Section: lambda document: document.root.walk(),
    Entry: lambda document: iter(document.entries),
    Badge: lambda document: (badge for entry in document.entries for badge in entry.badges),
    Field: lambda document: (field for entry in document.entries for field in entry.fields),
    Link: lambda document: iter(document.links),
    Block: Document.walk_blocks,
    Inline: _inlines,
}
"""How the nodes of each type are reached, in document order. The sections include the root, of level 0."""


def _compare(rules: Sequence[Rule], context: Context) -> Iterator[Found]:
    for rule in rules:
        if isinstance(rule, PairRule):
            for pair in context.pairs:
                for finding in rule.check(pair, context):
                    yield Found(rule, finding)


def _verify(rules: Sequence[Rule], context: Context) -> Iterator[Found]:
    online = [rule for rule in rules if isinstance(rule, LinkRule)]
    for link in context.document.links if online else ():
        if judgement := context.judgements.of(link):
            for rule in online:
                for finding in rule.check(link, judgement, context):
                    yield Found(rule, finding)


def _drop_less_specific(found: list[Found]) -> list[Found]:
    """Drop what another, more specific rule found too (``Rule.yields_to``)."""
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for item in found:
        by_code[item.rule.code].append(item.finding)
    named = {code for rule in {item.rule for item in found} for code in rule.yields_to}
    specific = {code: _Causes(by_code[code]) for code in named & by_code.keys()}
    return [
        item
        for item in found
        if not any(code in specific and specific[code].hold(item.finding) for code in item.rule.yields_to)
    ]


class _Causes:
    """What the findings of one rule are about: causes where they name them, else places."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._causes = {finding.cause for finding in findings} - {None}
        self._places = SpanIndex(finding.span for finding in findings)
        self._unnamed = SpanIndex(finding.span for finding in findings if finding.cause is None)

    def hold(self, finding: Finding) -> bool:
        """Tell whether one of the findings has the same cause as ``finding``."""
        if finding.cause is None:
            return self._places.overlaps(finding.span)
        return finding.cause in self._causes or self._unnamed.overlaps(finding.span)


def _suppress(found: list[Found], active: Sequence[Rule], context: Context, policy: Policy) -> list[Found]:
    """Take out what comments silence; report the comments that silence nothing."""
    if not context.document.directives:
        return found
    suppressions = find_suppressions(context.document)
    used: set[Suppression] = set()
    left = _audible(found, suppressions, used, context)
    for rule in active:
        if isinstance(rule, UnusedSuppression):
            judges = _judges(active, context, policy)
            if judges != active:
                _audible(_run(judges, context), suppressions, used, context)
            unknown = [s for s in suppressions if not _meant(s.selector)]
            idle = [s for s in suppressions if s not in used and _can_be_judged(s, judges, context)]
            unused = [Found(rule, finding) for finding in rule.check(idle, unknown, context)]
            left += _audible(unused, [s for s in suppressions if _names_unused(s)], used, context)
    return left


def _judges(active: Sequence[Rule], context: Context, policy: Policy) -> Sequence[Rule]:
    """Return the rules whose silence shows that a comment is unused: those that run, and those that would."""
    return [*active, *(rule for rule in policy.judges if rule not in active and applies(rule, context))]


def _audible(
    found: list[Found], suppressions: Sequence[Suppression], used: set[Suppression], context: Context
) -> list[Found]:
    """Return what no comment silences, and note in ``used`` the comments that silence something."""
    rows: dict[Rule, list[Span]] = defaultdict(list)
    for item in found:
        rows[item.rule].append(_row(item, context))
    silenced: dict[Rule, SpanIndex] = {}
    for rule, its_rows in rows.items():
        selectors = {selector for selector in {s.selector for s in suppressions} if selects(selector, rule)}
        silencing = [suppression for suppression in suppressions if suppression.selector in selectors]
        silenced[rule] = SpanIndex(suppression.rows for suppression in silencing)
        hit = SpanIndex(its_rows)
        used.update(suppression for suppression in silencing if hit.overlaps(suppression.rows))
    return [item for item in found if not silenced[item.rule].overlaps(_row(item, context))]


def _row(item: Found, context: Context) -> Span:
    row = context.document.source.row(item.finding.span.start)
    return Span(row, row + 1)


@lru_cache(maxsize=1024)
def _meant(selector: str) -> frozenset[Rule]:
    return frozenset(rule for rule in rules_by_name().values() if selects(selector, rule))


def _can_be_judged(suppression: Suppression, active: Collection[Rule], context: Context) -> bool:
    """Tell whether every rule the comment means has run, so that silence shows it is unused.

    A comment that means all is not made to wait for rules that are off unless asked for; one that names STY900 itself
    is never judged. Nor is one that may silence a rule about what was found out online, whether that ran or not: such
    findings come and go with the network.
    """
    codes = {rule.code for rule in active}
    meant = _meant(suppression.selector)
    offline = [rule for rule in meant if not rule.online]
    needed = [rule for rule in offline if not (rule.opt_in and suppression.selector == EVERYTHING)]
    if not meant or _names_unused(suppression) or not all(rule.code in codes for rule in needed):
        return False
    return len(offline) == len(meant) or not _linking_rows(context.document).overlaps(suppression.rows)


@lru_cache(maxsize=8)
def _linking_rows(document: Document) -> SpanIndex:
    """Return the rows that online rules may speak of: those of links to other sites, and of entries that have some."""
    linking = [link for link in document.links if targets_of(link)]
    entries = [entry for entry in document.entries if not set(entry.links).isdisjoint(linking)]
    spans = [*(link.span for link in linking), *(entry.span for entry in entries)]
    return SpanIndex(Span(document.source.row(span.start), document.source.row(span.end) + 1) for span in spans)


def _names_unused(suppression: Suppression) -> bool:
    """Tell whether the comment names STY900: meaning it among all would let every unused comment silence itself."""
    return suppression.selector in (UnusedSuppression.code, UnusedSuppression.name)


def _diagnostic(item: Found, context: Context, policy: Policy) -> Diagnostic:
    severity = item.finding.severity or item.rule.severity
    for selector, configured in policy.severity:
        severity = configured if selects(selector, item.rule) else severity
    return Diagnostic(item.rule.code, item.rule.name, severity, context.document.source, item.finding)


def _order(diagnostic: Diagnostic) -> tuple[int, int, str]:
    return diagnostic.finding.span.start, diagnostic.finding.span.end, diagnostic.code
