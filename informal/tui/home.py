"""The app around a screen or a pane: Textual knows it only as some app. And how it says what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump

    from informal.errors import InformalError
    from informal.tui.app import InformalApp


def app_of(node: MessagePump) -> InformalApp:
    """The app that a screen or a pane stands in."""
    return cast("InformalApp", node.app)


def say_error(app: App[Any], error: InformalError) -> None:
    """One error, once, in words."""
    text = f"{error.message} {error.hint}".strip()
    app.notify(text or error.title, title=error.title if text else "", severity="warning", markup=False)
