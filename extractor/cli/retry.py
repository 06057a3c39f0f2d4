"""``vanban retry --db FILE``: try again what was held back, all of it or one reason."""

from __future__ import annotations

from extractor.cli.importing import run_options, run_over
from extractor.cli.reasons import held_reason
from extractor.cli.said import command
from extractor.messages import say


@command("retry", *run_options(), held_reason(), example="vanban retry --db kho.db --reason NEEDS_OCR")
def COMMAND(db: str, reason: str | None, **settings: object) -> int:
    """As ``import``: 0, 1 or 3; 0 where nothing is held back."""
    from extractor.cli.opening import opened
    from extractor.importing import Ledger, look_again

    with opened(db) as store:
        paths = Ledger(store, "").held(reason)
        if not paths:
            from extractor.cli.progress import tell_nothing

            tell_nothing(say("nothing_held"))
            return 0
        found = list(look_again(paths))
        return run_over(store, lambda stopped, idle: [found], again="held", command="retry", **settings)
