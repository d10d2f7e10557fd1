"""The words people read, as files."""
