"""Text whose bytes went wrong: what it looks like, what it was, and how it is put right. No rule, no file access."""
