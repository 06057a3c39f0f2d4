"""Which documents are in the store?"""

from dataclasses import replace

from extractor.queries.filters import ABOUT_DOCUMENT, NUMBER, folded
from extractor.queries.query import Parameter, Query

_OWN = ("id", "path", "number", "doc_type", "doc_type_name", "issuer", "parent_issuer", "place", "issued_on", "subject")
_FILE = ("sha256", "media_type", "size", "page_count", "reader", "ocr")
_COUNTS = ("sections", "targets", "dates", "citations", "tables", "attachments", "warnings")
#: the numbers of the other documents in the same file
_HOLDS = (
    "(SELECT json_group_array(a.number) FROM attachments a WHERE a.document_id = d.id AND a.kind = 'van_ban_khac'"
    " AND a.number IS NOT NULL) AS holds"
)
_IN_FILE = (
    "d.id IN (SELECT a.document_id FROM attachments a WHERE a.kind = 'van_ban_khac'"
    " AND (a.number_key = :number OR a.number_key BETWEEN :number || '-' AND :number || '/~'))"
)


def _count(table: str) -> str:
    return f"(SELECT count(*) FROM {table} r WHERE r.document_id = d.id) AS {table}"


DOCUMENTS = Query(
    name="documents",
    sql=f"SELECT {', '.join(f'd.{c}' for c in (*_OWN, *_FILE))}, {', '.join(map(_count, _COUNTS))}, {_HOLDS}, d.evidence"
    " FROM documents d WHERE {where}",
    description="query_documents",
    example="vanban documents --db kho.db --type KH --year 2025",
    columns=(*_OWN, *_FILE, *_COUNTS, "holds", "evidence"),
    shown=("id", "number", "doc_type", "issuer", "issued_on", "subject", "page_count", "targets", "path"),
    parameters=(
        *(parameter for parameter in ABOUT_DOCUMENT if parameter is not NUMBER),
        replace(NUMBER, where=f"{NUMBER.where} OR {_IN_FILE}", help="filter_number_in_file"),
        Parameter(
            "subject",
            "instr(' ' || d.subject_words || ' ', ' ' || :subject || ' ') > 0",
            "filter_subject",
            bind=folded,
        ),
    ),
    of="d.id",
    order="d.id",
    json_columns=frozenset({"evidence", "holds"}),
)
