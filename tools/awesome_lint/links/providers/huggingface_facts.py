"""What Hugging Face says of a model, dataset, space or paper, as facts.

Names of fields as huggingface_hub reads them (``ExpandModelProperty_T`` and its siblings).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_lint.links.facts import HubFacts, PaperFacts
from awesome_lint.syntax.resources import arxiv_resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_UNDATED = "2022-03-02T23:29:04"
"""When dates began to be kept: all that is older has this one."""
_PACKED = ("I8", "I16", "I32", "U8", "U16", "U32")
"""Types of tensors that hold several weights in an element (GPTQ, AWQ, bitsandbytes, MXFP4, MLX)."""
_FEW_PERCENT = 1
"""Share of elements of such types that are no weights: indices and masks."""
_QUANTIZED = frozenset(
    ("2-bit", "3-bit", "4-bit", "aqlm", "awq", "bitsandbytes", "exl2", "exl3", "gptq", "hqq", "int4", "mxfp4", "quip")
)
"""Tags of models whose weights are packed."""
_GATES = {False: "no", "auto": "auto", "manual": "manual"}


def hub_facts(body: Mapping[str, Any]) -> HubFacts:
    """Read what the API says of a model, dataset or space."""
    tags = [each for each in _listed(body.get("tags")) if isinstance(each, str)]
    gated = body.get("gated")
    parameters = _total(body.get("safetensors")) or _total(body.get("gguf"))
    told = {name: body.get(name) for name in ("private", "disabled")}
    return HubFacts.of(
        {
            **told,
            "name": body.get("id"),
            "gated": _GATES.get(gated) if isinstance(gated, bool | str) else None,
            "parameters": parameters,
            "quantized": _is_quantized(body, tags) if parameters else None,
            "license": _license(tags, body.get("cardData")),
            "created": _day_of(body.get("createdAt")),
            "papers": list(_papers(tags)),
        }
    )


def paper_facts(body: Mapping[str, Any]) -> PaperFacts:
    """Read what the API says of a paper."""
    title, day = body.get("title"), _day_of(body.get("publishedAt"))
    return PaperFacts.of({"title": " ".join(title.split()) if isinstance(title, str) else None, "published": day})


def _day_of(time: Any) -> str | None:
    return time[:10] if isinstance(time, str) and not time.startswith(_UNDATED) else None


def _total(counted: Any) -> int | None:
    total = counted.get("total") if isinstance(counted, dict) else None
    return total if isinstance(total, int) and not isinstance(total, bool) and total > 0 else None


def _is_quantized(body: Mapping[str, Any], tags: Iterable[str]) -> bool:
    """Tell whether the number of elements is not that of parameters, as weights are packed, or may be."""
    if _total(body.get("safetensors")) is None or not _QUANTIZED.isdisjoint(tags):
        return True
    kinds = body["safetensors"].get("parameters")
    counts = {name: count for name, count in kinds.items() if isinstance(count, int)} if isinstance(kinds, dict) else {}
    packed = sum(counts.get(name, 0) for name in _PACKED)
    return 100 * packed > _FEW_PERCENT * sum(counts.values())  # whole numbers: any JSON may come


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _license(tags: Iterable[str], card: Any) -> str | None:
    """Return the only licence; of several, which one counts for what cannot be told."""
    found = [each.removeprefix("license:") for each in tags if each.startswith("license:")]
    named = card.get("license") if isinstance(card, dict) else None
    found = found or ([named] if isinstance(named, str) else [])
    return found[0] if len(found) == 1 else None


def _papers(tags: Iterable[str]) -> Iterable[str]:
    for each in tags:
        paper = arxiv_resource(each.removeprefix("arxiv:")) if each.startswith("arxiv:") else None
        if paper is not None:
            yield paper.id
