"""What became of bytes without a character: what a text shows of it, and what each of its lines leaves open.

Files are put together from others, so each line decides first, and the rest of the text only where it is silent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.encoding.damage import NO_BREAK_SPACE, SOFT_HYPHEN, DamageModel, Treatment
from awesome_lint.encoding.units import CUT, as_bytes, explains, sees

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_lint.encoding.damage import Codec

RIVAL = 2.0
"""What speaks against another fate of bytes that explains a line as well, in nats."""
FAR = 12.0
"""The same for a space in place of a byte, where no space of the text shows that it is one: most are only spaces."""
_STAND_INS = {
    Treatment.SPACE: (re.compile(f"{CUT} "), re.compile(f"{CUT} +(?:[\x80-\xbf,.)]|(?<=  )[^ ])")),
    Treatment.QUESTION: (re.compile(rf"{CUT}\?"), re.compile(rf"{CUT}\?+(?:[\x80-\xf4A-Za-z]|(?<=\?\?)[^?])")),
}
"""Where something may stand for a lost byte, and where it does: within a character, or where nobody would write it."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What may have been done to a line, and what speaks against it, in nats."""

    model: DamageModel
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Traces:
    """What text shows of what became of bytes."""

    soft_hyphen: bool
    """Whether a soft hyphen is left, so that they were not dropped."""
    no_break: bool
    """Whether a no-break space is left, so that they did not become spaces."""
    kept: bool
    """Whether a byte without a character is left as a control character."""
    stand_ins: frozenset[Treatment]
    """What something that stands for a lost byte tells."""

    @classmethod
    def of(cls, codec: Codec, lines: Sequence[str]) -> Traces:
        """Return what ``lines`` show, given as their bytes."""
        return cls(
            any(sees(line, codec, SOFT_HYPHEN) for line in lines),
            any(sees(line, codec, NO_BREAK_SPACE) for line in lines),
            any(chr(byte) in line for line in lines for byte in codec.undefined),
            frozenset(each for each, (_, sure) in _STAND_INS.items() if any(map(sure.search, lines))),
        )


@dataclass(frozen=True)
class History:
    """What became of the bytes of a text's damaged lines with one codec."""

    codec: Codec
    traces: Traces
    model: DamageModel
    """What explains most of the lines, the simplest first."""
    explains_all: bool

    @classmethod
    def of(cls, codec: Codec, lines: Iterable[str]) -> History:
        """Return what became of ``lines``, as they stand in the text."""
        data = [as_bytes(line, codec) for line in lines]
        traces = Traces.of(codec, data)
        counts = {model: sum(explains(model, each) for each in data) for model in _models(codec, traces)}
        model = max(counts, key=counts.__getitem__)
        return cls(codec, traces, model, counts[model] == len(data))

    def suspicions(self, line: str) -> Iterator[Suspicion]:
        """Yield what may have been done to one of the lines, the likeliest first: at least one thing."""
        data = as_bytes(line, self.codec)
        traces = Traces.of(self.codec, [data])
        first = self._likeliest(data, traces)
        yield Suspicion(first)
        if explains(self._plain, data):
            return
        for rival in self._rivals(first, data, traces):
            if rival.model != first and explains(rival.model, data):
                yield rival

    @cached_property
    def _plain(self) -> DamageModel:
        return DamageModel(self.codec)

    def _likeliest(self, data: str, traces: Traces) -> DamageModel:
        """Return what the text tells, if it explains the line: a byte that is missing was not kept, but dropped."""
        missing = not explains(self._plain, data)
        if self.model.treatment is Treatment.KEPT and missing and not traces.kept and self.codec.undefined:
            return replace(self.model, treatment=Treatment.DROPPED, drops_soft_hyphen=not self.traces.soft_hyphen)
        if explains(self.model, data):
            return self.model
        return next((each for each in _models(self.codec, traces) if explains(each, data)), self.model)

    def _rivals(self, first: DamageModel, data: str, traces: Traces) -> Iterator[Suspicion]:
        """Yield what else may have become of the bytes, each thing once."""
        drops, spaces = not traces.soft_hyphen, not traces.no_break
        lossy = not traces.kept and bool(self.codec.undefined)
        stands_in = bool(first.treatment.stand_in)
        if drops and not stands_in:
            yield Suspicion(replace(first, drops_soft_hyphen=True), RIVAL)
        if lossy and first.treatment in _STAND_INS:
            dropped = replace(first, treatment=Treatment.DROPPED, drops_soft_hyphen=drops)
            sure = traces if first != self.model or not self.explains_all else self.traces
            yield Suspicion(dropped, FAR if first.treatment in sure.stand_ins else RIVAL)
        if first.treatment is not Treatment.QUESTION and lossy and _STAND_INS[Treatment.QUESTION][0].search(data):
            yield Suspicion(replace(first, treatment=Treatment.QUESTION), self._cost(Treatment.QUESTION))
        if first.treatment is not Treatment.SPACE and _STAND_INS[Treatment.SPACE][0].search(data):
            treatment = Treatment.SPACE if lossy else first.treatment
            yield Suspicion(replace(first, treatment=treatment, spaces_no_break=spaces), self._cost(Treatment.SPACE))

    def _cost(self, treatment: Treatment) -> float:
        if treatment in self.traces.stand_ins:
            return 0.0
        return FAR if treatment is Treatment.SPACE else RIVAL


def _models(codec: Codec, traces: Traces) -> Iterator[DamageModel]:
    """Yield what may have been done, the simplest first; a space is only a space unless one shows more."""
    drops, spaces = not traces.soft_hyphen, not traces.no_break
    yield DamageModel(codec)
    if spaces and (traces.kept or not codec.undefined):
        yield DamageModel(codec, spaces_no_break=True)
    yield DamageModel(codec, Treatment.REPLACED)
    last = DamageModel(codec, Treatment.KEPT if traces.kept else Treatment.DROPPED, drops_soft_hyphen=drops)
    stand_ins = [
        DamageModel(codec, Treatment.QUESTION),
        DamageModel(codec, Treatment.SPACE, spaces_no_break=spaces),
    ]
    yield from (each for each in stand_ins if each.treatment in traces.stand_ins)
    yield last
    if spaces:
        yield from (DamageModel(codec, each, spaces_no_break=True) for each in (Treatment.REPLACED, Treatment.QUESTION))
        yield replace(last, spaces_no_break=True)
