"""A small journal, cut at every byte and flipped in every bit."""

from __future__ import annotations

from pathlib import Path

import pytest
from torture.bits import Sample, cut_at_every_byte, flip_every_bit, flip_every_bit_of_the_file


@pytest.mark.parametrize("covered", [0, 3, 6])
def test_a_flipped_bit_costs_one_line_at_most_and_is_told(folder: Path, covered: int) -> None:
    sample = Sample.made(folder / "data" / "informal.json", covered=covered)
    lost = flip_every_bit(sample)
    assert bool(lost) is (covered < 6)


@pytest.mark.parametrize("covered", [0, 3, 6])
def test_a_cut_costs_what_was_cut(folder: Path, covered: int) -> None:
    cut_at_every_byte(Sample.made(folder / "data" / "informal.json", covered=covered))


@pytest.mark.parametrize("covered", [0, 3])
def test_a_flipped_bit_in_the_file_is_never_a_crash(folder: Path, covered: int) -> None:
    assert flip_every_bit_of_the_file(Sample.made(folder / "data" / "informal.json", covered=covered))
