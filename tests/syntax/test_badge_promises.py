from __future__ import annotations

import pytest

from awesome_lint.languages import LANGUAGES
from awesome_lint.syntax.badge_promises import Promise, promises_in, word_like


@pytest.mark.parametrize(
    ("text", "promises"),
    [
        ("Hugging Face models", [("hf-model", "models")]),
        ("HF Dataset", [("hf-dataset", "Dataset")]),
        ("🤗 模型", [("hf-model", "模型")]),
        ("模型合集", [("hf-model", "模型"), ("hf-collection", "合集")]),
        ("model collection", [("hf-model", "model"), ("hf-collection", "collection")]),
        ("models and a model", [("hf-model", "models")]),
        ("my_model", [("hf-model", "model")]),
        ("Remodeling aerospace", []),
        ("ModelScope", []),
        ("", []),
    ],
)
def test_promises_in(text: str, promises: list[tuple[str, str]]) -> None:
    assert promises_in(text) == tuple(Promise(*promise) for promise in promises)


@pytest.mark.parametrize(
    ("word", "kind", "expected"),
    [
        ("model", "hf-collection", "collection"),
        ("models", "hf-collection", "collections"),
        ("Models", "hf-collection", "Collections"),
        ("MODELS", "hf-space", "SPACES"),
        ("organisation", "hf-model", "model"),
        ("organisations", "hf-model", "models"),
        ("模型", "hf-dataset", "数据集"),
        ("集合", "hf-model", "模型"),
        ("model", "hf-unknown", None),
    ],
)
def test_word_like(word: str, kind: str, expected: str | None) -> None:
    (promise,) = promises_in(word)
    assert word_like(promise, kind) == expected


def test_every_language_has_a_word_for_every_kind() -> None:
    kinds = {kind for language in LANGUAGES.values() for kind in language.hub_words}
    assert all(language.hub_words.keys() == kinds for language in LANGUAGES.values())
