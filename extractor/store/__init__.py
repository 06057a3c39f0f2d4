"""The store: the contract's records in one SQLite file.

``open_store(path)`` gives a ``Store``: ``save``, ``load``, ``rows``, ``transaction``, ``close``. What stands in which column is
told in docs/store.md.
"""

from extractor.store.rows import Rows, rows_of
from extractor.store.store import Store, open_store

__all__ = ["Rows", "Store", "open_store", "rows_of"]
