"""Every command, once: its key, footer word, palette entry, help row, stable name, and why it can't be used now.

There is no second list: bindings, footer, palette, help screen, `informal keys` and the README's table are made from
this one. A command named `write` is the main screen's `action_write`. Which keys the commands really have, a person's
own included, is a `Keymap`; reasons name another command's key as {name}, and `Keymap.say` fills it in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from informal.keys.places import Place, Situation, Where, display, is_typed

_LETTERS_MEAN_LETTERS = frozenset({Place.TEXT, Place.FIND, Place.SHEET})

Reason = Callable[[Situation], str]


def _always(situation: Situation) -> str:
    del situation
    return ""


def _person(situation: Situation) -> str:
    return "" if situation.person else "Add somebody first, with {add}."


def _letter(situation: Situation) -> str:
    if not situation.person:
        return "Add somebody first, with {add}."
    if situation.leave_in_peace:
        return "They asked not to be written to again."
    return ""


def _waiting(situation: Situation) -> str:
    return "" if situation.waiting else "No letter of yours is out yet."


def _asked(situation: Situation) -> str:
    return "" if situation.asked else "Nothing is asked below the letter."


def _away(situation: Situation) -> str:
    return "" if situation.old else "Nothing has waited that long."


def _marked(situation: Situation) -> str:
    return "" if situation.marked else "Nobody is marked. {mark} in the list marks somebody."


def _people(situation: Situation) -> str:
    return "" if situation.people else "There is nobody in the list yet."


def _shown(situation: Situation) -> str:
    return "" if situation.people else "There is nobody in the list yet; informal demo has people to try it on."


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do. keys: as Textual names them, the first is shown. label: one or two words;
    short: fewer, the first word if empty. fixed: its key can't be changed."""

    name: str
    keys: tuple[str, ...]
    where: Where
    label: str
    help: str
    footer: tuple[Place, ...] = ()
    needs: Reason = _always
    palette: bool = True
    short: str = ""
    fixed: bool = False

    @property
    def key(self) -> str:
        """The first key as a person reads it."""
        return display(self.keys[0])

    def key_at(self, place: Place) -> str:
        """The key to show at a place: where letters are typed or answer a question, not one of them."""
        if place in _LETTERS_MEAN_LETTERS:
            return display(next((key for key in self.keys if not is_typed(key)), self.keys[0]))
        return self.key


_LIST = (Place.CONTACTS,)
_OUTSIDE = (Place.CONTACTS, Place.LETTER, Place.BUTTONS, Place.BLOCKERS, Place.TODAY)

COMMANDS: tuple[Command, ...] = (
    Command("down", ("j", "down"), Where.ANYWHERE, "down", "The next one", palette=False),
    Command("up", ("k", "up"), Where.ANYWHERE, "up", "The one before", palette=False),
    Command("next_pane", ("tab",), Where.ANYWHERE, "next pane", "The next pane", palette=False),
    Command("previous_pane", ("shift+tab",), Where.ANYWHERE, "pane before", "The pane before", palette=False),
    Command(
        "to_contacts",
        ("escape",),
        Where.ANYWHERE,
        "back",
        "Back to the list of people",
        (Place.BLOCKERS, Place.TODAY),
        palette=False,
    ),
    Command(
        "write",
        ("enter",),
        Where.ANYWHERE,
        "write",
        "Write to the person under the cursor",
        (Place.CONTACTS, Place.LETTER),
        _letter,
    ),
    Command(
        "send",
        ("s",),
        Where.ANYWHERE,
        "send",
        "Send the letter your own way",
        _OUTSIDE,
        _letter,
    ),
    Command("find", ("slash",), Where.ANYWHERE, "find", "Find people, by any word of theirs", needs=_people),
    Command("next", ("n",), Where.ANYWHERE, "next", "Open the next letter of today", _LIST, _people),
    Command("replied", ("r",), Where.ANYWHERE, "answered", "Somebody answered", needs=_waiting),
    Command("check_mail", ("I",), Where.ANYWHERE, "check mail now", "Look for answers in your mailbox now"),
    Command(
        "in_person", ("plus",), Where.ANYWHERE, "asked in person", "You asked them in person or by phone", needs=_person
    ),
    Command(
        "add",
        ("a",),
        Where.ANYWHERE,
        "add",
        "Add somebody, or several: a name, an address, a link, a file",
        (Place.CONTACTS, Place.LETTER),
    ),
    Command("person", ("p",), Where.ANYWHERE, "person", "Everything with them on one page", needs=_person),
    Command("edit", ("E",), Where.ANYWHERE, "fields", "Change any field of theirs", needs=_person),
    Command("talk", ("T",), Where.ANYWHERE, "talk", "Book a talk; prepare, hold or move one", needs=_person),
    Command("after", ("H",), Where.ANYWHERE, "we talked", "Right after a talk: one thing they said", needs=_person),
    Command("step_done", ("D",), Where.ANYWHERE, "done", "You did what you told them you would", needs=_person),
    Command("rest", ("z",), Where.ANYWHERE, "later, rest", "Later, at rest, awake, or left in peace", needs=_person),
    Command("asked_me", ("Y",), Where.ANYWHERE, "asked me", "They asked you for a talk", needs=_person),
    Command("network", ("N",), Where.ANYWHERE, "network", "Who led you to whom"),
    Command("agenda", ("A",), Where.ANYWHERE, "days to come", "What happens when"),
    Command("progress", ("P",), Where.ANYWHERE, "progress", "What you have done, in pictures; the jar; the week"),
    Command("keep_answer", ("K",), Where.ANYWHERE, "keep", "Keep a kind answer of theirs in the jar", needs=_person),
    Command(
        "rest_old", ("R",), Where.ANYWHERE, "rest the old", "After a while away: let rest what is old", needs=_away
    ),
    Command("blank_names", ("B",), Where.ANYWHERE, "blank names", "Names as blocks while others see your screen"),
    Command("hide_people", ("left_square_bracket",), Where.ANYWHERE, "list", "Hide the list of people, or show it"),
    Command("hide_side", ("right_square_bracket",), Where.ANYWHERE, "side", "Hide the four and today, or show them"),
    Command("narrower", ("less_than_sign",), Where.ANYWHERE, "narrower", "A narrower list of people"),
    Command("wider", ("greater_than_sign",), Where.ANYWHERE, "wider", "A wider list of people"),
    Command("settings", ("comma",), Where.ANYWHERE, "settings", "What can be set inside the app"),
    Command("if_then", ("i",), Where.ANYWHERE, "when, then", 'One sentence: "When ..., I send the top letter"'),
    Command(
        "delete",
        ("delete",),
        Where.CONTACTS,
        "delete",
        "Out of the file; undo brings them back",
        needs=_person,
    ),
    Command("top", ("home",), Where.CONTACTS, "first", "The first one", palette=False),
    Command("bottom", ("end",), Where.CONTACTS, "last", "The last one", palette=False),
    Command("page_down", ("pagedown",), Where.CONTACTS, "a page on", "A page on", palette=False),
    Command("page_up", ("pageup",), Where.CONTACTS, "a page back", "A page back", palette=False),
    Command("mark", ("space",), Where.CONTACTS, "mark", "Mark a person", needs=_person),
    Command(
        "mark_shown",
        ("asterisk",),
        Where.CONTACTS,
        "mark all",
        "Mark everybody the list shows, or take those marks off",
        needs=_people,
    ),
    Command("sort", ("d",), Where.ANYWHERE, "sort", "Say how well people know you, one at a time", needs=_people),
    Command("lists", ("l",), Where.ANYWHERE, "lists", "Ready lists: people you half know, changed jobs", needs=_people),
    Command(
        "marked",
        ("M",),
        Where.ANYWHERE,
        "the marked",
        "Tag, rest, export or forget everybody marked, or merge two",
        needs=_marked,
    ),
    Command("editor", ("e",), Where.ANYWHERE, "editor", "Write in your own editor", needs=_letter),
    Command("channel", ("c",), Where.ANYWHERE, "way", "By which way it goes; a LinkedIn note is short", needs=_letter),
    Command(
        "kind", ("O",), Where.ANYWHERE, "kind", "Another kind of letter: thanks, news, an introduction", needs=_letter
    ),
    Command("opening", ("o",), Where.ANYWHERE, "opening", "Begin the letter another way", needs=_letter),
    Command(
        "keep_opening",
        ("L",),
        Where.ANYWHERE,
        "keep as opening",
        "Keep this letter as an opening of your own",
        needs=_letter,
    ),
    Command(
        "another_way",
        ("w",),
        Where.ANYWHERE,
        "another way",
        "Two sentences to say, a question for a group, a voice note",
        needs=_letter,
    ),
    Command("versions", ("v",), Where.ANYWHERE, "versions", "The last ten versions of this letter", needs=_letter),
    Command("take_out", ("t",), Where.ANYWHERE, "take out", "Take the marked words out of the letter", needs=_letter),
    Command("more", ("m",), Where.ANYWHERE, "more", "Hear one more remark about the letter", needs=_letter),
    Command("blockers", ("b",), Where.ANYWHERE, "the four", "The four things you don't need"),
    Command("undo", ("u",), Where.ANYWHERE, "undo", "Take the last thing back"),
    Command("redo", ("U",), Where.ANYWHERE, "redo", "Do it again"),
    Command(
        "cross",
        ("space",),
        Where.BLOCKERS,
        "cross out",
        "Cross it out, or take that back",
        (Place.BLOCKERS,),
        palette=False,
    ),
    Command("why", ("enter",), Where.BLOCKERS, "why", "Why it isn't needed", (Place.BLOCKERS,), palette=False),
    Command(
        "tick", ("space",), Where.TODAY, "tick", "Tick a box by hand, for an ask made some other way", (Place.TODAY,)
    ),
    Command("open_offer", ("enter",), Where.TODAY, "open", "Open it", (Place.TODAY,), palette=False),
    Command("another", ("x",), Where.TODAY, "another", "Offer me another one", (Place.TODAY,)),
    Command(
        "next_place",
        ("tab",),
        Where.TEXT,
        "next place, then Send",
        "The next marked place, then Send, then out",
        (Place.TEXT,),
        palette=False,
    ),
    Command("previous_place", ("shift+tab",), Where.TEXT, "back", "The place before", palette=False),
    Command(
        "stop_typing",
        ("escape",),
        Where.TEXT,
        "stop typing",
        "Stop typing; nothing is closed or lost",
        (Place.TEXT,),
        palette=False,
    ),
    Command("send_now", ("alt+s",), Where.TEXT, "send", "Send the letter your own way", (Place.TEXT,), palette=False),
    Command("undo_typing", ("ctrl+z",), Where.TEXT, "undo typing", "Take typing back", palette=False),
    Command("kept", ("ctrl+s",), Where.TEXT, "kept", "Nothing to save: it is kept as you type", palette=False),
    Command("keep_search", ("enter",), Where.FIND, "keep", "Keep the search", (Place.FIND,), palette=False, fixed=True),
    Command("clear_search", ("escape",), Where.FIND, "everybody", "Everybody again", (Place.FIND,), palette=False),
    Command(
        "press", ("enter",), Where.BUTTONS, "press it", "Press the button", (Place.BUTTONS,), palette=False, fixed=True
    ),
    Command(
        "back_to_text",
        ("shift+tab",),
        Where.BUTTONS,
        "back to the text",
        "Back into the letter",
        (Place.BUTTONS,),
        palette=False,
        short="text",
    ),
    Command(
        "yes", ("y",), Where.ANYWHERE, "yes", "Yes, to the question below the letter", (Place.STRIP,), _asked, False
    ),
    Command(
        "not_yet",
        ("escape",),
        Where.STRIP,
        "not yet",
        "Not yet; it waits",
        (Place.STRIP,),
        palette=False,
        short="not yet",
        fixed=True,
    ),
    Command("tour", ("W",), Where.ANYWHERE, "tour", "The tour, a sentence at a time; once more ends it", needs=_shown),
    Command("suspend", ("ctrl+z",), Where.ANYWHERE, "suspend", "Leave for the shell; fg comes back"),
    Command(
        "help",
        ("ctrl+g", "question_mark"),
        Where.EVERYWHERE,
        "all keys",
        "What works where you are",
        tuple(place for place in Place if place not in (Place.CONTACTS, Place.BLOCKERS, Place.TODAY)),
        short="keys",
    ),
    Command("palette", ("ctrl+p",), Where.EVERYWHERE, "palette", "Every command by its name", palette=False),
    Command(
        "leave",
        ("q", "ctrl+q"),
        Where.EVERYWHERE,
        "quit",
        "Leave; everything is kept",
        tuple(Place),
    ),
)

BY_NAME = {command.name: command for command in COMMANDS}
