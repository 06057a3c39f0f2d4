"""Classes of Vietnamese letters for patterns: a range such as ``À-Ỹ`` holds capitals and small letters alike."""

from __future__ import annotations

UPPER = "A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"  #: capitals, for use inside [...]
LOWER = "a-zđà-öø-ýăĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"  #: small letters, for use inside [...]
