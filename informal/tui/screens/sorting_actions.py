"""The commands for many people; each `action_NAME` belongs to the command of that name."""

from __future__ import annotations

from pathlib import Path

from informal.errors import Refused
from informal.system import paths
from informal.text import counted, one_line
from informal.tui.home import ask
from informal.tui.screens.dialogs import Line, Pick, Picker
from informal.tui.screens.showing import Showing


class SortingActions(Showing):
    """Sorting, ready lists, and what is done with everybody who is marked."""

    def action_sort(self) -> None:
        """One person at a time."""
        if not self.workspace.sorting.to_sort():
            self.notify("You said of everybody how well they know you.")
            return
        self.composer.keep()

        def done(sorted_: int | None) -> None:
            if sorted_:
                self.refresh_view()
                self.reload(self.view.people[0] if self.view else None)
                self.notify(
                    f"{sorted_:,} sorted. Today offers those who know you first; {self.keys['lists']} has the lists."
                )

        from informal.tui.screens.deck import Deck

        ask(self, Deck(self.workspace), done)

    def action_lists(self) -> None:
        """People to choose among, ready made."""
        lists = self.workspace.sorting.lists()
        if not lists:
            self.notify("No list has anybody in it yet. After an import they fill.")
            return
        picks = [Pick(one.title, one.title, counted(len(one.people), "person", "people")) for one in lists]

        def chosen(title: str | None) -> None:
            for one in lists:
                if one.title == title:
                    self.contacts.show_only(one.title, one.people)
                    self.to_contacts()

        note = f"{self.keys['clear_search']} in a list shows everybody again."
        ask(self, Picker("Lists", picks, note, "Enter shows it   Esc goes back"), chosen)

    def action_marked(self) -> None:
        """Something for everybody who is marked, as one step."""
        people = self.marked()
        picks = [
            Pick("tag", "Tag them", key="t"),
            Pick("rest", "Let them rest", "Today does not offer them; a new letter wakes them", "r"),
            Pick("export", "Write them to a file", ".csv, .vcf or .md", "e"),
        ]
        if len(people) == 2:
            picks.append(Pick("merge", "They are one person", "the first one marked in the list stays", "o"))
        picks.append(Pick("forget", "Forget them", "for good, in undo and every backup too", "f"))
        picks.append(Pick("none", "Mark nobody", key="n"))

        def chosen(what: str | None) -> None:
            if what is not None:
                self._with_marked(what, people)

        ask(self, Picker(f"{len(people):,} marked", picks), chosen)

    def _with_marked(self, what: str, people: list[int]) -> None:
        sorting = self.workspace.sorting
        if what == "tag":
            self.app.push_screen(Line("Which tag?", "looms", keep=lambda tag: self._tag(people, tag)))
        elif what == "export":
            self._ask_where(people)
        elif what == "rest":
            self.notify(f"{sorting.rest(people):,} rest now. {self.keys['undo']} wakes them.")
        elif what == "merge":
            one = sorting.merge(people[1], people[0])
            self.notify(f"One record of {one_line(one.name)} now. {self.keys['undo']} parts them again.", markup=False)
        elif what == "forget":
            self._ask_to_forget(people)
        if what not in ("export", "forget"):
            self.contacts.list.action_clear_marks()

    def _ask_to_forget(self, people: list[int]) -> None:
        """The one change that undo can't take back is asked about. The key that led here is no answer to it."""
        number = len(people)
        who = one_line(self.workspace.core.contact(people[0]).name) if number == 1 else f"these {number:,}"
        picks = [
            Pick("keep", "Keep them", key="k"),
            Pick("forget", "Forget them", "letters and notes too. Neither an import nor undo brings them back.", "y"),
        ]

        def chosen(what: str | None) -> None:
            if what == "forget":
                self._forget(people)

        ask(self, Picker(f"Forget {who} for good?", picks), chosen)

    def _forget(self, people: list[int]) -> None:
        if self.composer.letter is not None and self.composer.letter.contact.id in people:
            self.composer.drop()
        forgetting = self.workspace.forgetting
        done = forgetting.forget(forgetting.documents(people))
        self.contacts.list.action_clear_marks()
        self.reload()
        named = f" {done.still_named:,} other letters or notes still name them." if done.still_named else ""
        self.notify(f"Forgotten.{named}")

    def _tag(self, people: list[int], tag: str) -> None:
        if one_line(tag):
            number = self.workspace.sorting.tag(people, tag)
            self.notify(f"{number:,} tagged {one_line(tag)}. {self.keys['undo']} takes it off.", markup=False)

    def _ask_where(self, people: list[int]) -> None:
        told: list[Path] = []

        def keep(typed: str) -> None:
            if not typed.strip():
                return
            file = paths.typed(typed)
            if file.is_file() and file not in told:
                told.append(file)
                raise Refused(f"{one_line(file.name)} is there already", "", "Enter once more writes over it.")
            number = self.workspace.files.export(file, people=people)
            self.notify(f"{counted(number, 'person is', 'people are')} in {one_line(str(file))}.", markup=False)

        self.app.push_screen(Line("To which file?", "~/people.csv", keep=keep))

    def marked(self) -> list[int]:
        """Who is marked and still in the file, in the list's order."""
        marked = self.contacts.list.marked
        view = self.view
        return [id for id in view.people if id in marked] if view else []
