import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from awesome_lint.source.patterns import covers, decide, parse_patterns


@pytest.mark.parametrize(
    ("pattern", "meant", "not_meant"),
    [
        ("a.md", ["a.md", "docs/a.md", "a.md/b"], ["aa.md", "A.md"]),
        ("/a.md", ["a.md"], ["docs/a.md"]),
        ("docs/*.md", ["docs/a.md"], ["docs/x/a.md", "x/docs/a.md", "docs/a.txt"]),
        ("docs/", ["docs/a.md", "x/docs/a.md"], ["docs"]),
        ("docs/**", ["docs/a.md", "docs/x/a.md"], ["docs"]),
        ("docs/**/a.md", ["docs/a.md", "docs/x/y/a.md"], ["a.md"]),
        ("**/a.md", ["a.md", "x/y/a.md"], ["b.md"]),
        ("*draft*", ["my draft.md", "drafts/a.md"], ["a.md"]),
        ("?.md", ["a.md", "中.md"], ["ab.md", ".md"]),
        ("[a-c].md", ["b.md"], ["d.md"]),
        ("[!a-c].md", ["d.md"], ["b.md"]),
        ("[^a].md", ["d.md"], ["a.md"]),
        ("[]].md", ["].md"], ["[.md"]),
        (r"\#a", ["#a"], ["a"]),
        (r"\!a", ["!a"], ["a"]),
        (r"a\*", ["a*"], ["ab"]),
        ("a  ", ["a"], ["a  "]),
        ("a\\ ", ["a "], ["a"]),
    ],
)
def test_patterns(pattern, meant, not_meant):
    patterns = parse_patterns([pattern])
    assert [path for path in meant if not covers(patterns, path)] == []
    assert [path for path in not_meant if covers(patterns, path)] == []


def test_last_pattern_decides_and_comments_say_nothing():
    patterns = parse_patterns(["# all\n", "\n", "*.md\n", "!keep.md\n"])
    assert decide(patterns, "a.md") is True
    assert decide(patterns, "keep.md") is False
    assert decide(patterns, "a.txt") is None


def test_nothing_is_taken_back_below_a_folder_that_is_meant():
    assert covers(parse_patterns(["docs/", "!docs/a.md"]), "docs/a.md")


def test_many_stars_take_no_time():
    patterns = parse_patterns(["*a" * 40 + "b", "**/a/" * 40 + "b"])
    started = time.perf_counter()
    assert not covers(patterns, "a" * 250)
    assert decide(patterns, "a/" * 1000 + "c") is None
    assert time.perf_counter() - started < 2


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    folder = tmp_path_factory.mktemp("oracle")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return folder


NAME = st.sampled_from(["a", "b", "ab", "a.md", "b a"])
PATHS = st.lists(st.lists(NAME, min_size=1, max_size=3).map("/".join), min_size=1, max_size=4, unique=True)
PIECE = st.sampled_from(["a", "b", "*", "**", "?", "*.md", "[ab]", "[!a]", "a*b", "ab", "b?a"])
LINE = st.tuples(
    st.sampled_from(["", "!", "/", "!/"]), st.lists(PIECE, min_size=1, max_size=3), st.sampled_from(["", "/"])
)
LINES = st.lists(LINE.map(lambda t: t[0] + "/".join(t[1]) + t[2]), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, paths=PATHS)
def test_agrees_with_git(repository: Path, lines, paths):
    (repository / ".gitignore").write_text("\n".join(lines))
    command = ["git", "-C", str(repository), "-c", "core.excludesFile=", "check-ignore", "--stdin", "-z", "--no-index"]
    answer = subprocess.run(command, input="\0".join(paths), capture_output=True, text=True, check=False)
    patterns = parse_patterns(lines)
    assert answer.returncode in (0, 1), answer.stderr
    assert [path for path in paths if covers(patterns, path)] == answer.stdout.split("\0")[:-1]
