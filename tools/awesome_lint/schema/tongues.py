"""Lists of natural languages: ISO 639-1 codes and the names lists use."""

import re

_CODE_LIST = (
    "af am ar as az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu ha he hi hr hu hy id ig is it ja jv "
    "ka kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my ne nl no nn nb ny or pa pl ps pt ro ru rw sd si sk "
    "sl sm sn so sq sr st su sv sw ta te tg th ti tk tl tr tt ug uk ur uz vi wo xh yi yo zh zu"
)
_CODES = frozenset(_CODE_LIST.split())
_NAMES = {
    "english": "en",
    "chinese": "zh",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "russian": "ru",
    "japanese": "ja",
    "korean": "ko",
    "arabic": "ar",
    "hindi": "hi",
    "dutch": "nl",
    "vietnamese": "vi",
    "英文": "en",
    "英语": "en",
    "中文": "zh",
    "汉语": "zh",
    "法语": "fr",
    "德语": "de",
    "西班牙语": "es",
    "日语": "ja",
    "日文": "ja",
    "韩语": "ko",
    "俄语": "ru",
}
_MANY = frozenset(
    {
        "multiple",
        "multilingual",
        "multi",
        "many",
        "various",
        "multiple languages",
        "多语言",
        "多语种",
        "多种",
        "多种语言",
    }
)
_COUNTRY_CODES = {"cn": "zh", "jp": "ja", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk"}
"""Codes of countries that stand for no language, with the language that is meant."""
_SEPARATOR = re.compile(r"[,/;、，；&|+]|(?<=\s)and(?=\s)|和")


def split_languages(value: str) -> list[str]:
    """Return what ``value`` lists, folded."""
    return [part.strip().casefold() for part in _SEPARATOR.split(value)]


def read_languages(value: str) -> str | None:
    """Return the codes of the languages that ``value`` lists, joined by commas; None when one is not known."""
    codes = [_code(part) for part in split_languages(value)]
    return ",".join(code for code in codes if code) if all(codes) else None


def _code(name: str) -> str | None:
    if name in _MANY:
        return "multiple"
    base = name.partition("-")[0]
    return _NAMES.get(name) or (base if base in _CODES else None)


_WORD = re.compile(r"[A-Za-z]+")


def country_codes(value: str) -> list[tuple[int, int, str]]:
    """Return the country codes among codes of two letters (``en/cn``): start, end and the language that is meant."""
    words = list(_WORD.finditer(value))
    if not words or not all(len(word[0]) == len("en") for word in words):
        return []
    return [(*w.span(), _COUNTRY_CODES[w[0].casefold()]) for w in words if w[0].casefold() in _COUNTRY_CODES]
