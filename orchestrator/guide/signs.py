"""Chinese and Japanese write no blanks between words: the few signs that carry a sentence's frame get them, as the
words the patterns know."""

import re

_WRITTEN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_START = r"(?:(?<=^)|(?<=[\n,;。.!?！？:]))"
_FRAMES = tuple(
    (re.compile(pattern, re.MULTILINE), words)
    for pattern, words in (
        (rf"{_START}(?:首先|先|再|然后|接着|最后|接下来|之后|まず|次に|最後に)[,、]?", " "),
        (r"[,、]?(?:别的|其他的?|其它的?)都?不(?:需要|要|用)了?", ""),
        (r"如果|若是|要是|假如|もし", " if "),
        (r"[,、]?(?:否则|不然的话|不然|そうでなければ)[,、]?", ", otherwise "),
        (r"[,、]?(?:要|需要)?(?:输入|传入|提供)(?=\S)", "; inputs: "),
        (r"[,、]?(?:会)?(?:返回|得到|返される)(?=\S)", "; returns: "),
    )
)
_USES = re.compile(r"(?:我们)?(?:用|使用)([^,。;\s]{2,8}?)((?:查|做|处理|管理|预约|收款|发|记录)[^,。;\s]+)")
_HANDOVER = re.compile(r"[,、]?(?:就|要|应该|必须)?(?:马上|立即|立刻|直接)?转(?:接|给|到|交)?(?:给|到)?(?=\S)")


def framed(text: str, topics: tuple[str, ...]) -> str:
    """The text with "如果" as "if" and the like; "转" hands over where that was asked about. Other texts stay."""
    if not _WRITTEN.search(text):
        return text
    for pattern, words in _FRAMES:
        text = pattern.sub(words, text)
    if "tools" in topics:
        text = _USES.sub(r"\1: \2", text)
    return _HANDOVER.sub(", hand over to ", text) if "escalation" in topics else text
