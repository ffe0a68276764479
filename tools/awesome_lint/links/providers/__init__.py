"""Whom to ask about what: one module an owner; the web takes what is left."""
