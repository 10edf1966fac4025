"""The flowchart subset of Mermaid as a grammar of our own: text to nodes and arrows as they were written."""

import re

from builder.mermaid import says_otherwise
from builder.mermaid_chart import Arrow, Box, Chart, MermaidError, decoded

LONGEST = 1_000_000  # characters of a text
MOST_ARROWS = 1_000
# Opening signs, and by closing signs the kind; start and end share theirs. Longer ones first.
_SHAPES: tuple[tuple[str, dict[str, str]], ...] = (
    ("(((", {")))": "terminal"}),
    ("((", {"))": "terminal"}),
    ("([", {"])": "terminal"}),
    ("[[", {"]]": "tool"}),
    ("[(", {")]": "tool"}),
    ("[/", {"/]": "ask", "\\]": "handoff"}),
    ("[\\", {"\\]": "ask", "/]": "handoff"}),
    ("{{", {"}}": "decision"}),
    ("{", {"}": "decision"}),
    ("[", {"]": "say"}),
    ("(", {")": "say"}),
    (">", {"]": "say"}),
)
_HEADER = re.compile(r"(?:flowchart(?:-elk)?|graph)(?:[ \t]+(?:TB|TD|BT|RL|LR|[<>^v]))?[ \t]*(?=[;\n]|%%|$)")
_OTHER_DIAGRAM = re.compile(r"\w+(?:-\w+)?")
_FRONT = re.compile(r"---[ \t]*\n(?:[^\n]*\n)*?---[ \t]*(?:\n|$)")
_IDLE = re.compile(r"(?:[ \t]+|%%[^\n]*)+")
_BETWEEN = re.compile(r"(?:[\s;]+|%%[^\n]*)+")
_IGNORED = re.compile(r"(?:classDef|style|linkStyle|click|direction|accTitle|accDescr)\b(?!\s*(?:-[-.]|==|[\[({>&]))")
_CLASS = re.compile(r"class[ \t]+(\w[\w.-]*(?:[ \t]*,[ \t]*\w[\w.-]*)*)[ \t]+([\w-]+)[ \t]*(?=[;\n]|%%|$)")
_GROUP = re.compile(r"subgraph\b[ \t]*([\w.-]*)[^\n;]*")
_GROUP_END = re.compile(r"end[ \t]*(?=[;\n]|%%|$)")
_NAME = re.compile(r"\w+(?:[-.]\w+)*")
_OWN_CLASS = re.compile(r":::([\w-]+)")
_ARROW = re.compile(r"(?P<solid>--+>|---+)|(?P<dotted>-\.+->?)|(?P<thick>==+>|===+)")
_INLINE = (
    (re.compile(r"--(?![->xo.])"), re.compile(r"--+>|---+"), "solid"),
    (re.compile(r"-\.(?![-.])"), re.compile(r"(?<!\.)\.+->?"), "dotted"),
    (re.compile(r"==(?![=>])"), re.compile(r"==+>|===+"), "thick"),
)
_REFUSED = (
    (re.compile(r"<[-=.]|[ox][-=]{2}|[-=]{2}[ox](?=\s)"), "An arrow leads one way here: write -->."),
    (re.compile(r"~~~"), "An invisible arrow says nothing about a workflow: write -->, or take it out."),
    (re.compile(r"@\{"), 'Shapes as “@{ … }” are not read here: write the label in brackets, as in a["Label"].'),
)


def read(text: str) -> Chart:
    """The nodes and arrows of a flowchart; raises MermaidError."""
    chart = Chart(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    if len(text) > LONGEST:
        raise chart.fail(0, f"The text has {len(text):,} characters; {LONGEST:,} fit.")
    _Reader(chart).statements()
    for box in chart.boxes.values():
        if box.name in chart.groups:
            raise chart.fail(box.at, f"“{box.name}” is a group; arrows lead from node to node here.")
    return chart


class _Reader:
    """One reading of a chart, statement by statement from `at`."""

    def __init__(self, chart: Chart) -> None:
        self.chart, self.text, self.at = chart, chart.text, 0

    def statements(self) -> None:
        self._take(_FRONT)
        self._take(_BETWEEN)
        self._header()
        while self._take(_BETWEEN) or self.at < len(self.text):
            if self.at < len(self.text):
                self._statement()

    def _header(self) -> None:
        if self._take(_HEADER):
            return
        word = _OTHER_DIAGRAM.match(self.text, self.at)
        found = f" This begins with “{word[0][:40]}”." if word else ""
        raise self._failed(f"A flowchart begins with “flowchart TD” in a line of its own.{found}")

    def _statement(self) -> None:
        if _IGNORED.match(self.text, self.at):
            self.at = min((i for i in (self.text.find("\n", self.at),) if i >= 0), default=len(self.text))
        elif group := self._take(_GROUP):
            self.chart.groups.add(group[1] or "")
        elif self._take(_GROUP_END):
            return
        elif given := self._take(_CLASS):
            for name in re.split(r"[ \t]*,[ \t]*", given[1]):
                if name in self.chart.boxes:
                    self.chart.boxes[name].classes.add(given[2])
        else:
            self._chain()
            if self.at < len(self.text) and self.text[self.at] not in ";\n":
                self._refuse()
                raise self._failed(f"An arrow such as --> or the end of the line is expected before {self._next()}.")

    def _chain(self) -> None:
        sources = self._list()
        while way := self._way():
            label, otherwise = way
            targets = self._list("An arrow leads nowhere: name a node after it.")
            for source in sources:
                self._lead(source, targets, label, otherwise)
            sources = targets

    def _lead(self, source: Box, targets: list[Box], label: str, otherwise: bool) -> None:
        for target in targets:
            if len(self.chart.arrows) >= MOST_ARROWS:
                raise self._failed(f"A workflow has at most {MOST_ARROWS:,} arrows.")
            self.chart.arrows.append(Arrow(source.name, target.name, label, otherwise))

    def _list(self, missing: str = "") -> list[Box]:
        found = [self._box(missing)]
        while self._take(_IDLE) or self._is("&"):
            if not self._is("&"):
                break
            self.at += 1
            found.append(self._box("After “&” another node is expected."))
        return found

    def _box(self, missing: str) -> Box:
        self._take(_IDLE)
        begin = self.at
        name = self._take(_NAME)
        if name is None:
            self._refuse()
            raise self._failed(missing or f'A node is expected here, such as a["Label"], not {self._next()}.')
        box = self.chart.boxes.setdefault(name[0], Box(name[0], begin))
        self._refuse()
        for opening, closings in _SHAPES:
            if self.text.startswith(opening, self.at):
                box.label, box.shape = self._label(opening, closings)
                break
        if given := self._take(_OWN_CLASS):
            box.classes.add(given[1])
        return box

    def _label(self, opening: str, closings: dict[str, str]) -> tuple[str, str]:
        """A label with its brackets, and the shape they give."""
        begin = self.at
        self.at += len(opening)
        label, _ = self._quoted_or(tuple(closings), begin)
        for closing, shape in closings.items():
            if self.text.startswith(closing, self.at):
                self.at += len(closing)
                return label, shape
        raise self._failed(f"“{' or '.join(closings)}” is expected here, not {self._next()}.")

    def _quoted_or(self, closings: tuple[str, ...], begin: int) -> tuple[str, str]:
        """(a label, the same as written): in quotes, or up to the nearest of the closing signs on this line."""
        self._take(_IDLE)
        if self._is('"'):
            end = self.text.find('"', self.at + 1)
            if end < 0:
                raise self._failed("The quotes that open here are never closed.")
            raw = self.text[self.at + 1 : end]
            self.at = end + 1
            self._take(_IDLE)
            return decoded(_unmarked(raw)), raw
        ends = re.compile("|".join(map(re.escape, (*closings, "\n")))).search(self.text, self.at)
        if ends is None or ends[0] == "\n":
            raise self.chart.fail(begin, f"The label that opens here is not closed: “{closings[0]}” is missing.")
        end = ends.start()
        raw = self.text[self.at : end].strip()
        self.at = end
        return decoded(raw), raw

    def _way(self) -> tuple[str, bool] | None:
        """The arrow that stands here: its label, and whether it is for every other case."""
        self._take(_IDLE)
        self._refuse()
        if arrow := self._take(_ARROW):
            raw = label = ""
            self._take(_IDLE)
            if self._is("|"):
                begin = self.at
                self.at += 1
                label, raw = self._quoted_or(("|",), begin)
                self._expect("|")
            return label, arrow.lastgroup == "dotted" or says_otherwise(raw.strip())
        for opening, closing, look in _INLINE:
            if begins := self._take(opening):
                return self._inline(begins, closing, look)
        return None

    def _inline(self, begins: re.Match[str], closing: re.Pattern[str], look: str) -> tuple[str, bool]:
        """The rest of `-- text -->`."""
        self._take(_IDLE)
        if self._is('"'):
            label, raw = self._quoted_or((), self.at)
            if not self._take(closing):
                raise self._failed(f"The arrow is expected to go on here, as in {begins[0]} text …>.")
            return label, look == "dotted" or says_otherwise(raw.strip())
        line = self.text.find("\n", self.at)
        ends = closing.search(self.text, self.at, len(self.text) if line < 0 else line)
        if ends is None:
            raise self.chart.fail(begins.start(), "The arrow that begins here has no head: write -->.")
        raw = self.text[self.at : ends.start()].strip()
        self.at = ends.end()
        return decoded(raw), look == "dotted" or says_otherwise(raw.strip())

    def _expect(self, sign: str) -> None:
        if not self._is(sign):
            raise self._failed(f"“{sign}” is expected here, not {self._next()}.")
        self.at += len(sign)

    def _refuse(self) -> None:
        for pattern, why in _REFUSED:
            if pattern.match(self.text, self.at):
                raise self._failed(why)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def _is(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def _next(self) -> str:
        rest = self.text[self.at : self.at + 1]
        return f"“{rest}”" if rest.strip() else "the end of the line"

    def _failed(self, why: str) -> MermaidError:
        return self.chart.fail(self.at, why)


def _unmarked(raw: str) -> str:
    """Without the backticks of a Markdown label."""
    return raw[1:-1] if len(raw) > 1 and raw.startswith("`") and raw.endswith("`") else raw
