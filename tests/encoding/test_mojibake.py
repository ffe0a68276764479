from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from awesome_lint.encoding.codecs import Codec, codecs
from awesome_lint.encoding.mojibake import find_runs
from awesome_lint.encoding.reversal import reverse

SENTENCES = [
    "L’été dernier, l’évaluation était « prête » : où, là, ça — façon œuvre.",
    "Größere Modelle über Straßen – „schön“ für Müller.",
    "大语言模型（LLM）的评估平台，中文基准测试。",
    "日本語のモデル一覧です。カタカナ、ひらがな。",
    "Привет, мир — большие языковые модели.",
    "Great 🔥🚀 and ✨ “quoted” – it’s",
    "Türkçe büyük dil modelleri için ığdır.",
]
KEEPING = [codec for codec in codecs() if codec.name in {"Windows-1252", "Windows-1254"}]


def misread(text: str, codec: Codec, *, keep: bool) -> str:
    """Read UTF-8 with ``codec``; bytes it has no character for are kept as control characters, or dropped."""
    characters = {byte: char for char, byte in codec.bytes.items() if not 0x80 <= ord(char) < 0xA0}
    lost = chr if keep else lambda _: ""
    return "".join(chr(byte) if byte < 0x80 else characters.get(byte) or lost(byte) for byte in text.encode())


def reversed_text(text: str) -> str:
    for run in reversed(find_runs(text)):
        if run.whole and (meant := reverse(text[run.span.start : run.span.end], run.codec)) is not None:
            text = text[: run.span.start] + meant + text[run.span.end :]
    return text


@pytest.mark.parametrize("codec", KEEPING, ids=lambda codec: codec.name)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_damage_without_loss_is_reversed(sentence: str, codec: Codec) -> None:
    assert reversed_text(misread(sentence, codec, keep=True)) == sentence


@pytest.mark.parametrize("codec", codecs(), ids=lambda codec: codec.name)
@pytest.mark.parametrize("sentence", [s for s in SENTENCES if "大" in s or "🔥" in s])
def test_lost_bytes_are_seen_and_never_invented(sentence: str, codec: Codec) -> None:
    damaged = misread(sentence, codec, keep=False)
    runs = find_runs(damaged)
    assert runs
    for run in runs:
        meant = reverse(damaged[run.span.start : run.span.end], run.codec) if run.whole else None
        assert meant is None or meant in sentence


@pytest.mark.parametrize("sentence", SENTENCES)
def test_clean_text_is_clean(sentence: str) -> None:
    assert find_runs(sentence) == ()


ACCENTED = {
    "de": "äöüß",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "pt": "áâãàçéêíóôõú",
    "es": "áéíñóúü",
    "it": "àèéìòù",
    "nordic": "åäöæøéþðáíóúý",
    "tr": "âçğıîöşüû",
    "ro": "ăâîșțşţ",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýžľĺŕô",
    "hu": "áéíóöőúüű",
    "baltic": "āčēģīķļņšūžąęėįų",
}
"""The accented letters of languages: no word mixes those of two."""
WORDS = st.one_of(
    st.text("abcdefghijklmnopqrstuvwxyz" + accented * 2, min_size=2, max_size=9) for accented in ACCENTED.values()
)
PUNCTUATION = st.sampled_from(
    [" ", ", ", "… ", "” ", "“", " – ", "’", "» ", " «", "®", "™ ", "\xa0»", "² ", "° ", ". "]
)


@given(st.lists(st.tuples(WORDS, st.booleans(), PUNCTUATION), max_size=12))
@example([("âşık", True, " ")])
def test_words_in_accented_letters_with_any_punctuation_are_clean(words: list[tuple[str, bool, str]]) -> None:
    text = "".join((word.capitalize() if capital else word) + sign for word, capital, sign in words)
    assert find_runs(text) == ()


@given(st.text(st.characters(min_codepoint=0x80, max_codepoint=0x2FF), max_size=40))
def test_runs_are_in_order_and_do_not_overlap(text: str) -> None:
    runs = find_runs(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(runs))
    assert all(0 <= run.span.start < run.span.end <= len(text) for run in runs)


def test_the_codec_that_explains_most_is_named() -> None:
    assert {run.codec.name for run in find_runs("â€™ ğŸš€ Orcaâ€™s")} == {"Windows-1254"}


def test_ftfy_is_imported_only_for_damage() -> None:
    import subprocess
    import sys

    script = (
        "import sys; from awesome_lint.encoding.mojibake import find_runs;"
        "assert not find_runs('L’été «café» 中文 🚀'); sys.exit('ftfy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
