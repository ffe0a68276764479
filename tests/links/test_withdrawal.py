"""Which papers say that they were withdrawn, and which only speak of it."""

import pytest

from awesome_lint.links.withdrawal import is_withdrawn

NOTICES = (
    "This paper has been withdrawn",
    "This paper has been withdrawn by the author due to a crucial sign error in equation 1",
    "21 pages, 3 figures. This paper has been withdrawn by the authors.",
    "This submission has been withdrawn by arXiv administrators due to inappropriate overlap with other works",
    "arXiv admin note: This version withdrawn by arXiv administrators because the submitter had no right to it",
    "arXiv admin note: This submission has been removed by arXiv administrators due to falsified authorship",
    "Withdrawn",
    "withdrawn.",
    "Withdrawn by the author",
    "Withdrawn due to an error in Lemma 2",
    "Paper withdrawn: see arXiv:2412.19437",
    "Paper withdrawn, superseded by hep-th/9901001",
    "12 pages, withdrawn by authors because of a gap in the proof",
    "This paper is temporarily withdrawn",
    "This article has now been withdrawn since Theorem 3 is known",
    "The paper has been withdrawn",
    "Because of an error in the data, this paper has been withdrawn",
    "The authors have withdrawn this paper",
    "We withdraw this manuscript",
    "This work has been withdrawn from arXiv",
    "Withdrawn (the main result is wrong)",
)
NO_NOTICES = (
    "",
    "12 pages, 3 figures",
    "Accepted at ICML 2024. Withdrawn from ICLR 2024",
    "This paper has been withdrawn from the journal and will appear elsewhere",
    "This is a new version of the withdrawn paper arXiv:2401.00001",
    "Supersedes hep-th/9901001, withdrawn by the author",
    "An earlier version, withdrawn by the authors, had an error in Lemma 2",
    "The first version of this paper has been withdrawn; this one corrects it",
    "Replaces arXiv:2401.00001 which was withdrawn by the author",
    "A dataset of papers withdrawn by authors",
    "The money withdrawn is counted twice",
    "Extends the paper withdrawn by another group",
)
ABSTRACTS = (
    "We study how often money is withdrawn by the authors of a ledger.",
    "Withdrawn children are hard to recognize. We show how.",
    "Withdrawn, silent children are hard to recognize.",
    "We present a dataset of papers withdrawn by authors, with the reasons that they give.",
    "Papers withdrawn by arXiv are rare. The paper was withdrawn in 5 % of the cases.",
    "Consent can be withdrawn. Unlearning is what this paper is about.",
)


@pytest.mark.parametrize("comment", NOTICES)
def test_a_notice_in_the_comment(comment: str) -> None:
    assert is_withdrawn(comment, "We show what we show.")


@pytest.mark.parametrize("comment", NO_NOTICES)
def test_other_comments(comment: str) -> None:
    assert not is_withdrawn(comment, "We show what we show.")


@pytest.mark.parametrize(
    "summary",
    [
        "This paper has been withdrawn by the author due to a crucial error.",
        "Withdrawn by the authors.",
        "Paper withdrawn because of an error",
        "[This paper has been\n withdrawn by its author.]",
        "We show what we show. This paper has been withdrawn by the authors.",
    ],
)
def test_a_notice_in_the_place_of_the_summary(summary: str) -> None:
    assert is_withdrawn("", summary)


@pytest.mark.parametrize("summary", ABSTRACTS)
def test_a_summary_that_has_the_word(summary: str) -> None:
    assert not is_withdrawn("12 pages", summary)


def test_a_long_text_takes_no_long_time() -> None:
    for piece in (
        "withdrawn ",
        "this paper has been ",
        "withdrawn by the the ",
        "( ",
        "a" * 50 + "-",
        "arxiv admin note ",
    ):
        assert not is_withdrawn("x " + piece * 20_000 + "x", "x " + piece * 20_000 + "x")
