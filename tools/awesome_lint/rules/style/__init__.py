"""STY: how Markdown is written, and suppression comments."""
