"""Stage 2, parse: a ``SourceText`` becomes a ``Document`` (``nodes.py``)."""
