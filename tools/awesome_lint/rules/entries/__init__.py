"""ENT: what an entry says in its fields, and the order of its parts."""
