"""The commands of the app and the keys they have, as plain values: the screen, `informal keys` and config.toml read
them alike."""
