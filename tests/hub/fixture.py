"""The hub as a fixture: put ``from hub.fixture import start_hub`` into a test module, and ask for ``start_hub``."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from .server import Hub

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .world import World


@pytest.fixture
def start_hub() -> Iterator[Callable[..., Hub]]:
    """Return a function that starts a hub with a world and the fields of ``Setup``; all end with the test."""
    with ExitStack() as started:

        def start(world: World | None = None, **setup: Any) -> Hub:
            return started.enter_context(Hub(world, **setup))

        yield start
