"""TRN: the same list in several languages."""
