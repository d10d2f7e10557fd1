"""Words taken out of a letter so that what stays still reads well: capitals, blanks, commas, empty paragraphs."""

from __future__ import annotations

import re

Span = tuple[int, int]

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n[^\S\n]*\n\s*|\n")
_TITLE = re.compile(r"(?:^|\W)(?:dr|mr|mrs|ms|mx|prof|st|vs|etc|e\.g|i\.e|approx|no)$", re.IGNORECASE)
# A line at least so long was broken to fit, not to end something.
_WRAPPED = 40
_SUBJECT = (
    r"(?:I|you|we|he|she|they|it|there|this|that|these|those|my|your|our|his|her|their|the|one|everyone|someone|thank)"
)
_VERB = r"(?:could|would|can|may|might|do|does|did|is|are|was|were|will|shall|should|have|has|how|what|why|please)"
_LEAD = r"(?:if|when|while|after|since|as|because|although|though|even|before|perhaps|maybe|hopefully|would)"
_JOIN = r"(?:but|and|so|yet|or|because|although|though|even though|even if|since|however|still)"
# Where a clause ends: at a mark, at "but", at another joint with somebody who does something after it.
_JOINT = re.compile(
    rf"[,;:](?=\s)|\s+[-–—]+(?=\s)|—|\s*[()]|(?<=\w)(?=\s+but\s)|(?<=\w)(?=\s+{_JOIN}\s+(?:{_SUBJECT}|{_VERB})\b)",
    re.IGNORECASE,
)
_JOINS = re.compile(rf"\s*(?:{_JOIN}\b,?\s*){{1,2}}", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
# How a clause begins that can stand by itself; a name does, too.
_STANDS = re.compile(rf"(?:{_SUBJECT}|{_VERB}|{_LEAD})\b", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]*\.?(?:\s+[\w'’-]+){2}")
# After "but" most clauses stand; not those that go on with what was said before.
_GOES_ON = re.compile(
    r"(?:very|really|keen|eager|willing|happy|glad|love|still|also|hope|want|wanted|wondered|wonder|an?|in|on|with|from|"
    r"to|at|for|of|by|not|no|nor|think|thought|just|only|even|am|who|which|interested|curious|looking|hoping|trying)\b",
    re.IGNORECASE,
)
_LEFT_JOIN = re.compile(r"[,;]?\s+(and|but|so)$", re.IGNORECASE)
_DEPENDS = re.compile(
    r"(?:if|when|while|although|though|since|because|as|even|given|after|before|with|despite|and|or|hi|hello|dear|hey)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:^|[,;:—]\s*|\b(?:and|but|so|or|wonder|wondering)\s+|\b(?:if|whether)\b.*)"
    r"(?:could|would|can|may|might|do|does|did|is|are|was|were|will|shall|should|have|has|how|what|why|which|who|when|"
    r"where|any|15|fifteen)\b",
    re.IGNORECASE,
)


def sentence_at(text: str, at: int) -> Span:
    """The sentence that holds the position, without blanks around it. Greetings, names and paragraphs end one, too."""
    start, end = 0, len(text)
    for found in _END.finditer(text):
        if not _ends(text, found):
            continue
        stop = found.start() if found[0].startswith("\n") else found.end()
        if stop > at:
            end = stop
            break
        start = found.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def taken_out(text: str, start: int, end: int, takes: str) -> str:
    """The text without text[start:end], or its clause, or its sentence; `takes` as in `Heard`.

    "say WORDS" puts words in their place. What begins a sentence afterwards has a capital, no comma or blank is left
    over, and a paragraph with nothing in it goes. Text elsewhere stays as it was typed.
    """
    if takes.startswith("say "):
        said = takes[4:]
        if _begins(text, start):
            said = said[:1].upper() + said[1:]
        return text[:start] + said + text[end:]
    first, last = sentence_at(text, start)
    last = max(last, end)
    if takes == "words":
        return _put(text, (first, last), _one_blank(text[first:start], text[end:last]))
    if takes == "clause":
        kept = _without_clause(text[first:last], start - first, end - first)
        return _put(text, (first, last), kept)
    return _put(text, (first, last), "")


def _ends(text: str, found: re.Match[str]) -> bool:
    mark = found[0]
    if mark == "\n":
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip()
        after = text[found.end() :].split("\n", 1)[0].strip()
        bullet = after[:1] in ("-", "*", "•")
        return len(line) < _WRAPPED or bullet
    if mark.startswith("\n"):
        return True
    if mark == "." and _TITLE.search(text, max(0, found.start() - 8), found.start()):
        return False
    return not text[found.end() :].lstrip(" \t")[:1].islower()


def _begins(text: str, at: int) -> bool:
    return sentence_at(text, at)[0] == at


def _one_blank(left: str, right: str) -> str:
    """Two pieces of a sentence with one blank between them, none before a mark."""
    left, right = left.rstrip(), right.lstrip()
    if not left or not right:
        return left + right
    return left + right if right[0] in ",.;:!?)…" else f"{left} {right}"


def _without_clause(sentence: str, start: int, end: int) -> str:
    """The sentence without the clause that holds the span; nothing when what stays could not stand by itself."""
    tail = re.search(r"[.!?…]*[\"'”’)\]]*$", sentence)
    close = max(tail.start() if tail else len(sentence), end)
    joints = list(_JOINT.finditer(sentence, 0, close))
    left = next((joint for joint in reversed(joints) if joint.end() <= start), None)
    rights = [joint for joint in joints if joint.start() >= end]
    before = sentence[: left.start()].rstrip() if left else ""
    join = _LEFT_JOIN.search(before)
    before = before[: join.start()] if join else before
    mark = sentence[close:]
    # "If you have time" or "Hi Ada" says nothing alone, but may begin what comes after.
    if before and not rights and _DEPENDS.match(before) and not _JOINT.search(before):
        return ""
    for right in rights:
        rest = sentence[right.end() : close]
        plain = _JOINS.sub("", rest, count=1).strip() if _JOINS.match(rest) else rest.strip()
        if _DEPENDS.match(plain) and not _JOINT.search(plain):
            continue
        if not (_stands(plain) or (_JOINS.match(rest) and len(plain.split()) > 2 and not _GOES_ON.match(plain))):
            continue
        if not before:
            return plain[:1].upper() + plain[1:] + mark
        if _JOINS.match(rest) or right[0].strip() != ",":
            return before + sentence[right.start() : close].rstrip() + mark
        joined = f"{join[1]} " if join else _joined(sentence, left, start)
        return f"{before}, {joined}{plain}{mark}"
    if not before or not (_stands(before) or _JOINT.search(before)):
        return ""
    if mark.startswith("?") and not _ASKS.search(before):
        mark = "." + mark.lstrip("?")
    return before + mark


def _joined(sentence: str, left: re.Match[str] | None, start: int) -> str:
    """The "and" or "but" a clause began with, kept for what comes after it."""
    found = re.match(r"\s*(and|but|so)\s", sentence[left.end() if left else 0 : start], re.IGNORECASE)
    return f"{found[1]} " if found else ""


def _stands(clause: str) -> bool:
    return len(clause.split()) > 1 and bool(_STANDS.match(clause) or _NAME.match(clause))


def _put(text: str, span: Span, kept: str) -> str:
    """The text with the sentence at the span replaced; with none, its blanks and an empty paragraph go, too."""
    first, last = span
    before, after = text[:first], text[last:]
    if kept:
        if text[first : first + 1].isupper() or not before.strip():
            kept = kept[:1].upper() + kept[1:]
        return before + kept + after
    head, tail = before.rstrip(), after.lstrip()
    if not head or not tail:
        return head + (after[len(after.rstrip()) :] if not tail else "") + tail
    gap = before[len(head) :], after[: len(after) - len(tail)]
    lines = max(gap[0].count("\n"), gap[1].count("\n"))
    return head + ("\n" * min(lines, 2) if lines else " ") + tail
