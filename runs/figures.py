"""Times, tokens and costs in words. What is not known stays unknown: it is never shown as zero."""

from decimal import Decimal

UNKNOWN = "unknown"
NOTHING = "–"


def seconds(milliseconds: float | None) -> str:
    """A time for reading: "240 ms", "2.4 s", "1 min 12 s"; a dash where nothing was measured."""
    if milliseconds is None:
        return NOTHING
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    if milliseconds < 60_000:
        return f"{milliseconds / 1000:.1f} s"
    minutes, rest = divmod(round(milliseconds / 1000), 60)
    return f"{minutes} min {rest} s"


def dollars(amount: Decimal | float | None) -> str:
    """US dollars, as exactly as small amounts need it: "$0", "$0.000123", "$0.0123", "$1.23"."""
    if amount is None:
        return UNKNOWN
    if amount == 0:
        return "$0"
    digits = 6 if amount < Decimal("0.01") else 4 if amount < 1 else 2
    return f"${amount:,.{digits}f}"
