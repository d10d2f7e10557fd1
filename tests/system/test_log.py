"""The log says where something broke, and nothing of what was written."""

from __future__ import annotations

from pathlib import Path

from informal.system import log


def _letter_to(name: str) -> None:
    words = f"Dear {name}, a private word"
    raise ValueError(words)


def _broken() -> BaseException:
    try:
        try:
            _letter_to("Ada Example")
        except ValueError as error:
            raise KeyError("Ada Example") from error
    except KeyError as error:
        found = error
    return found


def test_a_crash_is_told_by_its_kinds_and_places(tmp_path: Path) -> None:
    file = tmp_path / "state" / "informal.log"
    assert log.crash(file, "sent", _broken())
    told = file.read_text()
    assert "sent broke." in told
    assert told.index("builtins.KeyError") < told.index("builtins.ValueError")
    assert "system/test_log.py:" in told
    assert "_letter_to" in told
    assert "Ada" not in told
    assert "private" not in told
    assert str(Path.home()) not in told
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_long_log_is_put_aside_once(tmp_path: Path) -> None:
    file = tmp_path / "informal.log"
    for _ in range(3):
        assert log.write(file, *(["x" * 100] * 2_700))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["informal.log", "informal.log.1"]


def test_a_log_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not log.write(tmp_path / "file" / "informal.log", "begun")
