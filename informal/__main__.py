"""`informal` and `python -m informal`: the app where no verb is given, else the command line."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from informal.workspace import Paths


# Whoever starts makes many things and throws few away: looking for rubbish then costs a tenth of the start.
_OBJECTS_BEFORE_A_LOOK = 50_000


def main(argv: list[str] | None = None) -> int:
    """Run one line and return its exit status: 0, 1 (refused: the reason is on stderr) or 2 (usage)."""
    gc.set_threshold(_OBJECTS_BEFORE_A_LOOK)
    words = sys.argv[1:] if argv is None else argv
    if words:
        from informal.cli.app import run

        return run(words, _open_app)
    return _open_at_once()


def _open_at_once() -> int:
    """The app, without loading what reads a line of verbs first; that is asked only to tell of an error."""
    from informal.cli.streams import ready_streams

    ready_streams()
    try:
        from informal.system import paths

        return _open_app(paths.find(None))
    except (Exception, KeyboardInterrupt) as error:
        from informal.cli.app import run

        failed = error

        def again(paths: Paths, *, demo: bool = False) -> int:
            raise failed

        return run([], again)


def _open_app(paths: Paths, *, demo: bool = False) -> int:
    """The full screen. Raises InformalError where there is no terminal to draw it on."""
    from informal.errors import InformalError

    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)) or os.environ.get("TERM", "dumb") in ("", "dumb"):
        raise InformalError(
            "The full screen needs a terminal that can draw",
            "",
            "Without one: informal next. All verbs: informal --help",
        )
    from informal.tui.app import run

    return run(paths, demo=demo)


def _is_terminal(stream: object) -> bool:
    """Whether a person sits at a stream; a closed or missing one is nobody."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


if __name__ == "__main__":
    sys.exit(main())
