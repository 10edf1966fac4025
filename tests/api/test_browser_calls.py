"""The API from a page: cookies count, and what changes something needs the CSRF token."""

import json

import pytest
from django.test import AsyncClient
from openapi_spec_validator import validate

from sessions.access import COOKIE

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_browser_reads_its_interview_with_its_cookie(interview, owner, stranger):
    assert (await owner.async_browser().get(f"/api/v1/sessions/{interview.pk}/status")).status_code == 200
    assert (await stranger.async_browser().get(f"/api/v1/sessions/{interview.pk}/status")).status_code == 404


async def test_a_page_of_another_site_cannot_write_with_the_cookies_of_a_browser(interview, owner):
    client = AsyncClient(enforce_csrf_checks=True)
    client.cookies[COOKIE] = owner.token
    answer = await client.post(
        f"/api/v1/sessions/{interview.pk}/message", json.dumps({"message": "hi"}), content_type="application/json"
    )
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"


def test_the_description_and_its_two_pages_are_there(client):
    schema = client.get("/api/v1/openapi.json").json()
    validate(schema)
    assert "/api/v1/sessions/{session_id}/message" in schema["paths"]
    for page in ("/api/v1/docs", "/api/v1/redoc"):
        assert client.get(page).status_code == 200


async def test_health_tells_each_part(async_client, db):
    body = (await async_client.get("/health")).json()
    assert set(body) == {"status", "database", "redis", "worker", "model", "version"}
    assert (body["database"], body["redis"], body["model"]) == ("ok", "ok", "guide")
    assert (await async_client.get("/health/live")).status_code == 200
    assert (await async_client.get("/health/ready")).status_code == 200
