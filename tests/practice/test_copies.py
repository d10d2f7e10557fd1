"""The same words with other names are one letter; one sentence of one's own makes two."""

from __future__ import annotations

from informal.model.values import Contact
from informal.practice.copies import is_copy

ADA = Contact(id=1, name="Ada Example", company="Example Looms")
ZOE = Contact(id=2, name="Zoë Sample-Person", greeting="Dr. Sample", company="Sample & Sons")


def test_names_and_places_do_not_make_another_letter() -> None:
    one = "Hi Ada,\n\nhow is it at Example Looms? Ada, could we talk?\n"
    other = "Hi Zoe,\nhow is it at Sample & Sons? Zoë, could we talk?"
    assert is_copy(other, ZOE, one, ADA)
    assert is_copy("Dear Dr. Sample, how are you?", ZOE, "Dear Ada, how are you?", ADA)


def test_a_sentence_of_ones_own_does() -> None:
    assert not is_copy("Hi Zoë, how are you? I read your book.", ZOE, "Hi Ada, how are you?", ADA)
    assert not is_copy("", ZOE, "", ADA)


def test_somebody_without_a_name_to_take_out_is_no_trouble() -> None:
    nobody = Contact(id=3, name="?")
    assert is_copy("Hi, how are you?", nobody, "Hi Ada, how are you?", ADA)
