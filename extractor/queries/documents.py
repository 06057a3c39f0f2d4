"""Which documents are in the store?"""

from extractor.queries.filters import ABOUT_DOCUMENT, folded
from extractor.queries.query import Parameter, Query

_OWN = ("id", "path", "number", "doc_type", "doc_type_name", "issuer", "parent_issuer", "place", "issued_on", "subject")
_FILE = ("sha256", "media_type", "size", "page_count", "reader", "ocr")
_COUNTS = ("sections", "targets", "dates", "citations", "tables", "warnings")


def _count(table: str) -> str:
    return f"(SELECT count(*) FROM {table} r WHERE r.document_id = d.id) AS {table}"


DOCUMENTS = Query(
    name="documents",
    sql=f"SELECT {', '.join(f'd.{c}' for c in (*_OWN, *_FILE))}, {', '.join(map(_count, _COUNTS))}, d.evidence"
    " FROM documents d WHERE {where}",
    description="query_documents",
    example="vanban documents --db kho.db --type KH --year 2025",
    columns=(*_OWN, *_FILE, *_COUNTS, "evidence"),
    shown=("id", "number", "doc_type", "issuer", "issued_on", "subject", "page_count", "targets", "path"),
    parameters=(
        *ABOUT_DOCUMENT,
        Parameter(
            "subject",
            "instr(' ' || d.subject_words || ' ', ' ' || :subject || ' ') > 0",
            "filter_subject",
            bind=folded,
        ),
    ),
    order="d.id",
    json_columns=frozenset({"evidence"}),
)
