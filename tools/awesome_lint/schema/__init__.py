"""What the entries of a section look like: declared in configuration, or learned from the list."""

from awesome_lint.schema.badges import image_template
from awesome_lint.schema.declared import Declaration, FieldSpec, SortKey
from awesome_lint.schema.order import is_ordered
from awesome_lint.schema.parts import Part, entry_parts
from awesome_lint.schema.schemas import Schemas
from awesome_lint.schema.section_schema import SectionSchema
from awesome_lint.schema.sorting import out_of_order

__all__ = [
    "Declaration",
    "FieldSpec",
    "Part",
    "Schemas",
    "SectionSchema",
    "SortKey",
    "entry_parts",
    "image_template",
    "is_ordered",
    "out_of_order",
]
