"""The document model: what a list is made of. Values only; nodes compare by identity.

Every ``span`` counts code points of the document's ``SourceText.text``. Order is document order throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_lint.source import SourceText, Span


class InlineType(StrEnum):
    """Kinds of inline nodes."""

    TEXT = "text"
    CODE = "code"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKETHROUGH = "strikethrough"
    LINK = "link"
    IMAGE = "image"
    HTML = "html"
    SOFT_BREAK = "soft-break"
    HARD_BREAK = "hard-break"
    FOOTNOTE = "footnote-reference"
    MATH = "math"


@dataclass(frozen=True, slots=True, eq=False)
class Inline:
    """A piece of a block's text: the parsed value in ``text`` and ``children``, its place in ``span``.

    The slice of ``span`` may hold container prefixes (``> ``) and escapes; use ``text`` for values. ``text`` is the
    literal content of text, code, math and HTML (one tag or comment) and the alt text of an image.
    """

    type: InlineType
    span: Span
    text: str = ""
    children: tuple[Inline, ...] = ()
    link: Link | None = None

    def walk(self) -> Iterator[Inline]:
        """Yield this node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


class BlockType(StrEnum):
    """Kinds of blocks."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    FENCE = "fence"
    HTML = "html"
    RULE = "rule"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    FRONT_MATTER = "front-matter"
    MATH = "math"


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A Markdown block.

    ``span`` starts at the block's first character on its first line (behind container prefixes and indent) and ends
    behind its last character, trailing blank lines and the newline excluded.
    """

    type: BlockType
    span: Span
    children: tuple[Block, ...] = ()
    inlines: tuple[Inline, ...] = ()
    links: tuple[Link, ...] = ()
    """Links and images of ``inlines``, or of the HTML of an HTML block; images inside links included."""
    text: str = ""
    """Plain text of ``inlines`` (code included, images by alt text, no HTML tags, breaks as one space); the literal
    content of code, fences, HTML and front matter."""
    content: Span | None = None
    """Span of the inline content; None for blocks that have none."""
    level: int = 0
    """Heading: its level, 1-6. Row: number of cells as written; GFM cuts those beyond the header's."""
    marker: str = ""
    """Heading: ``#``, ``=`` or ``-``. List: ``-``, ``*``, ``+``, ``.`` or ``)``. Item: its marker as written (``10.``).
    Fence: the opening run. Rule: the character."""
    info: str = ""
    """Fence: info string. Alert quote: its kind. Footnote and definition: its label.
    Table: the columns' alignments as ``:--,---,--:,:-:``."""
    checked: bool | None = None
    """Task item: ticked or not; None for other blocks."""
    ordered: bool = False
    tight: bool = False
    header: bool = False
    """Row: the table's header row."""

    @property
    def is_comment(self) -> bool:
        """Tell whether this is HTML that begins with a comment: a note, and nothing a reader sees."""
        return self.type is BlockType.HTML and self.text.lstrip().startswith("<!--")

    def walk(self) -> Iterator[Block]:
        """Yield this block and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


class LinkForm(StrEnum):
    """How a link is written."""

    INLINE = "inline"
    REFERENCE = "reference"
    AUTOLINK = "autolink"
    BARE = "bare"
    HTML = "html"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Resource:
    """What a URL stands for, whatever its spelling. Compares by value.

    ``kind`` is ``arxiv``, ``github``, ``hf-model``, ``hf-dataset``, ``hf-space``, ``hf-collection``, ``hf-org``,
    ``hf-paper`` or ``doi``; ``id`` its canonical identifier (arXiv without version, GitHub ``owner/name`` as
    written); ``path`` what follows a repository (``tree/main/x``), without leading slash.
    """

    kind: str
    id: str
    path: str = ""
    version: int | None = None

    @property
    def same(self) -> str:
        """The key that two spellings of one thing share: ``kind:id`` in lower case, without path and version."""
        return f"{self.family}:{self.id.casefold()}"

    @property
    def family(self) -> str:
        """The kind, one for all pages about papers on arXiv: only things of one family can be the same."""
        return "arxiv" if self.kind == "hf-paper" else self.kind

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" + (f"/{self.path}" if self.path else "")


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A link or an image, Markdown or HTML.

    ``url`` is the destination with entities and backslash escapes resolved, not percent-encoded; ``url_span`` its
    place as written (for a reference link that of the definition's destination; None when there is none).
    ``text`` is the plain text, an image's alt text. ``images`` are the images inside a link.
    """

    span: Span
    form: LinkForm
    url: str
    text: str = ""
    title: str = ""
    resource: Resource | None = None
    url_span: Span | None = None
    text_span: Span | None = None
    images: tuple[Link, ...] = ()
    html: bool = False
    label: str = ""
    """Reference links: the label that names the definition."""

    @property
    def is_image(self) -> bool:
        """Tell whether this is an image."""
        return self.form is LinkForm.IMAGE


@dataclass(frozen=True, slots=True, eq=False)
class Badge:
    """An image that shows a small fact, usually inside a link.

    ``kind`` is ``arxiv``, ``github``, ``huggingface``, ``blog``, ``stars``, ``paper`` or another slug of the label;
    ``label``, ``message`` and ``colour`` are what the image shows, parsed from its URL (empty when unknown).
    ``named`` is the identifier the image URL itself names (the id of an arXiv badge, the repository of a stars badge).
    """

    span: Span
    kind: str
    alt: str
    label: str
    message: str
    colour: str
    image: Link
    link: Link | None = None
    named: Resource | None = None

    @property
    def url(self) -> str:
        """Where the badge leads, empty when it is no link."""
        return self.link.url if self.link else ""

    @property
    def resource(self) -> Resource | None:
        """What the badge leads to."""
        return self.link.resource if self.link else None


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A labelled fact of an entry: ``- **Date:** 2024-05``.

    ``key`` is language-neutral (``date``) when the label is known, else the folded label. ``style`` is the label's
    notation with the label replaced by ``L`` (``**L:** ``, ``**L**：``), as far as the value.
    ``block`` is the item or paragraph that holds it.
    """

    span: Span
    label: str
    key: str
    value: str
    style: str
    label_span: Span
    value_span: Span
    block: Block


class EntryStyle(StrEnum):
    """What carries an entry."""

    HEADING = "heading"
    BULLET = "bullet"
    TABLE_ROW = "table-row"


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One model, paper or tool: ``anchor`` is the heading, item or row that carries it, ``key`` unique in a document.

    ``links`` holds every link and image of the entry, badges' included; ``title_link`` is the link on the title.
    ``blocks`` are the blocks that belong to it, the anchor first.
    """

    title: str
    style: EntryStyle
    key: str
    span: Span
    title_span: Span
    anchor: Block
    title_link: Link | None = None
    badges: tuple[Badge, ...] = ()
    fields: tuple[Field, ...] = ()
    links: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()
    children: tuple[Entry, ...] = ()

    def walk(self) -> Iterator[Entry]:
        """Yield this entry and its children, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A heading with what stands below it. ``blocks`` are its own, entries' blocks and the heading excluded."""

    title: str
    level: int
    anchor: str
    span: Span
    heading: Block | None
    entries: tuple[Entry, ...] = ()
    subsections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in document order."""
        yield self
        for section in self.subsections:
            yield from section.walk()


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """A link reference definition; ``label`` is normalised as CommonMark says. Footnotes are blocks."""

    span: Span
    label: str
    url: str
    title: str = ""
    url_span: Span | None = None


class DirectiveKind(StrEnum):
    """What a suppression comment speaks for; nothing when its word is ``UNKNOWN``."""

    LINE = "disable-line"
    NEXT_LINE = "disable-next-line"
    DISABLE = "disable"
    ENABLE = "enable"
    FILE = "disable-file"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, eq=False)
class Directive:
    """``<!-- awesome-lint-disable-line CODE CODE -->``; ``codes`` empty means all, ``word`` is the kind as written."""

    span: Span
    kind: DirectiveKind
    codes: tuple[str, ...]
    word: str = ""


@dataclass(frozen=True, eq=False)
class Document:
    """One parsed file. ``root`` is the section of level 0 that holds all others."""

    source: SourceText
    language: str
    title: str
    root: Section
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    definitions: tuple[Definition, ...]
    directives: tuple[Directive, ...]
    headings: tuple[Block, ...]
    anchors: dict[str, Block | Span]
    """Anchor (GitHub's slug of each heading, ``name`` and ``id`` of HTML) to what carries it."""

    @property
    def path(self) -> str:
        """The file as the user named it."""
        return self.source.path

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections below the document's title."""
        return self.root.subsections

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, children included, in document order."""
        return tuple(e for s in self.root.walk() for top in s.entries for e in top.walk())

    def walk_blocks(self) -> Iterator[Block]:
        """Yield every block, in document order."""
        for block in self.blocks:
            yield from block.walk()
