"""Whether a paper says of itself that it was withdrawn from arXiv, in its comment or its summary.

arXiv has no field for it (https://info.arxiv.org/help/withdraw.html): authors say so in the comment, arXiv's
administrators in a note there, and the summary of old papers was replaced by such a sentence. Others only speak of what
was withdrawn: an earlier version, another paper, money. In doubt a paper was not.
"""

from __future__ import annotations

import re

_WHAT = "(?:paper|article|manuscript|submission|preprint|e-?print|work|note|letter|report|document|draft|version)"
_BEEN = "(?:has|have|is|was|being|now|been|temporarily|hereby)"
_NOTICE = re.compile(
    rf"(?<!of )(?<!for )(?<!to )(?<!in )(?<!on )"
    rf"\b(?:this {_WHAT}|(?:the|our|present) {_WHAT} {_BEEN}) (?:{_BEEN} ){{0,4}}(?:withdrawn|removed by arxiv)\b"
    r"(?! from (?!arxiv|the arxiv))"
)
"""Not ``the first version of this paper has been withdrawn``, nor ``… withdrawn from`` a journal or conference."""
_OWN_DEED = re.compile(
    rf"\b(?:authors?|i|we) (?:(?:has|have|hereby) ){{0,2}}(?:withdrawn?|withdrew) (?:this|our) {_WHAT}\b"
)
_HEADLINE = re.compile(
    rf"(?:{_WHAT} )?withdrawn(?: (?:because|by|due|owing|since|pending|from arxiv)\b| ?[:(]|$)|{_WHAT} withdrawn,"
)
_BY_WHOM = re.compile(r"\bwithdrawn by (?:(?:the|all|its|both|of) ){0,3}(?:arxiv|authors?|submitters?)\b")
_ANOTHER = re.compile(
    r"\b(?:earlier|previous|prior|former|formerly|first|older?|original|companion|another|other|papers|which|that|of"
    r"|supersed\w*|replac\w*|exten\w*|correct\w*|v[0-9]+|version|[a-z-]{1,20}/[0-9]{7}|[0-9]{4}\.[0-9]{4,5})\b"
)
"""Before ``withdrawn by the authors`` these say that it is about something else."""
_ADMIN = re.compile(r"arxiv admin(?:istrator)?s? note:? ?")
_SENTENCE_END = re.compile(r"[.;!?\])]\s")
_AROUND = "[](){}*\"'. "


def is_withdrawn(comment: str, summary: str) -> bool:
    """Tell whether one of the two says that this paper was withdrawn."""
    if any(_is_notice(each) or _is_by_whom(each) for each in _sentences(comment)):
        return True
    first, *rest = _sentences(summary) or [""]
    return _is_notice(first) or any(each.startswith("this ") and _NOTICE.match(each) for each in rest)


def _sentences(text: str) -> list[str]:
    plain = " ".join(text.lower().split())
    return [_ADMIN.sub("", each).strip(_AROUND) for each in _SENTENCE_END.split(plain)]


def _is_notice(sentence: str) -> bool:
    return bool(_NOTICE.search(sentence) or _OWN_DEED.search(sentence) or _HEADLINE.match(sentence))


def _is_by_whom(sentence: str) -> bool:
    match = _BY_WHOM.search(sentence)
    return match is not None and not _ANOTHER.search(sentence, 0, match.start())
