"""No command but ``links`` opens a socket unless it is told to, or even imports what could."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

LIST = """# Models

## Open

- [Alpha](https://github.com/alpha/alpha) - The first. [paper](https://arxiv.org/abs/2310.06825)
- [Beta](https://beta.example/x?utm_source=a) - The second.
"""
CONFIG = '[languages]\nsource = "en"\nen = "README.md"\nzh = "README.zh.md"\n'
PROGRAM = """
import json, sys

seen = []

def watch(event, arguments):
    if event.startswith("socket."):
        seen.append(event)

sys.addaudithook(watch)
before = set(sys.modules)  # coverage loads modules of its own
from awesome_lint.cli import execute

code = execute(sys.argv[1:])
loaded = {name.partition(".")[0] for name in sys.modules.keys() - before}
heavy = sorted(loaded & {"httpx", "aiohttp", "stamina", "sqlite3", "ssl"})
print(json.dumps({"code": code, "sockets": seen, "heavy": heavy}), file=sys.stderr)
"""


def watched(folder: Path, *arguments: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    result = json.loads(done.stderr.splitlines()[-1])
    assert isinstance(result, dict)
    return result


@pytest.mark.parametrize(
    "command",
    [
        "check",
        "check --select ALL",
        "check --fix",
        "fix --unsafe-fixes",
        "format",
        "status",
        "sync",
        "ast README.md",
        "rule",
    ],
)
def test_no_socket(command: str, tmp_path: Path) -> None:
    Path(tmp_path, "README.md").write_text(LIST, encoding="utf-8")
    Path(tmp_path, "README.zh.md").write_text(LIST.replace("The first", "第一个"), encoding="utf-8")
    Path(tmp_path, ".awesome-lint.toml").write_text(CONFIG, encoding="utf-8")
    result = watched(tmp_path, *command.split())
    assert result.pop("code") in (0, 1)
    assert result == {"sockets": [], "heavy": []}


def test_the_watch_sees_sockets(tmp_path: Path) -> None:
    """What would make the tests above pass for nothing."""
    program = PROGRAM.replace(
        "from awesome_lint.cli import execute", "import socket; execute = lambda _: socket.socket() and 0"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(done.stderr.splitlines()[-1])["sockets"] == ["socket.__new__"]
