"""Where the figures come from: packages of PyPI and npm, pinned by version and SHA-256, and how each is read."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import re
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Joint = dict[str, dict[str, float]]  # first character -> second character -> how often the pair stands


@dataclass(frozen=True)
class Source:
    """A package that figures are counted in."""

    registry: str  # "pypi" or "npm"
    name: str
    version: str
    file: str  # the name under which the registry serves it
    sha256: str
    licence: str


SOURCES = {
    "cjclassifier": Source(
        "pypi",
        "cjclassifier",
        "1.0.5",
        "cjclassifier-1.0.5-py3-none-any.whl",
        "1e24f7e8a57a75d206a630fa706e33298c3303d20756d52fe70696218e64e31d",
        "Apache-2.0",
    ),
    "jieba": Source(
        "pypi",
        "jieba",
        "0.42.1",
        "jieba-0.42.1.tar.gz",
        "055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2",
        "MIT",
    ),
    "langdetect": Source(
        "pypi",
        "langdetect",
        "1.0.9",
        "langdetect-1.0.9.tar.gz",
        "cbc1fef89f8d062739774bd51eda3da3274006b3661d199c2655f6b3f6d605a0",
        "Apache-2.0",
    ),
    "vscode-zh-hans": Source(
        "npm",
        "@codingame/monaco-vscode-language-pack-zh-hans",
        "25.1.2",
        "codingame-monaco-vscode-language-pack-zh-hans-25.1.2.tgz",
        "a8a44de3dbebad4396cac5a1ef4be1b678d4f53127e5522853dd556e44b4dc33",
        "MIT",
    ),
    "vscode-zh-hant": Source(
        "npm",
        "@codingame/monaco-vscode-language-pack-zh-hant",
        "25.1.2",
        "codingame-monaco-vscode-language-pack-zh-hant-25.1.2.tgz",
        "6fd6827309204f39502e8a3ba157d3566b6f2e42e834e41d27666cdb3bc2ce9e",
        "MIT",
    ),
    "vscode-ja": Source(
        "npm",
        "@codingame/monaco-vscode-language-pack-ja",
        "25.1.2",
        "codingame-monaco-vscode-language-pack-ja-25.1.2.tgz",
        "1209aff226c15007203c17d758dedbcefc9797943147c8f4c0fd839e4fe5c894",
        "MIT",
    ),
    "vscode-ko": Source(
        "npm",
        "@codingame/monaco-vscode-language-pack-ko",
        "25.1.2",
        "codingame-monaco-vscode-language-pack-ko-25.1.2.tgz",
        "d4d62479e24039f9db213a9c0b3416422cb982d21586275222cc1f2c388de205",
        "MIT",
    ),
    "tencent": Source(
        "pypi",
        "tencentcloud-sdk-python",
        "3.1.195",
        "tencentcloud_sdk_python-3.1.195-py2.py3-none-any.whl",
        "35ae22ebc527ff352de9de89a4afa440de5335777bae4b44fa4cc637deaa9c4b",
        "Apache-2.0",
    ),
    "lazyllm": Source(
        "pypi",
        "lazyllm",
        "1.4.0",
        "lazyllm-1.4.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "160c2167a16a08ec4aa27f7c8d343255ffae06ad70bbc083b0eb3570561d4ac8",
        "Apache-2.0",
    ),
    "lingua": Source(
        "pypi",
        "lingua-language-detector",
        "1.3.5",
        "lingua_language_detector-1.3.5-py3-none-any.whl",
        "7254696753c4ee8ce127190cfb985d8b4621690d355c55b278c883f5bb5e152b",
        "Apache-2.0",
    ),
    "antd": Source(
        "npm",
        "@jzone-mcp/antd-components-mcp",
        "2.0.22",
        "jzone-mcp-antd-components-mcp-2.0.22.tgz",
        "dc44213d8a4f80e5952a49f8bc4eacf006748a948c43e30b3c851e34fc46a475",
        "MIT",
    ),
}


def fetch(source: Source, folder: Path) -> Path:
    """Return the package's file in `folder`, downloaded with pip or npm if it is not there yet."""
    path = folder / source.file
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(_command(source), cwd=folder, check=True, stdout=subprocess.DEVNULL)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != source.sha256:
        sys.exit(f"{path} is not the file the figures were made from: its SHA-256 is {digest}.")
    return path


def _command(source: Source) -> list[str]:
    if source.registry == "npm":
        return ["npm", "pack", "--silent", f"{source.name}@{source.version}"]
    pin = f"{source.name}=={source.version}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", pin]
    if not source.file.endswith(".whl"):
        return [*command, "--no-binary", ":all:"]
    *_, python, _, platforms = source.file.removesuffix(".whl").split("-")
    command += ["--only-binary", ":all:"]
    if platforms == "any":
        return command
    return [*command, "--python-version", python.removeprefix("cp"), "--platform", platforms.rsplit(".", 1)[-1]]


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files in a wheel, an sdist or an npm tarball, sorted by name."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            for name in sorted(wheel.namelist()):
                yield name, wheel.read(name)
        return
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None:
                yield member.name, stream.read()


def member(path: Path, suffix: str) -> bytes:
    """Return the one file in a package whose name ends with `suffix`."""
    return next(data for name, data in members(path) if name.endswith(suffix))


def read_wikipedia(path: Path, column: int) -> tuple[dict[str, float], Joint]:
    """Read cjclassifier's figures of one language: shares of characters, and of pairs among all pairs.

    They were counted in Wikipedia, for ideographs only, and hold the natural logarithms of shares above e^-16.
    `column` is 0 for simplified Chinese, 1 for traditional Chinese, 2 for Japanese.
    """
    single: dict[str, float] = {}
    pairs: Joint = {}
    lines = gzip.decompress(member(path, "cjlogprobs.gz")).decode().splitlines()
    for line in lines[1:]:
        text, *columns = line.split(" ")
        value = float(columns[column])
        if value == 0:
            continue  # not above the threshold in this language
        if len(text) == 1:
            single[text] = math.exp(value)
        else:
            pairs.setdefault(text[0], {})[text[1]] = math.exp(value)
    return single, pairs


@dataclass(frozen=True)
class Words:
    """What a list of words with frequencies says about characters, as counts."""

    single: Counter[str]
    starts: Counter[str]  # words that begin with a character
    ends: Counter[str]  # words that end with it
    pairs: dict[str, Counter[str]]  # pairs within words


def read_jieba(path: Path) -> Words:
    """Count characters and pairs in jieba's word list, weighted by the frequencies of its words."""
    words = Words(Counter(), Counter(), Counter(), {})
    for line in member(path, "jieba/dict.txt").decode().splitlines():
        word, frequency, _ = line.split(" ")
        if not all("\u3400" <= character <= "\u9fff" for character in word):
            continue
        count = int(frequency)
        words.starts[word[0]] += count
        words.ends[word[-1]] += count
        for character in word:
            words.single[character] += count
        for first, second in pairwise(word):
            words.pairs.setdefault(first, Counter())[second] += count
    return words


_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def read_strings(path: Path) -> Iterator[str]:
    """Yield the distinct translated messages of a language pack of VS Code, as a person sees them."""
    seen: set[str] = set()
    for name, data in members(path):
        if "/translations/" not in name:
            continue
        for match in _STRING.finditer(data.decode()):
            text = json.loads(f'"{match[1]}"', strict=False)
            if text not in seen and not text.isascii():
                seen.add(text)
                yield text.replace("&&", "")


def read_prose(path: Path) -> Iterator[str]:
    """Yield the distinct lines of a package's Markdown and JSON files that are not all ASCII."""
    seen: set[str] = set()
    for name, data in members(path):
        if not name.endswith((".md", ".json", "/METADATA", "/PKG-INFO")):
            continue
        text = data.decode(errors="replace")
        for line in text.splitlines() if not name.endswith(".json") else _texts(json.loads(text)):
            if line not in seen and not line.isascii():
                seen.add(line)
                yield line


_LABEL = re.compile(r"^\s*(:\w+ ?\w*:|#|//)?\s*")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


def read_docstrings(path: Path, folder: str) -> Iterator[str]:
    """Yield the distinct lines of Python files in a folder that are not all ASCII, without labels and tags."""
    seen: set[str] = set()
    for name, data in members(path):
        if not (name.startswith(folder) and name.endswith(".py")):
            continue
        for line in data.decode().splitlines():
            if line.isascii():
                continue
            text = _TAG.sub(" ", line[_LABEL.match(line).end() :])  # type: ignore[union-attr]
            if text not in seen:
                seen.add(text)
                yield text


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)


def read_langdetect(path: Path) -> dict[str, tuple[dict[str, float], Joint]]:
    """Read langdetect's profiles: of each language the shares of characters, and of pairs among all pairs.

    A blank stands for the edge of a word, whatever is there in the text.
    """
    profiles: dict[str, tuple[dict[str, float], Joint]] = {}
    for name, data in members(path):
        if "/profiles/" not in name:
            continue
        profile = json.loads(data)
        single: dict[str, float] = {}
        pairs: Joint = {}
        for text, count in profile["freq"].items():
            if len(text) == 1:
                single[text] = count / profile["n_words"][0]
            elif len(text) == 2:  # noqa: PLR2004
                pairs.setdefault(text[0], {})[text[1]] = count / profile["n_words"][1]
        profiles[name.rsplit("/", 1)[1]] = single, pairs
    return profiles


def read_lingua(path: Path) -> dict[str, Joint]:
    """Read lingua's models: of each language the shares of pairs within words, in lower case.

    The package has chances of characters, and of the second after the first, as fractions that share their figures.
    """
    import brotli  # type: ignore[import-not-found,unused-ignore]  # the one thing the standard library lacks

    models: dict[str, Joint] = {}
    with zipfile.ZipFile(path) as wheel:
        for name in sorted(wheel.namelist()):
            folder, _, file = name.rpartition("/")
            if file != "bigrams.json.br":
                continue
            single, chances = (
                _fractions(json.loads(brotli.decompress(wheel.read(f"{folder}/{kind}.json.br"))))
                for kind in ("unigrams", "bigrams")
            )
            pairs: Joint = {}
            for text, chance in chances.items():
                pairs.setdefault(text[0], {})[text[1]] = single.get(text[0], 0.0) * chance
            models[folder.rpartition("/")[2]] = pairs
    return models


def _fractions(model: dict[str, dict[str, str]]) -> dict[str, float]:
    chances: dict[str, float] = {}
    for fraction, texts in model["ngrams"].items():
        numerator, denominator = fraction.split("/")
        for text in texts.split(" "):
            chances[text] = int(numerator) / int(denominator)
    return chances
