"""A world to test links in: a server on loopback that speaks as the owners' APIs do and enforces their limits.

``world`` holds the facts, ``server.Hub`` serves them::

    with Hub(World(repositories=[Repository("a/old", renamed_to="b/new")]), latency=0.1) as hub:
        environment = {"AWESOME_LINT_ENDPOINTS": json.dumps(hub.endpoints()), "AWESOME_LINT_TEST_TOKEN": "hub-token"}
        ...
        assert hub.counts.violations == []

Each provider is in the file named after it; ``web`` is all other hosts, ``sites`` the pages of those who have an API as
well, ``rude`` what no HTTP library would send. ``limits`` are the published ones, ``faults`` what goes wrong when a
test asks for it, ``counts`` what was seen. ``zoo`` holds hard cases and ``lists`` whole lists, each with what is right.
Alone, for benchmarks: ``python -m tests.hub --port 8899 --world go --latency 0.1``, which prints the endpoints;
``/_counts``, ``/_reset``, ``/_endpoints`` and ``/_peers`` are for other processes.
"""
