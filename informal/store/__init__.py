"""The file: journal and checkpoint under one lock."""
