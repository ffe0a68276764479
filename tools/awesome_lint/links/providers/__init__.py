"""Whom to ask about what: one module an owner, the first that takes a target; the web takes what is left."""

from awesome_lint.links.providers import arxiv, doi, github, huggingface, web
from awesome_lint.links.providers.base import Provider

PROVIDERS: tuple[Provider, ...] = (
    arxiv.PROVIDER,
    github.PROVIDER,
    huggingface.PROVIDER,
    doi.PROVIDER,
    web.PROVIDER,
)
