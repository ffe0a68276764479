"""Credentials are taken out of whatever is kept or shown: of addresses, of texts, of facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_lint.links.verdicts import Json

REMOVED = "[removed]"
"""Stands where a credential was."""

_NAMES = """
    access_token api-key api_key apikey auth auth_token authorization awsaccesskeyid client_secret cookie id_token jwt
    passwd password private_token proxy-authorization pwd refresh_token secret session sessionid set-cookie sig
    signature token x-api-key
"""
_SECRET_NAMES = frozenset(_NAMES.split())
_SECRET_PREFIXES = ("x-amz-", "x-goog-")
"""Parameters of signed addresses of Amazon and Google; the signature is a credential until it expires."""

_SECRETS = re.compile(
    r"""
      \bgh[a-z]_[A-Za-z0-9_]{30,400}            # GitHub, https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
    | \bgithub_pat_[A-Za-z0-9_]{22,400}
    | \bhf_[A-Za-z0-9]{30,400}                  # Hugging Face
    | \bglpat-[A-Za-z0-9_-]{20,400}             # GitLab
    | (?i:\bauthorization\s{0,9}:[^\r\n]{1,400})
    | (?i:\bbearer\s{1,9}[A-Za-z0-9._~+/=-]{20,400})  # RFC 6750
    """,
    re.VERBOSE | re.ASCII,
)
_ADDRESS = re.compile(r"[A-Za-z]{2,9}://[^\s\"'<>]{1,4000}", re.ASCII)


def without_credentials(url: str) -> str:
    """Return ``url`` without user and password, and without parameters that are named like credentials.

    Every other character stays as it is.
    """
    scheme, slashes, behind = url.partition("://")
    if not slashes:
        return url
    end = min((at for mark in "/?#" if (at := behind.find(mark)) >= 0), default=len(behind))
    host = behind[:end].rpartition("@")[2]
    before, hash_mark, fragment = behind[end:].partition("#")
    path, _, query = before.partition("?")
    query, fragment = _without_secrets(query), _without_secrets(fragment)
    question_mark = "?" if query or before.endswith("?") else ""
    mark = hash_mark if fragment or before + hash_mark == behind[end:] else ""
    return f"{scheme}://{host}{path}{question_mark}{query}{mark}{fragment}"


def redacted_text(text: str) -> str:
    """Return ``text`` without tokens in the formats that are known, and its addresses without credentials."""
    plain = _ADDRESS.sub(lambda match: without_credentials(match[0]), text)
    return _SECRETS.sub(REMOVED, plain)


def redacted_facts(facts: Mapping[str, Json]) -> dict[str, Json]:
    """Return ``facts`` without what is named like a credential, all texts redacted."""
    return {name: _redacted(value) for name, value in facts.items() if not _is_secret(name)}


def _redacted(value: Json) -> Json:
    if isinstance(value, str):
        return redacted_text(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return redacted_facts(value)
    return [_redacted(each) for each in value]


def _without_secrets(parameters: str) -> str:
    return "&".join(each for each in parameters.split("&") if not _is_secret(each.partition("=")[0]))


def _is_secret(name: str) -> bool:
    name = name.lower()
    return name in _SECRET_NAMES or name.startswith(_SECRET_PREFIXES)
