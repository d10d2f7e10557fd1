"""A file that can't be opened: the app offers the newest good copy. And what it says about the file while it runs."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from driver import Driver, two_people
from storing import add, contacts

from informal.errors import Damaged
from informal.store import Store
from informal.system.paths import Paths
from informal.tui import start
from informal.tui.mending import MendingApp
from informal.workspace import Workspace

_SIZES = [(120, 36), (80, 24), (40, 15)]
_DAMAGES = ["empty", "NUL", "truncated", "conflict", "not text"]


def _paths(folder: Path) -> Paths:
    return Paths(folder, folder / "config", folder / "state")


def _damaged(folder: Path, damage: bytes) -> tuple[Paths, Damaged]:
    """A file with a backup of one person, one who was added after it, and then the damage."""
    path = _paths(folder).file
    add(Store.open(path), 1, name="Ada Example")
    add(Store.open(path), 2, name="Kofi Fictional")
    path.write_bytes(damage)
    with pytest.raises(Damaged) as found:
        Workspace.open(_paths(folder), origin="app")
    return _paths(folder), found.value


def _screen(app: MendingApp) -> str:
    return " ".join(" ".join(row.text for row in app.screen._compositor.render_strips()).split())


@pytest.mark.parametrize("size", _SIZES)
@pytest.mark.parametrize(
    "damage", [b"", b"\x00" * 90, b'{"contacts": {"1"', b"<<<<<<< a\n{}\n", b"\xff\xfe"], ids=_DAMAGES
)
async def test_enter_opens_the_good_copy_with_all_that_came_after_it(
    tmp_path: Path, damage: bytes, size: tuple[int, int]
) -> None:
    paths, error = _damaged(tmp_path, damage)
    app = MendingApp(paths, error)
    async with app.run_test(size=size) as pilot:
        shown = _screen(app)
        for words in ("Your file can't be read", "There is a good copy, from", "2 people, 0 letters", "Kofi Fictional"):
            assert words in shown
        assert "Enter" in shown
        await pilot.press("enter")
    assert app.return_value is not None
    assert "was set aside, whole" in app.return_value[0]
    assert {one["name"] for one in contacts(paths.file).values()} == {"Ada Example", "Kofi Fictional"}
    aside = [file for file in (tmp_path / "set-aside").iterdir() if file.name.endswith("informal.json")]
    assert [file.read_bytes() for file in aside] == [damage]
    assert len([step for step in Store.open(paths.file).history() if step.is_step]) == 2


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+q"])
async def test_q_leaves_everything_as_it_is(tmp_path: Path, key: str) -> None:
    paths, error = _damaged(tmp_path, b"{")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    app = MendingApp(paths, error)
    async with app.run_test() as pilot:
        await pilot.press(key)
    assert app.return_value is None
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


async def test_with_no_good_copy_only_the_way_out_is_offered(tmp_path: Path) -> None:
    path = _paths(tmp_path).file
    path.write_bytes(b"[/x] {")
    with pytest.raises(Damaged) as found:
        Workspace.open(_paths(tmp_path), origin="app")
    app = MendingApp(_paths(tmp_path), found.value)
    async with app.run_test() as pilot:
        assert "There is no good copy" in _screen(app)
        await pilot.press("enter")
        assert app.is_running
        await pilot.press("q")
    assert path.read_bytes() == b"[/x] {"


async def test_a_full_disk_is_said_and_nothing_was_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths, error = _damaged(tmp_path, b"{")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    app = MendingApp(paths, error)
    async with app.run_test() as pilot:
        with monkeypatch.context() as patch:
            patch.setattr("informal.store.files.replace", full)
            await pilot.press("enter")
        assert "No space left on device" in _screen(app)
        assert paths.file.read_bytes() == b"{"
        await pilot.press("enter")
    assert app.return_value is not None


def test_the_app_asks_first_and_goes_on_with_what_was_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths, _ = _damaged(tmp_path, b"{")
    monkeypatch.setattr(MendingApp, "run", lambda app: None)
    with pytest.raises(Damaged):
        start.opened(paths)
    monkeypatch.setattr(MendingApp, "run", lambda app: ("It was mended.",))
    with pytest.raises(Damaged):
        start.opened(paths)
    from informal.workspace.mending import accept

    monkeypatch.setattr(MendingApp, "run", lambda app: accept(paths))
    workspace = start.opened(paths)
    assert len(workspace.people) == 2
    assert "was set aside, whole" in workspace.core.store.reports[-1]


async def test_what_was_found_beside_the_file_is_said(tmp_path: Path) -> None:
    add(Store.open(_paths(tmp_path).file), 1, name="Ada Example")
    (tmp_path / "informal (Ada's conflicted copy 2026-11-23).json").write_bytes(b"{}")
    async with Driver.start(tmp_path) as app:
        await app.pilot.pause()
        assert "conflicted copy" in " ".join(app.screen.split())


async def test_backups_and_checkpoints_are_written_by_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(Store.open(_paths(tmp_path).file), 1, name="Ada Example")
    from informal.store import files

    written: dict[str, bool] = {}
    real = files.replace

    def replace(path: Path, *args: object, **more: object) -> int:
        written[path.name] = threading.current_thread() is threading.main_thread()
        return real(path, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "replace", replace)
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        app.app._last_change -= 60
        app.app._look()
        await app.app.workers.wait_for_complete()
        assert len(written) == 2
        assert not any(written.values())
        assert app.workspace.rescue.backups()
        assert b"Kofi" in (tmp_path / "informal.json").read_bytes()


async def test_a_file_replaced_or_deleted_while_the_app_runs(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        ada, _ = await two_people(app)
        (tmp_path / "informal.json").unlink()
        app.workspace.people.edit(ada, company="Looms")
        assert contacts(tmp_path / "informal.json")[ada]["company"] == "Looms"
        assert not app.workspace.core.trouble
        damage = b'{"contacts": {"1"'
        (tmp_path / "informal.json").write_bytes(damage)
        app.app._look()
        app.workspace.people.edit(ada, company="Mills")
        await app.pilot.pause()
        assert "This is not a data file" in " ".join(app.screen.split())
        assert "its end is missing" in app.workspace.core.trouble
        await app.press("ctrl+q")
        assert app.app.is_running
        assert (tmp_path / "informal.json").read_bytes() == damage
        (tmp_path / "informal.json").unlink()
        app.app._look()
        assert not app.workspace.core.trouble
    assert contacts(tmp_path / "informal.json")[ada]["company"] == "Mills"


async def test_it_wears_the_look_that_was_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.open(_paths(tmp_path), origin="app")
    workspace.people.add("Ada Example")
    workspace.setup.set("theme", "paper")
    workspace.close()
    path = _paths(tmp_path).file
    path.write_bytes(b"\x00" * 90)
    with pytest.raises(Damaged) as found:
        Workspace.open(_paths(tmp_path), origin="app")
    assert MendingApp(_paths(tmp_path), found.value).theme == "paper"
    monkeypatch.setenv("NO_COLOR", "1")
    assert MendingApp(_paths(tmp_path), found.value).theme == "ansi-dark"
