"""The loop after the first letter, by keys: a yes, a talk, right after, the thank-you, whoever they named."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from driver import MONDAY, WIDE, Driver, two_people
from textual.events import Paste

from informal.model.kinds import Kind, Outcome, Stage, State, TalkOutcome
from informal.tui.screens.talk import clock_line

SMALL = (80, 24)


async def test_from_a_yes_to_whom_they_named_at_80_by_24(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("r", "y")
        assert app.workspace.core.standing(ada).stage is Stage.REPLIED
        assert " at 1" in app.main.composer.body.text  # times to choose from
        await app.press("escape", "T")
        await app.type("thu 15:00")
        assert "Thu 26 Nov at 15:00" in app.screen
        await app.press("enter")
        (talk,) = app.workspace.core.talks_of(ada)
        assert talk.outcome is TalkOutcome.PLANNED
        assert app.workspace.core.standing(ada).stage is Stage.BOOKED
    thursday = MONDAY + timedelta(days=3, hours=5)
    async with Driver.start(tmp_path, size=SMALL, day=thursday) as app:
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("T")
        assert "What surprised you most when you began?" in app.screen or "What has changed" in app.screen
        await app.press("j", "space")
        assert app.workspace.core.talks_of(ada)[0].starred == 1
        await app.press("tab")
        await app.type("She spins at night")
        await app.press("escape", "h")
        assert app.workspace.core.talks_of(ada)[0].notes == "She spins at night"
        assert "One thing they said" in app.screen
        await app.type("patience is a tool")
        await app.press("tab", "tab")
        await app.type("read the book")
        await app.press("tab")
        await app.type("friday")
        await app.press("tab")
        await app.type("Ines Invented\nKofi Fictional")
        await app.press("ctrl+s")
        talk = app.workspace.core.talks_of(ada)[0]
        assert (talk.outcome, talk.said) == (TalkOutcome.HELD, "patience is a tool")
        assert talk.next_step is not None
        assert talk.next_step.what == "read the book"
        assert app.workspace.people.resolve("Ines Invented").introduced_by == ada
        letter = app.main.composer.letter
        assert letter is not None
        assert letter.kind is Kind.THANK_YOU
        assert "patience is a tool" in letter.body
        await app.press("escape", "N")
        assert "Ines Invented" in app.screen
        assert "From 0 to" in app.screen


async def test_a_talk_before_the_one_that_is_booked_is_thanked_for(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        app.workspace.talks.book(ada, MONDAY + timedelta(days=3))
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("H")
        await app.type("patience is a tool")
        await app.press("enter")
        letter = app.main.composer.letter
        assert letter is not None
        assert letter.kind is Kind.THANK_YOU
        assert "patience is a tool" in letter.body
        assert "is still booked: T moves it" in " ".join(app.screen.split())


async def test_a_talk_moved_is_told_and_the_questions_go_along(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL) as app:
        ada, _ = await two_people(app)
        app.workspace.talks.book(ada, MONDAY + timedelta(days=2))
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("T", "a")
        await app.type("How do you begin a day?")
        await app.press("enter")
        assert "★ How do you begin a day?" in app.screen
        await app.press("m")
        await app.type("fri")
        await app.press("enter")
        talk = app.workspace.talks.planned(ada)
        assert talk is not None
        assert talk.questions[0] == "How do you begin a day?"
        assert talk.starts_at.astimezone(MONDAY.tzinfo) == MONDAY + timedelta(days=4)
        assert app.main.composer.typing
        assert "27 Nov" in app.main.composer.body.text


async def test_nobody_came_has_a_kind_letter(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL) as app:
        ada, _ = await two_people(app)
        app.workspace.talks.book(ada, MONDAY - timedelta(hours=1))
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("T", "n")
        assert app.workspace.core.talks_of(ada)[0].outcome is TalkOutcome.OFF
        assert app.main.composer.letter is not None
        assert app.main.composer.letter.opening is not None
        assert app.main.composer.letter.opening.name == "nobody-came"


def test_the_clock_is_calm_and_says_when_to_close() -> None:
    assert clock_line(19 * 60 + 1) == "about 20 minutes left"
    assert "Who else should I talk to?" in clock_line(180)
    assert "That is the time you asked for." in clock_line(0)


async def test_everything_with_a_person_is_on_one_page(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        app.workspace.people.edit(kofi, introduced_by=ada)
        app.workspace.people.edit(ada, notes="Writes *well*. [/x]", tie="school: Riverside High")
        sent = app.workspace.outbox.sent(ada)
        app.workspace.answers.replied(ada, Outcome.YES, text="Gladly, on Thursday.")
        app.main.show_person(ada)
        await app.press("p")
        for words in ("Example Looms", "Riverside High", "Kofi Fictional", "you asked", "Gladly, on Thursday.", "[/x]"):
            assert words in app.screen, words
        assert sent.state is State.SENT
        await app.press("z", "l")
        await app.type("in 2 weeks")
        await app.press("enter")
        assert str(app.workspace.core.contact(ada).snoozed_until) == "2026-12-07"


async def test_the_first_who_asks_you_is_celebrated(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        app.main.show_person(ada)
        await app.press("Y")
        assert app.workspace.core.contact(ada).asked_me is not None
        assert "Now you are the one" in app.screen
        assert "u takes it back." in " ".join(app.screen.split())
        await app.press("u")
        assert app.workspace.core.contact(ada).asked_me is None


async def test_only_somebody_at_rest_or_kept_for_later_can_be_woken(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        app.main.show_person(ada)
        await app.press("z")
        assert "Let it rest" in app.screen
        assert "Wake them" not in app.screen
        await app.press("r")
        row = next(line for line in app.lines if "resting" in line)
        assert row.count("resting") == 1
        assert sum("resting" in line for line in app.lines if line.startswith("│")) == 1, "said once"
        await app.press("z", "w")
        assert app.workspace.core.contact(ada).rested_on is None


async def test_the_days_to_come_and_one_sentence_for_when(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        await app.press("A")
        assert "one short note, if it is still quiet" in app.screen
        await app.press("escape", "i")
        await app.type("When my tea is ready, I send the top letter.")
        await app.press("enter")
        assert "When my tea is ready" in app.screen


async def test_a_day_of_another_year_stands_apart_from_what_follows(tmp_path: Path) -> None:
    december = MONDAY + timedelta(days=14)
    async with Driver.start(tmp_path, size=WIDE, day=december) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        await app.press("A")
        told = [line for line in app.lines if "still quiet" in line]
        assert "2027" not in told[0]
        assert "2027" in told[1]
        assert len({line.rindex("Ada Example") for line in told}) == 1
    async with Driver.start(tmp_path, size=WIDE, day=december + timedelta(days=30)) as app:
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("p")
        assert "Mon 7 Dec 2026 you asked" in app.screen
        await app.press("escape", "z", "r")
        assert "Mon 7 Dec 2026 you asked" in app.screen


async def test_after_a_while_away_one_key_rests_the_old(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        app.workspace.answers.replied(ada, Outcome.YES)
    async with Driver.start(tmp_path, size=WIDE, day=MONDAY + timedelta(days=40)) as app:
        assert "Good to see you." in app.screen
        app.main.to_contacts()
        app.main.show_person(ada)
        await app.press("R")
        assert app.workspace.core.standing(ada).stage is Stage.RESTING
        assert "This thread rests." in app.screen
        await app.press("u")
        assert app.workspace.core.standing(ada).stage is not Stage.RESTING


async def test_what_they_wrote_is_pasted_and_kept_in_the_timeline(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("r")
        app.app.screen.post_message(Paste("Gladly!\nThursday \x1b[31msuits me."))
        await app.pilot.pause()
        assert "Gladly! Thursday" in app.screen
        await app.press("y")
        answer = app.workspace.core.messages_of(ada)[-1]
        assert answer.body.startswith("Gladly!\nThursday")
        assert "\x1b" not in answer.body


async def test_another_kind_of_letter_stands_beside_the_one_begun(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL) as app:
        ada, _ = await two_people(app)
        await app.press("enter")
        await app.type("how you spin")
        await app.press("escape", "O")
        assert "Ask for an introduction" in app.screen
        await app.press("enter")
        letter = app.main.composer.letter
        assert letter is not None
        assert letter.kind is Kind.INTRODUCTION_REQUEST
        assert "how you spin" in app.workspace.letters.open(ada, Kind.ASK).body
