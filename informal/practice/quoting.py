"""An answer without the letters it quotes."""

from __future__ import annotations

import re

# "On Mon, 23 Nov 2026 at 10:42, Ada Example wrote:", in any language: a line or two that end in a colon before quoted
# lines.
_INTRODUCED = 3
_FOLDED = "[...]"
# Where mail programs begin the history below an answer without marking its lines.
_RULED = re.compile(
    r"-{2,}\s*(original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original)\b.*"
    r"|_{20,}",
    re.IGNORECASE,
)
# Outlook: From, Sent, To, Subject, one to a line.
_FROM = re.compile(r"\*?(from|von|de|da|van)\s?:\*?\s*\S", re.IGNORECASE)
_SENT = re.compile(r"\*?(sent|date|gesendet|datum|envoyé|enviado|inviato|verzonden)\s?:\*?\s*\S", re.IGNORECASE)
_WROTE = re.compile(
    r"(on|am|le|el|il|op)\b.{8,200}(wrote|schrieb.{0,80}|écrit|escribió|scritto|schreef)\s?:", re.IGNORECASE
)


def fold_quotes(text: str) -> str:
    """The text without the history it quotes. Quoted lines between the answer's own become "[...]".

    A text that is nothing but quotes stays as it is: the answer stands somewhere in it.
    """
    lines = text.split("\n")
    kept: list[str] = []
    for at, line in enumerate(lines):
        if _begins_history(lines, at):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
            continue
        _drop_introduction(kept)
        if kept and kept[-1] != _FOLDED:
            kept.append(_FOLDED)
    while kept and kept[-1] in ("", _FOLDED):
        kept.pop()
    told = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return told or text.strip()


def _begins_history(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    if not line:
        return False
    if _RULED.fullmatch(line) or (
        _FROM.match(line) and any(_SENT.match(one.strip()) for one in lines[at + 1 : at + 4])
    ):
        return any(one.strip() for one in lines[:at])
    return False


def _drop_introduction(kept: list[str]) -> None:
    """Take away the line or two that say whose words follow."""
    while kept and not kept[-1]:
        kept.pop()
    if not kept or not kept[-1].rstrip().endswith(":"):
        return
    for count in range(1, _INTRODUCED + 1):
        block = kept[-count:]
        if len(block) == count and _WROTE.fullmatch(" ".join(part.strip() for part in block)):
            del kept[-count:]
            return
    if "@" in kept[-1] or re.search(r"\d{4}", kept[-1]):
        kept.pop()
