"""Reading a message: how it is meant, and what it says. No model, no randomness, a few milliseconds."""

import dataclasses
import re

from orchestrator.briefing import Briefing
from orchestrator.contradictions import settle as settled_contradiction
from orchestrator.events import Command, Route
from orchestrator.facts import Proposal, Source, apply, said
from orchestrator.guide.amend import elsewhere
from orchestrator.guide.answers import answered
from orchestrator.guide.assumptions import assumed
from orchestrator.guide.beside import question_beside, without_chatter
from orchestrator.guide.choosing import Chosen, asked_about, chosen, comes_late, left_open
from orchestrator.guide.commands import commanded
from orchestrator.guide.consent import changes_nothing, consents, objects
from orchestrator.guide.corrections import corrected
from orchestrator.guide.countering import only_asks, says_something, without_questions
from orchestrator.guide.credentials import without_credentials
from orchestrator.guide.evasion import says_again, says_nothing, unevaded, without_talk
from orchestrator.guide.exchanges import exchanged
from orchestrator.guide.first_words import first_words
from orchestrator.guide.forms import denied_elsewhere, greets
from orchestrator.guide.frames import framed
from orchestrator.guide.heard import Found, Heard, doubted
from orchestrator.guide.injection import defused
from orchestrator.guide.inquiry import inquired, is_no_greeting, is_question, is_small_talk
from orchestrator.guide.language import language
from orchestrator.guide.leaving import assumed_instead, left_by_name, unanswered
from orchestrator.guide.protests import without_protests
from orchestrator.guide.reading import Reading
from orchestrator.guide.restating import settle
from orchestrator.guide.selfcorrection import resolved
from orchestrator.guide.sentences import sentences
from orchestrator.guide.targets import Target
from orchestrator.guide.text import plain, without_markup, without_runs
from orchestrator.guide.tongue import read_in, wished
from orchestrator.guide.whole_flow import whole_flow
from orchestrator.messages import Asked
from orchestrator.progress import REQUIRED, settled
from orchestrator.slots import BY_NAME
from orchestrator.values import AnyValue

READ_UP_TO = 20_000  # as long as a message may be
STORY = 6  # words
_OWN_SIGNS = re.compile("[،؛؟，、；：（）]")
_ASIDE = r"(?<!\w)@aside(?!\w)"


def read(briefing: Briefing) -> Reading:
    """The route of a message, its order if it is one, and the values it holds, each with the words that carry it."""
    command = commanded(briefing.text, briefing.language)
    if command:
        return _ordered(command, briefing)
    if wished(briefing.text):
        return Reading(route="question")
    spoken = read_in(briefing.text, briefing.language)
    if briefing.completed and consents(plain(briefing.text), spoken):  # a yes to what is finished leaves it so
        return _ordered(Command(name="generate"), briefing)
    text = without_credentials(without_runs(plain(briefing.text)[:READ_UP_TO]))
    text, hostile = defused(text, spoken)
    asked = Asked() if _tells_a_story(text, briefing) else _open_to(briefing)
    greeting, heard = first_words(Heard(without_runs(without_markup(text)), asked, briefing.draft, spoken))
    text = framed(heard.text, briefing.asked.topics, spoken)
    heard = heard.with_text(spoken.rx(_ASIDE).sub(lambda m: " " * len(m[0]), text))
    if not greeting:
        greeting, heard = first_words(heard)
    return _greeted(greeting, heard, hostile, briefing) if greeting else _told(heard, hostile, briefing)


def _told(heard: Heard, hostile: bool, briefing: Briefing) -> Reading:
    question, answer = question_beside(heard)
    if question and (told := _meant(answer.with_text(without_chatter(answer)), hostile, briefing)).proposals:
        return told if told.evaded else dataclasses.replace(told, beside=question)
    if not hostile and (_asks_parley(heard) or only_asks(heard)):
        return Reading(route="question")
    heard = heard.with_text(without_questions(heard))
    said = without_chatter(heard)
    if said != heard.text and not re.search(r"\w", said):
        return Reading(route="off_topic")
    return _meant(heard.with_text(said), hostile, briefing)


def _greeted(greeting: list[Found], heard: Heard, hostile: bool, briefing: Briefing) -> Reading:
    """A greeting in quotation marks, and what stands beside it."""
    quoted = _proposals(greeting, briefing)
    if not re.search(r"\w", heard.text):
        return Reading("answer", None, quoted)
    beside = _told(heard, hostile, briefing)
    route: Route = beside.route if beside.route == "correction" else "answer"
    return dataclasses.replace(beside, route=route, proposals=(*quoted, *beside.proposals))


def _open_to(briefing: Briefing) -> Asked:
    """What was asked; where nothing was, since the agent is ready, whatever is said adds to it."""
    return briefing.asked if briefing.asked.topics or not briefing.draft else Asked(topics=("anything_else",))


def _tells_a_story(text: str, briefing: Briefing) -> bool:
    """Asked what to build and how to call it, people tell more than that: what is no name must not become one."""
    first = not briefing.draft and "agent_role" in briefing.asked.topics and len(briefing.questions) <= 1
    words = len(text.split())
    return first and (words >= STORY or (words < 4 and len(text) >= 4 * STORY))


def _asks_parley(heard: Heard) -> bool:
    """A question to Parley; where a greeting was asked for, "What are you looking for?" is one and no question."""
    topic = inquired(heard.text, heard.language)
    speaks = "greeting" in heard.asked.topics and (topic == "sense" or len(sentences(heard.text)) > 1)
    return bool(topic) and not speaks and not (heard.asked.topics and greets(heard))


def _ordered(command: Command, briefing: Briefing) -> Reading:
    """An order; to skip or to finish leaves what is open to Parley."""
    draft, held = briefing.draft, language(briefing.language)
    if command.name == "skip":
        slots = tuple(t for t in briefing.asked.topics if t in BY_NAME)
        found = [f for slot in slots if not draft.get(slot) for f in assumed(slot, draft, held)]
        made = (*_proposals(found, briefing), *_skipped_choice(briefing))
        return Reading("command", command, made, evaded=briefing.asked.topics)
    if command.name == "generate":
        return Reading("command", command, _proposals(_assume_open(briefing), briefing))
    return Reading("command", command)


def _skipped_choice(briefing: Briefing) -> tuple[Proposal, ...]:
    found = asked_about(briefing.asked, briefing.draft)
    return _of_choice(left_open(found, language(briefing.language)), briefing) if found else ()


def _of_choice(made: Chosen, briefing: Briefing) -> tuple[Proposal, ...]:
    """What an answer to a contradiction changes; its evidence is the answer."""
    source: Source = "assumed" if made.assumed else "said"
    return settled_contradiction(
        made.found,
        made.choice,
        made.because,
        quote=briefing.text.strip()[:200],
        message_id=briefing.message_id,
        source=source,
    )


def _assume_open(briefing: Briefing) -> list[Found]:
    """Assumptions for every required slot nothing is known of."""
    done = settled(briefing.draft, briefing.questions)
    return [
        f
        for item in REQUIRED
        if item.name in BY_NAME and item.name not in done and not briefing.draft.get(item.name)
        for f in assumed(item.name, briefing.draft, language(briefing.language))
    ]


def _meant(heard: Heard, hostile: bool, briefing: Briefing) -> Reading:
    if comes_late(heard):
        return Reading("answer")
    if choice := chosen(heard):
        evaded = heard.asked.topics if choice.assumed else ()
        return Reading("answer", None, _of_choice(choice, briefing), evaded=evaded)
    if flow := whole_flow(heard):
        return Reading("correction" if flow[0].op == "set" else "answer", None, _proposals(flow, briefing))
    single = any(not BY_NAME[t].many for t in heard.asked.topics if t in BY_NAME)
    come, heard, given_way = exchanged(without_protests(heard))
    made, rest, missing = corrected(heard)
    if not any(f.op == "remove" for f in made):  # the name of what goes may look like a second thought ("Wait")
        settled_text = resolved(heard.text, heard.language, single=single)
        if settled_text != heard.text:
            heard = heard.with_text(settled_text)
            made, rest, missing = corrected(heard)
    heard = heard.with_text(rest)
    if "confirm" in heard.asked.topics and not made and (last := _last_word(heard, briefing)):
        return last
    if heard.asked.topics == ("anything_else",) and not made and _adds_nothing(heard):
        return Reading(route="answer")
    if not made and not hostile and _is_off_topic(heard):
        return Reading(route="off_topic")
    made, missing = [*come, *made], missing or given_way
    found = _answered(heard, made, hostile, briefing)
    unread = found.unread or bool(missing and not found.proposals)
    return dataclasses.replace(found, missing=missing, unread=unread) if missing else found


def _last_word(heard: Heard, briefing: Briefing) -> Reading | None:
    """A yes or a no, with nothing behind it, to "is everything correct?"."""
    text, spoken = heard.text, heard.language
    no = objects(text, spoken)
    if consents(text, spoken) or says_again(text, spoken) or (changes_nothing(text, spoken) and not no):
        return _ordered(Command(name="generate"), briefing)
    return Reading(route="answer") if no else None


def _adds_nothing(heard: Heard) -> bool:
    """A no, or thanks, to "anything else?", with nothing behind it."""
    more = [s for s in sentences(heard.text)[1:] if not says_nothing(s, heard.language)]
    if more and not is_small_talk(" ".join(more), heard.language):
        return False
    thanks = is_small_talk(heard.text, heard.language) and not heard.text.rstrip().endswith("?")
    return thanks or objects(heard.text, heard.language, begins=True) or not re.search(r"\w", heard.text)


def _is_off_topic(heard: Heard) -> bool:
    """Small talk, or a question; the first words of an agent may be either."""
    topics = heard.asked.topics
    if topics and (unevaded(heard.text, heard.language)[1] or greets(heard)):
        return False
    if "greeting" in topics:
        return is_no_greeting(heard.text, heard.language)
    return is_small_talk(heard.text, heard.language, topics) or is_question(heard.text, heard.language, topics)


def _answered(heard: Heard, made: list[Found], hostile: bool, briefing: Briefing) -> Reading:
    rest, evaded = unevaded(heard.text, heard.language) if heard.asked.topics else (heard.text, False)
    if evaded and (by_name := left_by_name(heard)):
        return _left_beside(by_name, heard.with_text(rest), made, hostile, briefing)
    meant = ("greeting" in heard.asked.topics and not evaded) or _is_tone(rest, heard)
    heard = heard.with_text(rest if meant else without_talk(rest, heard.language))
    evaded = (again := says_again(rest, heard.language)) or evaded
    nothing = not (made or evaded or denied_elsewhere(heard)) and says_nothing(heard.text, heard.language)
    after = apply(heard.draft, _proposals(made, briefing)).draft if made else heard.draft
    now = Heard(heard.text, heard.asked, after, heard.language)
    said_now = [] if nothing or again else [f for f in answered(now) if says_something(f)]
    found = [doubted(f, heard) for f in settle(said_now, heard)]
    open_slots = [t for t in heard.asked.topics if t in BY_NAME and not any(f.slot == t for f in (*said_now, *made))]
    known = apply(after, _proposals(found, briefing)).draft
    aside = bool(said_now) and len(open_slots) == len(heard.asked.topics)
    left, more = unanswered(open_slots, evaded, nothing, bool(made) or aside, heard, briefing, known)
    route: Route = "correction" if made else "off_topic" if hostile and not found else "answer"
    unread = (
        route == "answer"
        and "anything_else" not in heard.asked.topics
        and not (said_now or more or evaded or nothing)
        and bool(heard.asked.topics)
    ) or bool(left and not evaded and not nothing and not made)
    return Reading(
        route,
        None,
        _proposals([*made, *_renaming(found, heard), *more], briefing),
        evaded=tuple(open_slots if evaded else left),
        unread=unread,
    )


def _left_beside(slots: list[str], heard: Heard, made: list[Found], hostile: bool, briefing: Briefing) -> Reading:
    """What was left to Parley by its name, and the answer beside it if there is one."""
    instead = _proposals(assumed_instead(slots, heard), briefing)
    if not made and not re.search(r"\w", heard.text):
        return Reading("answer", None, instead, evaded=tuple(slots))
    beside = _answered(heard, made, hostile, briefing)
    return dataclasses.replace(beside, proposals=(*beside.proposals, *instead))


def _is_tone(text: str, heard: Heard) -> bool:
    """ "Cool" is talk, but a tone where that was asked."""
    return "tone" in heard.asked.topics and text.strip(" .!?").casefold() in heard.language.set("tones")


def _renaming(found: list[Found], heard: Heard) -> list[Found]:
    """A new name for an agent that had one, said or assumed, changes the texts that hold the old one."""
    old, new = said(heard.draft, "agent_name"), next((f for f in found if f.slot == "agent_name" and f.value), None)
    if not old or new is None or old[0].text == new.value:
        return found
    return [*found, *elsewhere(old[0].text, str(new.value), [Target("agent_name", old[0], True)], heard)]


def _proposals(found: list[Found], briefing: Briefing) -> tuple[Proposal, ...]:
    shown = plain(briefing.text)
    return tuple(
        Proposal(
            slot=f.slot,
            value=_as_typed(f.value, shown, briefing.text),
            op=f.op,
            target=f.target,
            before=f.before,
            confidence=f.confidence,
            source=f.source,
            # What is assumed is told with the words that left it open.
            quote=briefing.text.strip()[:200] if f.source == "assumed" else _quote(f.quote, shown, briefing.text),
            message_id=briefing.message_id,
        )
        for f in found
        if f.is_of_its_slot
    )


def _as_typed(value: AnyValue | None, shown: str, text: str) -> AnyValue | None:
    """A text with the person's own Arabic or Chinese punctuation, which is read as the plain signs."""
    start = shown.find(value) if isinstance(value, str) and value else -1
    typed = text[start : start + len(value)] if isinstance(value, str) and start >= 0 else ""
    return typed if _OWN_SIGNS.search(typed) else value


def _quote(quote: str, shown: str, text: str) -> str:
    """The person's very words: found in the plain text, cut out of the message at the same place."""
    start = shown.find(quote)
    if start >= 0 and quote:
        return text[start : start + len(quote)]
    words = re.findall(r"\w+", quote)
    match = re.search(r"\W{1,12}".join(map(re.escape, words)), shown) if words else None
    return text[match.start() : match.end()] if match else text.strip()[:200]
