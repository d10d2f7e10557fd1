"""What a person waits for: the first paint, the answer of each key, a verb, an import; and the memory it takes.

Everything runs in a pseudo terminal, round by round in turn, and is told as a ratio to something bare that was measured
in the same run: a Textual app of one label, or `python -c pass`.

bench/app.py [ROUNDS] [--peers]: other terminal programs beside it. Pip installs dooit and toolong into a folder that is
thrown away; abook is run where the system has it.
"""

from __future__ import annotations

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
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from tools.terminal import Terminal

ROUNDS = 7
SIZES = (3, 1_000, 30_000)
LETTERS = 5_000  # of those with the most people, so that searching and counting have something to go through
KEYS = 12  # how often each key is pressed in a round

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
        if self.seconds[name]:
            ratio = self.median(name) / self.median(to)
            print(f"  {name:<34} {self.median(name) * unit:>9.1f}   {ratio:>6.2f} times   {aim}")


def keys(seen: Measured, size: int, app: Terminal) -> None:
    """Every sort of key, on the main screen as it opens."""

    def press(name: str, key: bytes) -> None:
        seen.add(f"{name}, {size:,}", app.press(key))

    app.settle()
    for key in (b"j" * 1, b"k") * (KEYS // 2):
        press("cursor", key)
    app.press(b"/")
    app.settle()
    for key in b"nobody1 ex" if size > 3 else b"nobody ex0":
        press("letter of a search", bytes([key]))
    app.press(b"\x1b")
    app.settle()
    app.press(b"b")
    app.settle()
    for _ in range(KEYS // 2):
        press("cross out", b" ")
    app.press(b"\x1b")
    app.press(b"\x1b")
    app.settle()
    app.press(b"\r")
    app.settle()
    for key in b"what you do all day"[:KEYS]:
        press("letter of a letter", bytes([key]))
    app.settle()


def ours(seen: Measured, home: Path, rounds: int) -> None:
    python = sys.executable
    bare, informal = [python, "-c", BARE], [python, "-m", "informal"]
    for number in range(rounds + 1):  # the first one fills caches and compiles, and does not count
        warm = Measured() if number == 0 else seen
        app = Terminal(bare, environment(home), b"A bare label")
        warm.add("bare app", app.first_paint)
        warm.add("bare app, MB", app.end())
        for size in SIZES:
            env = environment(home / str(size))
            app = Terminal(informal, env, b"Contacts")
            warm.add(f"first paint, {size:,}", app.first_paint)
            if number in (1, 2, 3) and size != SIZES[1]:
                keys(warm, size, app)
            else:
                app.settle(0.2, 1.0)
            warm.add(f"MB, {size:,}" if number not in (1, 2, 3) else f"MB after those keys, {size:,}", app.end())
        warm.add("python -c pass", timed([python, "-c", "pass"], environment(home)))
        warm.add("status, 1,000", timed([*informal, "status"], environment(home / "1000")))
        warm.add("status --json, 1,000", timed([*informal, "status", "--json"], environment(home / "1000")))
        print(f"\r  round {number} of {rounds}", end="", file=sys.stderr, flush=True)
    for number in range(3):
        env, rows = environment(home / f"import{number}"), home / str(SIZES[-1]) / "Connections.csv"
        seen.add("import of 30,000 rows", timed([*informal, "import", str(rows)], env))
        plain = f"import csv, json; json.dumps(list(csv.DictReader(open({str(rows)!r}))))"
        seen.add("csv to json by Python's own", timed([python, "-c", plain], env))
    print(file=sys.stderr)


def tell(seen: Measured) -> None:
    print("first paint                                   ms   to a bare Textual app")
    seen.row("bare app", "bare app")
    for size, aim in zip(SIZES, ("", "aim 1.4", "aim 1.8"), strict=True):
        seen.row(f"first paint, {size:,}", "bare app", aim=aim)
    print("memory at most                                MB   to a bare Textual app")
    seen.row("bare app, MB", "bare app, MB", unit=1)
    for size, aim in zip(SIZES, ("", "", "aim 3.5"), strict=True):
        seen.row(f"MB, {size:,}", "bare app, MB", unit=1, aim=aim)
        seen.row(f"MB after those keys, {size:,}", "bare app, MB", unit=1)
    few, many = SIZES[0], SIZES[-1]
    print(f"a key's answer (ms)       p50, {few}   p95, {few}   p50, {many:,}   p95, {many:,}   p50 to {few}")
    for name in ("cursor", "letter of a search", "cross out", "letter of a letter"):
        one, other = f"{name}, {few:,}", f"{name}, {many:,}"
        spent = (seen.median(one), seen.p95(one), seen.median(other), seen.p95(other))
        print(f"  {name:<20}" + "".join(f"{each * 1000:>10.1f}" for each in spent) + f"{spent[2] / spent[0]:>12.2f}")
    print("verbs                                         ms   to python -c pass")
    for name, aim in (("python -c pass", ""), ("status, 1,000", "aim 6"), ("status --json, 1,000", "")):
        seen.row(name, "python -c pass", aim=aim)
    print("import                                        ms   to Python's own csv and json")
    for name in ("csv to json by Python's own", "import of 30,000 rows"):
        seen.row(name, "csv to json by Python's own")


# Others


def installed(home: Path, package: str) -> Path | None:
    """The folder of a package's commands, in an environment of its own; None where pip can't install it."""
    folder = home / package
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", package]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    return folder / "bin" if done.returncode == 0 else None


def peer(seen: Measured, name: str, rounds: int, start: Callable[[], Terminal], down: bytes, leave: bytes) -> None:
    """One other program: first paint, cursor down, memory; compared by what it has in common with ours."""
    try:
        for number in range(rounds + 1):
            warm = Measured() if number == 0 else seen
            app = start()
            warm.add(f"{name}, first paint", app.first_paint)
            app.settle()
            warm.add(f"{name}, cursor", *(app.press(down) for _ in range(4)))
            warm.add(f"{name}, MB", app.end(leave))
    except (OSError, TimeoutError) as error:
        print(f"  {name}: did not run here ({error})")
        return
    seen.row(f"{name}, first paint", "bare app")
    seen.row(f"{name}, cursor", f"cursor, {SIZES[-1]:,}")
    seen.row(f"{name}, MB", "bare app, MB", unit=1)


def peers(seen: Measured, home: Path, rounds: int) -> None:
    print("others                                  ms or MB   paint and MB to a bare Textual app, cursor to ours")
    env = environment(home)
    (home / "home").mkdir(exist_ok=True)
    many = home / str(SIZES[-1])
    if (bin := installed(home, "dooit")) is None:
        print("  dooit: pip can't install it here")
    else:  # an empty list: it is filled by hand only
        peer(seen, "dooit, empty", rounds, lambda: Terminal([str(bin / "dooit")], env, b"Workspaces"), b"j", b"\x11")
    if (tl := installed(home, "toolong")) is None:
        print("  toolong: pip can't install it here")
    else:
        command = [str(tl / "tl"), str(many / "Connections.csv")]
        peer(seen, "toolong, 30,000 lines", rounds, lambda: Terminal(command, env, b"Example"), b"j", b"\x03")
    if (abook := shutil.which("abook")) is None:
        print("  abook: not on this machine")
        return
    book = home / "addressbook"
    people = (f"[{n}]\nname=Nobody{n} Example\nworkphone={n}\n" for n in range(SIZES[-1]))
    book.write_text("[format]\nprogram=abook\nversion=0.6.1\n\n" + "\n".join(people), encoding="utf-8")
    command = [abook, "--datafile", str(book)]
    peer(seen, "abook, 30,000 people", rounds, lambda: Terminal(command, env, b"Nobody"), b"j", b"Q")


def main(argv: list[str]) -> None:
    if argv[:1] == ["--fill"]:
        fill(Path(argv[1]), int(argv[2]))
        return
    rounds = next((int(word) for word in argv if word.isdecimal()), ROUNDS)
    seen = Measured()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for size in SIZES:
            # In a process of its own: what this one holds would count as memory of those it starts.
            timed([sys.executable, __file__, "--fill", str(home / str(size)), str(size)], dict(os.environ))
        ours(seen, home, rounds)
        tell(seen)
        if "--peers" in argv:
            peers(seen, home, rounds)


if __name__ == "__main__":
    main(sys.argv[1:])
