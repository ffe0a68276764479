"""How text looks when it was decoded rightly: the characters a language uses most."""

from __future__ import annotations

from dataclasses import dataclass

_CHINESE_BOTH = (
    "的一是不了在人有我他大中到和你地出也而要就可下生自之年去家小多然方好成心所得天最用子于同者前第三全目理本知"
    "起事法主能作分定其二四五六七八九十此名文字表日月新手工公司平台集介如何使及高位合意比更完成力口高安全部"
    "加化以性代原上面向社自由版入世界品通用性能人工智能本地包含支持提供列表清名文章基於於基常行外果此"
)
_SIMPLIFIED = (
    "这个来为们说国时会过对学里后还发经当没动面样现实点将从间问题开关长应该头进两种气战机变东无论业资产义体"
    "与网络数据语言模型训练评测试项目开源论文简体标准结构图像视频频资料库链接软件单设计计算选择优质量级类别处"
    "规则编码译码写读书课程节奖领导创业务员团队历认识报导华龙电脑车门见观风飞马鱼鸟买卖红绿黄蓝线条约请谢让许"
    "医药爱乐难极尽举办区权势联系统总结专业万亿块钱岁乡银齐质检验证录样务劳动环境护较转输运达适应还进远连送"
)
_TRADITIONAL = (
    "這個來為們說國時會過對學裡後還發經當沒動面樣現實點將從間問題開關長應該頭進兩種氣戰機變東無論業資產義體"
    "與網絡路數據語言模型訓練評測試項目開源論文簡體標準結構圖像視頻資料庫鏈連結軟單設計算選擇優質量級類別處"
    "規則編碼譯寫讀書課程節獎領導創業務員團隊歷認識報華龍電腦車門見觀風飛馬魚鳥買賣紅綠黃藍線條約請謝讓許"
    "醫藥愛樂難極盡舉辦區權勢聯繫統總專萬億塊錢歲鄉銀齊檢驗證錄勞環境護較轉輸運達適遠送"
)
_KANA = "".join(map(chr, (*range(0x3041, 0x3094), *range(0x30A1, 0x30F7), 0x30FC)))
_HANGUL = (
    "이다는의에을를가고하한지로도기은서사인어리자해시대정부그아나보수일상있게만것제조여주들원라니면도스대로성"
    "동우소전과공장구적문화트모델데이터언어목록한국영어개발오픈학습평가용분석프로그램소스및무료도구글습니다입합"
)
_RUSSIAN_VOWELS, _GREEK_VOWELS = "аеиоуыэюяіїє", "αεηιουωάέήίόύώ"
_RUSSIAN = "".join(map(chr, range(0x0430, 0x0450))) + "іїє"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ"


@dataclass(frozen=True)
class Profile:
    """A language in an encoding.

    ``usual`` are characters this language uses much, where possible such that other readings of their bytes are rare;
    ``share`` is the part of all letters beyond ASCII that they make in ordinary text. ``vowels`` belongs to languages
    whose words are written in these letters alone; ``accents`` is true where they stand among ASCII letters.
    """

    encoding: str
    python: str
    usual: frozenset[str]
    share: float
    vowels: frozenset[str] = frozenset()
    accents: bool = False


def _of(encoding: str, python: str, usual: str, share: float) -> Profile:
    return Profile(encoding, python, frozenset(usual), share)


def _words(encoding: str, python: str, usual: str, vowels: str) -> Profile:
    return Profile(encoding, python, frozenset(usual + usual.upper()), 0.9, frozenset(vowels))


def _accents(python: str, usual: str, share: float) -> Profile:
    name = f"Windows-{python[2:]}"
    return Profile(name, python, frozenset(usual + usual.upper().replace("SS", "")), share, accents=True)


PROFILES = (
    _of("GB18030", "gb18030", _CHINESE_BOTH + _SIMPLIFIED, 0.5),
    _of("Big5", "cp950", _CHINESE_BOTH + _TRADITIONAL, 0.5),
    _of("Shift_JIS", "cp932", _KANA, 0.5),
    _of("EUC-JP", "euc_jp", _KANA, 0.5),
    _of("EUC-KR", "cp949", _HANGUL, 0.5),
    _words("Windows-1251", "cp1251", _RUSSIAN, _RUSSIAN_VOWELS),
    _words("KOI8-R", "koi8_r", _RUSSIAN, _RUSSIAN_VOWELS),
    _words("Windows-1253", "cp1253", _GREEK, _GREEK_VOWELS),
    _accents("cp1252", "éèàêçâîôûëïùœ", 0.9),  # French
    _accents("cp1252", "äöüß", 0.9),  # German
    _accents("cp1252", "áéíóúñü", 0.9),  # Spanish
    _accents("cp1252", "ãçáéêóõíâúà", 0.9),  # Portuguese
    _accents("cp1252", "åäöæøé", 0.9),  # Nordic languages
    _accents("cp1252", "àèìòùé", 0.9),  # Italian
    _accents("cp1252", "àâäãáåæçèéêëìíîïñòóôõöøœùúûüß", 1.1),  # names from everywhere
    _accents("cp1250", "ąćęłńóśźż", 0.9),  # Polish
    _accents("cp1250", "ěřšžůčý", 0.5),  # Czech
    _accents("cp1254", "ığşİ", 0.6),  # Turkish
)
"""The commonest first: of two encodings that read a text alike, the first is named. Shares are rounded down from
the letter frequencies of the languages."""
