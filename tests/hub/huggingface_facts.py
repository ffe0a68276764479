"""What Hugging Face's API says of a model, dataset or space, whole or the fields that are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .world import HubRepository

_COMMON = """
    author cardData createdAt disabled lastModified likes private resourceGroup sha siblings tags trendingScore
    usedStorage xetEnabled
"""
_OF_MODELS = """
    baseModels childrenModelCount config downloads downloadsAllTime evalResults gated gguf inference
    inferenceProviderMapping library_name mask_token model-index pipeline_tag safetensors spaces transformersInfo
    widgetData
"""
_OF_DATASETS = "citation description downloads downloadsAllTime gated mainSize paperswithcode_id"
_OF_SPACES = "datasets models runtime sdk subdomain"
_OF = {"models": _OF_MODELS, "datasets": _OF_DATASETS, "spaces": _OF_SPACES}
EXPANDS = {kind: (*_COMMON.split(), *names.split()) for kind, names in _OF.items()}
"""The values of ``expand``, as huggingface_hub lists them."""
_LISTED = (
    *("author", "gated", "lastModified", "likes", "trendingScore", "private", "sha", "downloads", "tags"),
    *("createdAt", "siblings", "disabled"),
)
"""Fields of an item of a list that is asked for in full."""


def described(item: HubRepository, expand: Iterable[str] = ()) -> dict[str, Any]:
    """Return what the API says of one thing; with ``expand`` only that, and what it is called."""
    facts = _facts(item)
    wanted = [*expand]
    names = {"_id": facts["_id"], "id": item.id}
    if wanted:
        return {**names, **{each: facts[each] for each in wanted if facts.get(each) is not None}}
    return {name: value for name, value in facts.items() if value is not None}


def listed(item: HubRepository, expand: Iterable[str], *, full: bool) -> dict[str, Any]:
    """Return what a list says of one thing."""
    if wanted := [*expand]:
        return described(item, wanted)
    return described(item, _LISTED if full else ("likes", "private", "downloads", "tags", "createdAt"))


def _facts(item: HubRepository) -> dict[str, Any]:
    total = sum(item.parameters.values())
    license_tags = (f"license:{item.license}",) if item.license else ()
    return {
        "_id": "621ffdc036468d709f17434d",
        "id": item.id,
        "modelId": item.id if item.kind == "models" else None,
        "author": item.author,
        "sha": "0" * 40,
        "createdAt": _time(item.created),
        "lastModified": _time(item.created),
        "private": item.private,
        "gated": item.gated,
        "disabled": item.disabled,
        "likes": 1,
        "downloads": 1,
        "trendingScore": 0,
        "tags": [*item.tags, *license_tags],
        "cardData": {"license": item.license} if item.license else {},
        "siblings": [{"rfilename": "README.md"}],
        "safetensors": {"parameters": {**item.parameters}, "total": total} if total else None,
    }


def _time(date: str) -> str:
    return date if "T" in date else f"{date}T08:00:00.000Z"
