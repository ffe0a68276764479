"""Stage 3, check: the rules. One folder per family, one file per rule, named after the rule."""
