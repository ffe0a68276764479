"""What the entries of a section look like: declared in configuration, or learned from the list."""

from awesome_lint.schema.declared import Declaration, FieldSpec, SortKey

__all__ = ["Declaration", "FieldSpec", "SortKey"]
