"""Checks every rule, found by scan: its documentation, and its cases in ``tests/cases/rules/<name>.toml``.

A case file is data only:

    pass = [                                  # at least as many as fail cases
      "- [a](https://a.example) - Text.",     # the rule stays silent on this text
      { input = "…", language = "zh" },       # or a table with the keys below
    ]

    [[fail]]
    title = "what this case shows"            # required, unique in the file
    input = '''…'''                           # the text; one newline right behind ''' is not part of it
    at = "3:1"                                # row:column where the finding starts; a list for several findings
    fixed = '''…'''                           # the text after all fixes, unsafe ones too; without it none has a fix
    message = "part of the message"           # optional; a list for several findings, in their order
    severity = "info"                         # optional: for findings whose severity differs from the rule's
    safe = true                               # optional: every fix is safe; false: every fix is unsafe

Keys of the surroundings, for both kinds:

    path = "docs/list.md"                     # default README.md
    language = "zh"                           # default: recognised from the text
    files = ["img/a.png", "docs/"]            # files and folders (with /) that exist beside it
    twin = '''…'''                            # the text of the twin; twin_path and twin_language as above
    twin_before = '''…'''                     # the twin's text when the input was last confirmed as its translation
    both = true                               # the twin is checked, too, and speaks for itself; default false
    config = { sections = [{ … }] }           # what stands in [tool.awesome-lint]
    is_list = false                           # default true
    encoding = "gb18030"                      # the input's bytes; default utf-8
    select = ["missing-field"]                # rules that run besides this one, to see who yields; only findings
                                              # of the rule itself are compared
    online = { "https://a.example" = { … } }  # what was found out about links, besides the ``[online]`` of the file

``[online]`` tells for all cases of the file, and for the examples, what is known of each address: ``verdict`` (default
``ok``) and what else a ``Judgement`` has, among it ``facts``. A case without any is a run offline.

``fixed_twin`` is the twin's text after the fixes of a pair rule. An ``[example]`` table gives the same surroundings to
the *Example* and *Use instead* of the docstring; ``encoding`` is meant for the *Example* only, and ``stand_ins`` maps
what the docstring shows (``⟨U+200B⟩``) to the character no reader would see. Known failures stand in ``[[known]]``:
written like ``[[fail]]``, with a ``reason``, they are expected to fail, and to be moved when they do not.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from awesome_lint.config import load_config
from awesome_lint.diagnostics import Applicability, Diagnostic, Severity
from awesome_lint.fixer import apply_fixes
from awesome_lint.links.facts import HubFacts, PaperFacts, RepositoryFacts
from awesome_lint.links.judgements import Judgements
from awesome_lint.links.targets import targets_of
from awesome_lint.links.verdicts import Judgement, Verdict
from awesome_lint.linter import lint
from awesome_lint.rules import docs
from awesome_lint.rules.base import Context, Fixable, Rule
from awesome_lint.rules.registry import FAMILIES, all_rules, rules_by_name
from awesome_lint.source import Span
from awesome_lint.source.files import FileIndex
from awesome_lint.source.reader import decode_source
from awesome_lint.syntax.document import parse_document
from awesome_lint.syntax.nodes import Link, LinkForm
from awesome_lint.syntax.resources import resource_of
from awesome_lint.translation.align import align
from awesome_lint.translation.state import confirmed

if TYPE_CHECKING:
    from awesome_lint.syntax.nodes import Document
    from awesome_lint.translation.state import Record

CASES = Path(__file__).parent / "cases" / "rules"
CATALOGUE = Path(__file__).parent / "cases" / "catalogue.tsv"
SURROUNDINGS = {
    "path",
    "language",
    "files",
    "twin",
    "twin_path",
    "twin_language",
    "both",
    "twin_before",
    "config",
    "is_list",
    "encoding",
    "select",
    "online",
}
EXPECTATIONS = {"at", "fixed", "message", "severity", "safe", "fixed_twin"}
ROUNDS = 20

Case = dict[str, Any]

FACTS = {each.name for kind in (PaperFacts, RepositoryFacts, HubFacts) for each in fields(kind)} | {"snapshot"}


def load(rule: Rule) -> dict[str, Any]:
    path = CASES / f"{rule.name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def as_case(given: str | Case) -> Case:
    return {"input": given} if isinstance(given, str) else given


def in_world(case: Case, rule: Rule) -> Case:
    """Return the case with what is known of all links in the file of cases."""
    online = load(rule).get("online", {}) | case.get("online", {})
    return {**case, "online": online} if online else case


def judgements_of(online: dict[str, Case]) -> Judgements:
    """Return what is known of each address: the page it names, or the whole paper, repository or model."""
    found = [judgement_of(url, dict(told)) for url, told in online.items()]
    return Judgements({judgement.key: judgement for judgement in found})


def judgement_of(url: str, told: Case) -> Judgement:
    assert told.get("facts", {}).keys() <= FACTS
    target = targets_of(Link(Span(0, 0), LinkForm.INLINE, url, resource=resource_of(url)))[-1]
    return Judgement(target.key, Verdict(told.pop("verdict", "ok")), told.pop("checked", 0), **told)


def cases(kind: str) -> list[Any]:
    """Return the cases of one kind of every rule as test parameters, named after the rule and the case."""
    parameters = []
    for rule in all_rules():
        for number, given in enumerate(load(rule).get(kind, []), 1):
            case = in_world(as_case(given), rule)
            marks = [pytest.mark.xfail(strict=True, reason=case["reason"])] if kind == "known" else []
            parameters.append(pytest.param(rule, case, id=f"{rule.name}-{case.get('title', number)}", marks=marks))
    return parameters


each_rule = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in all_rules()])


class Bench:
    """One input with its surroundings, checked and fixed by the rule under test alone."""

    def __init__(self, rule: Rule, case: Case, folder: Path) -> None:
        self.rule, self.case, self.folder = rule, case, folder
        self.path = case.get("path", "README.md")
        self.twin_path = case.get("twin_path", "README.zh.md")
        self.config = load_config(self._write_config())
        for name in case.get("files", ()):
            place = folder / name
            (place if name.endswith("/") else place.parent).mkdir(parents=True, exist_ok=True)
            if not name.endswith("/"):
                place.touch()
        encoded = case["input"].encode(case.get("encoding", "utf-8"), "surrogateescape")
        self.documents = {self.path: self.parse(self.path, encoded)}
        if "twin" in case:
            self.documents[self.twin_path] = self.parse(self.twin_path, case["twin"].encode())

    def _write_config(self) -> str:
        path = self.folder / "pyproject.toml"
        path.write_text(f"[tool]\nawesome-lint = {toml_value(self.case.get('config', {}))}\n", encoding="utf-8")
        return str(path)

    def parse(self, path: str, data: bytes) -> Document:
        source = decode_source(str(self.folder / path), data)
        language = self.case.get("twin_language" if path == self.twin_path else "language")
        document = parse_document(source, self.config.labels)
        return replace(document, language=language or self.config.language_of(source.path) or document.language)

    def check(self) -> list[Diagnostic]:
        context = Context(
            document=self.documents[self.path],
            files=FileIndex(self.folder),
            twins=tuple(d for path, d in self.documents.items() if path != self.path),
            declarations=self.config.declarations,
            is_list=self.case.get("is_list", True),
            style=self.config.style,
            source_language=self.config.source_language if self.config.twins_of(str(self.folder / self.path)) else None,
            records=self.records(),
            checked=frozenset(d.path for d in self.documents.values()) if self.case.get("both", False) else frozenset(),
            judgements=judgements_of(self.case.get("online", {})),
        )
        others = [rules_by_name()[name] for name in self.case.get("select", ())]
        found = lint(context, [self.rule, *others])
        return [diagnostic for diagnostic in found if diagnostic.code == self.rule.code]

    def records(self) -> dict[str, dict[str, Record]]:
        if "twin_before" not in self.case:
            return {}
        before = self.parse(self.twin_path, self.case["twin_before"].encode())
        document = self.documents[self.path]
        return {document.path: confirmed(align(before, document))}

    def fix(self) -> None:
        """Make all fixes, round by round, until nothing changes."""
        for _ in range(ROUNDS):
            sources = {document.path: document.source for document in self.documents.values()}
            texts = apply_fixes(sources, self.check(), unsafe=True).texts
            if not texts:
                return
            for path, document in self.documents.items():
                if document.path in texts:
                    self.documents[path] = self.parse(path, texts[document.path].encode("utf-8", "surrogateescape"))
        pytest.fail(f"the fixes of {self.rule.code} do not settle")

    def text(self, path: str) -> str:
        return self.documents[path].source.text


def toml_value(value: Any) -> str:
    """Return ``value`` as an inline TOML value."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml_value(key)} = {toml_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"' if isinstance(value, str) else str(value)


def places(diagnostics: list[Diagnostic]) -> list[str]:
    return ["{}:{}".format(*d.source.position(d.finding.span.start)) for d in diagnostics]


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def described(diagnostics: list[Diagnostic]) -> str:
    return "\n".join(
        f"{place} {d.code} {d.finding.message}" for place, d in zip(places(diagnostics), diagnostics, strict=True)
    )


# Cases


@pytest.mark.parametrize(("rule", "case"), cases("pass"))
def test_passing_case_is_silent(rule: Rule, case: Case, tmp_path: Path) -> None:
    found = Bench(rule, case, tmp_path).check()
    assert not found, described(found)


@pytest.mark.parametrize(("rule", "case"), [*cases("fail"), *cases("known")])
def test_failing_case(rule: Rule, case: Case, tmp_path: Path) -> None:
    bench = Bench(rule, case, tmp_path)
    found = bench.check()
    assert places(found) == as_list(case["at"]), described(found)
    for diagnostic, part in zip(found, as_list(case.get("message", [])), strict="message" in case):
        assert part in diagnostic.finding.message
    expected_severity = Severity(case["severity"]) if "severity" in case else rule.severity
    assert {d.severity for d in found} == {expected_severity}
    assert_fixes(bench, found)


def assert_fixes(bench: Bench, found: list[Diagnostic]) -> None:
    case = bench.case
    fixes = [d.finding.fix for d in found if d.finding.fix and d.finding.fix.applicability is not Applicability.DISPLAY]
    assert bool(fixes) == ("fixed" in case or "fixed_twin" in case), [fix.title for fix in fixes]
    if "safe" in case:
        wanted = Applicability.SAFE if case["safe"] else Applicability.UNSAFE
        assert [fix.applicability for fix in fixes] == [wanted] * len(fixes)
    bench.fix()
    assert bench.text(bench.path) == case.get("fixed", case["input"])
    if "twin" in case:
        assert bench.text(bench.twin_path) == case.get("fixed_twin", case["twin"])


@each_rule
def test_case_file_is_well_formed(rule: Rule) -> None:
    data = load(rule)
    assert data, f"write tests/cases/rules/{rule.name}.toml"
    assert data.keys() <= {"pass", "fail", "known", "example", "online"}
    assert data.get("fail"), "no case shows what the rule finds"
    assert len(data.get("pass", [])) >= len(data["fail"]), "at least as many pass as fail cases"
    for case in map(as_case, data["pass"]):
        assert case.keys() <= {"title", "input", *SURROUNDINGS}
    for case in (*data["fail"], *data.get("known", [])):
        assert case.keys() <= {"title", "input", "reason", *SURROUNDINGS, *EXPECTATIONS}
        assert {"title", "input", "at"} <= case.keys()
    titles = [case["title"] for case in data["fail"]]
    assert len(titles) == len(set(titles))


@each_rule
def test_cases_show_how_often_the_rule_fixes(rule: Rule) -> None:
    fixed = {"fixed" in case or "fixed_twin" in case for case in load(rule).get("fail", [])}
    assert fixed <= {Fixable.ALWAYS: {True}, Fixable.NEVER: {False}, Fixable.SOMETIMES: {True, False}}[rule.fixable]
    assert True in fixed or rule.fixable is Fixable.NEVER


def test_case_files_belong_to_rules() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} <= {rule.name for rule in all_rules()}


# Documentation


@each_rule
def test_docstring_has_its_headings_in_order(rule: Rule) -> None:
    parts = docs.docstring_parts(rule)
    assert docs.summary(rule).endswith(".")
    assert list(parts) == [heading for heading in docs.HEADINGS if heading in parts]
    assert set(docs.REQUIRED) <= parts.keys()
    assert all(parts.values()), "a heading with nothing below"


@each_rule
def test_unsafe_fixes_are_explained(rule: Rule, tmp_path: Path) -> None:
    benches = [Bench(rule, case, tmp_path) for case in load(rule).get("fail", []) if case.get("safe") is False]
    assert not benches or "Fix safety" in docs.docstring_parts(rule)


def example(rule: Rule, heading: str, folder: Path) -> Bench:
    surroundings = in_world(dict(load(rule).get("example", {})), rule)
    text = docs.docstring_parts(rule)[heading]
    for shown, meant in surroundings.pop("stand_ins", {}).items():
        text = text.replace(shown, meant)
    if heading != "Example":
        surroundings.pop("encoding", None)
    return Bench(rule, {**surroundings, "input": f"{text}\n"}, folder)


@each_rule
def test_example_fires(rule: Rule, tmp_path: Path) -> None:
    assert example(rule, "Example", tmp_path).check()


@each_rule
def test_use_instead_is_silent(rule: Rule, tmp_path: Path) -> None:
    found = example(rule, "Use instead", tmp_path).check()
    assert not found, described(found)


@each_rule
def test_fixing_the_example_gives_what_to_use_instead(rule: Rule, tmp_path: Path) -> None:
    bench = example(rule, "Example", tmp_path)
    if not any(d.finding.fix for d in bench.check()):
        assert rule.fixable is not Fixable.ALWAYS
        return
    bench.fix()
    assert bench.text(bench.path).strip() == docs.docstring_parts(rule)["Use instead"].strip()


def test_rules_page_is_fresh() -> None:
    page = Path(__file__).parents[1] / "tools" / "RULES.md"  # the checkout's, though the package may be installed
    assert page.read_text(encoding="utf-8") == docs.rules_page(all_rules()), "run: python -m awesome_lint.rules.docs"


# Names


@each_rule
def test_name_file_and_family_agree(rule: Rule) -> None:
    package, _, module = type(rule).__module__.rpartition(".")
    assert module == rule.name.replace("-", "_")
    assert package.rpartition(".")[2] == FAMILIES[rule.code[:3]]
    assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", rule.code)
    assert type(rule).__name__ == "".join(word.capitalize() for word in rule.name.split("-"))


def test_codes_and_names_are_unique() -> None:
    assert len(rules_by_name()) == 2 * len(all_rules())


def catalogue() -> dict[str, list[str]]:
    lines = CATALOGUE.read_text(encoding="utf-8").splitlines()
    return {line.split("\t")[0]: line.split("\t")[1:] for line in lines if line and not line.startswith("#")}


@each_rule
def test_rule_is_as_promised(rule: Rule) -> None:
    """Names and severities are a contract: changing one is a commit of its own, and codes are never reused."""
    assert catalogue()[rule.code][:2] == [rule.name, rule.severity.value]


def promised() -> list[Any]:
    later = pytest.mark.xfail(strict=True, reason="not written yet")
    return [
        pytest.param(code, id=code, marks=[later] if rest[2:] == ["later"] else [])
        for code, rest in catalogue().items()
    ]


@pytest.mark.parametrize("code", promised())
def test_promised_rule_exists(code: str) -> None:
    assert rules_by_name().get(code), "write it, or mark it as later in the catalogue"


def test_yields_to_names_rules() -> None:
    for rule in all_rules():
        assert set(rule.yields_to) <= catalogue().keys()
        assert rule.code not in rule.yields_to
