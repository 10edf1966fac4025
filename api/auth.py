"""Who calls: a key of a user, the token of an interview's owner, or a browser with its cookies."""

from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from api.models import PREFIX, ApiKey, Scope
from api.problems import Forbidden
from sessions.access import COOKIE, Visitor, hash_of, visitor_of_request
from sessions.database import in_database

SAFE = ("GET", "HEAD", "OPTIONS")


class Bearer(HttpBearer):
    """`Authorization: Bearer` with an API key of a user, or the token that POST /sessions/create returned."""

    async def authenticate(self, request: HttpRequest, token: str) -> Visitor | None:
        if not token.startswith(PREFIX):
            return Visitor(token_hash=hash_of(token))
        key = await in_database(ApiKey.of, token)
        if key is None:
            raise AuthenticationError(
                message="This API key is unknown, expired or revoked. Make a new one in the admin site."
            )
        if key.scope == Scope.READ and request.method not in SAFE:
            raise Forbidden
        return Visitor(user_id=key.user_id)


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


def caller(request: HttpRequest) -> Visitor:
    """Who `auth` found."""
    found: Visitor = request.auth  # type: ignore[attr-defined]
    return found
