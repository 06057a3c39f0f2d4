"""What is attached: annexes, what documents issue, other documents bound in the same file."""

from extractor.queries.filters import (
    ABOUT_DOCUMENT,
    DOCUMENT_COLUMNS,
    DOCUMENT_SQL,
    NUMBER,
    PLACE_COLUMNS,
    literal,
    one_of,
    serial,
)
from extractor.queries.query import Parameter, Query

_KINDS = literal("AttachmentKind")
_OWN = ("kind", "section_id", "title", "number", "doc_type", "doc_type_name", "issuer", "parent_issuer", "place", "issued_on")
_WORDS = ("subject", "signers", "recipients")

ATTACHMENTS = Query(
    name="attachments",
    sql=f'SELECT {DOCUMENT_SQL}, {", ".join(f"a.{c}" for c in (*_OWN, *_WORDS))}, a.page, a.start, a."end", a.boxes,'
    " (SELECT s.first_line FROM sections s WHERE s.document_id = a.document_id AND s.id = a.section_id) AS evidence"
    " FROM attachments a CROSS JOIN documents d ON d.id = a.document_id WHERE {where}",
    description="query_attachments",
    example="vanban attachments --db kho.db --kind van_ban_khac",
    columns=(*DOCUMENT_COLUMNS, *_OWN, *_WORDS, *PLACE_COLUMNS),
    shown=("document_number", "kind", "number", "doc_type", "issued_on", "title", "page", "document_path"),
    parameters=(
        *(parameter for parameter in ABOUT_DOCUMENT if parameter is not NUMBER),
        Parameter(
            "number",
            "a.number_key = :number OR a.number_key BETWEEN :number || '-' AND :number || '/~'",
            "filter_attached_number",
            bind=serial,
        ),
        Parameter("kind", "a.kind = :kind", "filter_attachment_kind", bind=one_of(_KINDS), choices=_KINDS),
    ),
    of="a.document_id",
    order="a.document_id, a.record_id",
    json_columns=frozenset({"boxes", "signers", "recipients"}),
)
