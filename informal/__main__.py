"""`informal` and `python -m informal`: the app where no verb is given, else the command line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

    from informal.workspace import Paths


# Whoever starts makes many things and throws few away: looking for rubbish then costs a tenth of the start.
_OBJECTS_BEFORE_A_LOOK = 50_000


def main(argv: list[str] | None = None) -> int:
    """Run one line and return its exit status: 0, 1 (refused: the reason is on stderr) or 2 (usage)."""
    gc.set_threshold(_OBJECTS_BEFORE_A_LOOK)
    if argv is not None:
        return _main(argv)
    status = _main(sys.argv[1:])
    gc.freeze()  # Python looks for rubbish once more when it ends: a tenth of a short verb
    return status


def _main(words: list[str]) -> int:
    at_once = _AT_ONCE.get(tuple(words))
    # A shell that wants to know what fits gives no words.
    if at_once is not None and "_INFORMAL_COMPLETE" not in os.environ:
        from informal.cli.streams import ready_streams

        ready_streams()
        try:
            return at_once()
        except (Exception, KeyboardInterrupt) as error:
            if words:
                return _run(words)
            return _run(words, failed=error)
    return _run(words)


def _run(words: list[str], *, failed: BaseException | None = None) -> int:
    """A line as click reads it; or what an app that `failed` had to say, told as every error is."""
    from informal.cli.app import run

    def told(paths: Paths, *, demo: bool = False, mailto: str = "") -> int:
        assert failed is not None
        raise failed

    return run(words, told if failed else _open_app)


def _app() -> int:
    from informal.system import paths

    return _open_app(paths.find(None))


def _status(*, json: bool = False) -> int:
    from informal.cli.plain import Line
    from informal.cli.standing import status

    status(Line(None, json, _open_app))
    sys.stdout.flush()
    return 0


# Lines that need none of what reads a line: a third of the time would be click's.
_AT_ONCE: dict[tuple[str, ...], Callable[[], int]] = {
    (): _app,
    ("status",): _status,
    ("status", "--json"): partial(_status, json=True),
}


def _open_app(paths: Paths, *, demo: bool = False, mailto: str = "") -> int:
    """The full screen. Raises InformalError where there is no terminal to draw it on."""
    from informal.errors import InformalError

    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)) or os.environ.get("TERM", "dumb") in ("", "dumb"):
        raise InformalError(
            "The full screen needs a terminal that can draw",
            "",
            "Without one: informal next. All verbs: informal --help",
        )
    from informal.tui.start import run

    return run(paths, demo=demo, mailto=mailto)


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether a person sits at a stream; a closed or missing one is nobody."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main())
