"""Going on from a zip that Parley gave: a new interview with its draft. Sync."""

from django.db import transaction

from builder import bundle
from builder import services as builder
from builder.bundle import BadBundle
from builder.definition import AgentDefinition
from builder.graph import Graph
from sessions import accepting, access, finishing, queries, services
from sessions.access import Visitor
from sessions.errors import BadDocument
from sessions.models import InterviewSession

is_bundle = bundle.is_one


def bring_back(*, by: Visitor, content: bytes, client_key: str = "") -> InterviewSession:
    """A new interview of this visitor with the agent of a bundle as its draft, asking for what is open. A repeated
    `client_key` finds the first. Raises BadDocument with what is wrong, and then keeps nothing."""
    first = access.owned_by(by).filter(client_key=client_key).first() if client_key else None
    if first:
        return first
    try:
        definition, graph = bundle.read(content)
    except BadBundle as problem:
        raise BadDocument(str(problem)) from problem
    for text in bundle.texts_of(definition):
        accepting.without_secret(text, "Something in the zip")
    return _opened(by, definition, graph, client_key)


@transaction.atomic
def _opened(by: Visitor, definition: AgentDefinition, graph: Graph, client_key: str) -> InterviewSession:
    interview = InterviewSession.objects.create(
        spec=builder.start_spec(language=definition.language),
        language=definition.language,
        client_key=client_key,
        owner_id=by.user_id,
        owner_hash="" if by.user_id else by.token_hash,
        expires_at=accepting.next_expiry(),
    )
    builder.fill(spec_id=interview.spec_id, definition=definition, graph=graph)
    interview.spec.refresh_from_db()
    finishing.count_progress(interview)
    return _asked(interview, definition.title)


def _asked(interview: InterviewSession, title: str) -> InterviewSession:
    """It goes by its old name, and asks for the first thing that is open."""
    standing = queries.standing(interview)
    interview.stage = next((stage.name for stage in standing.stages if not stage.complete), "review")
    interview.title = "" if title == interview.name else title
    interview.save(update_fields=["stage", "title"])
    services.ask_on(interview, interview.speech.say("reply.brought_back", name=interview.name), ())
    return interview
