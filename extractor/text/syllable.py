"""Whether a run of letters is a Vietnamese syllable: the grammar of the written syllable, not a word list.

Where line ends were lost ("NHÂN DÂNTỈNH", "phúcSố"), the only witness of the joint is that the whole is no syllable and both
halves are. Onset and rhyme are closed sets (about 30 and 160), so the test is two lookups; tones are taken off first.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ONSETS = frozenset(["", *"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()])  # noqa: SIM905  a list of letters reads better as one line
_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
    ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh
    oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt
    ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych
    uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
    êng ưu yt ych ynh
    """.split()  # noqa: SIM905  160 quoted strings would hide the order
)
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_STOPPED = ("c", "ch", "p", "t")  # a syllable that ends so carries sắc or nặng
_LONGEST_ONSET = 3


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether ``word`` (any case, NFC) can be written in Vietnamese: "TỈNH", "quý" yes, "phúcSố", "TTr", "Data" no."""
    if not 0 < len(word) <= 7:
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    toneless = unicodedata.normalize("NFC", decomposed.translate(_TONES))
    if toneless.endswith("k"):  # Đắk Lắk
        toneless = toneless[:-1] + "c"
    if len(decomposed) - len(decomposed.translate(_TONES)) > 1:
        return False
    if toneless.endswith(_STOPPED) and not any(tone in decomposed for tone in "\u0301\u0323"):
        return False
    return any(toneless[:i] in _ONSETS and toneless[i:] in _RHYMES for i in range(min(_LONGEST_ONSET, len(toneless)) + 1))
