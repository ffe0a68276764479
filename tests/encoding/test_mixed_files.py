"""Files put together of clean lines and of lines that were damaged in several ways."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.diagnostics import apply_edits
from awesome_lint.encoding.damage import DamageModel, Treatment, multibyte_codecs, single_byte_codecs
from awesome_lint.encoding.detect import find_damage
from awesome_lint.encoding.knowledge import Knowledge
from awesome_lint.encoding.repair import repair

CLEAN = [
    "# A list of models",
    "- [Mistral](https://mistral.example) - It’s “open” – and small…",
    "- Le modèle a été entraîné « à Paris » : 3 µm, 20 °C, 5 €.",
    "- Größere Modelle über Straßen – „schön“ für Müller.",
    "- 大语言模型（LLM）的评估平台，支持中文与英文。",
    "- 日本語のモデル一覧です。カタカナ、ひらがな。",
    "- Большие языковые модели — обзор.",
    "- Türkçe büyük dil modelleri için ığdır, „Çözüm“.",
    "│ α │ ─┐ ├─é 🚀 喟歎、榛樹",
    "",
]
SAMPLE = st.sampled_from(CLEAN)
LOCAL, WIDE = (st.sampled_from(codecs()) for codecs in (single_byte_codecs, multibyte_codecs))
TREATMENTS = st.sampled_from(list(Treatment))
ROUNDS = st.sampled_from([1, 1, 2])
MOST = 4
"""Runs of ``fix`` made at most: one for each round of damage, and more to see that nothing changes."""

clean = st.tuples(SAMPLE, st.none())
reversible = st.tuples(SAMPLE, st.builds(DamageModel, LOCAL, rounds=ROUNDS))
lossy = st.tuples(SAMPLE, st.builds(DamageModel, LOCAL, TREATMENTS, ROUNDS) | st.builds(DamageModel, WIDE, TREATMENTS))
mixed_files = st.lists(clean | lossy, min_size=1, max_size=5)


def as_they_stand(lines):
    return [model.damage(line) if model else line for line, model in lines]


def fixed(text, *, unsafe=False):
    """Return the text as runs of ``fix`` leave it."""
    for _ in range(MOST):
        repairs = repair(text, find_damage(text), lambda: Knowledge(()))
        text = apply_edits(text, [change for each in repairs if unsafe or each.safe for change in each.changes])
    return text


@settings(max_examples=25)
@given(mixed_files)
def test_clean_lines_among_damaged_ones_stay(lines):
    after = fixed("\n".join(as_they_stand(lines)), unsafe=True).split("\n")
    assert [its for its, (_, model) in zip(after, lines, strict=True) if not model] == [
        line for line, model in lines if not model
    ]


@given(st.lists(clean | reversible, min_size=1, max_size=8))
def test_what_is_repaired_unasked_is_right_where_nothing_was_lost(lines):
    before = as_they_stand(lines)
    after = fixed("\n".join(before)).split("\n")
    for (line, model), was, its in zip(lines, before, after, strict=True):
        once = replace(model, rounds=1).damage(line) if model else line
        assert its in (line, once, was)


@settings(max_examples=10)
@given(mixed_files)
def test_a_repaired_file_is_left_alone(lines):
    text = fixed("\n".join(as_they_stand(lines)))
    assert not any(each.safe and each.changes for each in repair(text, find_damage(text), lambda: Knowledge(())))
