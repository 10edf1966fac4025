"""The text a person typed, made plain without moving a letter: positions in it are positions in the message."""

import re
import unicodedata

# One letter for one letter, so that a quote found here can be cut out of the message as it was typed.
_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "´": "'",
        "′": "'",
        "＇": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "″": '"',
        "＂": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200b": " ",
        "\ufeff": " ",
        "\t": " ",
        "\r": " ",
        "\x0b": " ",
        "\x0c": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u0085": "\n",
        "：": ":",
        "；": ";",
        "，": ",",
        "、": ",",
        "،": ",",
        "؛": ";",
        "؟": "?",
        "（": "(",
        "）": ")",
    }
)
_STRUCK = re.compile(r"~~[^~\n]{1,300}~~")
_FENCE = re.compile(r"^[ ]*(?:```|~~~)[\w-]*[ ]*$", re.MULTILINE)
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\((https?://[^()\s]{1,500})\)")
_TAG = re.compile(r"</?[A-Za-z][\w.:-]{0,40}(?:\s[^<>\n]{0,200})?/?>")
_COMMENT = re.compile(r"<!--[^\n]{0,500}?-->")
_MARKS = re.compile(r"\*{1,3}|(?<![A-Za-z0-9])_{1,3}(?=\S)|(?<=[^\s_])_{1,3}(?![A-Za-z0-9_])|`+|~~")
_BLANKS = re.compile(r"[ \t]+")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3\U000e0020-\U000e007f]+")
_QUOTED = re.compile(r'^(["\'`])(?P<inside>.*)\1$', re.DOTALL)
_SAME = re.compile(r"([^\w\s]|_)\1{4,}")
_BLANK_RUN = re.compile(r"([ \t]{16}|\n{4})(?:[ \t]+|\n+)")
_SIGNS = re.compile(r"((?:[^\w\s]|_){40})(?:[^\w\s]|_)+")
_URL = re.compile(r"(?i)\bhttps?://[^\s<>\"'`|\\^]{2,}")


def plain(text: str) -> str:
    """The text with ordinary quotes, apostrophes and blanks, each at its old place."""
    return text.translate(_PLAIN)


def blank(text: str, start: int, end: int, by: str = "\n") -> str:
    """The text with a stretch taken out: line breaks stand in its place, so that its neighbours stay apart."""
    return text[:start] + by * (end - start) + text[end:]


def without_runs(text: str) -> str:
    """Long runs of the same sign, of blanks or of signs without a letter, cut short: nobody means something by them,
    and patterns that try every start in a run take the square of its length."""
    return _SIGNS.sub(r"\1", _BLANK_RUN.sub(r"\1", _SAME.sub(r"\1\1\1\1", text)))


def without_markup(text: str) -> str:
    """What was struck out, commented out, tags and fences become blanks."""
    for pattern in (_STRUCK, _COMMENT, _FENCE):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    return _TAG.sub(lambda m: m[0] if _is_placeholder(m[0]) else " " * len(m[0]), text) if "<" in text else text


def _is_placeholder(tag: str) -> bool:
    """<id>, <token>, <order-id> stand for a value; <b>, </spec>, <div class="x"> are markup."""
    return (
        not re.match(
            r"</|<(?:b|i|u|a|p|br|hr|em|li|ul|ol|h[1-6]|tr|td|th|div|span|strong|code|pre|script|style|img"
            r"|table|body|html|svg|spec|admin|system|user|assistant)\b",
            tag,
            re.I,
        )
        and " " not in tag
    )


def unmarked(text: str) -> str:
    """A short text without Markdown's marks; a link becomes "words (address)"."""
    text = _IMAGE_OR_LINK.sub(r"\1 (\2)", text)
    if any(mark in text for mark in "*_`~"):
        text = _outside_urls(text)
    return _BLANKS.sub(" ", text).strip()


def _outside_urls(text: str) -> str:
    pieces, at = [], 0
    for url in _URL.finditer(text):
        pieces += [_MARKS.sub("", text[at : url.start()]), url[0]]
        at = url.end()
    return "".join((*pieces, _MARKS.sub("", text[at:])))


def unquoted(text: str) -> str:
    """A text without the quotation marks around all of it."""
    match = _QUOTED.match(text.strip())
    return match["inside"].strip() if match and match[1] not in match["inside"] else text


def without_emoji(text: str) -> str:
    return _BLANKS.sub(" ", _EMOJI.sub("", text)).strip()


def capital(text: str) -> str:
    """The text with a capital first letter, unless its first word has its own spelling (iPhone, get_order, https)."""
    first = re.match(r"\S+", text)
    if (
        not first
        or not first[0][0].islower()
        or re.search(r"[A-Z_/@()]|\d|://|\.\w|^[a-z]+[a-z0-9]*-(?:lint|cli|api|bot|db|ci|js|py|sdk)$", first[0])
    ):
        return text
    return text[0].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with a small first letter, unless it looks like a name or an abbreviation."""
    first = re.match(r"[^\W_]+", text)
    return text if not first or first[0] == "I" or not first[0][1:].islower() else text[0].lower() + text[1:]


def folded(text: str) -> str:
    """The text without case and accents, for comparing."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
