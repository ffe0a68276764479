"""Bring translations in step with their source: what ``awesome-lint sync`` does."""
