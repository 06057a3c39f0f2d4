"""The letterhead and the closing block: one file per part named by Nghị định 30/2020/NĐ-CP.

``number`` số, ký hiệu · ``place_date`` địa danh, thời gian · ``issuer`` cơ quan ban hành · ``title`` tên loại, trích yếu ·
``recipients`` nơi nhận · ``signature`` chức vụ, họ tên · ``secrecy`` độ mật, độ khẩn · ``body_issuer`` where no letterhead
names the issuer. ``zone`` says what each line is, ``reading`` puts the parts together.
"""

from extractor.letterhead.model import Letterhead, Recipient, Signer
from extractor.letterhead.reading import read

__all__ = ["Letterhead", "Recipient", "Signer", "read"]
