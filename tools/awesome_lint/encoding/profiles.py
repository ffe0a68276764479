"""Which encodings lists are written in, and how likely their languages make each character.

Likelihoods are natural logarithms of the part a character has of all characters beyond ASCII. They are rough on
purpose: letters are given in order of frequency (as counted for Wikipedia's articles on letter frequency) and shares
fall as 1/rank, after Zipf.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import log

Language = Callable[[str], float | None]
"""The likelihood of a character beyond ASCII; None when the language has no use for it."""

_MARKS = "’“”–—…\xa0‘«»·•€°§©®™„¿¡×²±"
"""Marks of every language, the commonest first."""
_CAPITAL = -1.0  # capitals are that much less likely than their small letters

# Hanzi and syllables that texts of lists use most.
_HANZI = (
    "的一是不了在有人和中大上下个個这這我你为為以用可能会會对對于於与與及或等多新高时時来來到出发發生成方法学學"
    "国國文件数數据據模型开開源工具支持使语語言程式序网網络絡路系统統项項目管理服务務测測试試分析提供应應用机機器训訓练練"
    "信息资資料库庫列表本地代码碼编編自动動化名称稱说說明日月年介绍紹全部内內容安装裝图圖像行实實现現"
)
_HANGUL = "이다에의는로하을가고지서한은기으년대사시를리도인스일어있습니해요용모델데터자구"


def _shares(characters: str, part: float) -> dict[str, float]:
    """Return the likelihood of each character where all of them make ``part`` of the text."""
    total = sum(1 / (rank + 2) for rank in range(len(characters)))
    return {char: log(part / (rank + 2) / total) for rank, char in enumerate(characters)}


def _letters(letters: str, part: float) -> Language:
    """Return a language that writes ``letters``; the rest of its text beyond ASCII are marks."""
    small = _shares(letters, part)
    capitals = {c.upper(): share + _CAPITAL for c, share in small.items() if len(c.upper()) == 1}
    return {**_shares(_MARKS, 1 - part), **capitals, **small}.get


def _accents(*languages: str) -> tuple[Language, ...]:
    """Return languages that write these letters among ASCII letters."""
    return tuple(_letters(letters, 0.5) for letters in languages)


def _alphabets(*languages: str) -> tuple[Language, ...]:
    """Return languages whose letters are all beyond ASCII: marks are few among so many."""
    return tuple(_letters(letters, 0.95) for letters in languages)


# East Asian text: what one character of each kind has of it. Kana stand for the commonest syllables, too.
_PUNCTUATION, _KANA, _COMMON, _MARK = log(1 / 80), log(1 / 100), log(1 / 400), log(1 / 500)
_FOREIGN, _USUAL = log(1 / 3000), log(1 / 4500)
_FULL_WIDTH = frozenset("，。、：；！？（）「」『』《》【】～“”‘’·—…　")


@lru_cache(maxsize=8192)
def _is_level_one(char: str, codec: str, first: int, last: int) -> bool:
    """Tell whether ``char`` is in the rows of a standard that hold what is common: its lead bytes."""
    try:
        return first <= char.encode(codec)[0] <= last
    except UnicodeError:
        return False


def _east_asian(char: str) -> float | None:
    """Return the likelihood of what Chinese, Japanese and Korean have in common."""
    if char in _FULL_WIDTH:
        return _PUNCTUATION
    if char in _MARKS or "\u2500" <= char <= "\u257f":  # trees of files
        return _MARK
    if "\xc0" <= char <= "\u024f" or char in "→←↑↓■□●○◆★☆①②③":
        return _FOREIGN
    return _FOREIGN if char >= "\U0001f000" or "\u2600" <= char <= "\u27bf" or char in "\ufe0f\u200d" else None


def _chinese(char: str) -> float | None:
    if char in _HANZI:
        return _COMMON
    if "\u4e00" <= char <= "\u9fff":  # GB 2312 and Big5 each have a first level of common hanzi
        return _USUAL if _is_level_one(char, "gb2312", 0xB0, 0xD7) or _is_level_one(char, "big5", 0xA4, 0xC6) else None
    return _east_asian(char)


def _japanese(char: str) -> float | None:
    if "\u3041" <= char <= "\u30fc":
        return _KANA
    if "\u4e00" <= char <= "\u9fff":  # JIS X 0208 has a first level of common kanji
        return _USUAL if _is_level_one(char, "euc_jp", 0xB0, 0xCF) else None
    return _east_asian(char)


def _korean(char: str) -> float | None:
    if char in _HANGUL:
        return _KANA
    if "\uac00" <= char <= "\ud7a3":  # KS X 1001 has the syllables that are used
        return _FOREIGN if _is_level_one(char, "euc_kr", 0xB0, 0xC8) else None
    return _east_asian(char)


_WESTERN = _accents(
    "éèàêçâîôûëïùœ",  # French
    "äüößé",  # German
    "áéíóñúü",  # Spanish
    "ãçáéíóêõúâàô",  # Portuguese
    "äåöé",  # Swedish, Finnish
    "åøæéòô",  # Danish, Norwegian
    "àèìòùé",  # Italian
    "éëïèöü",  # Dutch
    "éèçàíóòúïü",  # Catalan
    "áíéóöúýæðþ",  # Icelandic
    "áéíóú",  # Irish
    "ëç",  # Albanian
    "äõüöéå",  # Estonian
)
_CENTRAL = _accents(
    "ąłęóżśćźń",  # Polish
    "áíéěšřžčýůúťňďó",  # Czech
    "áíčéžýšúťľňôäďó",  # Slovak
    "áéőöóüíűú",  # Hungarian
    "čšžćđ",  # Croatian, Slovene, Serbian
    "ăîâşţ",  # Romanian
)
_TURKISH = _accents("ıüşçöğİâî")
_BALTIC = _accents("ėšįųžūčąę", "āīēšņūļžčķģ", "äõüöšž")  # Lithuanian, Latvian, Estonian
_VIETNAMESE = _accents("áàâêôăđơưéóíúùèãý\u0301\u0300\u0323\u0309\u0303")
_CYRILLIC = _alphabets(
    "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",  # Russian
    "оаніирвтесклудмпзяьбгйчхцїжєшющґф",  # Ukrainian
    "аиоентрсвлкдпмзгяъубчцйжщхюшф",  # Bulgarian
    "аиоентрсвјкдмупзглчбжшћђцњхљџфѓќѕ",  # Serbian, Macedonian
    "аіненроыясткулвдмпьзбцйгўчхжшюёэф",  # Belarusian
    "аыентрлідсмқкобиуғжңзшйпгөүұһәщцхчвфэюяьъё",  # Kazakh
)
_GREEK_LETTERS = "ατοιενρσκηπςυμλίόάγέδήωχθύφώξζβψϊϋΐΰ"
_GREEK = (*_alphabets(_GREEK_LETTERS), *_accents(_GREEK_LETTERS))  # the language, and letters in formulas
_HEBREW = _alphabets("יוהלרבתמאשנעםדקחפסכגטצןזךףץ")
_ARABIC = _alphabets("اليمونرتبةعدسفهكقأحجشطصىخإذضزثئغظءآؤپچژگ")
_THAI = _alphabets("านรอกเงมยลวดทสตะปบคหแจพชขใไ่้ี์ัิืุู็ถ็ำณโธษซฟภฉฐญศผฝฎฏฆฤฒฬฮฯๆ๊๋")

COMMON, REGIONAL, WINDOWS, OLD = 0.0, -1.0, -2.0, -5.0
"""How likely an encoding is before its text is seen, as natural logarithms: lists are Chinese or English."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding: its name for people, Python's codec, how likely it is, and the languages written in it."""

    name: str
    codec: str
    prior: float
    languages: tuple[Language, ...]


ENCODINGS = (
    Encoding("GB18030", "gb18030", COMMON, (_chinese,)),
    Encoding("Big5", "cp950", COMMON, (_chinese,)),
    Encoding("Windows-1252", "cp1252", COMMON, _WESTERN),
    Encoding("Shift_JIS", "cp932", REGIONAL, (_japanese,)),
    Encoding("EUC-JP", "euc_jp", REGIONAL, (_japanese,)),
    Encoding("EUC-KR", "cp949", REGIONAL, (_korean,)),
    Encoding("Windows-1251", "cp1251", REGIONAL, _CYRILLIC),
    Encoding("KOI8-R", "koi8_r", REGIONAL, _CYRILLIC[:1]),
    Encoding("Windows-1250", "cp1250", REGIONAL, _CENTRAL),
    Encoding("Windows-1253", "cp1253", REGIONAL, _GREEK),
    Encoding("Windows-1254", "cp1254", REGIONAL, _TURKISH),
    Encoding("Windows-1255", "cp1255", WINDOWS, _HEBREW),
    Encoding("Windows-1256", "cp1256", WINDOWS, _ARABIC),
    Encoding("Windows-1257", "cp1257", WINDOWS, _BALTIC),
    Encoding("Windows-1258", "cp1258", WINDOWS, _VIETNAMESE),
    Encoding("Windows-874", "cp874", WINDOWS, _THAI),
    Encoding("Big5-HKSCS", "big5hkscs", OLD, (_chinese,)),
    Encoding("ISO-8859-2", "iso8859_2", OLD, _CENTRAL),
    Encoding("ISO-8859-5", "iso8859_5", OLD, _CYRILLIC),
    Encoding("ISO-8859-6", "iso8859_6", OLD, _ARABIC),
    Encoding("ISO-8859-7", "iso8859_7", OLD, _GREEK),
    Encoding("ISO-8859-8", "iso8859_8", OLD, _HEBREW),
    Encoding("ISO-8859-15", "iso8859_15", OLD, _WESTERN),
    Encoding("KOI8-U", "koi8_u", OLD, _CYRILLIC[:2]),
    Encoding("KZ-1048", "kz1048", OLD, _CYRILLIC[5:]),
    Encoding("IBM437", "cp437", OLD, _WESTERN[:3]),
    Encoding("IBM850", "cp850", OLD, _WESTERN),
    Encoding("IBM852", "cp852", OLD, _CENTRAL),
    Encoding("IBM857", "cp857", OLD, _TURKISH),
    Encoding("IBM866", "cp866", OLD, _CYRILLIC[:3]),
    Encoding("Mac OS Roman", "mac_roman", OLD, _WESTERN),
    Encoding("Mac OS Greek", "mac_greek", OLD, _GREEK),
    Encoding("Mac OS Cyrillic", "mac_cyrillic", OLD, _CYRILLIC[:3]),
)
"""The commonest first: of two encodings that read a text alike and as likely, the first is named."""
