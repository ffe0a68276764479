"""Colour for terminals, without the cost of a library."""

_CODES = {"error": "1;31", "warning": "1;33", "info": "1;36", "bold": "1", "dim": "2"}


def paint(text: str, style: str, *, color: bool) -> str:
    """Return ``text`` in ``style``, a severity or ``bold`` or ``dim``; unchanged without colour."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if color else text
