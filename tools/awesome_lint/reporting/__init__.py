"""Stage 5, report: one file per output format."""

from awesome_lint.reporting import concise, full, github, json_format, markdown
from awesome_lint.reporting.report import FixedFile, Report, Reporter

REPORTERS: dict[str, Reporter] = {
    "full": full.render,
    "concise": concise.render,
    "json": json_format.render,
    "github": github.render,
    "markdown": markdown.render,
}
"""Every output format by the name it has on the command line."""

FOR_PEOPLE = ("full", "concise")
"""Formats that end with a summary; the others hold nothing but findings."""

__all__ = ["FOR_PEOPLE", "REPORTERS", "FixedFile", "Report", "Reporter"]
