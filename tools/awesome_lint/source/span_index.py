"""Many spans, asked whether one of them overlaps another, each time in logarithmic time."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from awesome_lint.source.text import Span


class SpanIndex:
    """Answers what ``Span.overlaps`` says of any of ``spans``."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ranges = sorted(map(_closed, spans))
        self._starts = [start for start, _ in ranges]
        self._ends = list(accumulate((end for _, end in ranges), max))

    def overlaps(self, span: Span) -> bool:
        """Tell whether one of the spans overlaps ``span``."""
        start, end = _closed(span)
        before = bisect_right(self._starts, end)
        return before > 0 and self._ends[before - 1] >= start


def _closed(span: Span) -> tuple[int, int]:
    """Return the span as a closed range on a finer scale, where those that overlap share a point and no others do.

    An empty span reaches just beyond its place, where the spans begin and end that it touches.
    """
    within = -1 if span.start == span.end else 1
    return 4 * span.start + within, 4 * span.end - within
