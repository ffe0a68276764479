"""The hub alone: ``python -m tests.hub --port 8899``. Prints the endpoints as JSON, then serves until it is ended."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading

from .limits import Limits
from .lists import WORLDS
from .server import Hub


def main() -> None:
    """Serve one of the worlds of ``lists`` or the zoo."""
    parser = argparse.ArgumentParser(prog="python -m tests.hub", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--world", choices=sorted(WORLDS), default="zoo")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds")
    parser.add_argument("--web-in-flight", type=int, help="the most requests in flight to one host of the web")
    parser.add_argument("--token", action="append", default=[], help="a token that is valid; else hub-token is")
    chosen = parser.parse_args()
    tokens = {"tokens": frozenset(chosen.token)} if chosen.token else {}
    limits = Limits(web_in_flight=chosen.web_in_flight)
    world = WORLDS[chosen.world](chosen.seed)
    ended = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: ended.set())
    with Hub(world, port=chosen.port, limits=limits, latency=chosen.latency, **tokens) as hub:
        sys.stdout.write(f"{json.dumps(hub.endpoints())}\n")
        sys.stdout.flush()
        ended.wait()


if __name__ == "__main__":
    main()
