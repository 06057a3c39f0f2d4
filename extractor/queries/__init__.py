"""Questions to the store, one file each. ``queries()`` is the one list the command line, the web pages and the docs read."""

from importlib import import_module

from extractor.queries.names import QUERY_MODULES
from extractor.queries.query import Answer, Parameter, Query


def query(name: str) -> Query:
    """The question called ``name``; ``KeyError`` for none."""
    module, constant = QUERY_MODULES[name]
    found = getattr(import_module(module), constant)
    assert isinstance(found, Query)
    return found


def queries() -> tuple[Query, ...]:
    """All questions, in the order they are listed."""
    return tuple(query(name) for name in QUERY_MODULES)


__all__ = ["QUERY_MODULES", "Answer", "Parameter", "Query", "queries", "query"]
