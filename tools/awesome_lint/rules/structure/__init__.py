"""STR: titles, headings, sections and their order."""
