"""What is truly wrong in the real lists (``DEFECTS.tsv``) is found, by its code at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from real_lists import CORPUS, checked

from awesome_lint.rules.registry import all_rules

if TYPE_CHECKING:
    from awesome_lint.diagnostics import Diagnostic

BUILT = {rule.code for rule in all_rules()}
BESIDE = {"STY001", "STR005", "BDG008"}
"""Codes whose finding may begin on the line beside the one the table names."""


def _rows() -> list[object]:
    table = CORPUS / "DEFECTS.tsv"
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()[1:]] if table.is_file() else []
    return [_row(*row[:3]) for row in rows] or [pytest.param("", 0, set(), marks=pytest.mark.skip(reason="no corpus"))]


def _row(path: str, line: str, codes: str) -> object:
    wanted = set(codes.split("/"))
    marks = [pytest.mark.xdist_group(path.partition("/")[0])]
    if not wanted & BUILT:
        marks.append(pytest.mark.xfail(strict=True, reason=f"{codes} is not built yet"))
    return pytest.param(path, int(line), wanted, marks=marks, id=f"{path}:{line}-{codes.replace('/', '-')}")


@pytest.mark.parametrize(("path", "line", "codes"), _rows())
def test_defect_is_found(path: str, line: int, codes: set[str]) -> None:
    folder, name = path.split("/", 1)
    drift = any(code.startswith("TRN") for code in codes)  # judged on repaired text
    assert any(_reports(diagnostic, name, line, codes) for diagnostic in checked(folder, repaired=drift).diagnostics)


def _reports(diagnostic: Diagnostic, name: str, line: int, codes: set[str]) -> bool:
    finding, slack = diagnostic.finding, diagnostic.code in BESIDE
    spots = [(diagnostic.source, finding.span), *((r.source, r.span) for r in finding.related)]
    return diagnostic.code in codes and any(
        source.path.endswith(name) and source.row(span.start) - slack <= line <= source.row(span.end) + slack
        for source, span in spots
    )
