"""Signs of life: /health for people, /health/live and /health/ready for whoever keeps processes running."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse

from sessions import hot
from sessions.database import in_database
from sessions.errors import Busy


async def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


async def ready(request: HttpRequest) -> JsonResponse:
    """200 while the database answers; what else is lost only degrades."""
    report = await _report()
    return JsonResponse(report, status=503 if report["database"] != "ok" else 200)


async def health(request: HttpRequest) -> JsonResponse:
    """{status, database, redis, worker, model, version}; each part "ok" or "lost", the model's name or "guide"."""
    report = await _report()
    return JsonResponse(report, status=503 if report["database"] != "ok" else 200)


async def _report() -> dict[str, str]:
    database = await _database_answers()
    redis, worker = await hot.health()
    status = "ok" if database and redis and worker else "degraded" if database else "down"
    return {
        "status": status,
        "database": _word(database),
        "redis": _word(redis),
        "worker": _word(worker),
        "model": settings.PARLEY_MODEL or "guide",
        "version": settings.PARLEY_VERSION,
    }


async def _database_answers() -> bool:
    try:
        return await in_database(_ask)
    except Busy:
        return False


def _ask() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _word(answers: bool) -> str:
    return "ok" if answers else "lost"
