"""Which days, months and periods do the documents name, and as what?"""

from dataclasses import replace

from extractor.queries.filters import (
    ABOUT_DOCUMENT,
    DOCUMENT_COLUMNS,
    DOCUMENT_SQL,
    PLACE_COLUMNS,
    YEAR,
    iso,
    literal,
    one_of,
)
from extractor.queries.query import Parameter, Query

_ROLES, _PRECISIONS = literal("DateRole"), literal("Precision")
_OWN = ("text", "from", "to", "precision", "role")

# ISO forms of different length compare right when the end is padded with a sign above "-" and the digits: the year "2025"
# ends after "2025-03-01", and "2025-02" before it.
_ENDS_AFTER = "(m.\"to\" = '' OR m.\"to\" || '~' >= :{0})"
_BEGINS_BEFORE = "(m.\"from\" <= :{0} || '~')"
_IN_YEAR = f"{_ENDS_AFTER.format('year')} AND {_BEGINS_BEFORE.format('year')}"

DATES = Query(
    name="dates",
    sql=f"SELECT {DOCUMENT_SQL}, " + ", ".join(f'm."{c}"' for c in _OWN) + ","
    ' m.page, m.start, m."end", m.boxes, m.text AS evidence'
    " FROM dates m CROSS JOIN documents d ON d.id = m.document_id WHERE {where}",
    description="query_dates",
    example="vanban dates --db kho.db --role deadline --from 2025-06-01 --to 2025-06-30",
    columns=(*DOCUMENT_COLUMNS, *_OWN, *PLACE_COLUMNS),
    shown=("document_number", "document_issuer", "from", "to", "role", "page", "evidence"),
    parameters=(
        *(p for p in ABOUT_DOCUMENT if p is not YEAR),
        replace(
            YEAR,
            where=f"{_ENDS_AFTER.format('year')} AND {_BEGINS_BEFORE.format('year')}",
            help="filter_date_year",
            document=False,
        ),
        Parameter("role", "m.role = :role", "filter_date_role", bind=one_of(_ROLES), choices=_ROLES),
        Parameter("precision", "m.precision = :precision", "filter_precision", bind=one_of(_PRECISIONS), choices=_PRECISIONS),
        Parameter("from", _ENDS_AFTER.format("from"), "filter_from", bind=iso),
        Parameter("to", _BEGINS_BEFORE.format("to"), "filter_to", bind=iso),
    ),
    of="m.document_id",
    order="m.document_id, m.record_id",
    json_columns=frozenset({"boxes"}),
)
