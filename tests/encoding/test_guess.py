import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.encoding.guess import guess_encoding
from awesome_lint.encoding.profiles import ENCODINGS

CODECS = {encoding.name: encoding.codec for encoding in ENCODINGS}

ALONE = [
    ("gb18030", "GB18030", "# 清单\n\n- 工具：整理论文的软件，支持批量下载。\n"),
    ("big5", "Big5", "# 工具\n\n- 這是一個很好的專案，支援繁體中文。\n"),
    ("shift_jis", "Shift_JIS", "# ツール\n\n- 便利なツールです。\n"),
    ("euc_jp", "EUC-JP", "# モデル一覧\n\n- 日本語の大規模言語モデルです。\n"),
    ("euc_kr", "EUC-KR", "# 모델 목록\n\n- 한국어 언어 모델입니다.\n"),
    ("cp1251", "Windows-1251", "# Словарь\n\n- «Война и мир» — роман\n"),
    ("koi8_r", "KOI8-R", "# Список моделей\n\n- Открытая языковая модель для русского языка.\n"),
    ("cp1253", "Windows-1253", "# Καλημέρα κόσμε\n\n- Γλωσσικά μοντέλα\n"),
    ("cp1252", "Windows-1252", "# Modèles\n\n- Évaluation à l’été : « prêt ».\n"),
    ("latin-1", "Windows-1252", "# Modèles préférés à Orléans\n"),
    ("cp1252", "Windows-1252", "Größe und Übung – schön\n"),
    ("cp1252", "Windows-1252", "“Quotes” and “dashes” – only\n"),
    ("cp1250", "Windows-1250", "# Příliš žluťoučký kůň\n"),
    ("cp1250", "Windows-1250", "# Zażółć gęślą jaźń\n\n- Duże modele językowe.\n"),
    ("cp1250", "Windows-1250", "# Válogatott eszközök\n\n- Bővítmény, amely védi a magánszférát\n"),
    ("cp1254", "Windows-1254", "# Türkçe dil modelleri\n\n- Açık kaynaklı doğal dil işleme.\n"),
    ("cp1257", "Windows-1257", "# Atrinkti įrankiai\n\n- Greita duomenų bazė, kuri saugo jūsų privatumą\n"),
    ("cp1256", "Windows-1256", "# قائمة الأدوات\n\n- برنامج صغير لمعالجة الصور\n"),
    ("gb18030", "GB18030", "- [工具](https://a.example) 🚀 – “好用”的软件，由我们维护\n"),
]


@pytest.mark.parametrize(("codec", "name", "text"), ALONE)
def test_encoding_that_scores_alone(codec: str, name: str, text: str) -> None:
    guess = guess_encoding(text.encode(codec))
    assert guess
    assert (guess.encoding, guess.text, guess.alone) == (name, text, True)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1251", "привет\n"),
        ("cp1252", "# Modèles\n"),  # modčles
        ("cp1250", "# Počet\n"),  # poèet
        ("big5", "今天\n"),  # さぱ
        ("cp1252", "naïve\n"),  # naďve
    ],
)
def test_rivals_make_it_uncertain(codec: str, text: str) -> None:
    guess = guess_encoding(text.encode(codec))
    assert guess
    assert not guess.alone


@pytest.mark.parametrize(
    "data",
    [
        "中文大语言模型的清单".encode() + b"\xff\n",
        "你好".encode()[:-1],
        "# Café – modèle\n".encode() + b"\xe9t\xe9\n",
        bytes(range(1, 256)),
        "§±¶ §±¶ ¤¤¦\n".encode("latin-1"),
    ],
)
def test_damaged_utf8_and_noise_are_no_encoding(data: bytes) -> None:
    assert guess_encoding(data) is None


@pytest.mark.parametrize(
    ("codec", "name", "text"),
    [
        ("cp866", "IBM866", "# Избранные инструменты\n\n- Быстрое хранилище ключей и значений\n"),
        ("mac_roman", "Mac OS Roman", "# Modèles préférés à Orléans, déjà créés en été\n"),
        ("iso8859_5", "ISO-8859-5", "# Избранные инструменты\n\n- Быстрое хранилище ключей и значений\n"),
    ],
)
def test_old_encodings_are_named_and_never_safe(codec: str, name: str, text: str) -> None:
    guess = guess_encoding(text.encode(codec))
    assert guess
    assert (guess.encoding, guess.text, guess.alone) == (name, text, False)


def test_every_byte_counts_beyond_the_sample() -> None:
    data = "# Modèles préférés à Orléans\n".encode("cp1252") * 9000
    guess = guess_encoding(data + "Œuvre\n".encode("cp1252"))
    assert guess
    assert guess.encoding == "Windows-1252"
    undefined = guess_encoding(data + b"\x81\n")
    assert not undefined or undefined.encoding != "Windows-1252"


@pytest.mark.parametrize(
    "line",
    [
        "开源的大语言模型清单\n".encode("gb18030"),
        "Modèles préférés à Orléans ".encode("cp1252"),
        bytes(range(128, 256)),
        b"\xed\xa0\x80\xed\xb0\x80 \n",
        b"\xe9\n",
        b"\x00\xff",
    ],
)
def test_ten_megabytes_are_judged_in_bounded_time(line: bytes) -> None:
    data = line * (10_000_000 // len(line))
    before = time.process_time()
    guess_encoding(data)
    assert time.process_time() - before < 5  # seconds; 0.6 where it was written


def test_detector_is_imported_late() -> None:
    code = "import sys, awesome_lint.rules.encoding.invalid_utf8; sys.exit('charset_normalizer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.binary(max_size=60))
def test_a_reading_gives_back_every_byte(data: bytes) -> None:
    guess = guess_encoding(data)
    if guess:
        assert guess.text.encode(CODECS[guess.encoding]) == data
