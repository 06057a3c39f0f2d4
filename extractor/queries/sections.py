"""Which parts do the documents have, and of what kind?"""

from extractor.queries.filters import ABOUT_DOCUMENT, DOCUMENT_COLUMNS, DOCUMENT_SQL, PLACE_COLUMNS, literal, one_of
from extractor.queries.query import Parameter, Query

_KINDS = literal("Kind")
_OWN = ("id", "parent_id", "depth", "label", "title", "kind")

SECTIONS = Query(
    name="sections",
    sql=f"SELECT {DOCUMENT_SQL}, {', '.join(f's.{c}' for c in _OWN)},"
    ' s.page, s.start, s."end", s.boxes, s.first_line AS evidence'
    " FROM sections s CROSS JOIN documents d ON d.id = s.document_id WHERE {where}",
    description="query_sections",
    example="vanban sections --db kho.db --kind chi_tieu --year 2025",
    columns=(*DOCUMENT_COLUMNS, *_OWN, *PLACE_COLUMNS),
    shown=("document_number", "document_issuer", "label", "title", "kind", "page", "document_path"),
    parameters=(
        *ABOUT_DOCUMENT,
        Parameter("kind", "s.kind = :kind", "filter_kind", bind=one_of(_KINDS), choices=_KINDS),
    ),
    of="s.document_id",
    order="s.document_id, s.record_id",
    json_columns=frozenset({"boxes"}),
)
