import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.languages.detect import detect_language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("", "en"),
        ("123 🔥", "en"),
        ("A list of the best models for the task of translation.", "en"),
        ("Llama Mistral Qwen Falcon", "en"),
        ("A café in Zürich is the place for this model — naïve, but it works.", "en"),
        ("这是一个大语言模型列表，欢迎贡献。", "zh"),
        ("這是一個大型語言模型列表，歡迎貢獻。", "zh"),
        ("Qwen 模型在 GSM8K 与 MMLU 上的评测结果优于 Llama 模型，训练数据更多。", "zh"),
        ("Large models 中文 are listed here with the papers that describe them.", "en"),
        ("これは大規模言語モデルのリストです。", "ja"),
        ("日本の会社が作った三つの大規模モデルを紹介します", "ja"),
        ("이것은 대규모 언어 모델 목록입니다.", "ko"),
        ("Это список больших языковых моделей.", "ru"),
        ("هذه قائمة بنماذج اللغة الكبيرة", "ar"),
        ("นี่คือรายการโมเดลภาษาขนาดใหญ่", "th"),
        ("Das ist eine Liste der Modelle, die für die Forschung und den Einsatz mit dem Rechner gut sind.", "de"),
        ("Une liste des modèles pour la recherche et pour les projets dans le domaine du langage sur le web.", "fr"),
        ("Una lista de los modelos para la investigación y para el uso en las aplicaciones que se usan más.", "es"),
        ("Uma lista de modelos para a pesquisa e para o uso em um projeto, não mais do que os bons, com dados.", "pt"),
        ("Le Monde, La Repubblica, Die Zeit", "en"),
    ],
)
def test_detect_language(text: str, tag: str):
    assert detect_language(text) == tag


@given(st.text())
def test_any_text_has_a_language(text: str):
    assert 2 <= len(detect_language(text)) <= 3


@given(st.text(alphabet="abc ,.1🔥é"))
def test_letters_without_function_words_are_english(text: str):
    assert detect_language(text) == "en"
