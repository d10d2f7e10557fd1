"""Looking for answers while the app is open: in a thread of its own, and kept on the app's."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from informal.errors import InformalError, Refused

if TYPE_CHECKING:
    from informal.practice.received import Match
    from informal.tui.app import InformalApp
    from informal.workspace.mailbox import Plan, Taken

# The first look waits until the first paint is out and the eye has settled.
_FIRST_SECONDS = 5.0


class Lookout:
    """Looks every few minutes where config.toml names a mailbox. Being offline is no news and is not told.

    said: what was looked for last, in a line; "" before the first look.
    """

    def __init__(self, app: InformalApp) -> None:
        self._app = app
        self._busy = False
        self._asked = False
        self._shut = False
        self.said = ""

    def begin(self) -> None:
        """Look soon, and again every few minutes, unless config.toml says to look only when asked."""
        minutes = self._app.workspace.config.mail.look_every
        if minutes:
            self._app.set_timer(_FIRST_SECONDS, self._by_itself)
            self._app.set_interval(minutes * 60.0, self._by_itself)

    def _by_itself(self) -> None:
        # A server that turned us away would only count the tries.
        if not self._shut:
            self.look()

    @property
    def busy(self) -> bool:
        """Whether a look is under way."""
        return self._busy

    def look(self, *, asked: bool = False) -> None:
        """Begin to look. asked: by the person, who is told whatever comes of it."""
        self._asked = self._asked or asked
        if self._busy:
            return
        try:
            plan = self._app.workspace.mailbox.plan()
        except InformalError as error:
            self._end(error)
            return
        if plan is None:
            if self._asked:
                self._asked = False
                by_hand = (
                    f"{self._app.keys['replied']} logs an answer by hand. To have them noticed: informal mail setup"
                )
                self._app.notify(by_hand, title="No mailbox is set up")
            return
        self._busy = True
        if self._asked:
            self._app.notify("Looking for answers ...")
        # A daemon: whoever leaves does not wait for a server.
        Thread(target=self._work, args=(plan,), daemon=True, name="look for answers").start()

    def _work(self, plan: Plan) -> None:
        """In the thread: nothing of the app or the workspace is touched here."""
        from informal.workspace.mailbox import look

        found: Sequence[Match] | InformalError
        try:
            found = look(plan)
        except InformalError as error:
            found = error
        except Exception as error:  # the edge of a thread: it would end without a word
            found = InformalError("Looking for answers went wrong", f"{type(error).__name__}.", "Nothing was changed.")
        with suppress(RuntimeError):  # the app is closed
            self._app.call_from_thread(self._done, plan, found)

    def _done(self, plan: Plan, found: Sequence[Match] | InformalError) -> None:
        self._busy = False
        if not self._app.is_running:
            # The person is leaving: there is no screen to say it on. The next look finds it again.
            return
        if isinstance(found, InformalError):
            self._end(found)
            return
        try:
            taken = self._app.workspace.mailbox.take(plan, found)
        except InformalError as error:
            self._end(error)
            return
        asked, self._asked, self._shut = self._asked, False, False
        now = self._app.workspace.core.local(self._app.workspace.core.clock.now())
        self.said = f"{taken.looked}, {now:%H:%M}." if taken.people else ""
        self._show(taken, tell=asked)

    def _show(self, taken: Taken, *, tell: bool) -> None:
        """What was found is kept and on the screen. tell: say so even if it is nothing."""
        app, main = self._app, self._app.main
        app.renew_view()
        typing = main is not None and main.composer.typing
        new = {person.id for person, _ in taken.kept}
        # A letter that is being written, and a question that waits for its key, stay where they are.
        if main is not None and main.contacts.current in new and not typing and main.asking.question is None:
            main.just_came = True
            main.reload()
            main.just_came = False
            new.discard(main.asking.question.about if main.asking.seen and main.asking.question else 0)
        if (new and not typing) or (tell and not taken.kept):
            back = f" {app.keys['undo']} takes it back."
            app.notify(f"{taken.sentence}{back if taken.kept else ''}", markup=False)
        elif taken.kept:
            # It stands on the screen already; nothing may stand over its keys.
            app.clear_notifications()

    def _end(self, error: InformalError) -> None:
        """It came to nothing. Told if somebody asked; else only what will not go away by itself, and once."""
        asked, self._asked = self._asked, False
        refused = isinstance(error, Refused)
        if asked or (refused and not self._shut):
            later = "" if asked else f" I won't try again by myself; {self._app.keys['check_mail']} does."
            self._app.notify(
                f"{error.message} {error.hint}{later}".strip(), title=error.title, severity="warning", markup=False
            )
        self._shut = refused
