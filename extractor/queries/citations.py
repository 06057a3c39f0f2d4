"""Which documents do the documents cite, and how?"""

from extractor.queries.filters import (
    ABOUT_DOCUMENT,
    DOCUMENT_COLUMNS,
    DOCUMENT_SQL,
    PLACE_COLUMNS,
    keyed,
    literal,
    one_of,
    stored,
    year,
)
from extractor.queries.query import Parameter, Query

_RELATIONS = literal("Relation")
_OWN = (
    *("id", "section_id", "text", "key", "doc_type_name", "number", "issued_on", "issuer", "title", "pinpoint"),
    *("relation", "confidence"),
)
_CITED_TYPE = stored("citations", "doc_type_name")

CITATIONS = Query(
    name="citations",
    sql=f"SELECT {DOCUMENT_SQL}, " + ", ".join(f'c."{c}"' for c in _OWN) + ","
    ' c.page, c.start, c."end", c.boxes, c.text AS evidence'
    " FROM citations c CROSS JOIN documents d ON d.id = c.document_id WHERE {where}",
    description="query_citations",
    example="vanban citations --db kho.db --relation can_cu --cited-year 2023",
    columns=(*DOCUMENT_COLUMNS, *_OWN, *PLACE_COLUMNS),
    shown=("document_number", "document_issuer", "key", "relation", "title", "page", "evidence"),
    parameters=(
        *ABOUT_DOCUMENT,
        Parameter("key", "c.folded_key = :key", "filter_key", bind=keyed),
        Parameter("relation", "c.relation = :relation", "filter_relation", bind=one_of(_RELATIONS), choices=_RELATIONS),
        Parameter(
            "cited-type",
            "c.doc_type_name = :cited_type",
            "filter_cited_type",
            bind=lambda store, name, typed: _CITED_TYPE(store, "cited_type", typed),
        ),
        Parameter(
            "cited-year",
            "c.issued_on >= :cited_year AND c.issued_on < :cited_year_after",
            "filter_cited_year",
            bind=lambda store, name, typed: year(store, "cited_year", typed),
        ),
    ),
    of="c.document_id",
    order="c.document_id, c.record_id",
    json_columns=frozenset({"boxes", "pinpoint"}),
)
