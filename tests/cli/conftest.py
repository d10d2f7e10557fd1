"""A command line in this process."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from informal.__main__ import main


@dataclass(frozen=True)
class Said:
    """What a line printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """stdout as JSON; the line must have succeeded."""
        assert self.status == 0, self.err
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def informal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one line: informal("add", "Ada Example", stdin="...")."""

    def run(*argv: str, stdin: str = "") -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        capsys.readouterr()
        status = main(list(argv))
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return run


@pytest.fixture
def ada(informal: Run) -> dict[str, Any]:
    """Ada Example, who knows us."""
    return dict(
        informal(
            "add", "Ada Example", "--warmth", "knows_me", "--email", "ada@example.org", "--company", "Example Looms",
            "--json",
        ).json
    )  # fmt: skip
