"""Questions to the store, one file each. ``QUERIES`` is the one list the command line, the web pages and the docs read."""

from extractor.queries.asking import ask
from extractor.queries.citations import CITATIONS
from extractor.queries.cite import CITE
from extractor.queries.compare import COMPARE
from extractor.queries.dates import DATES
from extractor.queries.documents import DOCUMENTS
from extractor.queries.query import Answer, Parameter, Query
from extractor.queries.search import SEARCH
from extractor.queries.sections import SECTIONS
from extractor.queries.targets import TARGETS

QUERIES: tuple[Query, ...] = (DOCUMENTS, SECTIONS, TARGETS, DATES, CITATIONS, SEARCH, COMPARE, CITE)

__all__ = ["QUERIES", "Answer", "Parameter", "Query", "ask"]
