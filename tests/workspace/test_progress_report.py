"""The report of a file, the jar, the five ingredients, the Friday letter."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from living import lived, paths
from markdown_it import MarkdownIt

from informal.errors import Refused
from informal.model.kinds import Channel, Ingredient, Kind, Outcome, Warmth
from informal.practice import telling
from informal.system.clock import Clock
from informal.workspace import Workspace

NOW = datetime(2026, 11, 27, 10, 42, tzinfo=UTC)  # a Friday
HOPE, TIME = Ingredient.HOPE, Ingredient.TIME
SHAMING = re.compile(r"\b(due|overdue|goal|streak|score|lead|CRM|late|missed|failed|should)\b", re.IGNORECASE)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return at(tmp_path, NOW)


def at(folder: Path, now: datetime) -> Workspace:
    return Workspace.open(paths(folder), origin="test", clock=Clock(now))


@pytest.mark.parametrize("asks", [0, 1, 9, 10, 60])
def test_every_sentence_is_there_calm_and_not_too_early(tmp_path: Path, asks: int) -> None:
    report = lived(tmp_path, asks, NOW).progress.report()
    told = [
        telling.say_totals(report),
        telling.say_growth(report),
        telling.say_days(report),
        telling.say_week(report.this_week),
        telling.say_overall(report),
        telling.say_loop(report),
        telling.say_silence(report),
        telling.say_jar(report),
    ]
    assert report.counts.total_asks == asks
    for sentence in told:
        assert sentence[0].isalnum()
        assert not SHAMING.search(sentence), sentence
    early = report.overall.settled < 10
    assert early == (asks < 15)
    if early:
        rates = [telling.say_rate(rate) for rate in (*report.openings, *report.channels)]
        # What others tell, and the ifs, are not this person's share.
        assert not re.search(r"\d+ of \d+|to \d+ in 100|%", " ".join([*told, *rates]))
        assert telling.say_median(report) == ""


def test_one_ask_is_one_ask(tmp_path: Path) -> None:
    report = lived(tmp_path, 1, NOW).progress.report()
    assert telling.say_totals(report) == "1 ask · 1 day you wrote"
    assert telling.say_days(report) == "1 day you wrote, the first on Thu 26 Nov."
    assert telling.say_week(report.this_week) == "You wrote 1 letter on 1 day, an ask. 1 answer came."
    assert len(report.weeks) == 1


def test_auckland_to_honolulu_by_the_program_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fly(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    fly("Pacific/Auckland")
    there = at(tmp_path, datetime(2026, 11, 23, 21, tzinfo=UTC))
    there.day.tick("asked at breakfast")
    there.close()
    fly("Pacific/Honolulu")
    here = at(tmp_path, datetime(2026, 11, 24, 6, tzinfo=UTC))
    here.day.tick("asked at dinner")
    report = here.progress.report()
    here.close()
    wrote = [square.day for week in report.weeks for square in week if square.letters]
    assert wrote == [date(2026, 11, 23), date(2026, 11, 24)]
    assert report.counts.days_written == 2
    assert report.this_week.days == 2


def test_a_report_is_made_once_until_something_changes(workspace: Workspace) -> None:
    first = workspace.progress.report()
    assert workspace.progress.report() is first
    workspace.day.tick()
    assert workspace.progress.report().counts.total_asks == 1


# The opening to try


def test_what_to_try_next_is_true_for_somebody_and_tried_least(workspace: Workspace) -> None:
    assert workspace.progress.report().untried is None
    grace = workspace.people.add("Grace Sample", warmth=Warmth.KNOWS_ME)
    ada = workspace.people.add("Ada Example", warmth=Warmth.KNOWS_ME)
    workspace.letters.keep(workspace.letters.propose(ada.id, Kind.ASK, "how-you-began"))
    workspace.outbox.sent(ada.id)
    one = workspace.progress.report().untried
    assert one is not None
    assert (one.contact, one.opening, one.tried) == (grace.id, "knows-me", 0)
    assert one.opening in {opening.name for opening in workspace.letters.offered(grace.id, Kind.ASK)}


def test_whoever_knows_one_is_not_written_to_as_somebody_new(workspace: Workspace) -> None:
    ada = workspace.people.add("Ada Example", warmth=Warmth.KNOWS_ME)
    workspace.people.edit(ada.id, dont_write=True)
    assert workspace.progress.report().untried is None
    workspace.people.edit(ada.id, dont_write=False)
    for _ in range(2):
        one = workspace.progress.report().untried
        assert one is not None
        assert one.opening in ("knows-me", "how-you-began")
        workspace.day.tick()


# The five ingredients


def test_nobody_is_asked_what_they_have_on_the_first_day(tmp_path: Path) -> None:
    first = at(tmp_path, NOW)
    assert not first.progress.asks_for_ingredients()
    first.people.add("Ada Example")
    assert not first.progress.asks_for_ingredients()
    first.close()
    second = at(tmp_path, NOW + timedelta(days=1))
    assert second.progress.asks_for_ingredients()
    second.close()


def test_on_and_off_is_kept_for_the_day_and_is_no_step_of_undo(tmp_path: Path) -> None:
    workspace = at(tmp_path, NOW)
    workspace.people.add("Ada Example")
    assert workspace.progress.toggle(TIME) == {TIME}
    assert workspace.progress.toggle(HOPE) == {HOPE, TIME}
    assert workspace.progress.toggle(TIME) == {HOPE}
    assert workspace.core.store.get("checkins", 20261127) == {"id": 20261127, "ingredients": ["hope"]}
    assert workspace.history.undo().label == "add Ada Example"
    assert workspace.progress.ingredients() == {HOPE}
    workspace.close()
    tomorrow = at(tmp_path, NOW + timedelta(days=1))
    assert tomorrow.progress.ingredients() == frozenset()
    tomorrow.close()


def test_it_sizes_the_offer_and_closes_nothing(workspace: Workspace) -> None:
    ada = workspace.people.add("Ada Example", warmth=Warmth.KNOWS_ME)
    assert workspace.progress.sized() == ""
    offers = workspace.day.offers()
    workspace.progress.toggle(HOPE)
    assert workspace.progress.sized() == "Little time: a short note is plenty."
    workspace.progress.toggle(TIME)
    assert workspace.progress.sized() == ""
    workspace.progress.toggle(HOPE)
    assert workspace.progress.sized() == "Little hope: nothing has to go out today."
    assert workspace.day.offers() == offers
    workspace.outbox.sent(ada.id)
    kind = workspace.answers.replied(ada.id, Outcome.YES, text="Gladly.")
    workspace.progress.keep(kind.id)
    workspace.talks.held(workspace.talks.book(ada.id, NOW - timedelta(hours=2)).id)
    assert workspace.progress.sized() == "Little hope: a thank-you to Ada Example, or the jar."


# The jar


def test_a_kind_answer_is_kept_found_again_and_undone(workspace: Workspace) -> None:
    ada = workspace.people.add("Ada Example")
    asked = workspace.outbox.sent(ada.id)
    assert workspace.progress.answers_of(ada.id) == []
    workspace.answers.replied(ada.id, Outcome.LATER)
    kind = workspace.answers.replied(ada.id, Outcome.YES, text="I would love to.")
    assert workspace.progress.answers_of(ada.id) == [kind]
    workspace.progress.keep(kind.id)
    assert [(one.name, one.message.body) for one in workspace.progress.jar()] == [("Ada Example", "I would love to.")]
    assert workspace.progress.report().kept == 1
    workspace.history.undo()
    assert workspace.progress.jar() == []
    with pytest.raises(Refused):
        workspace.progress.keep(asked.id)
    workspace.progress.keep(kind.id)
    workspace.progress.keep(kind.id, kept=False)
    assert workspace.progress.jar() == []


# The Friday letter


def test_the_letter_of_an_empty_week_is_kind(workspace: Workspace) -> None:
    text = workspace.progress.week()
    assert text.startswith("# The week of 23 to 29 November 2026\n\nNothing this week so far.")
    assert not SHAMING.search(text)


def test_the_letter_tells_what_the_week_was(workspace: Workspace) -> None:
    ada = workspace.people.add("Ada Example")
    workspace.outbox.sent(ada.id, channel=Channel.IN_PERSON)
    workspace.answers.replied(ada.id, Outcome.YES, text="Gladly!\nOn Thursday?")
    talk = workspace.talks.book(ada.id, NOW - timedelta(hours=1))
    workspace.talks.held(talk.id)
    text = workspace.progress.week()
    for line in ("- Friday: asked Ada Example in person", "- Friday: Ada Example said yes: “Gladly", "1 ask · 1 talk"):
        assert line in text, text
    before = workspace.progress.week(before=1)
    assert "Nothing in that week." in before
    assert "in person" not in before


def test_a_full_week_stays_on_one_page(tmp_path: Path) -> None:
    text = lived(tmp_path, 200, NOW, step_hours=1).progress.week()
    assert "more" in text
    assert len(text.splitlines()) < 66


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", "[a](javascript:x)", "# big", "![b](http://x.example)"])
def test_what_others_wrote_is_no_markup_in_it(workspace: Workspace, nasty: str) -> None:
    ada = workspace.people.add(nasty)
    workspace.outbox.sent(ada.id)
    kind = workspace.answers.replied(ada.id, Outcome.YES, text=nasty)
    workspace.progress.keep(kind.id)
    html = MarkdownIt("js-default").render(workspace.progress.week())
    assert not re.search(r"<(a|img|script)\b", html)
    assert html.count("<h1>") == 1
    assert nasty.replace("<", "&lt;").replace(">", "&gt;") in html.replace("&quot;", '"')


def test_a_week_over_new_year_is_said_in_full() -> None:
    assert telling.week_title(date(2026, 12, 28), date(2027, 1, 3)) == "28 December 2026 to 3 January 2027"
    assert telling.week_title(date(2026, 11, 30), date(2026, 12, 6)) == "30 November to 6 December 2026"
