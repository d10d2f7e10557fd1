"""Other programs' files: parse(bytes) -> rows, dump(values) -> bytes."""
