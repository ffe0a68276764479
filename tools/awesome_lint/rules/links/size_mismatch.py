"""LNK108."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.diagnostics import Finding
from awesome_lint.links.facts import HubFacts
from awesome_lint.rules.base import Context, NodeRule
from awesome_lint.rules.links._judged import main_links
from awesome_lint.rules.links._sizes import sizes_of_count, sizes_of_name, sizes_of_value
from awesome_lint.schema.neutral import lettered
from awesome_lint.syntax.nodes import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_lint.links.judgements import Judgements
    from awesome_lint.rules.links._sizes import Sizes
    from awesome_lint.syntax.nodes import Link, Resource

_NOT_WHOLE = re.compile(
    r"(?:^|[-_./])(?:gguf|ggml|gptq|awq|aqlm|exl2|mlx|bnb|nf4|fp[48]|int[248]|[2-8]bits?|w\da\d+|quant\w*|q[2-8]|lora"
    r"|qlora|adapters?|peft|delta|draft|mtp|projector|encoder|tokenizer)(?=$|[-_./])",
    re.IGNORECASE | re.ASCII,
)
"""In the name of a model: its weights are packed, or only a part of it."""


class _Model(NamedTuple):
    """A model with the number of its parameters, as Hugging Face counts them."""

    name: str
    parameters: int


class SizeMismatch(NodeRule[Entry]):
    """Number of parameters of an entry is not that of the models it links on Hugging Face.

    ## Why is this bad?
    Readers choose a model by what fits into their memory. One linked model that fits is enough, and so is one whose
    name tells the size. Rounding or 5 % are granted; `8x7B` may be anything from 7B to 56B. Quantized weights and
    adapters are not counted.

    ## Example
    # Models

    ## Open

    ### Alpha

    [![Model](https://img.shields.io/badge/HF-Model-yellow)](https://huggingface.co/alpha/alpha-base)

    - **Parameter Size:** 13B

    ## Use instead
    # Models

    ## Open

    ### Alpha

    [![Model](https://img.shields.io/badge/HF-Model-yellow)](https://huggingface.co/alpha/alpha-base)

    - **Parameter Size:** 7B
    """

    code = "LNK108"
    name = "size-mismatch"
    since = "0.1"
    online = True
    node_type = Entry

    def check(self, node: Entry, context: Context) -> Iterator[Finding]:
        """Yield the field with the size when every linked model whose parameters are known contradicts it."""
        fields = [field for field in node.fields if field.key == "parameters"]
        sizes = sizes_of_value(fields[0].value) if len(fields) == 1 else []
        if not sizes:
            return
        own = _models(main_links(node), context.judgements)
        linked = _models(node.links, context.judgements)
        if own and not any(_fits(model, sizes) for model in (*own, *linked)):
            count = lettered(Decimal(f"{own[0].parameters:.3g}"))
            message = f"{fields[0].label} is {fields[0].value}, but {own[0].name} has {count} parameters"
            yield Finding(fields[0].value_span, message)


def _models(links: Iterable[Link], judgements: Judgements) -> list[_Model]:
    """Return the models among what ``links`` lead to whose parameters are known, each once."""
    models = {link.resource.same: link.resource for link in links if link.resource and not link.is_image}
    return [model for each in models.values() if (model := _model(each, judgements))]


def _model(resource: Resource, judgements: Judgements) -> _Model | None:
    judgement = judgements.about(resource) if resource.kind == "hf-model" else None
    if judgement is None or not judgement.is_good or _NOT_WHOLE.search(resource.id.rpartition("/")[2]):
        return None
    facts = HubFacts.of(judgement.facts)
    return _Model(resource.id, facts.parameters) if facts.parameters and not facts.quantized else None


def _fits(model: _Model, sizes: Sequence[Sizes]) -> bool:
    """Tell whether one of ``sizes`` is what the model has, or what its owner calls it by (Gemma 7B has 8.5B)."""
    meant = [sizes_of_count(model.parameters), *sizes_of_name(model.name.rpartition("/")[2])]
    return any(size.overlap(other) for size in sizes for other in meant)
