"""What a rule is. A rule is one class with one generator; it reads nothing but the nodes and the ``Context`` given."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from awesome_lint.diagnostics import Severity
from awesome_lint.encoding.document import find_repairs
from awesome_lint.formatter import Style
from awesome_lint.links.judgements import Judgements
from awesome_lint.schema import Declaration, Schemas
from awesome_lint.translation.pair import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from awesome_lint.diagnostics import Finding
    from awesome_lint.encoding.repair import Repair
    from awesome_lint.links.verdicts import Judgement
    from awesome_lint.source.files import FileIndex
    from awesome_lint.syntax.nodes import Document, Link
    from awesome_lint.translation.state import Record

N = TypeVar("N")


class Fixable(StrEnum):
    """How often findings of a rule carry a fix."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"


@dataclass(frozen=True)
class Context:
    """All a rule may know beside the node: the document, its twins, the repository's files, schemas, declared style.

    ``source_language`` is the declared language that the other files of the list are translated from, None where the
    document and its twins are not declared. ``checked`` are the paths of the documents that are checked in this run,
    ``records`` what is recorded of the document and its twins as translations, by their paths. ``judgements`` are those
    on links, none in a run that is offline.
    """

    document: Document
    files: FileIndex
    twins: tuple[Document, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    is_list: bool = True
    style: Style = field(default_factory=Style)
    source_language: str | None = None
    checked: frozenset[str] = frozenset()
    records: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    judgements: Judgements = field(default_factory=Judgements)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The document with each of its twins."""
        return tuple(map(self._pair, self.twins))

    def _pair(self, twin: Document) -> Pair:
        pair = Pair(self.document, twin, self.source_language, twin_checked=twin.path in self.checked)
        return replace(pair, records=self.records.get(pair.translation.path, {}))

    @cached_property
    def schemas(self) -> Schemas:
        """What the entries of each section of the document look like."""
        return self.schemas_of(self.document)

    def schemas_of(self, document: Document) -> Schemas:
        """Return what the entries of each section of the document or of a twin look like."""
        if document not in self._schemas:
            self._schemas[document] = Schemas(document, self.declarations)
        return self._schemas[document]

    @cached_property
    def _schemas(self) -> dict[Document, Schemas]:
        return {}

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """Damaged text of the document outside code, with what it is repaired to."""
        return find_repairs(self.document, self.twins)


class Rule(ABC):
    """Metadata of a rule; its docstring is its documentation (headings as in ``.github/CONTRIBUTING.md``)."""

    code: ClassVar[str]
    name: ClassVar[str]
    since: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    fixable: ClassVar[Fixable] = Fixable.NEVER
    opt_in: ClassVar[bool] = False
    online: ClassVar[bool] = False
    """Whether it speaks of what was found out online only."""
    changes_urls: ClassVar[bool] = False
    """Whether a fix may add, drop or alter the destination of a link; tests hold the others to it."""
    changes_html: ClassVar[bool] = True
    """Whether a fix may alter what is rendered; False for those that only lay out the source."""
    yields_to: ClassVar[tuple[str, ...]] = ()
    """More specific codes: a finding is dropped when one of these was found for the same ``cause``, or, where either
    has no cause, at an overlapping span."""


class NodeRule(Rule, Generic[N]):
    """A rule about the nodes of one document: ``check`` is called once for each node of ``node_type``.

    ``node_type`` is one of ``Document``, ``Section``, ``Entry``, ``Badge``, ``Field``, ``Link``, ``Block``,
    ``Inline``.
    """

    node_type: ClassVar[type]

    @abstractmethod
    def check(self, node: N, context: Context) -> Iterator[Finding]:
        """Yield what is wrong with ``node``."""


class PairRule(Rule):
    """A rule about a document and its twin."""

    @abstractmethod
    def check(self, pair: Pair, context: Context) -> Iterator[Finding]:
        """Yield where the document of ``pair`` has drifted from its twin."""


class LinkRule(Rule):
    """A rule about a link and what was found out about it; not asked where nothing was."""

    online = True

    @abstractmethod
    def check(self, link: Link, judgement: Judgement, context: Context) -> Iterator[Finding]:
        """Yield what ``judgement`` shows to be wrong with ``link``."""
