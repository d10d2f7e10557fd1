"""What a person waits for: the first paint, the answer of each key, a verb, an import; and the memory it takes.

Everything runs in a pseudo terminal, in turn within each round, and is told as a ratio of medians to something bare
that was measured in the same rounds: a Textual app of one label, or `python -c pass`. A busy machine disturbs both.

Beside it other terminal programs, where they do the same: pip installs dooit and toolong, each into a folder that is
thrown away; abook is run where the system has it.
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tools.terminal import Terminal

ROUNDS = 7
SIZES = (3, 1_000, 30_000)
LETTERS = 5_000  # of those with the most people, so that searching and counting have something to go through
KEYS = 10  # how often each key is pressed in a round
STATUSES = 3  # how often a verb runs in a round

BARE = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label("A bare label")
Bare().run()
"""


def environment(folder: Path) -> dict[str, str]:
    """Nobody's own files, and compiled modules as an installed program has them."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {
        "INFORMAL_DATA_DIR": folder,
        "INFORMAL_CONFIG_DIR": folder / "config",
        "INFORMAL_STATE_DIR": folder / "state",
    }
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), folder / "home")
    shown = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return env | {name: str(path) for name, path in (own | homes).items()} | shown


def connections(path: Path, count: int) -> None:
    """Made-up people as LinkedIn writes them."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"))
        for n in range(count):
            link = f"https://www.linkedin.com/in/nobody-{n}"
            work = f"Made-Up {n % 900}", f"Pretender {n % 70}"
            rows.writerow((f"Nobody{n * 7919 % 30_011}", f"Example{n}", link, "", *work, "02 Jan 2024"))


def fill(folder: Path, count: int) -> None:
    """A data file of that many people; a sixth of the many were written to."""
    from informal.model.ids import new_id
    from informal.model.kinds import Channel, State
    from informal.model.values import Message
    from informal.workspace import Paths, Workspace
    from informal.workspace.core import insert

    folder.mkdir()
    workspace = Workspace.open(Paths(folder, folder / "config", folder / "state"), origin="bench")
    connections(folder / "Connections.csv", count)
    workspace.files.import_(folder / "Connections.csv")
    core, text = workspace.core, "How did you come to what you do?\n" * 12
    written = list(core.store.table("contacts"))[: LETTERS if count > LETTERS else count // 10]
    letters = (
        Message(id=new_id(), contact=id, channel=Channel.EMAIL, subject="A question", body=text, state=State.SENT,
                at=core.clock.now(), on=core.today)
        for id in written
    )  # fmt: skip
    core.commit("write", [insert("messages", letter) for letter in letters])
    core.store.checkpoint()
    workspace.close()


def timed(command: list[str], env: dict[str, str]) -> float:
    """The seconds a command takes. Raises where it fails."""
    start = perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return perf_counter() - start


class Measured:
    """Seconds (and megabytes) by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)

    def add(self, name: str, *seconds: float) -> None:
        self.seconds[name] += [each for each in seconds if not math.isnan(each)]

    def median(self, name: str) -> float:
        return statistics.median(self.seconds[name])

    def p95(self, name: str) -> float:
        spent = sorted(self.seconds[name])
        return spent[min(len(spent) - 1, math.ceil(len(spent) * 0.95) - 1)]

    def row(self, name: str, to: str, *, unit: float = 1000, aim: str = "") -> None:
        """One line: the median, and its ratio to another."""
        if self.seconds[name] and self.seconds[to]:
            ratio = self.median(name) / self.median(to)
            print(f"  {name:<34} {self.median(name) * unit:>9.1f}   {ratio:>6.2f} times   {aim}".rstrip())


def keys(seen: Measured, size: int, app: Terminal) -> None:
    """Every sort of key, on the main screen as it opens."""

    def press(name: str, key: bytes) -> None:
        first, last = app.press(key)
        seen.add(f"{name}, {size:,}", first)
        seen.add(f"{name}, {size:,}, all of it", last)

    app.settle()
    for key in (b"j", b"k") * (KEYS // 2):
        press("cursor", key)
    app.press(b"/")
    app.settle()
    for key in b"nobody1 ex"[:KEYS]:
        press("letter of a search", bytes([key]))
    app.press(b"\x1b")
    app.settle()
    app.press(b"b")
    app.settle()
    for _ in range(KEYS // 2 * 2):
        press("cross out", b" ")
    app.press(b"\x1b")
    app.press(b"\x1b")
    app.settle()
    app.press(b"\r")
    app.settle()
    for key in b"what you do all day"[:KEYS]:
        press("letter of a letter", bytes([key]))
    app.settle()


@dataclass(frozen=True)
class Peer:
    """Another program: how it starts, by what one sees that it has painted, and its keys for down and for leaving."""

    name: str
    command: list[str]
    sign: bytes
    down: bytes
    leave: bytes


def one_round(seen: Measured, home: Path, peers: list[Peer]) -> None:
    """Everything once, one after the other."""
    python = sys.executable
    bare, informal = [python, "-c", BARE], [python, "-m", "informal"]
    app = Terminal(bare, environment(home), b"A bare label")
    seen.add("bare app", app.first_paint)
    seen.add("bare app, MB", app.end())
    for size in SIZES:
        app = Terminal(informal, environment(home / str(size)), b"Contacts")
        seen.add(f"first paint, {size:,}", app.first_paint)
        seen.add(f"all in place, {size:,}", app.drawn(b" quit"))
        app.settle(0.3, 4.0)
        if size != SIZES[1]:
            keys(seen, size, app)
        seen.add(f"MB, {size:,}", app.end())
    for peer in list(peers):
        try:
            other(seen, peer, environment(home))
        except (OSError, TimeoutError) as error:
            peers.remove(peer)
            print(f"  {peer.name}: did not run here ({error})", file=sys.stderr)
    for _ in range(STATUSES):
        seen.add("python -c pass", timed([python, "-c", "pass"], environment(home)))
        for verb in ("status", "status --json"):
            seen.add(f"{verb}, 1,000", timed([*informal, *verb.split()], environment(home / "1000")))
    rows, empty = home / str(SIZES[-1]) / "Connections.csv", home / "imported"
    plain = f"import csv, json; json.dumps(list(csv.DictReader(open({str(rows)!r}))))"
    seen.add("csv to json by Python's own", timed([python, "-c", plain], environment(home)))
    seen.add("import of 30,000 rows", timed([*informal, "import", str(rows)], environment(empty)))
    shutil.rmtree(empty)


def other(seen: Measured, peer: Peer, env: dict[str, str]) -> None:
    """A peer's first paint, its cursor, its memory. Raises OSError, TimeoutError where it does not run."""
    app = Terminal(peer.command, env, peer.sign)
    seen.add(f"{peer.name}, first paint", app.first_paint)
    app.settle()
    seen.add(f"{peer.name}, cursor", *(app.press(peer.down)[0] for _ in range(4)))
    seen.add(f"{peer.name}, MB", app.end(peer.leave))


def tell(seen: Measured, peers: list[Peer]) -> None:
    """Everything as a table."""
    few, many = SIZES[0], SIZES[-1]
    print("first paint                                   ms   to a bare Textual app")
    seen.row("bare app", "bare app")
    for size, aim in zip(SIZES, ("", "aim 1.4", "aim 1.8"), strict=True):
        seen.row(f"first paint, {size:,}", "bare app", aim=aim)
    for size in SIZES:
        seen.row(f"all in place, {size:,}", "bare app")
    print("memory at most, after all those keys          MB   to a bare Textual app")
    seen.row("bare app, MB", "bare app, MB", unit=1)
    for size, aim in zip(SIZES, ("", "(opened only)", "aim 3.5"), strict=True):
        seen.row(f"MB, {size:,}", "bare app, MB", unit=1, aim=aim)
    print(
        f"a key's answer (ms)       p50, {few}     p95, {few}  p50, {many:,} p95, {many:,}   to {few}; aims 33 ms, 1.3"
    )
    for name in ("cursor", "letter of a search", "cross out", "letter of a letter"):
        for part in ("", ", all of it"):
            one, more = f"{name}, {few:,}{part}", f"{name}, {many:,}{part}"
            spent = (seen.median(one), seen.p95(one), seen.median(more), seen.p95(more))
            told = "".join(f"{each * 1000:>11.1f}" for each in spent)
            print(f"  {'  until all is drawn' if part else name:<22}{told}{spent[2] / spent[0]:>10.2f}")
    print("verbs                                         ms   to python -c pass")
    for name, aim in (("python -c pass", ""), ("status, 1,000", "aim 6"), ("status --json, 1,000", "")):
        seen.row(name, "python -c pass", aim=aim)
    print("import                                        ms   to Python's own csv and json")
    seen.row("csv to json by Python's own", "csv to json by Python's own")
    seen.row("import of 30,000 rows", "csv to json by Python's own", aim="aim 3,000 ms")
    if peers:
        print("others                                  ms or MB   paint and MB to a bare Textual app, cursor to ours")
    for peer in peers:
        seen.row(f"{peer.name}, first paint", "bare app")
        seen.row(f"{peer.name}, cursor", f"cursor, {many:,}")
        seen.row(f"{peer.name}, MB", "bare app, MB", unit=1)


# Others


def installed(home: Path, package: str) -> Path | None:
    """The folder of a package's commands, in an environment of its own; None where pip can't install it."""
    folder = home / package
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", package]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  {package}: pip can't install it here", file=sys.stderr)
    return None if done.returncode else folder / "bin"


def found_peers(home: Path) -> list[Peer]:
    """Those that this machine can run. An empty dooit: it is filled by hand only."""
    (home / "home").mkdir(exist_ok=True)
    many = home / str(SIZES[-1])
    peers = []
    if bin := installed(home, "dooit"):
        peers.append(Peer("dooit, empty", [str(bin / "dooit")], b"Workspaces", b"j", b"\x11"))
    if bin := installed(home, "toolong"):
        command = [str(bin / "tl"), str(many / "Connections.csv")]
        peers.append(Peer("toolong, 30,000 lines", command, b"Example", b"j", b"\x03"))
    if (abook := shutil.which("abook")) is None:
        print("  abook: not on this machine", file=sys.stderr)
    else:
        book = home / "addressbook"
        people = (f"[{n}]\nname=Nobody{n} Example\nworkphone={n}\n" for n in range(SIZES[-1]))
        book.write_text("[format]\nprogram=abook\nversion=0.6.1\n\n" + "\n".join(people), encoding="utf-8")
        peers.append(Peer("abook, 30,000 people", [abook, "--datafile", str(book)], b"Nobody", b"j", b"Q"))
    return peers


def main() -> None:
    asked = argparse.ArgumentParser(description="Measure the app as a person meets it, as ratios.")
    asked.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often everything is measured ({ROUNDS})")
    asked.add_argument("--no-peers", action="store_true", help="leave other programs out, which pip would install")
    asked.add_argument("--fill", nargs=2, metavar=("FOLDER", "PEOPLE"), help=argparse.SUPPRESS)
    line = asked.parse_args()
    if line.fill:
        fill(Path(line.fill[0]), int(line.fill[1]))
        return
    seen = Measured()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for size in SIZES:
            # In a process of its own: what this one holds would count as memory of those it starts.
            timed([sys.executable, __file__, "--fill", str(home / str(size)), str(size)], dict(os.environ))
        peers = [] if line.no_peers else found_peers(home)
        for number in range(line.rounds + 1):
            # The first one fills caches and compiles, and does not count.
            one_round(Measured() if number == 0 else seen, home, peers)
            print(f"\r  round {number} of {line.rounds}", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
        tell(seen, peers)


if __name__ == "__main__":
    main()
