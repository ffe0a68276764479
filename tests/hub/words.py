"""Words that names and titles of generated lists are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


OWNERS = _words("""
    amber basalt cedar delta ember fjord garnet harbor indigo jasper kelp lumen maple nimbus onyx pebble quartz raven
    sierra tundra umber velvet willow xenon yarrow zephyr acorn birch cobalt dune
""")
THINGS = _words("""
    cache router parser queue logger mapper ledger broker kernel loader cipher socket packer walker binder seeder tracer
    mixer shaper gauge beacon anchor bridge canvas engine filter garden hammer island jacket
""")
BEASTS = _words("""
    Alpaca Badger Condor Dingo Egret Ferret Gibbon Heron Ibex Jackal Kestrel Lemur Marmot Narwhal Ocelot Panda Quokka
    Raccoon Serval Tapir Urial Vicuna Walrus Xerus Yapok Zebra Bison Caracal Dormouse Ermine
""")
STONES = _words("""
    Agate Beryl Citrine Diamond Emerald Flint Granite Halite Iolite Jade Kyanite Larimar Marble Nephrite Opal Pyrite
    Ruby Slate Topaz Zircon
""")
SUBJECTS = (
    "Scaling Open Foundation Models",
    "Instruction Tuning without Human Labels",
    "Long-Context Reasoning at Low Cost",
    "Efficient Mixture-of-Experts Training",
    "Open Bilingual Language Models",
    "Code Generation with Execution Feedback",
    "Aligning Large Language Models by Debate",
    "Multimodal Understanding and Generation",
    "Retrieval-Augmented Question Answering",
    "Mathematical Reasoning with Verifiers",
    "Low-Rank Adaptation of Vision Encoders",
    "Speech Recognition in the Wild",
)
MANNERS = (
    "A Simple and Strong Baseline",
    "Lessons from Ten Trillion Tokens",
    "A Study of What Matters",
    "From Data to Deployment",
    "An Empirical Analysis",
    "Towards Trustworthy Assistants",
    "Faster, Smaller, Better",
    "What Large Language Models Still Miss",
)
DECOYS = (
    "On the Spectra of Random Regular Graphs",
    "Dark Matter Halos in Cosmological Simulations",
    "A Survey of Vehicle Routing under Uncertainty",
    "Coherent Control of Trapped Ions",
    "Bayesian Calibration of Epidemic Models",
    "Sparse Recovery from Quantized Measurements",
    "Large Language Models as Tax Advisors",
    "Benchmarking Open Models for Protein Design",
    "Training Language Models to Play Chess",
    "Towards Efficient Federated Learning on Phones",
)
"""Titles of papers that links go to by mistake; some are of the same field as what they stand in for."""


def pairs(random: Random, firsts: tuple[str, ...], seconds: tuple[str, ...], glue: str) -> Iterator[str]:
    """Yield names that do not repeat: pairs of words, then the same with numbers."""
    number = 1
    while True:
        names = [f"{one}{glue}{other}" for one in firsts for other in seconds]
        random.shuffle(names)
        yield from (name if number == 1 else f"{name}{number}" for name in names)
        number += 1
