"""From a line to the open app, and back: the file is opened before, and closed whatever happens."""

from __future__ import annotations

import gc
from contextlib import suppress
from pathlib import Path

from informal.errors import Damaged, InformalError
from informal.tui.app import InformalApp
from informal.workspace import Paths, Workspace


def run(paths: Paths, *, demo: bool = False, mailto: str = "") -> int:
    """Open the app and stay until the person leaves; the exit status. demo: on made-up people in a folder that goes.

    mailto: an address to write to at once. Raises Refused where it names nobody.
    """
    if demo:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="informal-demo-") as folder:
            return _run(Workspace.demo(Path(folder), config=paths.config))
    gc.disable()  # until it is open: there is no rubbish among what is read
    workspace = opened(paths)
    if not mailto:
        return _run(workspace)
    from informal.workspace import addressed

    try:
        first = addressed.begin(mailto, workspace.people, workspace.letters)
    except InformalError:
        workspace.close()
        raise
    return _run(workspace, first)


def opened(paths: Paths) -> Workspace:
    """The workspace; of a damaged file the newest good copy, when the person wants it. Raises StoreError."""
    try:
        return Workspace.open(paths, origin="app", patient=True)
    except Damaged as error:
        from informal.tui.mending import MendingApp

        done = MendingApp(paths, error).run()
        if done is None:
            raise
    workspace = Workspace.open(paths, origin="app", patient=True)
    for sentence in done:
        workspace.core.store.reports.append(sentence)
    return workspace


def _run(workspace: Workspace, first: int | None = None) -> int:
    # The tour stands on the main screen, so in a demo nothing is painted before that.
    app = InformalApp(workspace, first, at_once=first is None and not workspace.made_up)
    if not app.opening:
        gc.enable()
    try:
        return app.run(mouse=workspace.config.mouse) or app.return_code or 0
    finally:
        gc.enable()
        with suppress(InformalError):
            workspace.close()
