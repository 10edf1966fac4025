"""A tool's secret and a call tried out: what is sent, what is shown, and what nobody ever sees."""

import base64
import io
import json
import logging
import zipfile
from collections.abc import Iterator
from urllib.parse import parse_qs
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse

from builder.models import ToolSecret
from builder.toolbox import vault
from sessions.models import InterviewSession
from tests.tool_server import Heard, Reply, ToolServer, serving

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "zq7Hh+2/pearl=Kx91"
ORDER = {"id": 7, "state": "sent", "lines": [{"sku": "a", "n": 1}, {"sku": "b"}]}


@pytest.fixture
def server(settings) -> Iterator[ToolServer]:
    with serving() as running:
        settings.PARLEY_TOOL_ALLOW_HOSTS = (running.place,)
        yield running


class Shop:
    """An interview's tool and its one operation, by their pages."""

    def __init__(self, person, interview):
        self.browser, self.interview = person.browser(), interview
        self.tool = self.browser.post(reverse("tools", args=[interview.pk]), {"name": "Shop"})["location"]
        self.fact_id = self.tool.rstrip("/").rpartition("/")[2]

    def operation(self, url, method="GET", **fields):
        called = (
            self.browser.get(f"{self.tool}0/").content.decode().partition('name="called" value="')[2].partition('"')[0]
        )
        data = {"name": "look", "method": method, "url": url, "called": called, **fields}
        assert self.browser.post(f"{self.tool}0/", data).status_code == 303

    def access(self, **fields):
        assert self.browser.post(self.tool, {"form": "access", **fields}).status_code == 303

    def secret(self, **fields):
        return self.browser.post(f"{self.tool}secret/", fields)

    def tried(self, **values):
        return self.browser.post(f"{self.tool}0/try/", values)

    @property
    def outputs(self):
        tools = self.browser.get(f"/api/v1/sessions/{self.interview.pk}/spec").json()["tools"]
        return tools[0]["operations"][0]["outputs"]


@pytest.fixture
def shop(interview, owner, transactional_db):
    return Shop(owner, interview)


def text_of(answer):
    return answer.content.decode().replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")


def test_a_call_shows_what_was_sent_and_what_came_and_proposes_the_outputs(shop, server):
    server.routes["/orders/a%2Fb"] = Reply(ORDER)
    shop.operation(server.url("/orders/{number}"), query="lang={lang}\nfixed=yes", headers="X-Shop: sole")
    answer = shop.tried(**{"value-0": "a/b", "value-1": "en"})
    shown = text_of(answer)
    assert answer.status_code == 200
    assert "200 OK" in shown
    assert f"GET {server.url('/orders/a%2Fb')}?lang=en&fixed=yes" in shown
    assert "X-Shop: sole" in shown
    assert '"state": "sent"' in shown
    assert server.heard[0].headers["x-shop"] == "sole"
    schema = shown.partition('name="schema" value="')[2].partition('"><')[0].rpartition("}")[0] + "}"
    accepted = shop.browser.post(f"{shop.tool}0/accept/", {"called": "look", "schema": schema})
    assert accepted.status_code == 303
    line = shop.outputs["properties"]["lines"]["items"]
    assert (line["properties"]["n"], line["required"]) == ({"type": "integer"}, ["sku"])


def test_values_go_into_the_body_with_their_types(shop, server):
    server.routes["/orders"] = Reply({"ok": True}, 201)
    schema = {"type": "object", "properties": {"n": {"type": "integer"}, "tags": {"type": "array"}, "note": {}}}
    shop.operation(server.url("/orders"), "POST", **{"inputs-text": json.dumps(schema)})
    refused = shop.tried(**{"value-0": "seven"})
    assert "A value of type integer looks like 42." in text_of(refused)
    asked = shop.tried(**{"value-0": "7", "value-1": '["a"]'})
    assert "Say first that it may really happen." in text_of(asked)
    assert not server.heard
    shop.tried(**{"value-0": "7", "value-1": '["a"]', "may": "on"})
    assert json.loads(server.heard[0].body) == {"n": 7, "tags": ["a"]}
    assert server.heard[0].headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("application/x-www-form-urlencoded", "amount=42&note=M%C3%BCller"),
        ("multipart/form-data", 'name="note"\r\n\r\nMüller'),
    ],
)
def test_a_form_that_was_sent_is_shown_as_it_went(shop, server, kind, sent):
    server.routes["/payments"] = Reply({"paid": True}, 201)
    schema = {"type": "object", "properties": {"amount": {"type": "integer"}, "note": {"type": "string"}}}
    fields = {"headers": f"Content-Type: {kind}", "inputs-text": json.dumps(schema)}
    shop.operation(server.url("/payments"), "POST", **fields)
    answer = shop.tried(**{"value-0": "42", "value-1": "Müller", "may": "on"})
    assert answer.status_code == 200
    assert "201" in text_of(answer)
    assert sent in server.heard[0].body.decode()
    assert sent in text_of(answer)


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_an_address_takes_no_value_that_would_change_its_place(shop, server, value):
    shop.operation(server.url("/orders/{number}"))
    assert shop.tried(**{"value-0": value}).status_code == 422
    assert not server.heard


@pytest.mark.parametrize("place", ["/orders/{name}", "/orders"])
def test_a_value_too_long_for_an_address_is_refused_and_nothing_is_sent(shop, server, place):
    schema = {"type": "object", "properties": {"name": {"type": "string"}}}
    shop.operation(server.url(place), **{"inputs-text": json.dumps(schema)})
    answer = shop.tried(**{"value-0": "ü" * 20_000})
    assert answer.status_code == 422
    assert "too long" in text_of(answer)
    assert not server.heard


@pytest.mark.parametrize(
    ("value", "why"), [('["\\ud800"]', "half a character"), ("[" * 2_000 + "]" * 2_000, "type array looks like")]
)
def test_a_value_that_cannot_be_written_is_refused_and_nothing_is_sent(shop, server, value, why):
    schema = {"type": "object", "properties": {"tags": {"type": "array"}}}
    shop.operation(server.url("/orders"), "POST", **{"inputs-text": json.dumps(schema)})
    answer = shop.tried(**{"value-0": value, "may": "on"})
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert not server.heard


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_a_value_nested_deeply_is_sent_or_refused(shop, server, kind):
    server.routes["/orders"] = Reply({})
    schema = {"type": "object", "properties": {"tags": {"type": "array"}}}
    shop.operation(
        server.url("/orders"), "POST", **{"inputs-text": json.dumps(schema), "headers": f"Content-Type: {kind}"}
    )
    for depth in (300, 600, 900):
        answer = shop.tried(**{"value-0": "[" * depth + "1" + "]" * depth, "may": "on"})
        assert answer.status_code in (200, 422)


@pytest.mark.parametrize("url", ["http://localhost:1/", "http://169.254.169.254/latest", "http://127.0.0.2/"])
def test_an_address_inside_is_refused_on_the_page(shop, server, url):
    shop.operation(url)
    answer = shop.tried()
    assert answer.status_code == 422
    assert "Parley does not ask" in text_of(answer)


@pytest.mark.parametrize(
    ("access", "secret", "header", "wanted"),
    [
        ({"kind": "api_key"}, {"key": SECRET}, "x-api-key", SECRET),
        ({"kind": "api_key", "header": "X-Shop-Key", "before": "Key"}, {"key": SECRET}, "x-shop-key", f"Key {SECRET}"),
        ({"kind": "bearer"}, {"token": SECRET}, "authorization", f"Bearer {SECRET}"),
        (
            {"kind": "basic"},
            {"user_name": "anna", "password": SECRET},
            "authorization",
            f"Basic {base64.b64encode(f'anna:{SECRET}'.encode()).decode()}",
        ),
    ],
)
def test_a_secret_goes_where_the_access_says_and_is_never_shown(shop, server, access, secret, header, wanted):
    def echo(heard: Heard) -> Reply:
        said = {"all": [SECRET, base64.b64encode(SECRET.encode()).decode(), heard.headers], SECRET: 1}
        return Reply(said, headers={"X-Echo": SECRET, "Set-Cookie": f"s={SECRET}"})

    server.routes["/"] = echo
    shop.operation(server.url("/"))
    shop.access(**access)
    assert "Not set yet" in text_of(shop.tried())
    assert shop.secret(**secret).status_code == 303
    answer = text_of(shop.tried())
    assert server.heard[0].headers[header] == wanted
    assert "200 OK" in answer
    assert "•••" in answer
    for form in (SECRET, wanted, base64.b64encode(SECRET.encode()).decode().rstrip("=")):
        assert form not in answer


def test_a_token_is_fetched_by_client_credentials(shop, server):
    def token(heard: Heard) -> Reply:
        form = parse_qs(heard.body.decode())
        if "client_secret" not in form:
            return Reply({"error": "invalid_client"}, 401)
        fits = form["client_secret"] == [SECRET] and form["scope"] == ["orders"]
        return Reply({"access_token": "fresh-token-1", "token_type": "Bearer"} if fits else {}, 200)

    server.routes |= {"/token": token, "/": lambda heard: Reply({"heard": heard.headers["authorization"]})}
    shop.operation(server.url("/"))
    shop.access(kind="oauth2", token_url=server.url("/token"), scope="orders")
    shop.secret(client_id="parley", client_secret=SECRET)
    shown = text_of(shop.tried())
    assert server.heard[-1].headers["authorization"] == "Bearer fresh-token-1"
    assert "fresh-token-1" not in shown
    server.routes["/token"] = Reply({"error": SECRET}, 400)
    refused = text_of(shop.tried())
    assert "No token was given" in refused
    assert SECRET not in refused
    server.routes["/token"] = Reply(None, 307, {"location": "/elsewhere"})
    assert "sends to another one" in text_of(shop.tried())
    shop.access(kind="oauth2", token_url="http://127.0.0.2:9/token")
    assert "Set it on the tool's page" in text_of(shop.tried())
    shop.secret(client_id="parley", client_secret=SECRET)
    assert "Parley does not ask" in text_of(shop.tried())


def test_no_dump_log_export_version_or_copy_holds_a_secret(shop, server, owner, interview, caplog):
    caplog.set_level(logging.DEBUG)
    server.routes["/"] = Reply({"ok": 1})
    shop.operation(server.url("/"))
    shop.access(kind="bearer")
    shop.secret(token=SECRET)
    shop.tried()
    browser = owner.browser()
    browser.post(f"/i/{interview.pk}/complete/", {})
    copied = browser.post(f"/i/{interview.pk}/copy/")
    dump = io.StringIO()
    call_command("dumpdata", stdout=dump)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(browser.get(f"/i/{interview.pk}/export.zip"))))
    seen = {
        "dump": dump.getvalue(),
        "log": caplog.text,
        "zip": "".join(archive.read(n).decode() for n in archive.namelist()),
    }
    for path in ("", "review/", "result/", "record/", "versions/", "tools/", f"tools/{shop.fact_id}/"):
        seen[path] = browser.get(f"/i/{interview.pk}/{path}").content.decode()
    sealed = ToolSecret.objects.get()
    for place, text in seen.items():
        for form in (SECRET, json.dumps(SECRET)[1:-1], base64.b64encode(SECRET.encode()).decode()):
            assert form not in text, place
    for place in set(seen) - {"dump"}:
        assert sealed.sealed not in seen[place]
    assert "Set on" in seen[f"tools/{shop.fact_id}/"]
    assert copied.status_code == 303
    assert InterviewSession.objects.count() == 2
    assert vault.opened(sealed.sealed) == SECRET


def test_a_secret_is_replaced_removed_and_survives_an_undo(shop, server):
    shop.operation(server.url("/"))
    shop.access(kind="api_key")
    assert shop.secret(key="abc").status_code == 422
    assert shop.secret(key="line\nbreak").status_code == 422
    shop.secret(key="first-one")
    shop.secret(key=SECRET)
    assert [vault.opened(row.sealed) for row in ToolSecret.objects.all()] == [SECRET]
    shop.secret(do="remove")
    assert not ToolSecret.objects.exists()
    assert "Not set yet" in text_of(shop.browser.get(shop.tool))


def test_a_lost_key_is_said_and_nothing_fails(shop, server, settings):
    shop.operation(server.url("/"))
    shop.access(kind="bearer")
    shop.secret(token=SECRET)
    old = settings.PARLEY_SECRETS_KEYS
    settings.PARLEY_SECRETS_KEYS = ("quite another key, long enough",)
    assert "saved with another key" in text_of(shop.tried())
    assert shop.browser.get(shop.tool).status_code == 200
    settings.PARLEY_SECRETS_KEYS = ("quite another key, long enough", *old)
    server.routes["/"] = Reply({})
    assert "200 OK" in text_of(shop.tried())


def test_a_person_may_not_call_without_end(shop, server, settings):
    settings.PARLEY_RATE_LIMIT = 20
    server.routes["/"] = Reply({})
    shop.operation(server.url("/"))
    answers = [shop.tried().status_code for _ in range(3)]
    assert answers == [200, 429, 429]


def test_nobody_else_sets_a_secret_or_calls(shop, server, stranger):
    server.routes["/"] = Reply({})
    shop.operation(server.url("/"))
    shop.access(kind="bearer")
    for browser in (stranger.browser(), type(stranger)().browser()):
        for path in ("secret/", "0/try/", "0/accept/"):
            answer = browser.post(f"{shop.tool}{path}", {"token": SECRET, "schema": '{"type": "object"}'})
            assert answer.status_code == 404
    assert not server.heard
    assert not ToolSecret.objects.exists()


@pytest.mark.parametrize(
    ("reply", "shown"),
    [
        (Reply(b"\x89PNG\x00\xff", headers={"content-type": "image/png"}), "(6 bytes of image/png)"),
        (Reply(b"<b>no</b>", 500, {"content-type": "text/html"}), "&lt;b&gt;no&lt;/b&gt;"),
        (Reply(b"x" * 1_200_000, headers={"content-type": "text/plain"}), "only the beginning was read"),
        (Reply(b"[" * 50_000), "[[[["),
        (Reply(b"[" * 500 + b"]" * 500), "200 OK"),
        (Reply(b"[" * 900 + b"]" * 900), "200 OK"),
    ],
)
def test_whatever_comes_is_shown_as_the_text_it_is(shop, server, reply, shown):
    server.routes["/"] = reply
    shop.operation(server.url("/"))
    assert shown in shop.tried().content.decode()


def test_a_secret_goes_with_what_asked_for_it(shop):
    shop.access(kind="basic")
    shop.secret(user_name="ann", password=SECRET)
    shop.access(kind="bearer")
    assert not ToolSecret.objects.exists()
    shop.secret(token=SECRET)
    shop.browser.patch(f"/api/v1/sessions/{shop.interview.pk}/spec", {"tools": None}, "application/json")
    assert shop.browser.get(shop.tool).status_code == 404
    assert not ToolSecret.objects.exists()


def test_what_is_still_kept_is_told_and_can_be_removed(shop, stranger):
    gone = uuid4()
    for tool, name in ((shop.fact_id, "key"), (gone, "token")):
        ToolSecret.objects.create(spec_id=shop.interview.spec_id, tool=tool, name=name, sealed=vault.seal(SECRET))
    shown = text_of(shop.browser.get(shop.tool))
    assert "One is kept that nothing asks for." in shown
    assert "Remove it" in shown
    paths = [f"{shop.tool}secret/", f"{shop.tool}secret/".replace(shop.fact_id, str(gone))]
    for path in paths:
        assert stranger.browser().post(path, {"do": "remove"}).status_code == 404
    assert ToolSecret.objects.count() == 2
    for path in paths:
        assert shop.browser.post(path, {"do": "remove"}).status_code == 303
    assert not ToolSecret.objects.exists()
