"""Keys, pastes and windows at random, on the made-up people: what nobody would think of trying."""

from __future__ import annotations

import random
import string
from pathlib import Path

from driver import Driver
from textual import events

_NAMED = (
    "enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "space",
    "delete", "backspace", "ctrl+g", "ctrl+p", "ctrl+s", "ctrl+z", "ctrl+y", "ctrl+x", "ctrl+v", "ctrl+a", "ctrl+u",
    "ctrl+w", "alt+s", "alt+n", "question_mark", "plus", "comma", "slash", "f1",
)  # fmt: skip
# What the keys of the app are; the others come up more seldom.
_LETTERS = string.ascii_lowercase + "ARTHDYNKPEOUMI" + "123"
_PASTES = (
    "Hi Ada,\n\nCould we talk for 15 minutes?\n\nThank you,\nSam",
    "[@click=app.quit]x[/] [/x] [b",
    "\x1b]52;c;eA==\x07\x1b[2J",
    '=HYPERLINK("x")',
    "\u202eabc\u2066 \u05e9\u05dc\u05d5\u05dd \u65e5\u672c\u8a9e \U0001f469\u200d\U0001f467 e\u0301",
    "a" * 5000,
    "\n" * 300,
    "\x00\x07\r\n",
    "Ada Example; Kofi Fictional",
    "linkedin.com/in/nobody-example",
)


class Wanderer:
    """One walk. seed: the same walk again."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._dice = random.Random(seed)
        self._tail: list[str] = []

    async def walk(self, steps: int) -> None:
        """So many steps; whoever leaves on the way comes in again. Raises what the app raised."""
        done, demo = 0, self._dice.random() < 0.7
        while done < steps:
            async with Driver.start(self._folder, size=self._size(), demo=demo) as app:
                demo = False
                while done < steps and app.app.return_value is None and app.app._exit is False:
                    done += 1
                    await self._step(app)
                    if done % 20 == 0:
                        self._nothing_is_lost(app)

    def _size(self) -> tuple[int, int]:
        return self._dice.randint(1, 130), self._dice.randint(1, 45)

    async def _step(self, app: Driver) -> None:
        kind = self._dice.random()
        if kind < 0.04:
            await app.pilot.resize_terminal(*self._size())
        elif kind < 0.08:
            text = self._dice.choice(_PASTES)
            self._tail.append(f"paste {text[:20]!r}")
            app.app.post_message(events.Paste(text))
        elif kind < 0.12:
            for char in self._dice.choice(("Looms and weavers. ", "Ada Example", "next tuesday", "tag:looms -x")):
                await app.pilot.press({" ": "space", ":": "colon", "-": "minus", ".": "full_stop"}.get(char, char))
        elif kind < 0.2:
            keys = [self._key() for _ in range(self._dice.randint(2, 9))]
            self._tail.append(f"at once {' '.join(keys)}")
            app.rush(*keys)
        else:
            self._tail.append(self._key())
            await app.pilot.press(self._tail[-1])
        await app.pilot.pause()

    def _key(self) -> str:
        return self._dice.choice(_NAMED) if self._dice.random() < 0.43 else self._dice.choice(_LETTERS)

    @staticmethod
    def _nothing_is_lost(app: Driver) -> None:
        """What stands in the letter is in the file, once it was touched."""
        main = app.app.main
        if main is None or main.composer.letter is None:
            return
        main.composer.keep()
        letter = main.composer.letter
        if letter is not None and letter.id is not None:
            stored = app.workspace.core.store.get("messages", letter.id)
            assert stored is not None
            assert stored.get("body", "") == letter.body == main.composer.body.text
