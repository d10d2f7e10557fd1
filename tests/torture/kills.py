"""Rounds of kill -9: each raises AssertionError when something that was said to be kept is not there."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from torture.killing import Child, Say, child, kill_all, no_trouble
from torture.script import Script, opens_in_stock_tinydb, small_journals, tables

from informal.store import Store

# Children at work at once: more of them are killed in the middle of something.
LANES = 4
# A child lives this long at most, in seconds: a few dozen changes.
_LIFE = 0.12


def write(path: Path, script: Script) -> Callable[[Say], None]:
    """Play turns for ever, each acknowledged by its number."""

    def work(say: Say) -> None:
        with small_journals():
            store = Store.open(path)
            while True:
                script.play(store)
                say(str(script.turn))

    return work


def kill_writers(folder: Path, rounds: int, *, seed: int) -> int:
    """Writers that have a file each, killed again and again; how many changes were acknowledged."""
    dice = random.Random(seed)
    paths = [folder / f"lane{lane}" / "informal.json" for lane in range(LANES)]
    scripts = [Script() for _ in paths]
    for _ in range(rounds):
        children = [child(write(path, script), folder) for path, script in zip(paths, scripts, strict=True)]
        said = kill_all(children, [dice.random() * _LIFE for _ in children])
        no_trouble(folder)
        for lane, path in enumerate(paths):
            scripts[lane] = _found(path, scripts[lane], said[lane])
    return sum(script.turn for script in scripts)


def kill_who_share(folder: Path, rounds: int, *, seed: int) -> int:
    """Writers on one file, killed again and again: nobody's changes are lost by another's end; how many there were."""
    dice = random.Random(seed)
    path = folder / "shared" / "informal.json"
    scripts = [Script(lane * 1_000_000, alone=False) for lane in range(LANES)]
    for _ in range(rounds):
        children = [child(write(path, script), folder) for script in scripts]
        said = kill_all(children, [dice.random() * _LIFE * 2 for _ in children])
        no_trouble(folder)
        for lane, lines in enumerate(said):
            scripts[lane] = _found(path, scripts[lane], lines, lane * 1_000_000)
    return sum(script.turn for script in scripts)


def _found(path: Path, script: Script, said: list[str], first_id: int | None = None) -> Script:
    """Where a writer has got to, by what is in the file: what it said, or one turn that was under way, whole."""
    for _ in said:
        script = script.later()
    opens_in_stock_tinydb(path)
    there = tables(path)
    if first_id is not None:
        mine = range(first_id, first_id + 1_000_000)
        there = {name: {id: it for id, it in table.items() if id in mine} for name, table in there.items()}
    further = script.later()
    assert there in (script.state, further.state), f"not what was said to be kept, after turn {script.turn}"
    assert not [*path.parent.glob("*.aside-*"), *path.parent.glob("*.damaged-*")]
    return script if there == script.state else further


def kill_verbs(folder: Path, rounds: int, *, seed: int) -> int:
    """The same by the verbs themselves: what one printed is there; how many printed something."""
    dice = random.Random(seed)
    homes = [folder / f"home{lane}" for lane in range(LANES)]
    _load_verbs(folder / "warm")
    kept: list[dict[str, str]] = [{} for _ in homes]
    count = 0
    for turn in range(rounds):
        children = [child(verbs(home, f"Nobody {turn}"), folder) for home in homes]
        said = kill_all(children, [dice.random() * _LIFE * 3 for _ in children])
        no_trouble(folder)
        for home, people, lines in zip(homes, kept, said, strict=True):
            count += len(lines)
            people.update((name, company) for name, _, company in (line.partition(": ") for line in lines))
            path = home / "informal.json"
            opens_in_stock_tinydb(path)
            found = {str(one["name"]): one for one in tables(path)["contacts"].values()}
            for name, company in people.items():
                assert name in found, f"{name} was said to be kept"
                # The next company may have been under way.
                assert found[name]["company"] in (company, company + "I"), name
    return count


def verbs(home: Path, name: str) -> Callable[[Say], None]:
    """Add people and edit them by command lines; each is said when its line has succeeded."""

    def work(say: Say) -> None:
        from informal.__main__ import main

        number = 0
        while True:
            number += 1
            person, company = f"{name} {number}", "Looms"
            address = f"{person.replace(' ', '.')}@example.org"
            _succeeds(main, home, "add", person, "--email", address, "--company", company)
            say(f"{person}: {company}")
            for _ in range(3):
                company += "I"
                _succeeds(main, home, "edit", person, "--company", company)
                say(f"{person}: {company}")

    return work


def _load_verbs(home: Path) -> None:
    """What verbs load is loaded here once: else the children would be killed before they do anything."""
    from informal.__main__ import main

    for argv in ("add", "Nobody"), ("edit", "Nobody", "--company", "Looms"):
        _succeeds(main, home, *argv)


def _succeeds(main: Callable[[list[str]], int], home: Path, *argv: str) -> None:
    assert main(["--data-dir", str(home), *argv]) == 0, argv


def all_end(children: list[Child], folder: Path) -> list[list[str]]:
    """Wait for children that end by themselves; what each said."""
    said = [one.lines() for one in children]
    no_trouble(folder)
    return said
