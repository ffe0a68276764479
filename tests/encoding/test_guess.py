import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.encoding.guess import guess_encoding

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
    ("cp1252", "Windows-1252", "“Quotes” only\n"),
    ("cp1250", "Windows-1250", "# Příliš žluťoučký kůň\n"),
    ("cp1250", "Windows-1250", "# Zażółć gęślą jaźń\n\n- Duże modele językowe.\n"),
]


@pytest.mark.parametrize(("codec", "name", "text"), ALONE)
def test_encoding_that_scores_alone(codec: str, name: str, text: str) -> None:
    guess = guess_encoding(text.encode(codec))
    assert guess
    assert (guess.encoding, guess.text, guess.alone) == (name, text, True)


@pytest.mark.parametrize(
    ("codec", "text"),
    [("cp1251", "привет\n"), ("cp1254", "# Türkçe dil modelleri\n\n- Açık kaynaklı doğal dil işleme.\n")],
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


@given(st.binary(max_size=60))
def test_a_reading_gives_back_every_byte(data: bytes) -> None:
    guess = guess_encoding(data)
    if guess:
        names = {"Big5": "cp950", "Shift_JIS": "cp932", "EUC-JP": "euc_jp", "EUC-KR": "cp949", "KOI8-R": "koi8_r"}
        name = names.get(guess.encoding, guess.encoding.replace("Windows-", "cp").lower())
        assert guess.text.encode(name) == data
