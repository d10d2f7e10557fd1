"""Files that are made, or have become, too much: refused or passed over, in memory in proportion to their size."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from informal.errors import BadFile
from informal.exchange import read, table

HEADER = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ADA = b"Ada,Example,https://www.linkedin.com/in/ada-example,,Looms,Weaver,02 Jan 2024\n"
BIG = 8_000_000


def peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("filler", [b"x", "\U0001f9f6".encode(), b"\xe9"], ids=["ascii", "emoji", "cp1252"])
def test_a_cell_past_all_measure(filler: bytes) -> None:
    data = HEADER + b"Kofi,Fictional,,," + filler * (BIG // len(filler)) + b",Weaver,02 Jan 2024\n" + ADA
    found = read(data, "x.csv")
    assert [row.name for row in found.rows] == ["Ada Example"]
    assert [one.reason for one in found.skipped] == ["a cell is longer than 100,000 characters"]
    assert peak(lambda: read(data, "x.csv")) < 6 * len(data)


@pytest.mark.parametrize("folded", [False, True])
def test_a_photo_past_all_measure(folded: bool) -> None:
    photo = (b"A" * 74 + b"\r\n ") * (BIG // 77) if folded else b"A" * BIG
    data = b"BEGIN:VCARD\r\nFN:Ada Example\r\nPHOTO;ENCODING=b:" + photo + b"\r\nEMAIL:a@x.example\r\nEND:VCARD\r\n"
    (row,) = read(data, "x.vcf").rows
    assert (row.emails, row.remark) == (("a@x.example",), "")
    assert peak(lambda: read(data, "x.vcf")) < 6 * len(data)


def test_a_quotation_mark_that_is_never_closed() -> None:
    data = HEADER + b'Kofi,"' + b"Fictional,,,,,\n" * 20_000
    found = read(data, "x.csv")
    assert len(found.rows) + len(found.skipped) == 20_000


def test_more_lines_and_more_people_than_anybody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_PEOPLE", 50)
    people = b"".join(b"P%d,Example,,p%d@x.example,Looms,Weaver,02 Jan 2024\n" % (n, n) for n in range(51))
    with pytest.raises(BadFile, match="more than 50 of them"):
        read(HEADER + people, "x.csv")
    cards = b"".join(b"BEGIN:VCARD\nFN:P%d\nEND:VCARD\n" % n for n in range(51))
    with pytest.raises(BadFile, match="more than 50 of them"):
        read(cards, "x.vcf")
    monkeypatch.setattr(table, "MOST_LINES", 40)
    with pytest.raises(BadFile, match="more than 40 lines"):
        read(HEADER + people, "x.csv")
