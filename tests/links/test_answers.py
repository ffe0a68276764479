"""What an answer says of when to come back."""

from __future__ import annotations

import time
from email.utils import formatdate

import pytest

from awesome_lint.links.answers import Answer


def wait_of(**headers: str) -> float | None:
    return Answer(429, {name.replace("_", "-"): value for name, value in headers.items()}).retry_after


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "7"}, 7),
        ({"retry_after": " 0 "}, 0),
        ({"retry_after": "9" * 30}, 999_999_999),
        ({"retry_after": "soon"}, None),
        ({"retry_after": "-5"}, None),
        ({"retry_after": "٣"}, None),
        ({}, None),
        ({"ratelimit": '"api";r=0;t=120'}, 120),
        ({"ratelimit": '"api"; r=0; t=120'}, 120),
        ({"ratelimit": '"api";r=10;t=120'}, None),
        ({"retry_after": "3", "ratelimit": '"api";r=0;t=120'}, 3),
        ({"x_ratelimit_remaining": "0"}, None),
        ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": "x"}, None),
        ({"x_ratelimit_remaining": "5", "x_ratelimit_reset": "99999999999"}, None),
        ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": "1"}, 0),
    ],
)
def test_seconds(headers: dict[str, str], seconds: float | None) -> None:
    assert wait_of(**headers) == seconds


def test_times() -> None:
    later = time.time() + 60
    assert wait_of(retry_after=formatdate(later, usegmt=True)) == pytest.approx(60, abs=5)
    assert wait_of(retry_after=formatdate(later - 3600, usegmt=True)) == 0
    assert wait_of(x_ratelimit_remaining="0", x_ratelimit_reset=str(int(later))) == pytest.approx(60, abs=5)
