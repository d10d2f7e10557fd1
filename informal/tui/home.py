"""The app around a screen or a pane: Textual knows it only as some app. And how it says what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from informal.errors import InformalError, NotFound

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.screen import Screen

    from informal.tui.app import InformalApp

Answer = TypeVar("Answer")


def app_of(node: MessagePump) -> InformalApp:
    """The app that a screen or a pane stands in."""
    return cast("InformalApp", node.app)


def say_error(app: App[Any], error: InformalError) -> None:
    """One error, once, in words. What is in the file no more was there when it was shown: another window, or a verb,
    took it out since."""
    if isinstance(error, NotFound):
        error = InformalError("Not there any more", "It was taken out of the file elsewhere, meanwhile.")
    text = f"{error.message} {error.hint}".strip()
    app.notify(text or f"{error.title}.", title=error.title if text else "", severity="warning", markup=False)


def guard(app: App[Any], act: Callable[[], object]) -> None:
    """Do something; what is refused becomes a sentence on the screen."""
    try:
        act()
    except InformalError as error:
        say_error(app, error)


def ask(asker: MessagePump, screen: Screen[Answer], then: Callable[[Answer | None], object]) -> None:
    """Lay a screen over the others, and go on with what it gives back."""
    app = app_of(asker)
    app.push_screen(screen, lambda answer: guard(app, lambda: then(answer)))
