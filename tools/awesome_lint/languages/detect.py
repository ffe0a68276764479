"""Which language a text is in, by script first and by function words where the script is Latin."""

from __future__ import annotations

import re

_LATIN_WORD = re.compile("[A-Za-z\u00c0-\u024f]{2,}")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u30fa]")
_SCRIPTS = {
    "ko": (re.compile("[\uac00-\ud7af\u1100-\u11ff]"), 3.0),
    "th": (re.compile("[\u0e01-\u0e5b]"), 5.0),
    "ru": (re.compile("[\u0400-\u04ff]"), 5.0),
    "el": (re.compile("[\u0370-\u03ff]"), 5.0),
    "ar": (re.compile("[\u0600-\u06ff]"), 5.0),
    "he": (re.compile("[\u0590-\u05ff]"), 5.0),
    "hi": (re.compile("[\u0900-\u097f]"), 5.0),
}
"""Scripts that tell the language, with the number of characters that say about as much as one Latin word."""
_HAN_PER_WORD = 1.6
_KANA_SHARE = 0.1
"""Japanese has at least this share of kana among kana and Han; Chinese now and then quotes a Japanese name."""
_FUNCTION_WORDS = {
    "en": "the of and to is in for with that are on by this from as an be it or can",
    "de": "der die das und ist von mit für ein eine auf nicht zu den dem im auch sich werden",
    "fr": "le la les des et est pour dans une un du sur avec par au aux qui ce cette sont",
    "es": "el la los las y es para una un del con por en que al se su como más",
    "pt": "o os as e é para uma um do da dos das com por em que não ao mais",
    "it": "il lo gli e è per una un del della dei con in che di non sono alla più",
}
_TAGS_OF_WORD = {
    word: tuple(tag for tag, words in _FUNCTION_WORDS.items() if word in words.split())
    for words in _FUNCTION_WORDS.values()
    for word in words.split()
}
_SURE = 8
"""Fewer function words than this say nothing against English."""


def detect_language(text: str) -> str:
    """Return the tag of the language most of ``text`` is in; ``en`` where nothing speaks for another.

    ``text`` is prose: links, code and markup left out. The tag need not be one of ``LANGUAGES``.
    """
    if text.isascii():
        return _of_latin(_LATIN_WORD.findall(text))
    words = _LATIN_WORD.findall(text)
    han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
    east_asian = "ja" if kana > _KANA_SHARE * (han + kana) else "zh"
    weights = {tag: len(script.findall(text)) / per_word for tag, (script, per_word) in _SCRIPTS.items()}
    weights[east_asian] = (han + kana) / _HAN_PER_WORD
    tag = max(weights, key=lambda tag: weights[tag])
    return tag if weights[tag] > len(words) else _of_latin(words)


def _of_latin(words: list[str]) -> str:
    """Return the language whose function words are by far the most frequent, English in doubt."""
    counts = dict.fromkeys(_FUNCTION_WORDS, 0)
    for word in words:
        for tag in _TAGS_OF_WORD.get(word.lower(), ()):
            counts[tag] += 1
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] >= max(_SURE, 2 * counts["en"] + 1) else "en"
