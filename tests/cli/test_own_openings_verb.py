"""`draft --as-opening`."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_a_draft_is_kept_as_an_opening(informal: Any, tmp_path: Path) -> None:
    informal("add", "Ada Example", "--warmth", "half_knows_me", "--company", "Example Looms")
    body = "Hi Ada,\n\nIs Example Looms a good place to begin?\n\nSam"
    said = informal("draft", "Ada Example", "--body", body, "--as-opening", "a plain question")
    path = tmp_path / "informal" / "config" / "openings" / "a-plain-question.txt"
    assert said.status == 0
    assert str(path) in said.err
    assert "needs: warmth half_knows_me, company" in path.read_text(encoding="utf-8")

    informal("add", "Ines Invented", "--warmth", "half_knows_me", "--company", "Made-Up Mills")
    assert (
        "Is Made-Up Mills a good place to begin?"
        in informal("draft", "Ines Invented", "--opening", "a-plain-question").out
    )
    again = informal("draft", "Ada Example", "--as-opening", "A plain question!")
    assert again.status == 1
    assert "already" in again.err
