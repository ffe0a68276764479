import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.languages.detect import block_language, detect_language, has_signs_of


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


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("", None),
        ("12 🔥", None),
        ("A fast parser", None),
        ("A small model that was trained on the public part of the web.", "en"),
        ("Tom Brown, Benjamin Mann, Nick Ryder, and Melanie Subbiah", None),
        ("Llama, Mistral, Qwen, Falcon, Gemma, Phi, Yi, Baichuan, InternLM and the rest", None),
        ("On the Dangers of Stochastic Parrots: Can Language Models Be Too Big for the World?", None),
        ("这是一个用公开网页训练的小模型", "zh"),
        ("這是一個用公開網頁訓練的小模型", "zh"),
        ("Qwen 模型在 GSM8K 与 MMLU 上的评测结果优于 Llama 模型", "zh"),
        ("Qwen Llama Mistral Falcon Gemma 的对比", None),
        ("模型", None),
        ("独立行政法人 情報処理推進機構", None),
        ("これは大規模言語モデルのリストです。", "ja"),
        ("可实现日本全文搜索，Vaporetto による DuckDB + 日本語全文検索拡張機能", None),
        ("使用「ひらがな」或「カタカナ」轉換為日語的發音", None),
        ("이것은 대규모 언어 모델 목록이며 누구나 기여할 수 있습니다.", "ko"),
        ("김철수, 이영희, 박지민", None),
        ("Это список больших языковых моделей, которые можно использовать.", "ru"),
        ("Светлин Наков, Веселин Колев, Преслав Наков и Панайот Добриков", None),
        ("Pythia 套件是为促进研究而开发的模型集合，is a suite of models that are trained on the same data.", None),
        ("A model of the 中文 kind that is trained on the public part of the web and by the people in it.", "en"),
        ("Das ist eine Liste der Modelle, die für die Forschung gut sind.", "de"),
        ("Une liste des modèles pour la recherche et pour les projets.", "fr"),
        ("Una lista de los modelos para la investigación y para el uso.", "es"),
        ("Seznam nástrojů pro práci s textem a daty v jazyce Python.", None),
        ("Dit is een lijst van de modellen die in het onderzoek worden gebruikt.", None),
    ],
)
def test_block_language(text: str, tag: str | None):
    assert block_language(text) == tag


@given(st.text())
def test_a_block_is_in_one_language_or_none(text: str):
    assert block_language(text) is None or len(block_language(text) or "") == 2


@given(st.lists(st.sampled_from(["Alpha", "Beta", "GPT-4", "the", "of", "与", "et"]), max_size=5).map(" ".join))
def test_names_and_a_few_words_decide_nothing(text: str):
    assert block_language(text) is None


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("the", "en", True),
        ("Llama", "en", False),
        ("Llama 模型", "zh", True),
        ("モデル", "ja", True),
        ("モデル", "zh", False),
        ("Модель", "ru", True),
        ("Model", "ru", False),
        ("Model", "pl", False),
    ],
)
def test_has_signs_of(text: str, tag: str, expected: bool):  # noqa: FBT001 - a column of the table
    assert has_signs_of(text, tag) is expected
