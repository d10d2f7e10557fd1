"""The app around a screen or a pane: Textual knows it only as some app."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from informal.tui.app import InformalApp


def app_of(node: MessagePump) -> InformalApp:
    """The app that a screen or a pane stands in."""
    return cast("InformalApp", node.app)
