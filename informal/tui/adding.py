"""What happens when somebody was named, on the first screen and later alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from informal.errors import InformalError
from informal.system import paths
from informal.tui.home import ask
from informal.tui.keymap import keys_of
from informal.tui.widgets.naming import Naming

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from informal.workspace import Workspace

    _Base = DOMNode
else:
    _Base = object

# So many people are not sorted by looking through a list.
_MANY = 10


class Adding(_Base):
    """A screen with a Naming field: keeps who was named, or reads the file, then calls `added`."""

    workspace: Workspace

    def added(self, contact: int, *, write: bool) -> None:
        """Somebody is in the file. write: go on to the letter."""
        raise NotImplementedError

    def on_naming_named(self, event: Naming.Named) -> None:
        """Keep them; of several, the first gets the letter."""
        first = 0
        for found in event.found:
            try:
                person = self.workspace.people.add(
                    found.name,
                    warmth=event.warmth,
                    emails=(found.email,) if found.email else (),
                    linkedin=found.linkedin,
                )
            except InformalError as error:
                self.app.notify(str(error), markup=False)
                continue
            first = first or person.id
        if first:
            self.added(first, write=True)
        else:
            self.query_one(Naming).again()

    def on_naming_file_given(self, event: Naming.FileGiven) -> None:
        """Show what is in a file; Enter there keeps it."""
        try:
            path = paths.typed(event.path)
        except InformalError as error:
            self.app.notify(str(error), markup=False)
            return

        def done(kept: bool | None) -> None:
            people = [offer.contact for offer in self.workspace.day.offers()] or self.workspace.people.listing()
            if not kept or not people:
                self.query_one(Naming).again(clear=bool(kept))
                return
            unsorted = len(self.workspace.sorting.to_sort())
            keys = keys_of(self.app)
            more = f" {keys['sort']} sorts {unsorted:,} of them, one at a time." if unsorted > _MANY else ""
            self.app.notify(f"They are in your list. {keys['undo']} takes them out again.{more}")
            self.added(people[0], write=False)

        from informal.tui.screens.importing import Importing

        ask(self, Importing(self.workspace, path), done)
