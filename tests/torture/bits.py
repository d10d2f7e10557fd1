"""A journal with a bit or its end less: each raises AssertionError when more is lost than what was hit."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from storing import add, contacts

from informal.errors import StoreError
from informal.store import Store

_LINES = 6


@dataclass(frozen=True, slots=True)
class Sample:
    """A small file and its journal. ends: of each line; the first is the head, then one contact in each."""

    path: Path
    json: bytes
    journal: bytes
    ends: tuple[int, ...]
    covered: int

    @classmethod
    def made(cls, path: Path, *, covered: int) -> Sample:
        """A sample whose JSON file holds so many of the lines."""
        store = Store.open(path)
        journal = path.with_suffix(".journal")
        for number in range(1, _LINES + 1):
            add(store, number, name=f"Nobody {number}")
            if number == covered:
                store.checkpoint()
        data = journal.read_bytes()
        ends = [position + 1 for position, byte in enumerate(data) if byte == 10]
        assert len(ends) == _LINES + 1
        return cls(path, path.read_bytes(), data, tuple(ends), covered)

    def lay_out(self, journal: bytes) -> None:
        """The folder with that journal, and nothing else in it."""
        shutil.rmtree(self.path.parent)
        self.path.parent.mkdir()
        self.path.write_bytes(self.json)
        self.path.with_suffix(".journal").write_bytes(journal)

    def line_of(self, position: int) -> int:
        """Which line a byte stands in; its end belongs to it."""
        return sum(1 for end in self.ends if end <= position)


def flip_every_bit(sample: Sample) -> int:
    """Flip each bit of the journal; how many times more than nothing was lost."""
    lost = 0
    for position in range(len(sample.journal)):
        for bit in range(8):
            data = bytearray(sample.journal)
            data[position] ^= 1 << bit
            told = f"byte {position} (line {sample.line_of(position)}), bit {bit}"
            lost += _flipped(sample, bytes(data), sample.line_of(position), told, write=(position + bit) % 8 == 0)
    return lost


def _flipped(sample: Sample, data: bytes, hit: int, told: str, *, write: bool) -> bool:
    sample.lay_out(data)
    store = Store.open(sample.path)
    found = dict(store.table("contacts"))
    missing = set(range(1, _LINES + 1)) - set(found)
    assert missing <= {hit} - set(range(1, sample.covered + 1)), f"{told}: {missing} are gone"
    assert all(one == {"id": id, "name": f"Nobody {id}"} for id, one in found.items()), told
    assert not missing or store.reports, f"{told}: not a word about {missing}"
    if write:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", lambda descriptor: None)
            add(store, 99)
        assert contacts(sample.path) == {**found, 99: {"id": 99}}, told
        aside = [*sample.path.parent.glob("*.damaged-*"), *sample.path.parent.glob("*.aside-*")]
        assert not missing or aside, f"{told}: the damage was not set aside"
    return bool(missing)


def cut_at_every_byte(sample: Sample) -> None:
    """Cut the journal anywhere: what was whole before the cut is there, and the file goes on."""
    for cut in range(len(sample.journal) + 1):
        sample.lay_out(sample.journal[:cut])
        whole = max(sum(1 for end in sample.ends[1:] if end <= cut), sample.covered)
        store = Store.open(sample.path)
        assert set(store.table("contacts")) == set(range(1, whole + 1)), f"cut at {cut}"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", lambda descriptor: None)
            add(store, 99)
        assert set(contacts(sample.path)) == {*range(1, whole + 1), 99}, f"cut at {cut}"


def flip_every_bit_of_the_file(sample: Sample) -> int:
    """Flip each bit of the JSON file: it is opened, or refused and left as it is; how often it was refused."""
    refused = 0
    for position in range(len(sample.json)):
        for bit in range(8):
            sample.lay_out(sample.journal)
            data = bytearray(sample.json)
            data[position] ^= 1 << bit
            sample.path.write_bytes(data)
            try:
                store = Store.open(sample.path)
            except StoreError:
                refused += 1
                assert sample.path.read_bytes() == data
                continue
            after = set(range(sample.covered + 1, _LINES + 1))
            assert store.reports or after <= set(store.table("contacts")), f"byte {position}, bit {bit}"
    return refused
