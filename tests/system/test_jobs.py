"""Who would bring back a program that goes to sleep: a shell with job control, and nobody else."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

_ASK = "from informal.system.jobs import shell_waits; print('waits' if shell_waits() else 'nobody')"


@pytest.mark.parametrize(
    ("started", "told"),
    [({"process_group": 0}, "waits"), ({}, "nobody"), ({"start_new_session": True}, "nobody")],
    ids=["by a shell with job control", "by a script", "by a window that runs it alone"],
)
def test_a_shell_waits_where_it_has_job_control(started: dict[str, Any], told: str) -> None:
    done = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True, check=True, **started)
    assert done.stdout.strip() == told
