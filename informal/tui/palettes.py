"""The colours of our looks: green ones, high contrast, and ones that everybody tells apart, each dark and light.

The last two are built on blue and orange, which people with any of the common kinds of colour blindness tell apart
(Okabe & Ito, 2008).
"""

from __future__ import annotations

from dataclasses import dataclass, field

BOARD = {
    "puzzle-ground": "#256842",
    "puzzle-letter": "#fdf8e8",
    "puzzle-struck": "#c4dcca",
    "puzzle-lit": "#14301f",
    "puzzle-lit-ground": "#ffd479",
    "puzzle-glow": "#fff6dc",
}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one look, as #rrggbb. See `theme` for what the less common ones are for."""

    name: str
    dark: bool
    primary: str
    secondary: str
    accent: str
    error: str
    foreground: str
    background: str
    surface: str
    panel: str
    muted: str
    cursor_row: str
    cursor_row_calm: str
    border_calm: str
    slot: str
    slot_text: str
    selection: str
    selection_text: str
    scrollbar_hover: str
    board: dict[str, str] = field(default_factory=lambda: dict(BOARD))

    @property
    def on_colour(self) -> str:
        """What is written on a ground of the accent or of the first colour."""
        return self.background if self.dark else self.surface


PALETTES = (
    Palette(
        name="meadow",
        dark=True,
        primary="#8fd694",
        secondary="#79b8a4",
        accent="#ffd479",
        error="#f0a58f",
        foreground="#e8f1e9",
        background="#0d1712",
        surface="#13211a",
        panel="#1a2c22",
        muted="#9db5a6",
        cursor_row="#1e4430",
        cursor_row_calm="#18301f",
        border_calm="#2c4637",
        slot="#3b3112",
        slot_text="#ffe3a3",
        selection="#6b571d",
        selection_text="#fffaf0",
        scrollbar_hover="#3d6049",
    ),
    Palette(
        name="paper",
        dark=False,
        primary="#1d6b43",
        secondary="#2c6e63",
        accent="#8a4b00",
        error="#9c3324",
        foreground="#1c2a22",
        background="#f4f8f1",
        surface="#ffffff",
        panel="#e6f0e2",
        muted="#4c6055",
        cursor_row="#cfe8d4",
        cursor_row_calm="#e3efe3",
        border_calm="#b9d0bf",
        slot="#fbe9c6",
        slot_text="#7a4200",
        selection="#f2c977",
        selection_text="#1c2a22",
        scrollbar_hover="#8fb39a",
    ),
    Palette(
        name="contrast-dark",
        dark=True,
        primary="#7dffa6",
        secondary="#8fe3ff",
        accent="#ffe14d",
        error="#ffb9ad",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        muted="#d9d9d9",
        cursor_row="#004d26",
        cursor_row_calm="#00331a",
        border_calm="#9a9a9a",
        slot="#3d2f00",
        slot_text="#fff0b3",
        selection="#ffe14d",
        selection_text="#000000",
        scrollbar_hover="#cccccc",
        board={
            "puzzle-ground": "#00331a",
            "puzzle-letter": "#ffffff",
            "puzzle-struck": "#c4e8d0",
            "puzzle-lit": "#000000",
            "puzzle-lit-ground": "#ffe14d",
            "puzzle-glow": "#ffffff",
        },
    ),
    Palette(
        name="contrast-light",
        dark=False,
        primary="#004d24",
        secondary="#00405c",
        accent="#662b00",
        error="#7a0c00",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#ededed",
        muted="#2e2e2e",
        cursor_row="#c2f0d1",
        cursor_row_calm="#e0f5e7",
        border_calm="#595959",
        slot="#ffeab8",
        slot_text="#4d2000",
        selection="#ffd24d",
        selection_text="#000000",
        scrollbar_hover="#333333",
        board={
            "puzzle-ground": "#004d24",
            "puzzle-letter": "#ffffff",
            "puzzle-struck": "#d6f0de",
            "puzzle-lit": "#000000",
            "puzzle-lit-ground": "#ffd24d",
            "puzzle-glow": "#ffffff",
        },
    ),
    Palette(
        name="two-tone-dark",
        dark=True,
        primary="#6cbcf0",
        secondary="#a9c7e8",
        accent="#ffb84d",
        error="#ff9d7a",
        foreground="#edf2f7",
        background="#0e141b",
        surface="#141c26",
        panel="#1b2632",
        muted="#a4b4c4",
        cursor_row="#17405f",
        cursor_row_calm="#152c40",
        border_calm="#2f4356",
        slot="#45300b",
        slot_text="#ffe0ad",
        selection="#7a5210",
        selection_text="#fffaf0",
        scrollbar_hover="#45617c",
        board={
            "puzzle-ground": "#0b4f80",
            "puzzle-letter": "#ffffff",
            "puzzle-struck": "#bcd6ea",
            "puzzle-lit": "#1f1400",
            "puzzle-lit-ground": "#ffb84d",
            "puzzle-glow": "#fff0da",
        },
    ),
    Palette(
        name="two-tone-light",
        dark=False,
        primary="#0b5a94",
        secondary="#35577a",
        accent="#8f4600",
        error="#a03300",
        foreground="#16202b",
        background="#f6f9fc",
        surface="#ffffff",
        panel="#e6eef6",
        muted="#4a5a6b",
        cursor_row="#cde4f7",
        cursor_row_calm="#e2eef8",
        border_calm="#b4c7d9",
        slot="#ffe6c2",
        slot_text="#753900",
        selection="#ffc56b",
        selection_text="#16202b",
        scrollbar_hover="#86a5c2",
        board={
            "puzzle-ground": "#0b5a94",
            "puzzle-letter": "#ffffff",
            "puzzle-struck": "#d3e6f5",
            "puzzle-lit": "#1f1400",
            "puzzle-lit-ground": "#ffb84d",
            "puzzle-glow": "#fff0da",
        },
    ),
)
