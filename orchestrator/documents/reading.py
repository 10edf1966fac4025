"""A document read by the guide: what kind of text it is, and what it says about the agent, each with its words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from orchestrator.documents import labelled, persona, questions, rules, steps
from orchestrator.documents.blocks import Block
from orchestrator.documents.conditions import decided
from orchestrator.documents.opening import Opened
from orchestrator.documents.readings import LONGEST_QUOTE, MOST_OFFERS, DocumentReading, Genre, Offer, Paragraph
from orchestrator.documents.told import Part, Told, as_written, parts
from orchestrator.documents.words import words
from orchestrator.facts import Proposal
from orchestrator.guide.heard import SURE
from orchestrator.guide.injection import defused
from orchestrator.guide.language import language
from orchestrator.guide.secrets import PLACEHOLDER, Masked, mask
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import plain, without_runs
from orchestrator.slots import BY_NAME
from orchestrator.values import key_of, text_of

_OPENING = 6  # blocks in which a prompt says who it speaks to
_STEPS_FROM = 3
_PAIRS_FROM = 2
_CAPTION = 40  # signs


def read(opened: Opened) -> DocumentReading:
    """The document without its secrets, and what the guide's readers find in it."""
    blocks, kinds = _masked(opened.blocks)
    text = "\n".join(block.text for block in blocks)
    code = words().language_of(text)
    meant = tuple(replace(block, text=_meant(block.text)) for block in blocks)
    prose = meant[len(opened.told) :]
    genre: Genre = "prompt" if opened.told else genre_of(prose)
    held = {told.slot for told in opened.told} - {"languages"}  # fields are surer than the prose of the prompt
    found = [*opened.told, *(told for told in _found(prose, genre, code) if told.slot not in held)]
    return DocumentReading(
        kind=opened.kind,
        genre=genre,
        language=code,
        pages=opened.pages,
        masked=kinds,
        paragraphs=tuple(
            Paragraph(kind=b.kind, text=b.text, marker=b.marker, depth=b.depth, page=b.page) for b in blocks
        ),
        offers=tuple(_offers(found, blocks)),
    )


def genre_of(blocks: tuple[Block, ...]) -> Genre:
    """What kind of text this is, by how it is made."""
    first = [sentence for block in blocks[:_OPENING] for sentence in sentences(block.text)[:3]]
    if any(persona.is_addressed(sentence) for sentence in first):
        return "prompt"
    asked = len(questions.pairs(blocks))
    if asked >= _PAIRS_FROM and asked >= len(blocks) / 8:
        return "faq"
    ordered = sum(block.is_ordered for block in blocks)
    named = any(block.kind == "heading" and words().slot_below(block.text) == "workflow" for block in blocks)
    return "procedure" if ordered >= _STEPS_FROM or (named and any(b.kind == "item" for b in blocks)) else "other"


def _masked(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks without secrets, also where a key runs over many of them; and what kinds they were."""
    kinds: list[str] = []
    clean: list[Block] = []
    in_key = False
    for block in blocks:
        masked = _masked_below(clean[-1].text if clean else "", block.text)
        in_key = in_key or "-----BEGIN " in block.text
        kinds += masked.kinds
        clean.append(replace(block, text=PLACEHOLDER if in_key else masked.text))
        in_key = in_key and "-----END " not in block.text
    return tuple(clean), tuple(dict.fromkeys(kinds))


def _masked_below(above: str, text: str) -> Masked:
    """A paragraph without secrets, also where the one above it says that it is one: "Password:"."""
    masked = mask(text)
    if masked.kinds or not above or len(above) > _CAPTION or "\n" in text:
        return masked
    both = mask(f"{above}\n{text}")
    return replace(both, text=both.text[len(above) + 1 :]) if both.text.startswith(f"{above}\n") else masked


def _meant(text: str) -> str:
    """What is left to read without orders to whoever reads: they are data, and say nothing about the agent."""
    # "、" joins the things of a list and ends no clause: it stays what it is.
    text = "".join(own if own == "、" else sign for own, sign in zip(text, plain(text), strict=True))
    return defused(without_runs(text), language("en"))[0].replace("\n", " ").strip()


def _found(blocks: tuple[Block, ...], genre: Genre, code: str) -> list[Told]:
    """What a document says, whatever it is most of: its questions with their answers, then the rest part by part."""
    pairs = questions.pairs(blocks, marked=genre == "prompt")
    answered = questions.told(blocks, pairs, code) if len(pairs) >= _PAIRS_FROM else []
    taken = {number for pair in pairs for number in range(pair.asked, pair.last + 1)} if answered else set()
    rest = tuple(block for block in blocks if block.number not in taken)
    return [*answered, *(told for part in parts(rest) for told in _part(part, genre, code))]


def _part(part: Part, genre: Genre, code: str) -> Iterator[Told]:
    """What one part says: as its heading tells, else as steps, else sentence by sentence."""
    if part.slot == "ignored":
        return
    if genre == "prompt":
        greeting = [told for block in part.blocks for told in persona.greeting_in(block.text, block.number)]
        yield from greeting
        part = replace(part, blocks=tuple(b for b in part.blocks if b.number not in {t.number for t in greeting}))
    walks = part.slot == "workflow" or (part.slot == "" and _goes_in_steps(part.blocks, genre))
    if walks:
        found = steps.walked(part.blocks, code, bullets=part.slot == "workflow")
        yield from found
        part = replace(part, blocks=_around(part.blocks, found))
    if part.slot in BY_NAME and not walks:
        yield from labelled.told(part, code)
        return
    for block in part.blocks:
        yield from _sentences(block, genre)


def _goes_in_steps(blocks: tuple[Block, ...], genre: Genre) -> bool:
    """Numbered items are steps; in a prompt, where rules are numbered as well, only if something is decided there."""
    ordered = [block for block in blocks if block.is_ordered]
    return len(ordered) >= _STEPS_FROM and (genre != "prompt" or any(decided(block.text) for block in ordered))


def _around(blocks: tuple[Block, ...], found: list[Told]) -> tuple[Block, ...]:
    """The blocks before the steps and behind them."""
    first, last = min((told.number for told in found), default=0), max((told.last for told in found), default=0)
    return tuple(block for block in blocks if not first <= block.number <= max(first, last))


def _sentences(block: Block, genre: Genre) -> Iterator[Told]:
    if words().rx(r"^@example[ ]?\d*:").match(block.text):
        return
    for sentence in sentences(block.text):
        own = persona.told_by(sentence, block.number) if genre == "prompt" else persona.goals_in(sentence, block.number)
        yield from own
        if not any(told.slot == "languages" for told in own):
            yield from rules.told_by(sentence, block.number)
        yield from rules.systems(sentence, block.number)


def _offers(found: Iterable[Told], blocks: tuple[Block, ...]) -> Iterator[Offer]:
    """Each value once, with words that stand in the document letter by letter; others are not offered."""
    seen: set[tuple[str, str]] = set()
    for told in found:
        key = (told.slot, key_of(told.value))
        quote = _quote(told, blocks)
        single = not BY_NAME[told.slot].many
        if not key[1] or not quote or key in seen or (single and any(slot == told.slot for slot, _ in seen)):
            continue
        if PLACEHOLDER in text_of(told.value):
            continue
        if len(seen) >= MOST_OFFERS:
            return
        seen.add(key)
        around = blocks[max(0, told.number - 2) : max(told.number, told.last)]  # a question stands before its answer
        value = as_written(told.value, [block.shown for block in around])
        proposal = Proposal(slot=told.slot, value=value, quote=quote, confidence=SURE)
        yield Offer(proposal=proposal, paragraph=told.number, page=blocks[told.number - 1].page)


def _quote(told: Told, blocks: tuple[Block, ...]) -> str:
    """The words as they stand in the document: over several blocks where they are short enough."""
    first = blocks[told.number - 1]
    if told.last > told.number:
        whole = "\n".join(block.shown for block in blocks[told.number - 1 : told.last])
        if len(whole) <= LONGEST_QUOTE:
            return whole
    for quote in (told.quote, told.quote.strip()):
        start = plain(first.shown).find(quote)
        if quote and start >= 0:
            return first.shown[start : start + min(len(quote), LONGEST_QUOTE)]
    return first.shown[:LONGEST_QUOTE]
