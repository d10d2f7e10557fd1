"""The README's table of keys, made from the commands themselves: `python assets/keys.py` writes it into README.md."""

from __future__ import annotations

from pathlib import Path

from informal.keys.commands import COMMANDS
from informal.keys.places import Where, display

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- keys -->", "<!-- /keys -->"


def table() -> str:
    """The table in Markdown: a row for each command, by where its key works."""
    rows = ["| where | key | what it does |", "|---|---|---|"]
    for where in Where:
        for number, command in enumerate(command for command in COMMANDS if command.where is where):
            keys = " ".join(f"`{display(key)}`" for key in command.keys)
            rows.append(f"| {where.value if number == 0 else ''} | {keys} | {command.help} |")
    return "\n".join(rows)


def main() -> None:
    """Put the table between its marks."""
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
