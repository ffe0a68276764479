"""What entries call papers and models, beside the titles that the papers have: the same, for whoever reads both."""

from __future__ import annotations

from .words import MANNERS, SUBJECTS

SPECIAL = {
    11: ("DPO", "Direct Preference Optimization without a Separate Reward Model"),
    24: ("CoT Prompting", "Chain-of-Thought Prompting Makes Small Models Reason"),
    47: ("MMLU-like", "MMLU-like Measures of Massive Multitask Language Understanding"),
    58: ("RAG", "Retrieval-Augmented Generation for Documents of Any Length"),
    83: ("文心一言", "Knowledge-Enhanced Pre-training for Chinese Understanding and Generation"),
    106: ("Llama 3", "The Llama 3 Herd of Models"),
    131: ("GPT-4", "GPT-4 Technical Report"),
    154: ("Yi-1.5", "Yi: Open Foundation Models by 01.AI"),
    181: ("LLaVA-1.5", "Improved Baselines with Visual Instruction Tuning"),
    208: ("InstructGPT", "Training Language Models to Follow Instructions with Human Feedback"),
    233: ("Mixtral 8x7B", "Mixtral of Experts"),
    262: ("通义千问 Qwen2", "Qwen2 Technical Report"),
}
"""As real lists have them, by number of the entry: acronyms, families, names in Chinese; twice the title does not say
the name at all, and only the model's card tells that it is the paper."""


def titles_of(at: int, name: str, *, is_bullet: bool) -> tuple[str, str]:
    """Return what entry number ``at``, about ``name``, is called, and the title of its paper."""
    if at in SPECIAL and not is_bullet:
        return SPECIAL[at]
    return _bullet(at, name) if is_bullet else _heading(at, name)


def _heading(at: int, name: str) -> tuple[str, str]:
    subject, manner = SUBJECTS[at % len(SUBJECTS)], MANNERS[at % len(MANNERS)]
    spaced, joined = name.replace("-", " "), name.replace("-", "")
    forms = (
        (name, f"{name}: {subject}"),
        (f"{name}-V3", f"{name}-V3 Technical Report"),
        (name, f"{subject} with {name}"),
        (name, rf"$\texttt{{{name}}}$: {subject} -- {manner}"),
        (f"{name} 2", f"{name} 2: {subject}: {manner}, and More on the Way There"),
        (f"{spaced} 2", f"{joined}-2: {subject}"),
        (f"🔥 {name} (7B)", f"{name}: {manner} for {subject}"),
        (name, rf"\textsc{{{spaced}}}: {subject} in $\mathcal{{O}}(n \log n)$"),
        (spaced, f"The {name} Family of Models"),
        (f"{name} / 大模型", f"{name}: {subject}"),
        (f"{name}-7B-Chat", f"{name}: {subject}"),
        (joined, f"{manner}: {subject} ({joined})"),
        (f"{name} (ICLR 2024)", f"{name}: {subject}"),
        (f"[ACL'24] {name}", f"{subject}: The {name} Approach"),
        (f"{name.upper()}", f"{name}: {subject}"),
        (f"{name}-1.5", f"{name}: {manner}"),
        (f"Amber Lab {name}", f"{name}: {subject}"),
    )
    return forms[at % len(forms)]


def _bullet(at: int, name: str) -> tuple[str, str]:
    subject, manner = SUBJECTS[at % len(SUBJECTS)], MANNERS[(at // 3) % len(MANNERS)]
    whole = f"{name}: {subject}: {manner}"
    forms = (
        (whole, whole),
        (f"{subject} with {name}", f"{subject} with {name}: {manner}"),
        (whole.lower(), whole),
        (f"{whole}.", whole),
        (f"{name}: {subject} — {manner}", f"{name}: {subject} --- {manner}"),
        (f"{name}: {subject} in O(n log n)", rf"{name}: {subject} in $\mathcal{{O}}(n \log n)$"),
        (f"{name}: α-Divergence for {subject}", rf"{name}: $\alpha$-Divergence for {subject}"),
        (f"“{name}”: {manner}’s {subject}", f"``{name}'': {manner}'s {subject}"),
        (f"{name}: {subject[:12].rsplit(' ', 1)[0]}…", f"{name}: {subject}"),
        (f"[2024/05] {whole}", whole),
        (f"{name}: {manner}", f"{name}: {subject}"),  # another subtitle in the first version
        (f"{whole} (arXiv 2024)", whole),
        (f"{manner}: {subject} by {name}", rf"{manner}:\\ {subject} by \emph{{{name}}}"),
    )
    return forms[at % len(forms)]
