"""Which documents are nearly the same: a re-scan, a draft and the signed copy?"""

from extractor.queries.filters import ABOUT_DOCUMENT, one_of
from extractor.queries.query import Parameter, Query

_LINKS = ("same_number", "same_subject")


def _kinds() -> tuple[str, ...]:
    return _LINKS


_COLUMNS = ("kind", "id", "path", "number", "issued_on", "issuer", "subject", "other_id", "other_path", "other_number")

DUPLICATES = Query(
    name="duplicates",
    sql="SELECT l.kind, d.id, d.path, d.number, d.issued_on, d.issuer, d.subject, o.id AS other_id, o.path AS other_path,"
    " o.number AS other_number FROM links l CROSS JOIN documents d ON d.id = l.document_id"
    " CROSS JOIN documents o ON o.id = l.other_id"
    " WHERE l.document_id < l.other_id AND {where}",
    description="query_duplicates",
    example="vanban duplicates --db kho.db --kind same_number",
    columns=_COLUMNS,
    shown=("kind", "number", "issued_on", "path", "other_number", "other_path"),
    parameters=(*ABOUT_DOCUMENT, Parameter("kind", "l.kind = :kind", "filter_link_kind", bind=one_of(_kinds), choices=_kinds)),
    of="l.document_id",
    order="l.document_id, l.other_id",
)
