"""Whose letter a mail answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from informal.model.kinds import Channel, Kind, Outcome, State
from informal.model.values import Contact, Message
from informal.practice.received import OpenLetter, Received, Sort, base_subject, chosen, match
from informal.practice.waiting import open_letter, untold

ASKED = datetime(2026, 11, 23, 10, tzinfo=UTC)
ADA = OpenLetter(11, 1, ASKED, frozenset({"<ask-1@example.net>"}), frozenset({"ada@example.org"}))
KOFI = OpenLetter(12, 2, ASKED, frozenset(), frozenset({"kofi@example.org"}))
BOTH = (ADA, KOFI)
MINE = frozenset({"sam@example.net"})


def mail(sender: str = "ada@example.org", **fields: Any) -> Received:
    values: dict[str, Any] = {
        "sort": Sort.ANSWER,
        "message_id": "<m@x.example>",
        "references": frozenset(),
        "arrived": ASKED + timedelta(hours=2),
        **fields,
    }
    return Received(sender=sender, **values)


def test_an_id_of_ours_is_enough_from_whatever_address() -> None:
    found = match(mail("ada@home.example", references=frozenset({"<ask-1@example.net>", "<other@x>"})), BOTH, MINE)
    assert found is not None
    assert (found.letter.contact, found.by_id) == (1, True)


def test_an_address_is_enough_after_the_ask_only() -> None:
    found = match(mail(), BOTH, MINE)
    assert found is not None
    assert (found.letter.contact, found.by_id) == (1, False)
    assert match(mail(arrived=ASKED - timedelta(hours=1)), BOTH, MINE) is None
    # An old mail that was moved or fetched anew comes in now, and says when it was written.
    assert match(mail(dated=ASKED - timedelta(days=30)), BOTH, MINE) is None
    assert match(mail("stranger@example.org"), BOTH, MINE) is None


def test_what_one_wrote_oneself_answers_nothing() -> None:
    about = frozenset({"<ask-1@example.net>"})
    assert match(mail("sam@example.net", references=about), BOTH, MINE) is None
    assert match(mail("ada@example.org", message_id="<ask-1@example.net>", references=about), BOTH, MINE) is None


def test_where_their_address_is_not_enough_the_subject_must_fit() -> None:
    only = (OpenLetter(11, 1, ASKED, frozenset(), ADA.addresses, subject=base_subject("Could I ask you something?")),)
    assert match(mail(subject="Re: AW: could I ask you something?"), only, MINE) is not None
    assert match(mail(subject="Lunch?"), only, MINE) is None


def test_a_newsletter_from_their_address_is_no_answer_but_one_in_the_thread_is() -> None:
    assert match(mail(bulk=True), BOTH, MINE) is None
    assert match(mail(bulk=True, references=frozenset({"<ask-1@example.net>"})), BOTH, MINE) is not None
    assert match(mail(sort=Sort.OTHER, references=frozenset({"<ask-1@example.net>"})), BOTH, MINE) is None


def test_a_bounce_belongs_to_the_address_that_does_not_work() -> None:
    daemon = "mailer-daemon@mx.example"
    found = match(mail(daemon, sort=Sort.BOUNCE, failed=("kofi@example.org",)), BOTH, MINE)
    assert found is not None
    assert found.letter.contact == 2
    late = mail(daemon, sort=Sort.BOUNCE, failed=("kofi@example.org",), arrived=ASKED + timedelta(days=30))
    assert match(late, BOTH, MINE) is None
    assert match(mail(daemon, sort=Sort.BOUNCE, failed=("nobody@example.org",)), BOTH, MINE) is None


def test_of_two_letters_to_a_shared_address_the_newest_is_meant() -> None:
    later = OpenLetter(13, 3, ASKED + timedelta(hours=1), frozenset(), frozenset({"ada@example.org"}))
    found = match(mail(), (ADA, later), MINE)
    assert found is not None
    assert found.letter.contact == 3


def test_of_mails_known_by_their_address_the_first_is_taken_and_none_beside_one_in_the_thread() -> None:
    ids = frozenset({"<ask-1@example.net>"})
    first, second = mail(message_id="<1@x>"), mail(message_id="<2@x>", arrived=ASKED + timedelta(hours=3))
    named = mail(message_id="<3@x>", arrived=ASKED + timedelta(hours=4), references=ids)
    found = [one for one in (match(m, BOTH, MINE) for m in (second, first)) if one]
    assert [one.mail.message_id for one in chosen(found)] == ["<1@x>"]
    found = [one for one in (match(m, BOTH, MINE) for m in (second, first, named, named)) if one]
    assert [one.mail.message_id for one in chosen(found)] == ["<3@x>"]


# What waits


def letter(id: int, state: State, at: datetime, **fields: Any) -> Message:
    values: dict[str, Any] = {"kind": Kind.ASK, "channel": Channel.EMAIL, "on": at.date(), **fields}
    return Message(id=id, contact=1, state=state, at=at, **values)


PERSON = Contact(id=1, name="Ada Example", emails=("Ada@Example.org",))
NOW = ASKED + timedelta(days=3)


def test_a_letter_is_open_until_a_person_answers() -> None:
    ask = letter(1, State.SENT, ASKED, message_id="<a@x>")
    found = open_letter(PERSON, [ask], NOW)
    assert found == OpenLetter(1, 1, ASKED, frozenset({"<a@x>"}), frozenset({"ada@example.org"}))
    away = letter(2, State.RECEIVED, ASKED + timedelta(hours=1), outcome=Outcome.AWAY, message_id="<b@x>")
    assert open_letter(PERSON, [ask, away], NOW) == found
    back = letter(3, State.RECEIVED, ASKED + timedelta(hours=1), outcome=Outcome.BOUNCED, message_id="<c@x>")
    assert open_letter(PERSON, [ask, back], NOW) is None
    answer = letter(4, State.RECEIVED, ASKED + timedelta(hours=2), message_id="<d@x>")
    assert open_letter(PERSON, [ask, answer], NOW) is None
    ours = letter(5, State.SENT, ASKED + timedelta(hours=3), kind=Kind.ANSWER, message_id="<e@x>")
    again = open_letter(PERSON, [ask, answer, ours], NOW)
    # The ids of what was answered are no longer looked for: that answer is here already.
    assert again == OpenLetter(5, 1, ours.at or NOW, frozenset({"<e@x>"}), frozenset({"ada@example.org"}))


def test_nothing_is_looked_for_where_nobody_was_written_to_or_wants_to_be() -> None:
    assert open_letter(PERSON, [letter(1, State.DRAFT, ASKED)], NOW) is None
    assert open_letter(PERSON, [letter(1, State.SENT, ASKED, channel=Channel.IN_PERSON)], NOW) is None
    assert open_letter(PERSON, [letter(1, State.SENT, ASKED - timedelta(days=300))], NOW) is None
    left = Contact(id=1, name="Ada Example", emails=("ada@example.org",), dont_write=True)
    assert open_letter(left, [letter(1, State.SENT, ASKED)], NOW) is None


def test_an_answer_waits_for_a_word_until_something_is_begun_after_it() -> None:
    ask = letter(1, State.SENT, ASKED)
    answer = letter(2, State.RECEIVED, ASKED + timedelta(hours=1), message_id="<d@x>")
    assert untold([ask, answer]) == answer
    assert untold([ask, letter(2, State.RECEIVED, NOW)]) is None  # logged by hand: the person was there
    assert untold([ask, letter(2, State.RECEIVED, NOW, message_id="<d@x>", outcome=Outcome.YES)]) is None
    assert untold([ask, answer, letter(3, State.DRAFT, NOW)]) is None
