"""The machine: folders, clock, clipboard, browser, editor, config."""
