"""What tests use if it is there, and are skipped without: files that lie outside the repository."""

import os
from pathlib import Path

_SHARED = Path(__file__).resolve().parents[1].parent / "shared"

CORPUS = Path(os.environ.get("AWESOME_LINT_CORPUS") or _SHARED / "corpus")
"""Real lists, a folder each."""
COMMONMARK = _SHARED / "spec" / "commonmark.json"
"""The examples of the CommonMark specification."""
