"""REST v1, its description and its two documentation pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI, Redoc

from api import conversations, made, problems

api = NinjaAPI(
    title="Parley",
    version=settings.PARLEY_VERSION,
    urls_namespace="v1",
    description="Interview a person about the agent they want, and take what was made of it. "
    "Begin with `POST /sessions/create`; its token, sent as a bearer token, owns the interview.",
)
problems.register(api)
api.add_router("/sessions", conversations.router)
api.add_router("/sessions", made.router)


def redoc(request: HttpRequest) -> HttpResponse:
    return Redoc().render_page(request, api)


def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    return problems.problem(404, "Not found", "There is nothing at this address. /api/v1/docs lists what there is.")


urlpatterns = [
    path("v1/redoc", redoc, name="redoc"),
    path("v1/", api.urls),
    path("<path:rest>", nowhere),
    path("", nowhere),
]
