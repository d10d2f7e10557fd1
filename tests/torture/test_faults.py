"""Each torture is shown to see a fault: with one care of the store taken out, it fails."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from torture import faults
from torture.bits import Sample, flip_every_bit
from torture.conftest import Tell
from torture.crowd import crowd
from torture.faults import Fault
from torture.kills import kill_verbs, kill_who_share, kill_writers
from torture.machine import Two
from torture.outages import killed_and_gone_on, one_life, survive
from torture.refusals import store_lives, verb_lives
from torture.test_kill_app import kill_app

from informal.errors import InformalError

Torture = Callable[[Path], object]


def _writers(folder: Path) -> object:
    return kill_writers(folder, 10, seed=1)


def _sharers(folder: Path) -> object:
    return kill_who_share(folder, 15, seed=2)


def _verbs(folder: Path) -> object:
    return kill_verbs(folder, 5, seed=3)


def _power(folder: Path) -> object:
    return survive(folder, one_life(30), seed=1)


def _power_after_kills(folder: Path) -> object:
    return [survive(folder / str(seed), killed_and_gone_on(20, seed=seed), seed=seed) for seed in range(6)]


def _bits(folder: Path) -> object:
    return flip_every_bit(Sample.made(folder / "data" / "informal.json", covered=0))


def _refusals(folder: Path) -> object:
    return store_lives(folder, 6, patient=False)


def _patient_refusals(folder: Path) -> object:
    return store_lives(folder, 6, patient=True)


def _refused_verbs(folder: Path) -> object:
    return verb_lives(folder)


def _crowd(folder: Path) -> object:
    return crowd(folder, 4, 200, back=50)


def _machine(folder: Path) -> object:
    del folder
    how = settings(
        max_examples=100,
        stateful_step_count=40,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Two, settings=how)
    return None


_SEEN: list[tuple[Fault, Torture]] = [
    (faults.said_too_early, _writers),
    (faults.said_too_early, _sharers),
    (faults.said_too_early, _verbs),
    (faults.no_lock, _sharers),
    (faults.no_fsync, _power),
    (faults.no_fsync_of_the_folder, _power),
    (faults.written_in_place, _power),
    (faults.no_fsync, _power_after_kills),
    (faults.no_checksum, _bits),
    (faults.errors_are_swallowed, _refusals),
    (faults.errors_are_swallowed, _patient_refusals),
    (faults.errors_are_swallowed, _refused_verbs),
    (faults.no_lock, _crowd),
    (faults.no_rebase, _crowd),
    (faults.no_rebase, _machine),
    (faults.said_too_early, _machine),
]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("fault", "torture"), _SEEN, ids=[f"{fault.__name__}, {torture.__name__.strip('_')}" for fault, torture in _SEEN]
)
def test_it_is_seen(folder: Path, tell: Tell, fault: Fault, torture: Torture) -> None:
    with fault(), pytest.raises((AssertionError, InformalError, LookupError, TypeError)) as seen:
        torture(folder)
    tell(_short(seen.value))


@pytest.mark.skipif(shutil.which("tmux") is None, reason="a terminal to type into is needed: tmux")
@pytest.mark.timeout(600)
def test_it_is_seen_in_the_app(folder: Path, tell: Tell) -> None:
    with pytest.raises(AssertionError) as seen:
        kill_app(folder, 3, fault="said_too_early")
    tell(_short(seen.value))


def _short(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    return f"seen as {lines[-1 if lines[0].startswith('Traceback') else 0][:150]}"
