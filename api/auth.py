"""Who calls: a key of a user, the token of an interview's owner, or a browser with its cookies."""

import re

from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from api.models import PREFIX, ApiKey, Scope
from api.problems import Forbidden
from sessions.access import COOKIE, Visitor, hash_of, visitor_of_request
from sessions.database import in_database
from sessions.models import InterviewSession

SAFE = ("GET", "HEAD", "OPTIONS")
# What access.new_token makes.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class Bearer(HttpBearer):
    """`Authorization: Bearer` with an API key of a user, or the token that POST /sessions/create returned."""

    def __init__(self, *, must_be_known: bool = False) -> None:
        super().__init__()
        self.must_be_known = must_be_known

    async def authenticate(self, request: HttpRequest, token: str) -> Visitor | None:
        if token.startswith(PREFIX):
            return await _user(request, token)
        if not token or (self.must_be_known and not await _is_known(token)):
            raise AuthenticationError(
                message="This bearer token is none that Parley gave. Send the one that created an interview, or an API "
                "key; to begin without either, leave the Authorization header out."
            )
        return Visitor(token_hash=hash_of(token))


async def _user(request: HttpRequest, token: str) -> Visitor:
    key = await in_database(ApiKey.of, token)
    if key is None:
        raise AuthenticationError(
            message="This API key is unknown, expired or revoked. Make a new one in the admin site."
        )
    if key.scope == Scope.READ and request.method not in SAFE:
        raise Forbidden
    return Visitor(user_id=key.user_id)


async def _is_known(token: str) -> bool:
    """Whether Parley gave this token out: it owns an interview, or owned one that is deleted."""
    owned = InterviewSession.objects.filter(owner_hash=hash_of(token))
    return bool(_TOKEN.fullmatch(token)) and await in_database(owned.exists)


class Browser(AuthBase):
    """The cookies of a browser that began interviews here; what changes something carries the CSRF token."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = COOKIE
    is_async = True

    async def __call__(self, request: HttpRequest) -> Visitor | None:
        visitor = await visitor_of_request(request)
        if visitor.is_nobody:
            return None
        if request.method not in SAFE and check_csrf(request):
            raise Forbidden
        return visitor

    async def authenticate(self, request: HttpRequest, key: str | None) -> Visitor | None:
        return await self(request)


async def anyone(request: HttpRequest) -> Visitor:
    """Nobody in particular: may begin an interview where no log-in is required."""
    return Visitor()


OWNER = [Bearer(), Browser()]
# An interview of a token that nobody was given would belong to whoever guesses it.
BEGINNER = [Bearer(must_be_known=True), Browser(), anyone]


def caller(request: HttpRequest) -> Visitor:
    """Who `auth` found."""
    found: Visitor = request.auth  # type: ignore[attr-defined]
    return found
