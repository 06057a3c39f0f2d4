"""The store: the contract's records in one SQLite file.

``open_store(path)`` gives a ``Store``: ``save``, ``load``, ``rows``, ``transaction``, ``close``. What stands in which column is
told in docs/store.md. ``rows.rows_of`` is not exported here: it needs the pydantic models, 130 ms that a listing can save.
"""

from extractor.store.store import Store, open_store

__all__ = ["Store", "open_store"]
