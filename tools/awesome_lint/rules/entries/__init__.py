"""ENT: fields and layout of entries."""
