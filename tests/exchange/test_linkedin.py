from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from informal.errors import BadFile
from informal.exchange import linkedin, read
from informal.model.rows import Parsed, Row

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples" / "linkedin"
DAYS = (date(2024, 1, 2), date(2023, 12, 27), date(2023, 11, 5))
HEADER = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ADA = b"Ada,Example,https://www.linkedin.com/in/ada-example,,Looms,Weaver,02 Jan 2024\n"

# Each of these holds the same three people.
SAME = (
    "plain.csv",
    "preamble-padded.csv",
    "preamble-gone.csv",
    "preamble-broken.csv",
    "header-missing.csv",
    "header-missing-preamble.csv",
    "excel-crlf-bom.csv",
    "cr-only.csv",
    "excel-semicolon.csv",
    "excel-sep-line.csv",
    "excel-unicode-text.txt",
    "tab.csv",
    "cp1252.csv",
    "utf-16-be.csv",
    "utf-16-no-bom.csv",
    "dates-hyphen.csv",
    "dates-us.csv",
    "dates-european.csv",
    "dates-european-slash.csv",
    "dates-iso.csv",
)


def parsed(name: str) -> Parsed:
    data = (SAMPLES / name).read_bytes()
    assert linkedin.looks_like(data)
    return read(data, name)


def cells(row: Row) -> tuple[object, ...]:
    return (row.name, row.emails, row.company, row.role, row.linkedin, row.connected_on)


@pytest.mark.parametrize("name", SAME)
def test_every_shape_holds_the_same_people(name: str) -> None:
    found = parsed(name)
    assert found.format == "linkedin"
    assert found.skipped == ()
    assert list(map(cells, found.rows)) == [
        ("Ada Example", (), "Imaginary Looms", "Weaver", "https://www.linkedin.com/in/ada-example", DAYS[0]),
        (
            "Kofi Fictional",
            ("kofi@fictional.example",),
            "Maps, Ltd",
            "Cartographer",
            "https://www.linkedin.com/in/kofi-fictional",
            DAYS[1],
        ),
        ("Zoë Pretend", (), "Théâtre", "Éclairagiste", "https://www.linkedin.com/in/zo%C3%AB-pretend", DAYS[2]),
    ]
    assert [row.remark for row in found.rows] == ["", "", ""]


@pytest.mark.parametrize("name", ["no-url-column.csv", "header-missing-no-url.csv"])
def test_the_old_files_have_no_profiles(name: str) -> None:
    found = parsed(name)
    assert [(row.name, row.company, row.linkedin) for row in found.rows] == [
        ("Ada Example", "Imaginary Looms", ""),
        ("Kofi Fictional", "Maps, Ltd", ""),
        ("Zoë Pretend", "Théâtre", ""),
    ]
    assert [row.connected_on for row in found.rows] == list(DAYS)


def test_rows_know_their_line() -> None:
    assert [row.number for row in parsed("plain.csv").rows] == [5, 6, 7]
    assert [row.number for row in parsed("header-missing.csv").rows] == [1, 2, 3]


def test_one_line_in_another_encoding_does_not_garble_the_others() -> None:
    assert [row.name for row in parsed("one-line-cp1252.csv").rows][2:] == ["Zoë Pretend", "Chloé Pretend"]


def test_the_order_of_day_and_month_is_decided_for_the_whole_file() -> None:
    """No number is past 12, but read day first the list is sorted, as LinkedIn writes it."""
    assert [row.connected_on for row in parsed("dates-undecided.csv").rows] == [
        date(2023, 12, 10),
        date(2023, 11, 9),
        date(2023, 3, 11),
        date(2023, 1, 12),
    ]


def test_a_day_that_is_none_is_left_out_and_said() -> None:
    found = parsed("dates-damaged.csv")
    assert [row.connected_on for row in found.rows] == [None, None, None]
    assert found.rows[0].remark == "the date 'soon' was not understood"
    assert found.rows[1].remark == "the date '31 Feb 2023' was not understood"


def test_ragged_rows_are_put_right_where_it_is_plain_how() -> None:
    found = parsed("ragged.csv")
    assert [(row.name, row.company, row.role, row.connected_on) for row in found.rows] == [
        ("Ada Example", "Imaginary Looms", "Weaver", DAYS[0]),
        ("Kofi Fictional", "Maps, Ltd", "Cartographer", DAYS[1]),
        ("Zoë Pretend", "", "", DAYS[2]),
        ("Grace Sample", "Sample Co", "", None),
        ("Omar Made-Up", "Sparks", "Electrician", DAYS[2]),
    ]
    assert [(one.number, one.name, one.reason) for one in found.skipped] == [
        (10, "lost words", "not a whole row: most columns are missing")
    ]


def test_hidden_members_are_skipped_and_counted() -> None:
    found = parsed("hidden-members.csv")
    assert [(one.number, one.reason) for one in found.skipped] == [
        (6, "a hidden member: neither name nor profile"),
        (7, "a hidden member: neither name nor profile"),
        (8, "an empty row"),
    ]
    assert [row.name for row in found.rows] == ["Ada Example", "Zoë Pretend"]
    assert found.rows[1].remark == "no name in the file: taken from the profile's address"


def test_names_lose_their_decoration_and_nothing_else() -> None:
    assert [(row.name, row.first) for row in parsed("names.csv").rows] == [
        ("Ada Example", "Ada"),
        ("Kofi Fictional", "Kofi"),
        ("Grace Sample", "Grace"),
        ("Tom Testcase, Jr.", "Tom"),
        ("Dr. Ines Invented", "Ines"),
        ("Robert (Bob) Mock", "Robert"),
        ("Yuki Imaginary", "Yuki"),
        ("Jack Ma", "Jack"),
        ("李 虚构", "李"),
        ("🦊", "🦊"),
        ("Bea Nobody", "Bea"),
        ("Omar Made-Up", "Omar"),
        ('=HYPERLINK("x") Formula', '=HYPERLINK("x")'),
        ("[/x] Bob [@click=app.quit]x[/]", "[/x] Bob"),
        ("Mary Ann Sample", "Mary Ann"),
    ]


def test_a_stray_quotation_mark_costs_one_row() -> None:
    found = parsed("stray-quote.csv")
    assert [row.name for row in found.rows] == ["Ada Example", "Kofi Fictional", "Zoë Pretend"]
    assert [(one.number, one.reason) for one in found.skipped] == [(6, "a quotation mark is opened and never closed")]


def test_bytes_that_are_no_text_cost_one_row() -> None:
    found = parsed("nul.csv")
    assert [row.name for row in found.rows] == ["Ada Example", "Kofi Fictional", "Zoë Pretend"]
    assert [(one.number, one.reason) for one in found.skipped] == [(6, "it holds bytes that aren't text")]


def test_cells_that_are_not_what_they_should_be_are_left_out_and_said() -> None:
    ada, kofi, _ = parsed("bad-cells.csv").rows
    assert (ada.linkedin, ada.emails) == ("", ())
    assert ada.remark == "'javascript:alert(1)' is no profile's address; 'not an address' is no e-mail address"
    assert kofi.linkedin == "https://linkedin.com/in/kofi-fictional"


def test_a_header_alone_is_an_empty_list() -> None:
    found = parsed("header-only.csv")
    assert (found.rows, found.skipped) == ((), ())


def test_an_absurd_cell_is_skipped_with_a_reason() -> None:
    found = read(HEADER + b'"' + b"a" * 2_000_000 + b'",x,,,,,\n' + ADA + b"b" * 2_000_000 + b"\n" + ADA, "x.csv")
    assert [row.number for row in found.rows] == [3, 5]
    assert [(one.number, one.reason) for one in found.skipped] == [
        (2, "a cell is longer than 100,000 characters"),
        (4, "a cell is longer than 100,000 characters"),
    ]
    assert all(len(one.name) <= 80 for one in found.skipped)


def test_thirty_thousand_rows() -> None:
    lines = [ADA.replace(b"ada-example", b"ada-%d" % number) for number in range(30_000)]
    found = read(HEADER + b"".join(lines), "x.csv")
    assert len(found.rows) == 30_000
    assert found.rows[-1].number == 30_001


def test_the_made_up_file_in_assets_is_one() -> None:
    data = (ROOT / "assets" / "Connections.csv").read_bytes()
    found = read(data, "Connections.csv")
    assert (len(found.rows), len(found.skipped)) == (60, 2)
    assert not any(row.remark for row in found.rows)
    assert all("example" in address for row in found.rows for address in row.emails)


@pytest.mark.parametrize(
    ("data", "title", "says"),
    [
        (b"", "The file is empty", "x.csv"),
        (b" \n\n", "The file is empty", "x.csv"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "I can't tell what this file is", "does not hold text"),
        (b"Dear Ada,\n\nhow are you?\n", "I can't tell what this file is", "no header"),
        (b"{}", "I can't tell what this file is", "no header"),
    ],
)
def test_a_file_that_is_something_else_is_refused_with_what_is_understood(data: bytes, title: str, says: str) -> None:
    with pytest.raises(BadFile) as caught:
        read(data, "x.csv")
    assert caught.value.title == title
    assert says in caught.value.message
    assert "Connections.csv" in caught.value.hint


def test_a_file_said_to_be_linkedins_and_is_not() -> None:
    with pytest.raises(BadFile) as caught:
        read(b"a,b\n1,2\n", "list.csv", "linkedin")
    assert caught.value.title == "This isn't LinkedIn's list of connections"
    assert caught.value.message.startswith("list.csv: ")


def test_a_format_nobody_knows() -> None:
    with pytest.raises(BadFile) as caught:
        read(HEADER, "x.csv", "punchcard")
    assert caught.value.hint == "What I know: linkedin, google, outlook, vcard, informal, table, json."


def test_columns_that_people_add_are_kept() -> None:
    data = HEADER.strip() + b",Phone,Notes\n" + ADA.strip() + b",+1 555 0100,Sings alto\n"
    (row,) = read(data, "x.csv").rows
    assert (row.name, row.phone, row.notes) == ("Ada Example", "+1 555 0100", "Sings alto")


def test_another_programs_table_with_some_of_the_columns_is_not_linkedins() -> None:
    data = b"First Name,Last Name,Email,Company,Position,Mobile\nAda,Example,a@x.example,Looms,Weaver,+1 555 0100\n"
    found = read(data, "x.csv")
    assert (found.format, found.rows[0].phone) == ("table", "+1 555 0100")
