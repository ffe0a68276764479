"""The documentation says what is true: its commands, options, keys, links and examples are held against the code."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from awesome_lint import cli
from awesome_lint.cli.ast import document_object
from awesome_lint.config import FORMAT_KEYS, KEYS, load_config
from awesome_lint.formatter import Style
from awesome_lint.reporting import REPORTERS
from awesome_lint.rules.registry import FAMILIES, all_rules
from awesome_lint.schema.declared import PARTS
from awesome_lint.schema.reading import FIELD_KEYS, SECTION_KEYS
from awesome_lint.schema.types import TYPES
from awesome_lint.source import SourceText
from awesome_lint.source.files import FileIndex
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.nodes import BlockType, Document, InlineType
from guide import GUIDE, examples, fences, files, read

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README_LLM_zh.md", "tools/README.md", ".github/CONTRIBUTING.md", "CHANGELOG.md")
OUR_COMMAND = re.compile(r"(?:^|[|&/\s])awesome-lint (?P<command>[a-z]+)(?P<rest>[^#|\n]*)", re.MULTILINE)


@cache
def page(name: str) -> Document:
    return read(ROOT / name)


def tables(document: Document, first: str) -> list[list[list[str]]]:
    """Return the rows of each table whose first column is called ``first``, cells as plain text."""
    found = [block for block in document.walk_blocks() if block.type is BlockType.TABLE]
    texts = [[[cell.text for cell in row.children] for row in table.children] for table in found]
    return [rows[1:] for rows in texts if rows[0][0] == first]


# Commands and options


def options() -> set[tuple[str, str]]:
    """Return every option with its command."""
    return {
        (name, option)
        for name, command in cli.awesome_lint.commands.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }


def test_the_table_of_options_is_what_help_says() -> None:
    (rows,) = tables(page("tools/README.md"), "Option")
    shown = [(command, row[0].split()[0]) for row in rows for command in row[1].split(", ")]
    assert len(shown) == len(set(shown))
    assert set(shown) == options()


def test_every_command_is_explained() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    explained = set(re.findall(r"\*\*`awesome-lint ([a-z]+)[^`]*`\*\*", text))
    assert explained == cli.awesome_lint.commands.keys()


def commands(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every command of ours that a page shows, with its options."""
    blocks = [block for language in ("sh", "console", "yaml") for block in fences(page(name), language)]
    for text in (*(block.text for block in blocks), *inline_code(name)):
        for match in OUR_COMMAND.finditer(text):
            yield match["command"], re.findall(r"(?<!\S)--[a-z-]+", match["rest"])


def inline_code(name: str) -> list[str]:
    nodes = (node for block in page(name).walk_blocks() for top in block.inlines for node in top.walk())
    return [node.text for node in nodes if node.type is InlineType.CODE]


@pytest.mark.parametrize("name", PAGES)
def test_commands_that_are_shown_exist(name: str) -> None:
    for command, used in commands(name):
        assert command in cli.awesome_lint.commands
        assert {(command, option) for option in used} <= options(), command


def test_output_formats_are_named() -> None:
    (rows,) = tables(page("tools/README.md"), "Option")
    (of_check,) = [row[2] for row in rows if row[0].startswith("--output-format") and "check" in row[1]]
    (of_others,) = [row[2] for row in rows if row[0].startswith("--output-format") and row[1] == "rule, status"]
    assert words(of_check.partition(";")[0]) == set(REPORTERS)
    for command in ("rule", "status"):
        (parameter,) = [p for p in cli.awesome_lint.commands[command].params if p.name == "output_format"]
        assert words(of_others) == set(parameter.type.choices)


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text)) - {"or", "and"}


def test_the_document_model_is_explained() -> None:
    text = files(page("tools/README.md"))["README.md"]
    shown = keys(document_object(parse_document(SourceText("README.md", text))))
    assert shown == shown & set(inline_code("tools/README.md"))


def keys(value: object) -> set[str]:
    """Return the names of all members of a JSON value and of what it holds."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {*(value if isinstance(value, dict) else ())}.union(*map(keys, inner))


# Rules


def test_families_of_rules_are_named() -> None:
    (rows,) = tables(page("tools/README.md"), "Family")
    assert [row[0] for row in rows] == [code for code in FAMILIES if any(r.code.startswith(code) for r in all_rules())]


def test_codes_that_the_changelog_names_exist() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    ranges = re.findall(r"([A-Z]{3})(\d{3})(?:–[A-Z]{3}(\d{3}))?", text)
    named = {f"{f}{n:03}" for f, first, last in ranges for n in range(int(first), int(last or first) + 1)}
    assert named == {rule.code for rule in all_rules()}


# Configuration


def test_the_table_of_keys_is_what_configuration_takes() -> None:
    (rows,) = tables(page("tools/README.md"), "Key")
    expected = [key for key in KEYS if key not in ("languages", "format", "sections")]
    expected += ["languages.source", "languages.TAG", *(f"format.{key}" for key in FORMAT_KEYS)]
    expected += [f"sections.{key}" for key in SECTION_KEYS] + [f"sections.fields.{key}" for key in FIELD_KEYS]
    assert [row[0] for row in rows] == expected


def test_values_of_keys_are_named() -> None:
    (rows,) = tables(page("tools/README.md"), "Key")
    meanings = {row[0]: row[2] for row in rows}
    assert {*TYPES, "text"} <= words(meanings["sections.fields.type"])
    assert {*PARTS} <= words(meanings["sections.layout"])
    for key, markers in FORMAT_KEYS.items():
        assert re.findall(r'"(.+?)"', meanings[f"format.{key}"]) == list(markers)


def test_the_example_configuration_is_valid_and_whole(tmp_path: Path) -> None:
    file = tmp_path / ".awesome-lint.toml"
    file.write_text(files(page("tools/README.md"))[file.name], encoding="utf-8")
    config = load_config(str(file))
    assert [declaration.match for declaration in config.declarations] == [("Models", "模型"), ("Tools*",)]
    for key in (*KEYS, *FORMAT_KEYS, *SECTION_KEYS, *FIELD_KEYS):
        assert re.search(rf"(?<![\w-]){key}(?=\]| =|\"?\] =)", file.read_text(encoding="utf-8")), key


def test_our_own_configuration_names_our_lists() -> None:
    config = load_config(str(ROOT / "pyproject.toml"))
    assert config.languages == {"en": "README.md", "zh": "README_LLM_zh.md"}
    assert config.style == Style("-", "*", "*")
    (declaration,) = config.declarations
    for name, language in (("README.md", "en"), ("README_LLM_zh.md", "zh")):
        assert [s.title for s in page(name).sections if declaration.matches(s.title)]
        labels = [spec.label_in(language) for spec in declaration.fields]
        models = next(s for s in page(name).sections if declaration.matches(s.title))
        assert all([field.label for field in entry.fields] == labels for entry in models.entries)


# Links


@pytest.mark.parametrize("name", PAGES)
def test_relative_links_lead_somewhere(name: str) -> None:
    document, index = page(name), FileIndex(ROOT)
    relative = [link.url for link in document.links if link.url and not re.match(r"[a-z]+:", link.url)]
    for url in relative:
        target, _, anchor = url.partition("#")
        assert not target or index.exists(document.path, target), url
        goal = index.locate(document.path, target) if target else document.path
        assert not anchor or anchor in parse(str(goal)).anchors, url


@cache
def parse(path: str) -> Document:
    return read(Path(path))


def test_paths_that_contributing_names_exist() -> None:
    paths = [
        code for code in inline_code(".github/CONTRIBUTING.md") if re.fullmatch(r"[\w.-]*(/[\w.-]*)+|[\w.]+\.py", code)
    ]
    roots = (ROOT, ROOT / "tools", ROOT / "tools/awesome_lint", ROOT / "tests/corpus")
    invented = re.compile("shouting|/corpus$")
    assert len(paths) > 50
    assert not [p for p in paths if not any((root / p).exists() for root in roots) and not invented.search(p)]


# Examples


def test_the_guide_shows_what_its_examples_print() -> None:
    for example in examples(page("tools/README.md")):
        assert example.actual == example.shown, "run: python tests/guide.py"


# The command lines of the README are those of CI


def environments() -> list[list[list[str]]]:
    """Return the steps of ``.ci/run``, those of each virtual environment together."""
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    steps = [shlex.split(line)[1:] for line in lines if line.startswith("step ")]
    starts = [at for at, step in enumerate(steps) if step[1:3] == ["-m", "venv"]]
    return [steps[start + 1 : end] for start, end in zip(starts, [*starts[1:], len(steps)], strict=True)]


@pytest.mark.parametrize("name", ["README.md", "README_LLM_zh.md"])
def test_command_lines_are_those_that_ci_runs(name: str) -> None:
    lines = [block.text.strip() for block in fences(page(name), "sh")]
    assert len(lines) == len(environments()) == 2
    for line in lines:
        venv, *steps = [shlex.split(part.replace(".venv/bin/", "")) for part in line.split(" && ")]
        assert venv == ["python3", "-m", "venv", ".venv"]
        assert any(all(any(done[: len(step)] == step for done in ci) for step in steps) for ci in environments()), line
