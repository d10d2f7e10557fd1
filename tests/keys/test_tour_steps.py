"""The tour goes on with what was done, in whatever order, and names the keys that one has."""

from __future__ import annotations

import pytest

from informal.keys.commands import BY_NAME
from informal.keys.keymap import Keymap, made
from informal.keys.places import WORKS, Place
from informal.keys.tour import STEPS, Tour

KEYS = Keymap()


def test_every_step_ends_and_the_last_word_stays() -> None:
    tour = Tour()
    for number, step in enumerate(STEPS):
        assert tour.at == number
        told = tour.told(KEYS, Place.CONTACTS)
        tour = tour.after(min(step.acts - {"choose"}))
        assert tour.told(KEYS, Place.CONTACTS) != told
    assert "informal" in tour.told(KEYS, Place.CONTACTS)
    assert tour.after("undo") == tour


def test_what_was_done_before_it_was_told_is_not_told() -> None:
    tour = Tour().after("undo").after("choose").after("help")
    told = [tour.at]
    while tour.at < len(STEPS):
        tour = tour.after(min(STEPS[tour.at].acts))
        told.append(tour.at)
    undo = next(number for number, step in enumerate(STEPS) if "undo" in step.acts)
    assert undo not in told
    assert 0 not in told


def test_what_has_nothing_to_do_with_it_changes_nothing() -> None:
    assert Tour().after("blank_names") == Tour()


def test_a_remapped_key_is_told() -> None:
    keys, faults = made("default", {"undo": ["f9"]})
    assert not faults
    tour = Tour(frozenset(number for number, step in enumerate(STEPS) if "undo" not in step.acts))
    assert "F9" in tour.told(keys, Place.CONTACTS)
    assert "u takes" not in tour.told(keys, Place.CONTACTS)


@pytest.mark.parametrize("place", [Place.TEXT, Place.SHEET, Place.FIND])
def test_where_letters_mean_letters_the_way_back_comes_first(place: Place) -> None:
    assert Tour(frozenset({0, 1, 2})).told(KEYS, place).startswith("Esc, and then: s ")


def test_the_commands_told_of_are_there_and_begin_where_one_is_taken() -> None:
    """A step that names a command of another place would send people to a key that does nothing."""
    anywhere = {where for place in (Place.CONTACTS, Place.LETTER) for where in WORKS[place]}
    for act in ("down", "write", "send", "blockers", "undo", "replied", "next", "help", "tour"):
        assert BY_NAME[act].where in anywhere
