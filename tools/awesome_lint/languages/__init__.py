"""What differs between languages, as data. A language is one module and one line in ``LANGUAGES``."""

import unicodedata

from awesome_lint.languages.base import Language
from awesome_lint.languages.en import ENGLISH
from awesome_lint.languages.zh import CHINESE

__all__ = ["LANGUAGES", "Language", "field_key", "fold_label"]

LANGUAGES: dict[str, Language] = {language.tag: language for language in (ENGLISH, CHINESE)}


def fold_label(label: str) -> str:
    """Return the form in which spellings of one label are equal: width, case, spaces, emoji, outer punctuation.

    A label of nothing but symbols folds to the empty string.
    """
    text = unicodedata.normalize("NFKC", label).casefold()
    words = "".join(" " if character.isspace() or _is_decoration(character) else character for character in text)
    return " ".join(words.split()).strip(":;,.*_|-~# ")


def field_key(label: str) -> str | None:
    """Return the language-neutral key of a field's ``label`` in any language (``发布日期`` is ``date``), or None."""
    return _KEYS.get(fold_label(label))


def _is_decoration(character: str) -> bool:
    """Tell whether ``character`` is an emoji or part of one, invisible, or a bullet."""
    return unicodedata.category(character) in ("So", "Sk", "Cf", "Me", "Co", "Cn") or character in "\ufe0e\ufe0f•·"


_KEYS = {
    fold_label(label): key
    for language in LANGUAGES.values()
    for key, labels in language.labels.items()
    for label in labels
}
