from awesome_lint.source import SourceText, Span
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.regions import code_regions, touches, url_regions

TEXT = """\
`a` and <code>b</code> and $c$ and [x](https://x.example)

```text
d
```

> <div><kbd>e</kbd></div>

[y]: https://y.example
"""


def slices(spans: tuple[Span, ...]) -> list[str]:
    return [TEXT[span.start : span.end] for span in spans]


def test_code_is_found_in_text_blocks_and_html() -> None:
    document = parse_document(SourceText("x.md", TEXT))
    assert slices(code_regions(document)) == ["`a`", "<code>b", "$c$", "```text\nd\n```", "<kbd>e"]


def test_targets_of_links_and_definitions() -> None:
    document = parse_document(SourceText("x.md", TEXT))
    assert slices(url_regions(document)) == ["https://x.example", "https://y.example"]


def test_touches() -> None:
    regions = (Span(2, 4), Span(6, 9))
    touched = [at for at in range(12) if touches(regions, Span(at, at + 1))]
    assert touched == [2, 3, 6, 7, 8]
    assert touches(regions, Span(0, 20))
    assert not touches((), Span(0, 20))
