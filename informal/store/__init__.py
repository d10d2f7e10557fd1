"""The file: values in memory, a journal and a checkpoint under one lock."""

from informal.store.change import Document, Edit, Touched
from informal.store.history import Step
from informal.store.store import Store

__all__ = ["Document", "Edit", "Step", "Store", "Touched"]
