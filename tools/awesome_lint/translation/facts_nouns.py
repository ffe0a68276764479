"""What numbers count: the nouns that lists count things with, in each language."""

from __future__ import annotations

import re

_CONCEPTS: dict[str, dict[str, str]] = {
    "agent": {"en": "agent", "zh": "智能体|代理"},
    "benchmark": {"en": "benchmark", "zh": "基准"},
    "bit": {"en": "bit", "zh": "位|比特"},
    "book": {"en": "book", "zh": "书|書"},
    "category": {"en": "category|categories|class|classes|kind|type", "zh": "类|種|种"},
    "company": {"en": "company|companies", "zh": "公司|企业"},
    "country": {"en": "country|countries", "zh": "国家|國家"},
    "course": {"en": "course|lecture|lesson", "zh": "课|課"},
    "dataset": {"en": "dataset", "zh": "数据集|數據集"},
    "dialogue": {"en": "dialogue|dialog|conversation", "zh": "对话|對話"},
    "dimension": {"en": "dimension", "zh": "维|維"},
    "expert": {"en": "expert", "zh": "专家|專家"},
    "feed": {"en": "feed|source", "zh": "订阅|来源|源"},
    "file": {"en": "file", "zh": "文件|檔案"},
    "head": {"en": "head", "zh": "头|頭"},
    "image": {"en": "image|picture|photo", "zh": "图|圖|照片"},
    "language": {"en": "language", "zh": "语言|语种|語言"},
    "layer": {"en": "layer", "zh": "层|層"},
    "library": {"en": "library|libraries", "zh": "库|庫"},
    "line": {"en": "line", "zh": "行"},
    "model": {"en": "model", "zh": "模型"},
    "page": {"en": "page", "zh": "页|頁"},
    "paper": {"en": "paper|article|publication", "zh": "论文|文章|篇|論文"},
    "parameter": {"en": "parameter|param", "zh": "参数|參數"},
    "person": {
        "en": "people|user|person|developer|human|professional|researcher|member",
        "zh": "人|成员|成員|用户|用戶|开发者",
    },
    "project": {"en": "project", "zh": "项目|專案"},
    "question": {"en": "question|problem|exercise", "zh": "题|问题|題"},
    "repository": {"en": "repository|repositories|repo", "zh": "仓库|倉庫"},
    "robot": {"en": "robot|bot", "zh": "机器人"},
    "rule": {"en": "rule", "zh": "规则|規則"},
    "sample": {"en": "sample|example|instance", "zh": "样本|示例|样例|例子|实例|樣本"},
    "sentence": {"en": "sentence", "zh": "句"},
    "site": {"en": "site|website", "zh": "网站|站点|網站"},
    "skill": {"en": "skill", "zh": "技能"},
    "star": {"en": "star", "zh": "星"},
    "step": {"en": "step", "zh": "步"},
    "task": {"en": "task", "zh": "任务|任務"},
    "technique": {"en": "technique|method", "zh": "技术|方法|技術"},
    "token": {"en": "token", "zh": "词元|令牌|标记|词汇|token|詞元"},
    "tool": {"en": "tool", "zh": "工具"},
    "video": {"en": "video", "zh": "视频|影片"},
    "vulnerability": {"en": "vulnerability|vulnerabilities", "zh": "漏洞"},
    "word": {"en": "word", "zh": "单词|词|字"},
}
_LATIN = re.compile("[a-z]+")
_ENGLISH = {
    word + plural: concept
    for concept, words in _CONCEPTS.items()
    for word in words["en"].split("|")
    for plural in ("", "s")
}
_CHINESE = [(concept, re.compile(words["zh"])) for concept, words in _CONCEPTS.items()]
_END = re.compile(r"[;:!?。；：！？，、()（）\n\ufffc]|\.(?![A-Za-z0-9])|[0-9]")
_BEHIND = 40
"""As many characters behind a number are looked at: ``8,500 high-quality, linguistically diverse problems``."""
_HAN = re.compile("[\u4e00-\u9fff]")


def counted(text: str, end: int) -> frozenset[str]:
    """Return what the number that ends at ``end`` may count, in words of no language.

    Several words may stand between the two, so that all nouns behind the number are returned.
    """
    behind = text[end : end + _BEHIND]
    stop = _END.search(behind, 1)
    behind = behind[: stop.start()] if stop else behind
    han = _HAN.search(behind)
    words = {_ENGLISH[word] for word in _LATIN.findall(behind.lower()) if word in _ENGLISH}
    return frozenset(words.union(concept for concept, names in _CHINESE if han and names.search(behind)))
