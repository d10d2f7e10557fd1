"""The looks, and the names that styles may use beside Textual's own.

Every pair of text and ground that the program draws reaches 4.5:1 (WCAG 2.1, 1.4.3), and 7:1 in high contrast; `PAIRS`
names them, and tests compute them, from the names and from drawn screens. Nothing is told by colour alone: a mark or a
shape stands beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from informal.system.looks import Look
from informal.tui.palettes import BOARD, PALETTES, Palette

# What `variables` of a theme must hold, and what other themes get by `variables_for`.
#   muted               words that stand back                  next           what comes next (the accent as text)
#   cursor-row[-calm]   the row under the cursor, with and without the focus
#   border-calm         borders of what has not the focus      slot[-text]    a place in a letter to type over
#   mark                words of the letter that a remark means
#   puzzle-*            the green board, its letters, crossed ones, and lit ones on a ground of their own


def theme_of(palette: Palette) -> Theme:
    """A palette as Textual takes it."""
    p = palette
    return Theme(
        name=p.name,
        dark=p.dark,
        primary=p.primary,
        secondary=p.secondary,
        accent=p.accent,
        warning=p.accent,
        error=p.error,
        success=p.primary,
        foreground=p.foreground,
        background=p.background,
        surface=p.surface,
        panel=p.panel,
        variables={
            **p.board,
            "muted": p.muted,
            "next": p.accent,
            "cursor-row": p.cursor_row,
            "cursor-row-calm": p.cursor_row_calm,
            "border-calm": p.border_calm,
            "slot": p.slot,
            "slot-text": p.slot_text,
            "mark": p.accent,
            "text-primary": p.primary,
            "text-accent": p.accent,
            "text-muted": p.muted,
            "border": p.primary,
            "border-blurred": p.border_calm,
            "block-cursor-background": p.cursor_row,
            "block-cursor-foreground": p.foreground,
            "block-cursor-blurred-background": p.cursor_row_calm,
            "block-hover-background": p.cursor_row_calm,
            "input-cursor-background": p.accent,
            "input-cursor-foreground": p.on_colour,
            "input-selection-background": p.selection,
            "input-selection-foreground": p.selection_text,
            "button-foreground": p.foreground,
            "button-color-foreground": p.on_colour,
            "footer-key-foreground": p.accent,
            "scrollbar": p.border_calm,
            "scrollbar-hover": p.scrollbar_hover,
            "scrollbar-active": p.primary,
            "scrollbar-background": p.background,
            "scrollbar-background-hover": p.background,
            "scrollbar-background-active": p.background,
        },
    )


def look_of(look: Look) -> Theme:
    """A person's own look, on the one of ours it is built on."""
    fields = {name.replace("-", "_"): colour for name, colour in look.colours.items() if name not in BOARD}
    board = {name: colour for name, colour in look.colours.items() if name in BOARD}
    base = next((palette for palette in PALETTES if palette.name == look.base), PALETTES[0])
    dark = base.dark if look.dark is None else look.dark
    return theme_of(replace(base, name=look.name, dark=dark, board={**base.board, **board}, **fields))


MEADOW, PAPER, *_OTHERS = (theme_of(palette) for palette in PALETTES)
# Ours: every colour of theirs is chosen, so that every pair can be read.
OWN = (MEADOW, PAPER, *_OTHERS)


def _terminals(name: str, primary: str, accent: str) -> Theme:
    """The colours of the terminal itself, those that can be read on its ground."""
    theme = BUILTIN_THEMES[name]
    bars = {"scrollbar": "ansi_bright_black", "scrollbar-hover": primary, "scrollbar-active": primary}
    return replace(theme, primary=primary, accent=accent, variables={**theme.variables, **bars})


# Many draw a blue that can't be read on black, and a yellow that can't be read on white.
TERMINAL = (
    _terminals("ansi-dark", "ansi_green", "ansi_yellow"),
    _terminals("ansi-light", "ansi_blue", "ansi_magenta"),
)
# What can be chosen.
THEMES = (*OWN, *TERMINAL)
# Where NO_COLOR is set there is none, whatever look was chosen.
WITHOUT_COLOUR = "ansi-dark"

_GROUNDS = ("background", "surface", "panel", "cursor-row", "cursor-row-calm")
# (text, ground): what is written on what.
PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for ground in _GROUNDS for text in ("foreground", "muted", "primary", "next", "mark")),
    *((text, "background") for text in ("error", "warning", "success", "secondary")),
    ("slot-text", "slot"),
    ("puzzle-letter", "puzzle-ground"),
    ("puzzle-struck", "puzzle-ground"),
    ("puzzle-lit", "puzzle-lit-ground"),
    ("puzzle-lit", "puzzle-glow"),
    ("input-selection-foreground", "input-selection-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("button-foreground", "panel"),
)
READABLE = 4.5


def colours(theme: Theme) -> dict[str, str]:
    """Every name that styles may use with this theme, and its colour as CSS writes it."""
    return {**variables_for(theme), **theme.to_color_system().generate(), **theme.variables}


def variables_for(theme: Theme) -> dict[str, str]:
    """The names of this module for a theme that doesn't know them, made from its own colours.

    For `App.get_theme_variable_defaults`: so that every theme of Textual, of a terminal or of a person can be used.
    """
    system = theme.to_color_system().generate()
    if theme.ansi or "ansi" in system["background"]:
        return _ansi(system)
    ground, text = Color.parse(system["background"]), Color.parse(system["foreground"])
    accent = readable(Color.parse(system["accent"]), ground)
    return {
        **BOARD,
        "muted": readable(text.blend(ground, 0.35), ground).hex6,
        "next": accent.hex6,
        "mark": accent.hex6,
        "cursor-row": ground.blend(Color.parse(system["primary"]), 0.25).hex6,
        "cursor-row-calm": ground.blend(Color.parse(system["primary"]), 0.12).hex6,
        "border-calm": ground.blend(text, 0.25).hex6,
        "slot": ground.blend(accent, 0.2).hex6,
        "slot-text": text.hex6,
    }


def _ansi(system: dict[str, str]) -> dict[str, str]:
    """For "use my terminal's colours": only names that every terminal has, and its own ground."""
    return {
        **BOARD,
        "puzzle-ground": "ansi_green",
        "puzzle-letter": "ansi_black",
        "puzzle-struck": "ansi_black",
        "puzzle-lit": "ansi_black",
        "puzzle-lit-ground": "ansi_bright_yellow",
        "puzzle-glow": "ansi_bright_white",
        "muted": system["foreground"],
        "next": system["accent"],
        "mark": system["accent"],
        "cursor-row": "ansi_blue",
        "cursor-row-calm": "ansi_default",
        "border-calm": "ansi_bright_black",
        "slot": "ansi_default",
        "slot-text": system["accent"],
    }


def under_cursor(app: App[Any]) -> str:
    """The style of a line under the cursor. A terminal's own colours may be any: there it is reversed."""
    return "reverse" if app.native_ansi_color else "$text on $cursor-row"


def readable(text: Color, ground: Color) -> Color:
    """The colour, moved away from the ground just as far as it takes to be read on it (4.5:1)."""
    away = ground.get_contrast_text(1.0)
    for step in range(11):
        moved = text.blend(away, step / 10)
        if contrast(moved, ground) >= READABLE:
            return moved
    return away


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.1, from 1 to 21. Both colours are opaque."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(part / 255) for part in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
