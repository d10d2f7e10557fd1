"""Two stores against a plain dictionary."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from torture.conftest import Tell
from torture.machine import Two
from torture.scale import trials


@pytest.mark.timeout(3600)
def test_two_stores_and_a_dictionary(tell: Tell) -> None:
    how = settings(
        max_examples=trials(80, 1500),
        stateful_step_count=trials(40, 60),
        deadline=None,
        derandomize=trials(1, 0) == 1,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Two, settings=how)
    tell(f"{Two.runs:,} lives of two stores, {Two.steps:,} things done, each compared")
