from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.source import Span
from awesome_lint.source.span_index import SpanIndex

spans = st.tuples(st.integers(0, 8), st.integers(0, 3)).map(lambda pair: Span(pair[0], sum(pair)))


@given(st.lists(spans, max_size=4), spans)
def test_it_says_what_the_spans_say(index: list[Span], span: Span) -> None:
    assert SpanIndex(index).overlaps(span) == any(each.overlaps(span) for each in index)
