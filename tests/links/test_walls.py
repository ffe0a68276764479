"""Bot walls are told by their marks, and pages that look a little like them are not."""

from __future__ import annotations

import pytest

from awesome_lint.links.answers import Answer
from awesome_lint.links.walls import is_wall


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ({"cf-mitigated": "challenge"}, b"", True),
        ({"x-amzn-waf-action": "challenge"}, b"", True),
        ({"server": "cloudflare"}, b"<html><title>Just a moment...</title>", True),
        ({}, b"<script>window._cf_chl_opt={}</script>", True),
        ({"server": "cloudflare"}, b"<title>Not found</title>", False),
        ({}, b"Just a moment of your time", False),
        ({}, b" " * 2**14 + b"<title>Just a moment", False),
        ({}, b"", False),
    ],
)
def test_marks(headers: dict[str, str], body: bytes, expected: bool) -> None:  # noqa: FBT001
    assert is_wall(Answer(404, headers, body)) is expected
