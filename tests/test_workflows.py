"""The workflows are valid, may do no more than they need, run only actions that cannot change, and do what they say."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from awesome_lint import cli

WORKFLOWS = sorted((Path(__file__).parents[1] / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
VERSIONED = re.compile(r"uses: (\S+) # (v\d+\.\d+\.\d+)$", re.MULTILINE)
MAY_WRITE = {("links.yml", "issue"): {"issues": "write"}}
BASH = shutil.which("bash")


def load(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def jobs() -> list[tuple[str, str, dict[str, Any]]]:
    return [(path.name, name, job) for path in WORKFLOWS for name, job in load(path)["jobs"].items()]


def steps() -> list[dict[str, Any]]:
    return [step for _, _, job in jobs() for step in job["steps"]]


# Permissions and pins


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_nothing_by_itself(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {}
    assert {"name", "concurrency", "jobs"} <= workflow.keys()
    assert "pull_request_target" not in workflow[True]  # how YAML 1.1 reads "on"


@pytest.mark.parametrize(("file", "name", "job"), jobs())
def test_a_job_may_do_little(file: str, name: str, job: dict[str, Any]) -> None:
    assert job["permissions"] == MAY_WRITE.get((file, name), {"contents": "read"})
    assert job["timeout-minutes"] <= 40
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_a_job_that_may_write_runs_nothing_of_the_repository() -> None:
    for file, name in MAY_WRITE:
        (job,) = [job for each, called, job in jobs() if (each, called) == (file, name)]
        assert not any("checkout" in step.get("uses", "") or "pip" in step.get("run", "") for step in job["steps"])


def test_actions_are_pinned_and_of_one_version() -> None:
    versions = defaultdict(set)
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        used = re.findall(r"uses: (\S+)", text)
        assert all(PINNED.fullmatch(each) for each in used)
        assert [action for action, _ in VERSIONED.findall(text)] == used
        for action, version in VERSIONED.findall(text):
            name, _, commit = action.partition("@")
            versions["/".join(name.split("/")[:2])].add((commit, version))
    assert {name: len(found) for name, found in versions.items() if len(found) > 1} == {}


def test_scripts_hold_no_text_of_others() -> None:
    assert not [step["run"] for step in steps() if "${{" in step.get("run", "")]


def test_commands_exist() -> None:
    lines = [line for step in steps() for line in step.get("run", "").splitlines() if line.startswith("awesome-lint ")]
    assert len(lines) >= 5
    for line in lines:
        _, command, *arguments = shlex.split(line)
        options = {name for parameter in cli.awesome_lint.commands[command].params for name in parameter.opts}
        assert {each for each in arguments if each.startswith("--")} <= options, line


# Links: parts, and what they are joined to


def job(name: str) -> dict[str, Any]:
    (found,) = [job for file, called, job in jobs() if (file, called) == ("links.yml", name)]
    return found


def test_parts_are_as_many_as_they_think() -> None:
    shards = job("verify")["strategy"]["matrix"]["shard"]
    (script,) = [step["run"] for step in job("verify")["steps"] if "--shard" in step.get("run", "")]
    assert shards == list(range(1, len(shards) + 1))
    assert f'--shard "$SHARD/{len(shards)}"' in script


def test_pull_requests_and_whole_lists_are_apart() -> None:
    assert job("added")["if"] == "github.event_name == 'pull_request'"
    for name in ("verify", "report"):
        assert "github.event_name != 'pull_request'" in job(name)["if"]


def test_what_is_kept_is_what_is_restored() -> None:
    (restored,) = [step["with"] for step in job("verify")["steps"] if "cache/restore@" in step.get("uses", "")]
    (saved,) = [step["with"] for step in job("report")["steps"] if "cache/save@" in step.get("uses", "")]
    assert restored["path"] == saved["path"]  # GitHub finds no cache of another path
    assert restored["key"] == saved["key"]
    assert saved["key"].startswith(restored["restore-keys"])


# Scripts, run with programs that only note what they are asked


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join((str(tmp_path), str(Path(sys.executable).parent), os.environ["PATH"])))
    return tmp_path


def pretend(folder: Path, program: str, script: str) -> None:
    """Put a program of this name in front of all others; it also notes its arguments."""
    note = f'import json, sys\nprint(json.dumps(sys.argv[1:]), file=open({str(folder / "asked")!r}, "a"))\n'
    (folder / program).write_text(f"#!{sys.executable}\n{note}{script}")
    (folder / program).chmod(stat.S_IRWXU)


def asked(folder: Path) -> list[list[str]]:
    path = folder / "asked"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def run_step(name: str, step_with: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the script of the step that holds ``step_with``, as GitHub runs it with ``shell: bash``."""
    (step,) = [step for step in job(name)["steps"] if step_with in step.get("run", "")]
    assert step["shell"] == "bash"
    given = {key: value for key, value in step.get("env", {}).items() if "${{" not in value}
    command = [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(
        command, env={**os.environ, **given, **environment}, capture_output=True, text=True, check=False
    )


needs_bash = pytest.mark.skipif(BASH is None, reason="needs bash")
LISTING = ["api", "--paginate", "repos/{owner}/{repo}/issues?state=all&labels=links&per_page=100", "--jq"]


def issue_step(folder: Path, broken: str, listed: str, code: int = 0) -> tuple[int, list[list[str]]]:
    """Run the step with issues of these numbers there; return its exit code and what it asked after the listing."""
    pretend(folder, "gh", f"if '--paginate' in sys.argv:\n    sys.stdout.write({listed!r})\n    sys.exit({code})\n")
    (folder / "report.md").write_text("Found 2 errors\n")
    done = run_step(
        "issue", "gh api", {"BROKEN": broken, "RUN": "https://x.example/1", "GH_TOKEN": "", "GH_REPO": "o/r"}
    )
    first, *rest = asked(folder)
    assert first[:4] == LISTING
    return done.returncode, rest


def changed(number: int, state: str) -> list[str]:
    place = f"repos/{{owner}}/{{repo}}/issues/{number}"
    return ["api", "--silent", "--method", "PATCH", place, "-F", "body=@report.md", "-f", f"state={state}"]


@needs_bash
def test_the_issue_is_made_when_links_are_broken(folder: Path) -> None:
    code, rest = issue_step(folder, "2", "")
    assert code == 0
    assert [each[:2] for each in rest] == [["label", "create"], ["api", "--silent"]]
    assert rest[1][2:] == [
        "repos/{owner}/{repo}/issues",
        *("-f", "title=Broken links", "-f", "labels[]=links", "-F", "body=@report.md"),
    ]
    body = (folder / "report.md").read_text()
    assert body.startswith("Found 2 errors\n\nFrom [this run](https://x.example/1), ")


@needs_bash
@pytest.mark.parametrize(
    ("broken", "listed", "expected"),
    [
        ("0", "", []),
        ("0", "7\n", [changed(7, "closed")]),
        ("2", "7\n", [changed(7, "open")]),
        ("1", "12\n7\n100\n", [changed(7, "open")]),
    ],
)
def test_there_is_one_issue(broken: str, listed: str, expected: list[list[str]], folder: Path) -> None:
    assert issue_step(folder, broken, listed) == (0, expected)


@needs_bash
@pytest.mark.parametrize("broken", ["", "x[$(touch called)]", "1; touch called"])
def test_what_another_job_says_is_a_number_or_the_issue_stays(broken: str, folder: Path) -> None:
    pretend(folder, "gh", "")
    (folder / "report.md").touch()
    assert run_step("issue", "gh api", {"BROKEN": broken, "RUN": "https://x.example/1"}).returncode == 1
    assert asked(folder) == []
    assert not (folder / "called").exists()


@needs_bash
def test_no_issue_is_made_when_the_old_one_cannot_be_looked_for(folder: Path) -> None:
    assert issue_step(folder, "2", "", code=1) == (1, [])


@needs_bash
@pytest.mark.skipif(shutil.which("jq") is None, reason="needs jq")
def test_only_the_issue_of_this_title_is_taken(folder: Path) -> None:
    issue_step(folder, "0", "")
    query = asked(folder)[0][4]
    issues = [
        {"number": 1, "title": "Broken links", "pull_request": {}},
        {"number": 2, "title": "Broken links in the header"},
        {"number": 3, "title": "Broken links"},
    ]
    done = subprocess.run(
        ["jq", query],
        input=json.dumps(issues),
        env={**os.environ, "TITLE": "Broken links"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "3\n"


@needs_bash
@pytest.mark.parametrize(
    ("severities", "broken"), [([], "0"), (["warning", "info"], "0"), (["error", "info", "error"], "2")]
)
def test_errors_are_counted(severities: list[str], broken: str, folder: Path) -> None:
    pretend(folder, "awesome-lint", "print('### Report')")
    (folder / "findings.json").write_text(json.dumps([{"severity": each} for each in severities]))
    outputs = {name: str(folder / name) for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    assert run_step("report", "GITHUB_STEP_SUMMARY", outputs).returncode == 0
    assert (folder / "GITHUB_OUTPUT").read_text() == f"broken={broken}\n"
    assert (folder / "report.md").read_text() == (folder / "GITHUB_STEP_SUMMARY").read_text() == "### Report\n"
