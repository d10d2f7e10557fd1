"""informal: ask people about their work, one short letter at a time."""

__version__ = "0.1.0"
