"""The one door to everything the program can do."""
