"""Which language a link text or a file name speaks of."""

import re
from functools import cache

from awesome_lint.languages import LANGUAGES, fold_label

_OTHERS = {
    "ar": ("العربية", "arabic", "ar"),
    "de": ("deutsch", "german", "de", "de-de"),
    "es": ("español", "espanol", "spanish", "es", "es-es"),
    "fa": ("فارسی", "persian", "farsi", "fa", "fa-ir"),
    "fr": ("français", "francais", "french", "fr", "fr-fr"),
    "hi": ("हिन्दी", "हिंदी", "hindi", "hi"),
    "id": ("bahasa indonesia", "indonesian", "id"),
    "it": ("italiano", "italian", "it", "it-it"),
    "ja": ("日本語", "japanese", "ja", "jp", "ja-jp"),
    "ko": ("한국어", "korean", "ko", "kr", "ko-kr"),
    "pl": ("polski", "polish", "pl"),
    "pt": ("português", "portugues", "portuguese", "pt", "pt-br", "pt-pt"),
    "ru": ("русский", "russian", "ru", "ru-ru"),
    "th": ("ไทย", "thai", "th"),
    "tr": ("türkçe", "turkce", "turkish", "tr"),
    "uk": ("українська", "ukrainian", "uk", "ua"),
    "vi": ("tiếng việt", "vietnamese", "vi", "vn"),
}
_ONLY_IN_FILE_NAMES = {"ch": "zh", "chs": "zh", "cht": "zh", "zhcn": "zh", "zhtw": "zh", "eng": "en", "en-gb": "en"}
_SHORT = 3  # "it" and "id" are words: codes this short count in file names, and as the whole of a link's text
_SPLIT = re.compile(r"[._-]")


@cache
def _tags() -> dict[str, str]:
    known = {tag: language.names for tag, language in LANGUAGES.items()}
    return {fold_label(name): tag for tag, names in (known | _OTHERS).items() for name in (tag, *names)}


def is_language_name(text: str) -> bool:
    """Tell whether ``text`` is the name or code of a language and nothing else (``English 🚀``)."""
    return fold_label(text) in _tags()


def mentions_language(text: str) -> bool:
    """Tell whether the name of a language stands in ``text`` (``Chinese translation``, ``简体中文版``)."""
    folded = fold_label(text)
    long = (name for name in _tags() if len(name) > _SHORT or not name.isascii())
    return any(f" {name} " in f" {folded} " if name.isascii() else name in folded for name in long)


def split_tag(stem: str) -> tuple[str, str | None]:
    """Split the name of a file, its suffix cut off, into what is the same for all languages and a language's tag.

    ``README_zh-CN`` is ``("readme", "zh")``; the tag is None where the name has none.
    """
    parts = _SPLIT.split(stem.casefold())
    for length in (2, 1):
        code = "-".join(parts[-length:])
        tag = _tags().get(code) or _ONLY_IN_FILE_NAMES.get(code)
        if tag and length <= len(parts):
            return "-".join(parts[:-length]), tag
    return "-".join(parts), None
