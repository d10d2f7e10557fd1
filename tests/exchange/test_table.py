from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.exchange import table
from informal.text import clean


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_in_any_encoding(encoding: str) -> None:
    text = "Name,Ort\nZoë,Köln\n" * 20
    assert table.decode(text.encode(encoding)) == text


@given(st.binary(max_size=300))
def test_any_bytes_decode(data: bytes) -> None:
    table.decode(data)


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["a,b,c", "1,2,3"], ","),
        (["a;b;c", "1,5;2;3"], ";"),
        (["a\tb", "1, 2\t3"], "\t"),
        (["a|b", "1|2"], "|"),
        (['"x;y",b', '"1;2",3'], ","),
        ([], ","),
        (["one word"], ","),
    ],
)
def test_the_delimiter_is_the_one_that_makes_a_table(lines: list[str], delimiter: str) -> None:
    assert table.sniff(lines) == delimiter


def test_a_cell_may_hold_lines_when_the_row_is_whole() -> None:
    found = list(table.records(["a,b", '1,"two', 'lines"', "3,4"], ",", columns=2))
    assert [(one.number, one.cells) for one in found] == [(1, ("a", "b")), (2, ("1", "two\nlines")), (4, ("3", "4"))]


@given(st.lists(st.text(alphabet='a,;"\n\r\x00 ', max_size=12), max_size=12), st.sampled_from([0, 2, 3]))
def test_no_line_is_lost_or_read_twice(lines: list[str], columns: int) -> None:
    """Every line with text begins a row, or lies inside the one before it."""
    lines = [line.replace("\n", "") for line in lines]
    numbers = [one.number for one in table.records(lines, ",", columns=columns)]
    assert numbers == sorted(set(numbers))
    if lines and lines[0].strip():
        assert numbers[0] == 1


@pytest.mark.parametrize("cell", ["=1+1", '=HYPERLINK("x")', "+49 30 1", "-1", "@x", "\tx", "\rx", " =1", "'=1", "＝1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert table.protect(cell) == "'" + cell
    assert table.unprotect("'" + cell) == cell


@pytest.mark.parametrize("cell", ["", "Ada", "'quoted'", "a=b", "O'Example"])
def test_other_cells_stay(cell: str) -> None:
    assert table.protect(cell) == cell == table.unprotect(cell)


@given(st.text(alphabet="'=+-@\t\r\n aä＝"))
def test_protection_can_be_taken_off(cell: str) -> None:
    assert table.unprotect(table.protect(cell)) == cell


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=4), max_size=5))
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    cleaned = [[clean(cell) for cell in row] for row in rows]
    assert table.from_csv(table.to_csv(rows)) == cleaned


def test_written_rows_are_plain_csv() -> None:
    data = table.to_csv([("name", "notes"), ('=HYPERLINK("x")', "two\nlines, and a \x1b[31mcomma")])
    assert data == b'name,notes\n"\'=HYPERLINK(""x"")","two\nlines, and a comma"\n'
    assert list(csv.reader(io.StringIO(data.decode())))[1][0] == '\'=HYPERLINK("x")'
