"""What people and two stores should make of a file, as plain dictionaries: no lines, no bytes, no processes."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]
State = dict[int, Document]
# No field holds that; an object of its own would not survive being copied.
GONE = "(gone)"


@dataclass(slots=True)
class Done:
    """One step: for each person the whole of them (None: not there) or one field, before and after."""

    whole: dict[int, tuple[Document | None, Document | None]] = field(default_factory=dict)
    fields: dict[tuple[int, str], tuple[Any, Any]] = field(default_factory=dict)
    tagged: dict[int, set[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.whole or self.fields or self.tagged)


@dataclass(slots=True)
class Model:
    """people: as a reader finds them, tags as sets. steps: to undo. undone: to redo, with what the undo did."""

    people: State = field(default_factory=dict)
    steps: list[Done] = field(default_factory=list)
    undone: list[tuple[Done, Done]] = field(default_factory=list)

    def copy(self) -> Model:
        """The same, to try something on."""
        return deepcopy(self)

    def _did(self, done: Done, *, step: bool = True) -> None:
        if done and step:
            self.steps.append(done)
            self.undone.clear()

    def add(self, people: list[Document]) -> None:
        """New people, as one step."""
        done = Done()
        for one in people:
            self.people[one["id"]] = dict(one)
            done.whole[one["id"]] = None, dict(one)
        self._did(done)

    def change(self, id: int, name: str, value: Any, seen: Document, *, step: bool = True) -> None:
        """A field gets a value. seen: the person as whoever does it saw them; that brings back who was deleted."""
        now = self.people.get(id)
        done = Done()
        if now is None:
            back = {**seen, name: value}
            done.whole[id] = None, dict(back)
            self.people[id] = back
        elif now.get(name, GONE) != value:
            done.fields[id, name] = now.get(name, GONE), value
            now[name] = value
        self._did(done, step=step)

    def tag(self, id: int, tag: str, seen: Document) -> None:
        """A tag more. The tags of others stay."""
        now = self.people.get(id)
        done = Done()
        if now is None:
            back = {**seen, "tags": seen["tags"] | {tag}}
            done.whole[id] = None, dict(back)
            self.people[id] = back
        elif tag not in now["tags"]:
            done.tagged[id] = {tag}
            now["tags"] = now["tags"] | {tag}
        self._did(done)

    def delete(self, id: int) -> None:
        """A person less."""
        done = Done()
        if id in self.people:
            done.whole[id] = self.people.pop(id), None
        self._did(done)

    def undo(self) -> bool | None:
        """Take the newest step back; False when all of it was changed again since, None when there is none."""
        if not self.steps:
            return None
        step = self.steps.pop()
        back = self._take_back(step)
        if back:
            self.undone.append((step, back))
        return bool(back)

    def redo(self) -> bool | None:
        """Do again what was undone last; as `undo`."""
        if not self.undone:
            return None
        step, back = self.undone.pop()
        self.steps.append(step)
        return bool(self._take_back(back))

    def _take_back(self, step: Done) -> Done:
        back = Done()
        for id, (before, after) in step.whole.items():
            now = self.people.get(id)
            if after is None and now is None and before is not None:
                self.people[id] = dict(before)
                back.whole[id] = None, before
            elif after is not None and now is not None:
                back.whole[id] = self.people.pop(id), None
        for (id, name), (before, after) in step.fields.items():
            one = self.people.get(id)
            if one is not None and one.get(name, GONE) == after:
                back.fields[id, name] = after, before
                if before is GONE:
                    one.pop(name, None)
                else:
                    one[name] = before
        for id, tags in step.tagged.items():
            one = self.people.get(id)
            if one is not None and tags & one["tags"]:
                back.tagged[id] = tags
                one["tags"] = one["tags"] - tags
            elif one is not None:
                back.tagged[id] = tags
                one["tags"] = one["tags"] | tags
        return back
