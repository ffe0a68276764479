"""Library: the same list in two languages: twins, alignment, facts, state."""
