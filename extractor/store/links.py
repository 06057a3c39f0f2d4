"""Documents that are nearly the same are linked when they are written, never deleted: which of them counts is for people.

Two rules, both asked of the letterhead alone. The same number, issuer and date: a re-scan, a second copy with another file
behind it. The same kind, issuer and subject while one of the two has no serial or no full date yet: draft and signed copy.
Two different numbers are two documents, whatever else they share.
"""

from __future__ import annotations

import sqlite3

_SHORTEST = 20  # letters of a subject that can tell documents apart; "báo cáo tuần" cannot

_SAME_ISSUER = "(o.issuer_words IS d.issuer_words OR o.issuer_words IS NULL OR d.issuer_words IS NULL)"
_NUMBERED = "coalesce({0}.number_key, '') GLOB '[0-9]*'"
_SAME_DAY_OR_BLANK = (
    "(d.issued_on IS NULL OR o.issued_on IS NULL OR d.issued_on LIKE o.issued_on || '%' OR o.issued_on LIKE d.issued_on || '%')"
)
#: The plus keeps SQLite from walking all documents of that day (0.46 ms a document at 30,000) instead of those of that number.
_PAIRS = {
    "same_number": f"o.number_key = d.number_key AND +o.issued_on = d.issued_on AND {_NUMBERED.format('d')} AND {_SAME_ISSUER}",
    "same_subject": f"o.subject_words = d.subject_words AND length(d.subject_words) >= {_SHORTEST}"
    f" AND o.doc_type IS d.doc_type AND o.issuer_words = d.issuer_words AND {_SAME_DAY_OR_BLANK}"
    f" AND (d.issued_on IS NOT o.issued_on OR NOT {_NUMBERED.format('d')} OR NOT {_NUMBERED.format('o')})"
    f" AND (NOT {_NUMBERED.format('d')} OR NOT {_NUMBERED.format('o')} OR d.number_key = o.number_key)",
}
_LINKS = [
    f"SELECT {one}.id, {two}.id, '{kind}' FROM documents d JOIN documents o ON {pair} AND o.id <> d.id WHERE d.id = ?"
    for kind, pair in _PAIRS.items()
    for one, two in (("d", "o"), ("o", "d"))
]


def link(connection: sqlite3.Connection, document_id: int) -> None:
    """Link the document just written with those that are nearly the same."""
    for sql in _LINKS:
        connection.execute(f"INSERT OR IGNORE INTO links (document_id, other_id, kind) {sql}", (document_id,))


def link_anew(connection: sqlite3.Connection, document_id: int) -> None:
    """Set down anew what a stored document is linked with."""
    connection.execute("DELETE FROM links WHERE document_id = ?1 OR other_id = ?1", (document_id,))
    link(connection, document_id)


def is_linked_well(connection: sqlite3.Connection, document_id: int) -> bool:
    """Whether a document's links are those that ``link`` gives it now."""
    written = connection.execute("SELECT * FROM links WHERE document_id = ?1 OR other_id = ?1", (document_id,))
    wanted = {tuple(row) for sql in _LINKS for row in connection.execute(sql, (document_id,))}
    return set(map(tuple, written)) == wanted
