"""How it is done: pure functions over the model."""
