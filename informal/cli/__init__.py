"""The command line: one module for each family of verbs, loaded when called. Knows nothing of the screen."""
