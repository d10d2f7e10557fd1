"""Reversed text, where there may be no colour: Textual knows it in styles, and loses it on the way to these widgets."""

from __future__ import annotations

from textual.style import Style
from textual.widget import Widget
from textual.widgets import OptionList

_REVERSED = Style(reverse=True)


class Reversing(Widget):
    """A widget whose parts may be reversed by its style sheet. Named last among the bases: Textual takes component
    classes and styles from the first."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """As Textual makes it, and reversed where the style sheet says so."""
        style = super().get_visual_style(*component_classes, partial=partial)
        said = (self.get_component_styles(name).text_style.reverse for name in component_classes)
        return style + _REVERSED if any(said) else style


class Options(OptionList, Reversing):
    """Lines to choose from."""

    @property
    def room(self) -> int:
        """How wide the words of a line may be: a blank stands between them and the bar."""
        return max(0, self.scrollable_content_region.width - 1)
