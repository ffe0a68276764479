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
LATIN = frozenset(_FUNCTION_WORDS)
"""The languages in a Latin script that are told apart."""
_TAGS_OF_WORD = {
    word: tuple(tag for tag, words in _FUNCTION_WORDS.items() if word in words.split())
    for words in _FUNCTION_WORDS.values()
    for word in words.split()
}
_SURE = 8
"""Fewer function words than this say nothing against English."""

# What makes the language of one block certain. Measured on 96,674 blocks of prose of 459 files (the corpus and 56
# public repositories, 30 languages). 28,157 are decided. Of those that differ from the language their file is named
# after, up to 30 of each pair of languages were read: they are in the language found (text left untranslated), but for
# a Slovenian sentence taken for Portuguese, and languages that share a script with one of the table (Ukrainian,
# Bulgarian; Persian). Of the English blocks of 8 to 11 words outside links 16 % are decided, of 12 to 19 words 61 %, of
# 20 to 39 words 87 %; of the Chinese blocks of 8 to 11 characters 57 %, of 12 to 19 characters 70 %, of 40 and more
# 98 %. Most of the others are lists of names.
_WORD = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_ANY_WORD = re.compile(r"\w+")
_HIRAGANA = re.compile("[\u3041-\u309f]")
_KANA_SHARE_OF_PROSE = 0.25
"""Japanese prose has at least this share; between it and ``_KANA_SHARE`` two languages stand side by side."""
_CHINESE = re.compile("[的了是这這们們你您它也都从從让讓把给給还還没沒什吗嗎呢就很与與为為对對该該]")
"""Characters that carry grammar in Chinese; most are rare in Japanese, which has kana for that."""
_LATIN_SHARE = 0.1
"""A text in a Latin script has less than this of another script, in words; a mixed text is in no one language."""
_MORE_ENGLISH = "a at your you we our has have will which not all but more into its their they these than when how if"
_ONLY_FOR_BLOCKS = frozenset(_MORE_ENGLISH.split())
"""Of a short text every word counts; several are words of other languages, too, so long texts do without them."""
_FUNCTION_WORDS_IN_PROSE = 4
_DIFFERENT_FUNCTION_WORDS = 3
_FUNCTION_WORD_SHARE = 0.12
"""Prose of 12 words and more has a median of 0.20 to 0.30, and 0.00 to 0.06 words of another language's table."""
_MARGIN = 2
"""The language has this many times the function words of the next one."""
_LOWER_CASE_SHARE = 0.4
"""Of the other words of prose, at least this part begins in lower case; titles and lists of names have fewer."""
_SCRIPT_WORDS = 5
"""A text in another script has at least as much as this many words say, and no fewer than it has Latin words …"""
_UNSPECIFIC_WORDS = 8
"""… and this many where the script alone decides: names of people are in their own script."""


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


def block_language(text: str) -> str | None:
    """Return the tag of the language that one block of prose is surely in, None where it is too short or mixed.

    ``text`` is prose without links, code and markup. The script decides first: a script that only one language of the
    table has names it, unless its words are capitalised as names are; Han is Japanese with kana throughout, and Chinese
    with characters that carry grammar in Chinese, in either form. A Chinese sentence may hold many names in Latin
    letters, as long as Han prevails. Where the script is Latin, at least four function words of one language decide,
    three of them different, if they are frequent enough, no other language has more than half as many, and the words
    between them are not capitalised as in titles and lists of names. The thresholds are measured (see the comments
    above). Languages that share a script with one of the table, other than Latin and Han, are taken for that.
    """
    words = _WORD.findall(text)
    if text.isascii():
        return _of_prose(words)
    weights = {tag: len(script.findall(text)) / per_word for tag, (script, per_word) in _SCRIPTS.items()}
    han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
    weights["zh"] = (han + kana) / _HAN_PER_WORD
    tag = max(weights, key=lambda tag: weights[tag])
    if weights[tag] < max(_SCRIPT_WORDS, len(words)):
        return _of_prose(words) if sum(weights.values()) < _LATIN_SHARE * len(words) else None
    if tag == "zh":
        return _of_han(text, kana / (han + kana))
    cased = [word for word in _ANY_WORD.findall(text) if word[0].isupper() or word[0].islower()]
    return tag if weights[tag] >= _UNSPECIFIC_WORDS and _is_cased_as_prose(cased) else None


def has_signs_of(text: str, tag: str) -> bool:
    """Tell whether a character of the script of language ``tag``, or one of its function words, stands in ``text``."""
    if tag in _FUNCTION_WORDS:
        return any(tag in _tags_of(word.lower()) for word in _WORD.findall(text))
    scripts = {"zh": (_HAN,), "ja": (_HAN, _KANA)}.get(tag) or tuple(s for t, (s, _) in _SCRIPTS.items() if t == tag)
    return any(script.search(text) for script in scripts)


def _of_han(text: str, kana_share: float) -> str | None:
    """Return which of the languages that are written in Han a text is in, None in doubt."""
    chinese = bool(_CHINESE.search(text))
    if kana_share <= _KANA_SHARE:
        return "zh" if chinese else None
    return "ja" if kana_share >= _KANA_SHARE_OF_PROSE and _HIRAGANA.search(text) and not chinese else None


def _of_prose(words: list[str]) -> str | None:
    """Return the language whose function words surely make ``words`` prose, None in doubt."""
    found: dict[str, list[str]] = {tag: [] for tag in _FUNCTION_WORDS}
    for word in map(str.lower, words):
        for tag in _tags_of(word):
            found[tag].append(word)
    best, second = sorted(found, key=lambda tag: -len(found[tag]))[:2]
    number = len(found[best])
    needed = max(_FUNCTION_WORDS_IN_PROSE, _FUNCTION_WORD_SHARE * len(words), _MARGIN * len(found[second]))
    if number < needed or len(set(found[best])) < _DIFFERENT_FUNCTION_WORDS:
        return None
    others = [word for word in words if best not in _tags_of(word.lower())]
    return best if _is_cased_as_prose(others) else None


def _is_cased_as_prose(words: list[str]) -> bool:
    """Tell whether enough of ``words`` begin in lower case."""
    return sum(word[0].islower() for word in words) >= _LOWER_CASE_SHARE * len(words)


def _tags_of(word: str) -> tuple[str, ...]:
    """Return the languages that have ``word``, in lower case, among their function words."""
    tags = _TAGS_OF_WORD.get(word, ())
    return (*tags, "en") if word in _ONLY_FOR_BLOCKS else tags


def _of_latin(words: list[str]) -> str:
    """Return the language whose function words are by far the most frequent, English in doubt."""
    counts = dict.fromkeys(_FUNCTION_WORDS, 0)
    for word in words:
        for tag in _TAGS_OF_WORD.get(word.lower(), ()):
            counts[tag] += 1
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] >= max(_SURE, 2 * counts["en"] + 1) else "en"
