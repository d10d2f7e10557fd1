"""What the composer says of a draft: manners of speaking that aren't needed, and its shape. Nothing is ever blocked.

The rules are METHOD's: an ask is short and one question, asks for advice and not for a job, apologises for nothing.
How the words are taken out is in `mending`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import ceil

from informal.model.kinds import Blocker, Channel, Kind
from informal.model.words import Heard, Language
from informal.practice.mending import sentence_at, taken_out
from informal.text import count_words

ASK_WORDS = 100
FOLLOW_UP_WORDS = 50
SUBJECT_LETTERS = 50
_MOST_QUESTIONS = 2
_ONE_ASK = frozenset({Kind.ASK, Kind.INTRODUCTION_REQUEST})
_ASKING = frozenset({Kind.ASK, Kind.INTRODUCTION_REQUEST, Kind.FOLLOW_UP, Kind.REFERRAL_ASK, Kind.THANK_YOU})
# In an answer these may have been asked for: "what are you looking for?", "send me your resume".
_ONLY_ASKING = frozenset({"resume", "goal", "job"})
# More than anybody would read; a text that says one thing a thousand times must not take long.
_MOST_HEARD = 40
_FEW_WORDS = 8
_ENGLISH_SHARE = 0.3
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A question's end: not the mark inside an address. Full-width, Arabic, Greek and Ethiopic marks; Japanese "ka".
_QUESTION = re.compile(r"[?？؟\u037e፧]+(?=[\s\"'”’»)\]*_]|$)|？+|[\u037e]|か。|(?<=[\u0370-\u03ff]);")
# Silent reading of English: 238 words a minute (Brysbaert 2019); 260 letters a minute where a letter is a word.
_WORDS_A_MINUTE = 238
_SIGNS_A_MINUTE = 260
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Nudge:
    """One thing said of a draft.

    rule: its name. words: text[start:end] of the body or the subject (`where`). why: one warm line. blocker: which of
    the four speaks. without: that text with the words taken out; None where nothing can be taken out.
    """

    rule: str
    words: str
    start: int
    end: int
    where: str
    why: str
    blocker: Blocker | None = None
    without: str | None = None


def listen(
    subject: str,
    body: str,
    kind: Kind,
    channel: Channel | None,
    language: Language,
    *,
    heard: bool = True,
    note_limit: int = 200,
) -> tuple[Nudge, ...]:
    """What there is to say of the draft, most important first: words, then the question, the length, the subject.

    heard: False leaves only the shape. Drafts that are mostly not English get only the shape, too. note_limit: letters
    a LinkedIn note may have. A draft without a body gets nothing said.
    """
    if not body.strip():
        return ()
    with_subject = channel in (Channel.EMAIL, None)
    said: list[Nudge] = []
    if heard and _is_english(body, language):
        if with_subject:
            said += _hear(subject, "subject", kind, language)
        said += _hear(body, "body", kind, language)
        order = {entry.rule: rank for rank, entry in reversed(list(enumerate(language.heard)))}
        # The four that lift a blocker stay in the order they are read.
        said.sort(key=lambda nudge: (nudge.blocker is None, 0 if nudge.blocker else order[nudge.rule]))
    said += _question(body, kind, language)
    said += _length(body, kind, channel, language, note_limit)
    if with_subject:
        said += _subject(subject, language)
    return tuple(said)


def reading_seconds(text: str) -> int:
    """About how long a reader needs for the text; 0 for none."""
    signs = len(_SIGN.findall(text))
    words = count_words(_SIGN.sub(" ", text))
    return ceil(60 * words / _WORDS_A_MINUTE + 60 * signs / _SIGNS_A_MINUTE)


def _is_english(text: str, language: Language) -> bool:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    if len(words) < _FEW_WORDS:
        return True
    return sum(word in language.common for word in words) >= _ENGLISH_SHARE * len(words)


def _applies(rule: str, kind: Kind) -> bool:
    if rule == "checking_in":
        return kind is Kind.FOLLOW_UP
    return kind in _ASKING or rule not in _ONLY_ASKING


def _matches(text: str, kind: Kind, language: Language) -> Iterator[tuple[Heard, re.Match[str]]]:
    """What is heard, from the left; where two overlap, the one that begins first, then the longer."""
    every = [
        (found.start(), -found.end(), rank, entry, found)
        for rank, entry in enumerate(language.heard)
        if _applies(entry.rule, kind)
        for found in entry.pattern.finditer(text)
        if found.end() > found.start()
    ]
    reached = 0
    for start, _, _, entry, found in sorted(every, key=lambda one: one[:3]):
        if start >= reached:
            reached = found.end()
            yield entry, found


def _hear(text: str, where: str, kind: Kind, language: Language) -> list[Nudge]:
    nudges = []
    for entry, found in islice(_matches(text, kind, language), _MOST_HEARD):
        start, end = found.span()
        without = _without(text, entry, found)
        nudges.append(Nudge(entry.rule, text[start:end], start, end, where, entry.why, entry.blocker, without))
    return nudges


def _without(text: str, entry: Heard, found: re.Match[str]) -> str:
    """The text without the words; if the same is still heard there, more of it goes."""
    before = sum(1 for _ in entry.pattern.finditer(text))
    takes = [entry.takes, *(wider for wider in ("clause", "sentence") if wider != entry.takes)]
    text_without = text
    for take in takes:
        span = found.span("out") if take == "words" and "out" in entry.pattern.groupindex else found.span()
        text_without = taken_out(text, span[0], span[1], take)
        if sum(1 for _ in entry.pattern.finditer(text_without)) < before:
            break
    return text_without


def _question(body: str, kind: Kind, language: Language) -> list[Nudge]:
    if kind not in _ONE_ASK:
        return []
    marks = list(_QUESTION.finditer(body))
    if not marks:
        end = len(body.rstrip())
        return [Nudge("one_ask", "", end, end, "body", language.why["ask_none"])]
    if len(marks) <= _MOST_QUESTIONS:
        return []
    start, end = sentence_at(body, marks[_MOST_QUESTIONS].start())
    why = language.why["ask_many"].format(n=len(marks))
    return [Nudge("one_ask", body[start:end], start, end, "body", why)]


def _length(body: str, kind: Kind, channel: Channel | None, language: Language, note_limit: int) -> list[Nudge]:
    """What is over the limit, to the text's end."""
    end = len(body.rstrip())
    if kind is Kind.ASK and channel is Channel.LINKEDIN and end > note_limit:
        why = language.why["length_note"].format(n=end - note_limit, limit=note_limit)
        return [Nudge("length", body[note_limit:end], note_limit, end, "body", why)]
    limit = {Kind.ASK: ASK_WORDS, Kind.FOLLOW_UP: FOLLOW_UP_WORDS}.get(kind)
    if limit is None:
        return []
    words = [found for found in re.finditer(r"\S+", body) if count_words(found[0])]
    if len(words) <= limit:
        return []
    why = language.why[f"length_{kind.value}"].format(n=len(words), limit=limit)
    start = words[limit].start()
    return [Nudge("length", body[start:end], start, end, "body", why)]


def _subject(subject: str, language: Language) -> list[Nudge]:
    if not subject.strip():
        return [Nudge("subject", "", 0, 0, "subject", language.why["subject_none"])]
    end = len(subject.rstrip())
    # A reply keeps its thread's subject.
    if end <= SUBJECT_LETTERS or subject.lower().startswith(("re:", "fwd:", "fw:")):
        return []
    why = language.why["subject_long"].format(n=end, limit=SUBJECT_LETTERS)
    return [Nudge("subject", subject[SUBJECT_LETTERS:end], SUBJECT_LETTERS, end, "subject", why)]
