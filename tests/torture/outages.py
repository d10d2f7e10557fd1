"""Lives of a file whose power goes at every write: each raises AssertionError when something kept is gone."""

from __future__ import annotations

import copy
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from storing import PowerCut, add
from torture.platter import Platter
from torture.recorder import Recorder
from torture.script import Script, State, opens_in_stock_tinydb, small_journals, tables

from informal.store import Store

Life = Callable[[Path, Recorder], None]
_MARK = 999_999_999


def one_life(turns: int) -> Life:
    """One process, whose changes are said before and after."""

    def life(path: Path, recorder: Recorder) -> None:
        _play(Script(), Store.open(path), recorder, turns)

    return life


def killed_and_gone_on(turns: int, *, seed: int) -> Life:
    """Processes one after the other, each killed between two calls; the power goes only later."""
    dice = random.Random(seed)

    def life(path: Path, recorder: Recorder) -> None:
        script = Script()
        while script.turn < turns:
            recorder.kill_after(dice.randrange(1, 50))
            try:
                script = _play(script, Store.open(path), recorder, turns)
            except PowerCut as end:
                script = end.args[0]
                recorder.kill_after(None)
                there = tables(path)
                later = script.later()
                assert there in (script.state, later.state)
                script = later if there != script.state else script

    return life


def _play(script: Script, store: Store, recorder: Recorder, turns: int) -> Script:
    while script.turn < turns:
        later = script.later()
        recorder.say("begun", later.state)
        try:
            copy.copy(script).play(store)
        except PowerCut as end:
            raise PowerCut(script) from end
        script = later
        recorder.say("kept", script.state)
    return script


def survive(folder: Path, life: Life, *, seed: int, thrown: int = 2) -> int:
    """Live, and let the power go after every call; in how many ways it went."""
    path = folder / "live" / "informal.json"
    path.parent.mkdir(parents=True)
    recorder = Recorder(path.parent)
    with small_journals(), recorder.watching():
        life(path, recorder)
    dice = random.Random(seed)
    platter = Platter()
    # What may be there: what was said to be kept last, and what was begun since.
    allowed: list[State] = [Script().state]
    count = 0
    for position, event in enumerate(recorder.events):
        if event[:2] == ("said", "begun"):
            allowed.append(event[2])
            continue
        if event[:2] == ("said", "kept"):
            allowed = [event[2]]
        else:
            platter.do(event)
        for told in platter.outages(folder / "after", dice, thrown):
            count += 1
            try:
                _all_is_well(folder / "after" / path.name, allowed)
            except Exception as error:
                raise AssertionError(f"after call {position}, {event[:2]}, {told}: {error}") from error
    return count


def _all_is_well(path: Path, allowed: list[State]) -> None:
    opens_in_stock_tinydb(path)
    found = tables(path)
    assert found in allowed, f"not what was said to be kept: {sorted(path.parent.iterdir())}"
    with pytest.MonkeyPatch.context() as patch:
        # What follows has a disk that works; the real one need not work for it.
        patch.setattr(os, "fsync", lambda descriptor: None)
        store = Store.open(path)
        add(store, _MARK, name="After")
        found["contacts"][_MARK] = {"id": _MARK, "name": "After"}
        assert tables(path) == found
        store.checkpoint()
        assert tables(path) == found
    for aside in path.parent.glob("*.aside-*"):
        # Its end may come to the disk before its beginning. Nothing in it was said to be kept then.
        assert aside.read_bytes()[:1] == b"\x00", "a journal was set aside"
