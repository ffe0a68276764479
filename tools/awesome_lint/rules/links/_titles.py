"""Titles of papers as they compare with what lists say of them.

arXiv gives titles with TeX in them; lists call a paper by its nickname, in another case, with other hyphens and
accents, with its first words or with its subtitle. So only words that tell one thing from another count, and a doubt
is always for the list.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from awesome_lint.schema.spelling import edit_distance


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FORMATTING = _words("""
    text textbf textit textsc textsf texttt textrm emph bf it sc tt rm em mathcal mathrm mathbf mathbb mathsf mathtt
    mathit boldsymbol operatorname ensuremath
""")
_TEX = re.compile(rf"\\(?:{'|'.join(sorted(_FORMATTING))})(?![A-Za-z])|[\\${{}}^`'’‘´\"“”]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[a-z]+|[0-9]+")
_ACRONYM = re.compile(r"[A-Z]{3,}(?![a-z])")
_HEAD = re.compile(r"[:：]|\s[-–—]{1,3}\s|\s?—\s?|\s(?=technical report\b)", re.IGNORECASE)
_HEAD_WORDS = 4
"""A longer text before a colon is part of a sentence, not a name."""
_LEAST_LETTERS = 3
_SUBSTRING = 4
"""Letters from which on a word counts inside another one (``llama`` in ``TinyLlama``)."""
_TYPO = 6
"""Letters from which on one of them may be wrong."""

_COMMON = _words("""
    about all and are been beyond but can does for from has have how into its let more much need new not off only our
    over than that the their them then there these they this through under using very via was well what when where
    which while why will with without you your
""")
_OF_THE_FIELD = _words("""
    adaptation advanced advancing agent ai aligning alignment analysis answering api approach approache artificial
    attention base baseline benchmark benchmarking better bilingual build building challenge chat chinese code
    conversation conversational cot cpu data dataset deep demonstration deploying deployment dialogue efficient
    effective empirical english enhancing evaluating evaluation exploring family fast faster feedback fine finetuned
    finetuning following foundation framework free general generation generative good gpt gpu guide high human hybrid
    improved improving inference insight instruct instruction intelligence introducing knowledge lab language large
    learner learning lesson llm long low machine method mini mixture mllm model modeling moe multi multilingual
    multimodal multitask natural network neural nlp open parameter peft performance pre preference pretrained
    pretraining pro processing qa question rag reasoning recipe reinforcement report representation research retrieval
    review rl rlhf robust scalable scale scaling series sft simple slm small source speech sql state strong study suite
    supervised survey system task team technical text tool toolkit toward training transformer tuned tuning ultra
    understanding unified version video vision visual vlm vqa
""")
"""Words that stand in so many titles that they tell none from another; without the ``s`` of the plural."""
_DULL = _COMMON | _OF_THE_FIELD


@dataclass(frozen=True)
class Title:
    """A title, or another text that says what something is."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text without TeX, accents and quotes, Greek letters by name."""
        bare = _TEX.sub(lambda match: " " if match[0].startswith("\\") and len(match[0]) > 1 else "", self.text)
        letters = unicodedata.normalize("NFKD", bare)
        return "".join(_by_name(char) for char in letters if not unicodedata.combining(char))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words and numbers in lower case, without the ``s`` of plurals; names in camel case are split."""
        return tuple(map(_singular, _WORD.findall(_CAMEL.sub(" ", self.plain).lower())))

    @cached_property
    def squeezed(self) -> str:
        """All Latin letters and digits."""
        return "".join(_WORD.findall(self.plain.lower()))

    @cached_property
    def head(self) -> Title | None:
        """What stands before a colon, a dash or ``Technical Report``, where that can be a name."""
        head, *rest = _HEAD.split(self.plain, maxsplit=1)
        return Title(head.strip()) if rest and 0 < len(head.split()) <= _HEAD_WORDS else None

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words that tell it from other titles."""
        return frozenset(word for word in self.words if _is_telling(word))

    @cached_property
    def names(self) -> frozenset[str]:
        """What is written as names are (``QLoRA``, ``MT-Bench``, ``Phi3``), squeezed, with the head if it is a name."""
        found = {_squeeze(word) for word in re.split(r"[\s:：,;()/]+", self.plain) if _is_written_as_name(word)}
        head = {self.head.squeezed} if self.head and self.head.is_name else set()
        return frozenset(name for name in found | head if len(name) >= _LEAST_LETTERS and _is_telling_name(name))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Three capitals and more, also within a word: ``GLM`` of ``ChatGLM3``."""
        return frozenset(word for word in map(str.lower, _ACRONYM.findall(self.plain)) if _is_telling(word))

    @property
    def is_name(self) -> bool:
        """Tell whether this is a name on its own: one telling word with a capital, or some that are written as one."""
        words = self.plain.split()
        if len(words) == 1:
            return bool(self.telling) and words[0][0].isupper() and not words[0].lower().endswith(_PROCESSES)
        return any(map(_is_written_as_name, words)) and bool(self.telling)


_PROCESSES = ("ing", "tion", "tions", "ment", "ity", "ics", "ism")
"""Ends of single words that begin titles (``Rethinking: …``) and are no names."""


def can_mean(said: Title, title: Title) -> bool:
    """Tell whether ``said``, what a list calls something, may be about ``title``; so it is when it tells nothing.

    What is too short to tell anything may still be a name: ``YI``, ``GPT-3``.
    """
    short, whole = said.squeezed, title.squeezed
    if said.telling & title.telling or said.acronyms & title.acronyms or short in whole:
        return True
    if not said.telling and not any(map(_is_written_as_name, said.plain.split())):
        return True
    if any(len(word) >= _SUBSTRING and word in whole for word in said.telling):
        return True
    candidates = {*title.telling, *title.names, *([title.head.squeezed] if title.head else [])}
    if any(word in short for word in candidates if len(word) >= _SUBSTRING or word in title.names):
        return True
    return _is_misspelt(said, title) or any(_abbreviates(word, title) for word in said.plain.split())


def is_alike(said: Title, title: Title, dull: frozenset[str] = frozenset()) -> bool:
    """Tell whether ``said``, a whole title, can be ``title``, maybe that of another version or cut short.

    ``dull`` are words that tell nothing in the list, besides those of the field.
    """
    if said.squeezed in title.squeezed or title.squeezed in said.squeezed:
        return True
    return not any(_tell_apart(said, title, without) for without in (frozenset(), dull))


def is_named_otherwise(said: Title, title: Title) -> bool:
    """Tell whether ``title`` begins with a name that ``said`` lacks."""
    return title.head is not None and title.head.is_name and title.head.squeezed not in said.squeezed


def shares_most_words(said: Title, title: Title) -> bool:
    """Tell whether most words are the same, telling or not: ``Large Language Models as …`` is how many titles begin."""
    return _shared({*said.words}, {*title.words}) > _ALIKE_AT_ALL


def _tell_apart(said: Title, title: Title, dull: frozenset[str]) -> bool:
    heads = said.head and title.head and (said.head, title.head)
    one, other = said.telling - dull, title.telling - dull
    if min(len(one), len(other)) < _FEWEST or (heads and _share_name(*heads, dull)):
        return False
    least = _ALIKE_BUT_NAMED if heads and all(head.is_name for head in heads) else _ALIKE
    return _shared(one, other) < least and not shares_most_words(said, title)


_FEWEST = 2
"""Telling words without which nothing can be said."""
_ALIKE = 0.3
"""Part of the telling words that versions of one title share at least …"""
_ALIKE_BUT_NAMED = 0.5
"""… and when both begin with a name, and not the same."""
_ALIKE_AT_ALL = 0.67
"""The same for all words."""


def is_whole(text: str, least: int) -> bool:
    """Tell whether ``text`` is long enough for the title of a paper, ``least`` words, rather than a name."""
    return len([word for word in re.findall(r"[A-Za-z][A-Za-z’'-]+", text) if len(word) > 1]) >= least


def is_written_as_title(text: str) -> bool:
    """Tell whether ``text`` is written as titles are: a name and a colon, or capitals on most of its long words."""
    title = Title(text)
    words = [word for word in re.findall(r"[A-Za-z][\w-]*", title.plain) if len(word) > _LEAST_LETTERS]
    capitals = sum(word[0].isupper() for word in words)
    return title.head is not None or 2 * capitals > len(words)


def mentions(text: Title, title: Title) -> bool:
    """Tell whether ``text``, all that an entry says, speaks of ``title``: by its names, else by most of its words."""
    if title.names:
        return any(name in text.squeezed for name in title.names)
    return len(title.telling) >= _FEWEST and len(title.telling & text.telling) >= _MOST * len(title.telling)


_MOST = 0.6


def _shared(one: frozenset[str] | set[str], other: frozenset[str] | set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _share_name(one: Title, other: Title, dull: frozenset[str]) -> bool:
    within = one.squeezed in other.squeezed or other.squeezed in one.squeezed
    return within or bool(one.telling & other.telling - dull)


def _by_name(char: str) -> str:
    name = unicodedata.name(char, "")
    return f" {name.rpartition(' ')[2].lower()} " if name.startswith("GREEK ") else char


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _LEAST_LETTERS and word.endswith("s") and not word.endswith("ss") else word


def _squeeze(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


def _is_telling(word: str) -> bool:
    return len(word) >= _LEAST_LETTERS and word.isalpha() and word not in _DULL


def _is_telling_name(name: str) -> bool:
    return _singular(name.rstrip("0123456789")) not in _DULL


def _is_written_as_name(word: str) -> bool:
    """Tell whether a word has a capital behind another letter or a digit: ``QLoRA``, ``BERT``, ``phi3``."""
    inner = any(char.isupper() for part in word.split("-") for char in part[1:])
    return any(map(str.isalpha, word)) and (inner or any(map(str.isdigit, word)))


def _is_misspelt(said: Title, title: Title) -> bool:
    """Tell whether one of the words has a letter wrong."""
    pairs = ((one, other) for one in said.telling for other in title.telling)
    return any(min(len(one), len(other)) >= _TYPO and edit_distance(one, other, 1) <= 1 for one, other in pairs)


def _abbreviates(word: str, title: Title) -> bool:
    """Tell whether the letters of ``word``, an acronym, begin words of the title in this order (``MMLU``, ``HELM``)."""
    letters = "".join(char for char in word if char.isalpha())
    if len(letters) < _LEAST_LETTERS or sum(map(str.isupper, letters)) * 2 < len(letters):
        return False
    initials = iter(each[0] for each in title.words)
    return all(letter in initials for letter in letters.lower())
