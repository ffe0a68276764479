"""A run shared among jobs: each host belongs to one of them, so that it is asked no faster than by one job alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from heapq import heapreplace
from typing import TYPE_CHECKING

from awesome_lint.errors import UsageError
from awesome_lint.links.addresses import ascii_host
from awesome_lint.links.hosts import bare_host, belongs_to, split_address
from awesome_lint.links.targets import OWNERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_lint.links.targets import Target

_SHARD = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})", re.ASCII)
_PORT = re.compile(r":[0-9]*\Z")


@dataclass(frozen=True, slots=True)
class Shard:
    """The part ``index``, from 1, of ``count``."""

    index: int
    count: int

    def share(self, targets: Sequence[Target]) -> list[Target]:
        """Return those of ``targets``, which have to be the same for all shards, that belong to this one."""
        homes = assign(targets, self.count)
        return [target for target in targets if homes[site_of(target)] == self.index]


def parse_shard(text: str) -> Shard:
    """Read ``2/5``; raises ``UsageError``."""
    match = _SHARD.fullmatch(text.strip())
    if match is None or int(match[1]) > int(match[2]):
        raise UsageError(f"--shard needs a part and their number, as 2/5 for the second of five, not {text!r}")
    return Shard(int(match[1]), int(match[2]))


def assign(targets: Iterable[Target], count: int) -> dict[str, int]:
    """Return the shard of each site, from 1 to ``count``: the largest sites first, each where there is least so far.

    The same targets, in whatever order, give the same shards on every machine.
    """
    sizes = Counter(map(site_of, targets))
    loads = [(0, index) for index in range(1, count + 1)]
    homes = {}
    for site, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        load, homes[site] = loads[0]
        heapreplace(loads, (load + size, homes[site]))
    return homes


def site_of(target: Target) -> str:
    """Return whose limits count for ``target``: its owner's site, as pages go where the API is asked, else its host."""
    if target.resource is not None:
        kind = target.resource.kind
        return next(site for start, site in OWNERS.items() if kind.startswith(start))
    address = split_address(target.url)
    name = _PORT.sub("", address.host.rpartition("@")[2]) if address else ""
    host = bare_host(ascii_host(name) or name)
    return next((site for site in OWNERS.values() if belongs_to(host, site)), host)
