"""Who is asking: the one place that decides whose an interview is."""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from sessions.errors import NotFound
from sessions.models import InterviewSession

COOKIE = "parley_visitor"
COOKIE_AGE = 365 * 24 * 3600


@dataclass(frozen=True)
class Visitor:
    """A person or program at the door: a user, the hash of an owner token, both or neither."""

    user_id: int | None = None
    token_hash: str = ""

    @property
    def is_nobody(self) -> bool:
        return self.user_id is None and not self.token_hash

    @property
    def may_begin(self) -> bool:
        """Whether this visitor may start an interview under the present settings."""
        return self.user_id is not None or not settings.PARLEY_REQUIRE_LOGIN


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest() if token else ""


def new_token() -> str:
    return secrets.token_urlsafe(32)


def token_of_form(form_id: str) -> str:
    """The token of whoever sends this form first: sent twice before a cookie came back, it is still one person's."""
    if len(form_id) < 32:
        return new_token()
    made = salted_hmac("sessions.access", form_id, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def visitor_of(user: Any, cookies: Mapping[str, str]) -> Visitor:
    """Who a browser is: the logged-in user and the token of its cookie."""
    user_id = user.pk if user is not None and user.is_authenticated else None
    return Visitor(user_id=user_id, token_hash=hash_of(cookies.get(COOKIE, "")))


async def visitor_of_request(request: HttpRequest) -> Visitor:
    return visitor_of(await request.auser(), request.COOKIES)


def remember(response: HttpResponse, request: HttpRequest, token: str) -> None:
    """Give the browser its token, so that its interviews are its own."""
    response.set_cookie(COOKIE, token, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=request.is_secure())


def owned_by(visitor: Visitor) -> QuerySet[InterviewSession]:
    """The visitor's interviews that are not archived."""
    return _ever_owned_by(visitor).filter(archived_at=None)


def archived_by(visitor: Visitor) -> QuerySet[InterviewSession]:
    """The visitor's interviews that are archived: to be brought back, and for nothing else."""
    return _ever_owned_by(visitor).exclude(archived_at=None)


def _ever_owned_by(visitor: Visitor) -> QuerySet[InterviewSession]:
    if visitor.is_nobody or not visitor.may_begin:
        return InterviewSession.objects.none()
    mine = Q(pk__in=())
    if visitor.user_id is not None:
        mine |= Q(owner_id=visitor.user_id)
    if visitor.token_hash:
        mine |= Q(owner_hash=visitor.token_hash)
    return InterviewSession.objects.filter(mine)


def owned(interview_id: UUID, visitor: Visitor) -> InterviewSession:
    """The visitor's interview; raises NotFound alike for missing, archived and other people's."""
    interview = owned_by(visitor).filter(pk=interview_id).select_related("spec").first()
    if interview is None:
        raise NotFound
    return interview


def locked(interview_id: UUID, visitor: Visitor) -> InterviewSession:
    """The same, its row locked until the transaction ends: what is decided from its state stays true."""
    rows = owned_by(visitor).select_for_update(of=("self",)).select_related("spec")
    interview = rows.filter(pk=interview_id).first()
    if interview is None:
        raise NotFound
    return interview
