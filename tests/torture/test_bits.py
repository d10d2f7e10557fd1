"""A small journal, cut at every byte and flipped in every bit."""

from __future__ import annotations

from pathlib import Path

import pytest
from torture.bits import Sample, cut_at_every_byte, flip_every_bit, flip_every_bit_of_the_file
from torture.conftest import Tell


@pytest.mark.parametrize("covered", [0, 3, 6])
def test_a_flipped_bit_costs_one_line_at_most_and_is_told(folder: Path, tell: Tell, covered: int) -> None:
    sample = Sample.made(folder / "data" / "informal.json", covered=covered)
    lost = flip_every_bit(sample)
    assert bool(lost) is (covered < 6)
    tell(f"{len(sample.journal) * 8:,} bits of the journal flipped, a line lost and reported for {lost:,} of them")


@pytest.mark.parametrize("covered", [0, 3, 6])
def test_a_cut_costs_what_was_cut(folder: Path, tell: Tell, covered: int) -> None:
    sample = Sample.made(folder / "data" / "informal.json", covered=covered)
    cut_at_every_byte(sample)
    tell(f"the journal cut at each of {len(sample.journal):,} bytes")


@pytest.mark.parametrize("covered", [0, 3])
def test_a_flipped_bit_in_the_file_is_never_a_crash(folder: Path, tell: Tell, covered: int) -> None:
    sample = Sample.made(folder / "data" / "informal.json", covered=covered)
    refused = flip_every_bit_of_the_file(sample)
    assert refused
    tell(f"{len(sample.json) * 8:,} bits of the file flipped, refused and left as it is for {refused:,} of them")
