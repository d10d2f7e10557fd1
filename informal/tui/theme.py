"""The colours: meadow (dark) and paper (light), and the names that styles may use beside Textual's own.

Every pair of text and ground that the program draws reaches 4.5:1 (WCAG 2.1, 1.4.3); `PAIRS` names them, and a test
computes them. Nothing is told by colour alone: a mark or a shape stands beside it.
"""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

# What `variables` of a theme must hold, and what other themes get by `variables_for`.
#   muted               words that stand back                  next           what comes next (the accent as text)
#   cursor-row[-calm]   the row under the cursor, with and without the focus
#   border-calm         borders of what has not the focus      slot[-text]    a place in a letter to type over
#   mark                words of the letter that a remark means
#   puzzle-*            the green board, its letters, crossed ones, and lit ones on a ground of their own
_PUZZLE = {
    "puzzle-ground": "#256842",
    "puzzle-letter": "#fdf8e8",
    "puzzle-struck": "#c4dcca",
    "puzzle-lit": "#14301f",
    "puzzle-lit-ground": "#ffd479",
    "puzzle-glow": "#fff6dc",
}

MEADOW = Theme(
    name="meadow",
    dark=True,
    primary="#8fd694",
    secondary="#79b8a4",
    accent="#ffd479",
    warning="#ffd479",
    error="#f0a58f",
    success="#8fd694",
    foreground="#e8f1e9",
    background="#0d1712",
    surface="#13211a",
    panel="#1a2c22",
    variables={
        **_PUZZLE,
        "muted": "#9db5a6",
        "next": "#ffd479",
        "cursor-row": "#1e4430",
        "cursor-row-calm": "#18301f",
        "border-calm": "#2c4637",
        "slot": "#3b3112",
        "slot-text": "#ffe3a3",
        "mark": "#ffd479",
        "text-primary": "#8fd694",
        "text-accent": "#ffd479",
        "text-muted": "#9db5a6",
        "border": "#8fd694",
        "border-blurred": "#2c4637",
        "block-cursor-background": "#1e4430",
        "block-cursor-foreground": "#e8f1e9",
        "block-cursor-blurred-background": "#18301f",
        "block-hover-background": "#18301f",
        "input-cursor-background": "#ffd479",
        "input-cursor-foreground": "#0d1712",
        "input-selection-background": "#6b571d",
        "input-selection-foreground": "#fffaf0",
        "button-foreground": "#e8f1e9",
        "button-color-foreground": "#0d1712",
        "footer-key-foreground": "#ffd479",
        "scrollbar": "#2c4637",
        "scrollbar-hover": "#3d6049",
        "scrollbar-active": "#8fd694",
        "scrollbar-background": "#0d1712",
        "scrollbar-background-hover": "#0d1712",
        "scrollbar-background-active": "#0d1712",
    },
)

PAPER = Theme(
    name="paper",
    dark=False,
    primary="#1d6b43",
    secondary="#2c6e63",
    accent="#8a4b00",
    warning="#8a4b00",
    error="#9c3324",
    success="#1d6b43",
    foreground="#1c2a22",
    background="#f4f8f1",
    surface="#ffffff",
    panel="#e6f0e2",
    variables={
        **_PUZZLE,
        "muted": "#4c6055",
        "next": "#8a4b00",
        "cursor-row": "#cfe8d4",
        "cursor-row-calm": "#e3efe3",
        "border-calm": "#b9d0bf",
        "slot": "#fbe9c6",
        "slot-text": "#7a4200",
        "mark": "#8a4b00",
        "text-primary": "#1d6b43",
        "text-accent": "#8a4b00",
        "text-muted": "#4c6055",
        "border": "#1d6b43",
        "border-blurred": "#b9d0bf",
        "block-cursor-background": "#cfe8d4",
        "block-cursor-foreground": "#1c2a22",
        "block-cursor-blurred-background": "#e3efe3",
        "block-hover-background": "#e3efe3",
        "input-cursor-background": "#8a4b00",
        "input-cursor-foreground": "#ffffff",
        "input-selection-background": "#f2c977",
        "input-selection-foreground": "#1c2a22",
        "button-foreground": "#1c2a22",
        "button-color-foreground": "#ffffff",
        "footer-key-foreground": "#8a4b00",
        "scrollbar": "#b9d0bf",
        "scrollbar-hover": "#8fb39a",
        "scrollbar-active": "#1d6b43",
        "scrollbar-background": "#f4f8f1",
        "scrollbar-background-hover": "#f4f8f1",
        "scrollbar-background-active": "#f4f8f1",
    },
)

THEMES = (MEADOW, PAPER)

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
        **_PUZZLE,
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
        **_PUZZLE,
        "puzzle-ground": "ansi_green",
        "puzzle-letter": "ansi_bright_white",
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
