"""Titles: the words that name an entry or section, and the form in which two spellings of one title are equal."""

import re
import unicodedata

_KEPT_SYMBOLS = frozenset("+#.-/&")


def normalize_title(title: str) -> str:
    """Return ``title`` as it compares: NFKC, case folded, without emoji and punctuation, one space between words.

    ``+ # . - / &`` stay inside words, because they tell names apart (``C++``, ``Yi-1.5``).
    """
    folded = unicodedata.normalize("NFKC", title).casefold()
    words = ("".join(c for c in word if _is_kept(c)) for word in folded.split())
    return " ".join(word for word in (w.strip(".-/&") for w in words) if word)


def _is_kept(char: str) -> bool:
    return char.isalnum() or char in _KEPT_SYMBOLS or (unicodedata.category(char)[0] == "M" and char != "\ufe0f")


def squeezed(text: str) -> str:
    """Return the letters and digits of ``text``, in which ``Deep-Seek V3`` and ``deepseek_v3`` are equal."""
    return "".join(char for char in normalize_title(text) if char.isalnum())


def has_words(text: str) -> bool:
    """Tell whether ``text`` says anything: a letter in any script.

    Dates, counts (``2024/05``, ``May``) and emoji by name (``:rocket:``) say nothing.
    """
    return any(char.isalpha() for char in _DATE_WORDS.sub("", without_shortcodes(text)))


_SHORTCODE = re.compile(r":[a-z0-9_+-]{2,40}:", re.ASCII)


def without_shortcodes(text: str) -> str:
    """Return ``text`` without emoji that are written by name, as GitHub shows them (``:rocket:``)."""
    return _SHORTCODE.sub("", text)


_DATE_WORDS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|ember|ober)?\b|[年月日]|[\U0001f1e6-\U0001f1ff]",
    re.IGNORECASE,
)


GENERIC_LINK_TEXTS = frozenset(
    {
        "abs", "arxiv", "article", "blog", "code", "data", "dataset", "demo", "doc", "docs", "github", "hf", "home",
        "homepage", "html", "huggingface", "hugging face", "link", "model", "models", "openreview", "page", "paper",
        "papers", "pdf", "post", "project", "project page", "repo", "slides", "source", "url", "video", "web",
        "webpage", "website", "weights", "代码", "论文", "链接", "官网", "项目", "博客", "数据", "模型", "原文",
    }
)  # fmt: skip
"""Link texts that name a kind of thing and never an entry."""


def is_generic(text: str) -> bool:
    """Tell whether a link's text names a kind of thing (``paper``, ``[code]``) and so is no title."""
    return normalize_title(text.strip("[]()【】（） ")) in GENERIC_LINK_TEXTS


_PLACEHOLDERS = frozenset(
    {"n/a", "na", "nil", "none", "null", "tba", "tbd", "todo", "unknown", "未知", "无", "暂无", "待定"}
)


def is_placeholder(text: str) -> bool:
    """Tell whether a cell's text says that there is nothing to say (``N/A``)."""
    return normalize_title(text) in _PLACEHOLDERS
