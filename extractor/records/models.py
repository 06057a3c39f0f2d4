"""The contract as pydantic models: the single source of the JSON that ``extract`` prints and of the store's columns.

``start``/``end`` count code points of ``Document.text``, half-open; the evidence of a record is exactly ``text[start:end]``.
Pages count from 1. ``schemas/json`` is generated from here, and a test fails when the two drift apart.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1"

Op = Literal["eq", "ge", "gt", "le", "lt", "between"]
Role = Literal["target", "result"]
Precision = Literal["day", "month", "quarter", "half", "year", "range"]
DateRole = Literal["issued", "cited", "deadline", "period", "event", "recurrence", "mention"]
Relation = Literal["can_cu", "thuc_hien", "huong_dan", "sua_doi", "thay_the", "bai_bo", "ban_hanh_kem", "dan_chieu"]
#: Phụ lục, Mẫu, a list · a plan or regulation "(Ban hành kèm theo …)" · another document bound in the same file
AttachmentKind = Literal["phu_luc", "ban_hanh_kem", "van_ban_khac"]
Kind = Literal[
    "can_cu", "muc_dich", "yeu_cau", "muc_dich_yeu_cau", "muc_tieu", "chi_tieu", "noi_dung", "nhiem_vu_giai_phap",
    "doi_tuong", "pham_vi", "thoi_gian", "kinh_phi", "to_chuc_thuc_hien", "khen_thuong", "ket_qua", "danh_gia", "uu_diem",
    "ton_tai_han_che", "nguyen_nhan", "bai_hoc", "phuong_huong", "kien_nghi", "phu_luc", "noi_nhan", "khac",
]  # fmt: skip


class Record(BaseModel):
    """Base of every model: no unknown fields, immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BoxRecord(Record):
    """A rectangle on a page, in points from the page's upper left corner."""

    page: int = Field(ge=1)
    x0: float
    top: float
    x1: float
    bottom: float


class Placed(Record):
    """A record with a place in the text."""

    page: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    boxes: list[BoxRecord] = []


class Source(Record):
    """Where the document came from."""

    path: str | None
    sha256: str
    media_type: str
    size: int  #: bytes
    page_count: int
    reader: str
    ocr: bool = False


class Signer(Record):
    """Who signed: ``authority`` is TM., KT., TL., TUQ., Q. or null (NĐ 30/2020, phụ lục I, mục II.7)."""

    name: str | None
    title: str | None
    authority: str | None


class Recipient(Record):
    """One line under Nơi nhận; ``note`` holds the words in brackets."""

    name: str
    note: str | None


class Evidence(Record):
    """Where a letterhead field stands."""

    field: str
    page: int = Field(ge=1)
    start: int
    end: int
    boxes: list[BoxRecord] = []
    confidence: float = Field(default=1.0, ge=0, le=1)  #: how sure the least sure word of it was read


class Header(Record):
    """The letterhead (Nghị định 30/2020/NĐ-CP, phụ lục I)."""

    number: str | None = None
    doc_type: str | None = None
    doc_type_name: str | None = None
    issuer: str | None = None
    parent_issuer: str | None = None
    place: str | None = None
    issued_on: str | None = None
    subject: str | None = None
    signers: list[Signer] = []
    recipients: list[Recipient] = []
    secrecy: str | None = None  #: Mật, Tối mật, Tuyệt mật
    urgency: str | None = None  #: Khẩn, Thượng khẩn, Hỏa tốc
    evidence: list[Evidence] = []


class Attachment(Placed):
    """What the file holds beside the document itself: an annex, what it issues, another document.

    ``header`` has the shape of the document's own; what the attachment does not print is null, and nothing is taken over.
    """

    kind: AttachmentKind
    section_id: str
    title: str | None
    header: Header


class Section(Placed):
    """A node of the section tree."""

    id: str
    parent_id: str | None
    depth: int = Field(ge=1)
    label: str | None
    title: str | None
    kind: Kind


class Period(Record):
    """An interval of ISO dates, years or months; an open end is ""."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: str = Field(alias="from", serialization_alias="from")
    to: str


class TableRef(Record):
    """A row of ``Document.tables``."""

    table: int = Field(ge=0)
    row: int = Field(ge=0)


class Target(Placed):
    """One measure: what is to be reached (``target``) or was reached (``result``)."""

    id: str
    section_id: str | None
    role: Role
    statement: str
    subject: str | None
    indicator: str | None
    op: Op | None
    low: float | None
    high: float | None
    unit: str | None
    base: float | None
    period: Period | None
    parent_id: str | None
    confidence: float = Field(ge=0, le=1)
    table: TableRef | None


class DateMention(Placed):
    """One mention of a date or interval."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    text: str
    from_: str = Field(alias="from", serialization_alias="from")
    to: str
    precision: Precision
    role: DateRole


class Pinpoint(Record):
    """Điểm, khoản, Điều that a citation points at."""

    dieu: str | None = None
    khoan: str | None = None
    diem: str | None = None


class Citation(Placed):
    """One mention of another document."""

    id: str
    section_id: str | None
    text: str
    key: str
    doc_type_name: str
    number: str | None
    issued_on: str | None
    issuer: str | None
    title: str | None
    pinpoint: list[Pinpoint]
    relation: Relation
    confidence: float = Field(default=1.0, ge=0, le=1)


class CellSpan(Record):
    """A cell of ``Table.rows`` that takes more than one field; the others it takes are empty in ``rows``."""

    row: int = Field(ge=0)
    column: int = Field(ge=0)
    rows: int = Field(ge=1)
    columns: int = Field(ge=1)


class Table(Placed):
    """A table; header rows over several lines are joined into ``rows[0]``."""

    rows: list[list[str]]
    caption: str | None
    header_rows: int  #: how many printed rows were joined into rows[0]; 0 when the table has no header
    unit: str | None = None  #: what its numbers count, from "Đơn vị tính: …" above or in it
    spans: list[CellSpan] = []  #: cells below the header that span rows or columns, where the format tells


class Warning_(Record):  # the bare name belongs to Python
    """What was uncertain or repaired."""

    code: str
    message: str
    start: int
    end: int


class Document(Record):
    """One document, whole."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    text: str
    page_starts: list[int] = []  #: where in ``text`` each page begins, page 1 first; empty where that is not known
    header: Header
    sections: list[Section]
    targets: list[Target]
    dates: list[DateMention]
    citations: list[Citation]
    tables: list[Table]
    attachments: list[Attachment] = []
    warnings: list[Warning_]
