"""The one way out: nothing inside is asked, however it is spelled, whatever a name comes to mean, wherever it sends."""

import gzip
import threading
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.toolbox import outgoing
from builder.toolbox.inward import Address, Allowed, is_inward
from builder.toolbox.outgoing import Refused, Unanswered, addresses_of, ask, guarded_client
from tests.tool_server import Heard, Reply, ToolServer, serving

NOTHING = Allowed()
PUBLIC = ip_address("93.184.215.14")

INWARD = """
http://127.0.0.1/ http://127.0.0.53:8080/ http://127.255.255.254/ http://0.0.0.0/ http://0.1.2.3/ http://10.0.0.1/
http://172.16.0.1/ http://172.31.255.255/ http://192.168.1.1/ http://169.254.169.254/latest/meta-data/
http://169.254.170.2/ http://100.64.0.1/ http://100.100.100.200/ http://168.63.129.16/ http://192.0.0.192/
http://192.0.2.1/ http://198.18.0.1/ http://198.51.100.1/ http://203.0.113.1/ http://192.88.99.1/ http://224.0.0.1/
http://239.255.255.250/ http://240.0.0.1/ http://255.255.255.255/ http://[::1]/ http://[::]/
http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[::ffff:8.8.8.8]/
http://[::127.0.0.1]/ http://[::ffff:0:127.0.0.1]/ http://[fe80::1]/ http://[fe80::1%25eth0]/ http://[fec0::1]/
http://[fc00::1]/ http://[fd00:ec2::254]/ http://[ff02::1]/ http://[2002:7f00:1::]/ http://[2002:a9fe:a9fe::1]/
http://[64:ff9b::127.0.0.1]/ http://[64:ff9b::a9fe:a9fe]/ http://[64:ff9b:1::1]/
http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/ http://[2001:db8::1]/ http://[2001:20::1]/ http://[3fff::1]/
http://[100::1]/ http://[2a00::5efe:7f00:1]/ http://[2a00::200:5efe:10.0.0.1]/ http://localhost/
http://LOCALHOST:8000/ http://a.localhost/ http://metadata.google.internal/ http://printer.local/ http://intranet/
http://router.lan/ http://nas.home.arpa/ http://db.corp/
""".split()
ODD = [
    *"""
    http://2130706433/ http://017700000001/ http://0x7f000001/ http://0X7F.0.0.1/ http://0177.0.0.1/ http://127.1/
    http://127.0.1/ http://0/ http://127.0.0.01/ http://0x7f.1/ http://010.8.8.8/ http://8.8.8/ http://1.2.3.4.5/
    http://256.256.256.256/ http://127.0.0.1./ http://localhost./ http://example.com./ http://example..com/
    http://-a.example.com/ http://127.0.0.1%00.example.com/ http://%31%32%37.0.0.1/ http://user@127.0.0.1/
    http://example.com@127.0.0.1/ http://127.0.0.1@example.com/ http://user:word@example.com/ http://@example.com/
    http://example.com:word@10.0.0.1:80/ http://example.com:0/ http://example.com:99999/ http://[127.0.0.1]/
    http://[::1/ http://１２７.0.0.1/ http://①②⑦.0.0.1/ http://127。0。0。1/ http://ⓛocalhost/ http:///etc/passwd
    http:127.0.0.1 //127.0.0.1/ file:///etc/passwd ftp://example.com/ gopher://127.0.0.1:6379/_x data:text/plain,x
    javascript:alert(1) unix:///run/x.sock example.com/api
    """.split(),
    "http:\\\\127.0.0.1/",
    "http://127.0.0.1\\@example.com/",
    "http://127.0.0.1\t/",
    "http:// 127.0.0.1/",
    "http://example.com/\r\nHost: 127.0.0.1",
    "http://exam\u200bple.com/",
    "",
]


async def nowhere(host: str, port: int) -> tuple[Address, ...]:
    raise AssertionError(f"{host} was looked up")


class Names:
    """A resolver that says of a name what it was told to say, one answer after the other, the last one for ever."""

    def __init__(self, **answers: Any) -> None:
        self.answers = {name.replace("_", "."): list(said) for name, said in answers.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> tuple[Address, ...]:
        self.asked.append(host)
        said = self.answers[host]
        return tuple(map(ip_address, said.pop(0) if len(said) > 1 else said[0]))


@pytest.fixture
def server() -> Iterator[ToolServer]:
    with serving() as running:
        yield running


@pytest.mark.parametrize("url", [*INWARD, *ODD])
async def test_no_spelling_of_an_address_inside_is_asked(url: str) -> None:
    with pytest.raises(Refused):
        await ask("GET", url, allowed=NOTHING, resolve=nowhere)


def test_there_are_more_spellings_than_anybody_asked_for() -> None:
    assert len(set(INWARD)) >= 50
    assert len(set(ODD)) >= 40


@pytest.mark.parametrize("url", ODD)
async def test_an_odd_spelling_is_refused_even_of_an_address_that_is_let_in(url: str) -> None:
    everything = Allowed(("0.0.0.0/0", "::/0", "localhost", "example.com"))
    with pytest.raises(Refused):
        await ask("GET", url, allowed=everything, resolve=nowhere)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"])
async def test_an_address_of_the_internet_is_asked(address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    found = await addresses_of(httpx2.URL(f"https://{host}/"), NOTHING, nowhere)
    assert found == (ip_address(address),)


@given(st.ip_addresses())
def test_what_is_not_of_the_internet_is_never_outward(address: Address) -> None:
    carried = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    special = address.is_private or address.is_multicast or address.is_reserved or address.is_unspecified or carried
    assert is_inward(address) or not special


@pytest.mark.parametrize(
    "said", [["127.0.0.1"], [str(PUBLIC), "10.0.0.8"], ["::1"], ["2606:4700::1", "fd00::1"], ["100.64.0.1"]]
)
async def test_a_name_is_refused_if_any_of_its_addresses_lies_inside(said: list[str]) -> None:
    with pytest.raises(Refused, match=r"shop\.example points to an address inside"):
        await ask("GET", "https://shop.example/", allowed=NOTHING, resolve=Names(shop_example=[said]))


async def test_a_name_nobody_has_is_told() -> None:
    async def unknown(host: str, port: int) -> tuple[Address, ...]:
        raise OSError

    with pytest.raises(Unanswered, match="no host called"):
        await ask("GET", "https://nobody.example/", allowed=NOTHING, resolve=unknown)


async def test_a_name_that_means_another_address_a_moment_later_leads_nowhere_else(server: ToolServer) -> None:
    with serving("127.0.0.2", server.port) as inside:
        server.routes["/"] = inside.routes["/"] = Reply({"ok": True})
        names = Names(rebound_example=[["127.0.0.1"], ["127.0.0.2"]])
        allowed = Allowed((f"127.0.0.1:{server.port}",))
        url = f"http://rebound.example:{server.port}/"
        answered = await ask("GET", url, allowed=allowed, resolve=names)
        assert answered.status == 200
        assert names.asked == ["rebound.example"]
        assert server.heard[0].headers["host"] == f"rebound.example:{server.port}"
        with pytest.raises(Refused):
            await ask("GET", url, allowed=allowed, resolve=names)
        assert not inside.heard


async def test_a_redirect_is_checked_like_any_address(server: ToolServer) -> None:
    with serving("127.0.0.2") as inside:
        server.routes["/away"] = Reply(None, 302, {"location": inside.url("/secret")})
        server.routes["/name"] = Reply(None, 307, {"location": f"http://rebound.example:{inside.port}/"})
        server.routes["/odd"] = Reply(None, 301, {"location": "http://2130706434/"})
        server.routes["/file"] = Reply(None, 302, {"location": "file:///etc/passwd"})
        names = Names(rebound_example=[["127.0.0.2"]])
        for path in ("/away", "/name", "/odd", "/file"):
            with pytest.raises(Refused):
                await ask("POST", server.url(path), allowed=Allowed((server.place,)), resolve=names, content=b"{}")
        assert not inside.heard


async def test_a_redirect_tells_another_host_no_secret(server: ToolServer) -> None:
    with serving("127.0.0.2") as other:
        server.routes["/here"] = Reply(None, 307, {"location": "/there"})
        server.routes["/there"] = Reply(None, 307, {"location": other.url("/end")})
        other.routes["/end"] = Reply({"ok": True})
        told = {
            "Authorization": "Bearer s3cret",
            "X-Api-Key": "s3cret",
            "Cookie": "s3cret",
            "Accept": "application/json",
        }
        allowed = Allowed((server.place, other.place))
        answered = await ask("POST", server.url("/here"), headers=told, content=b"{}", allowed=allowed)
        assert answered.hops == (server.url("/here"), server.url("/there"), other.url("/end"))
        assert all("s3cret" in heard.headers["x-api-key"] for heard in server.heard)
        assert "s3cret" not in str(other.heard)
        assert other.heard[0].headers["accept"] == "application/json"


async def test_going_round_in_circles_ends(server: ToolServer) -> None:
    server.routes["/round"] = Reply(None, 302, {"location": "/round"})
    with pytest.raises(Unanswered, match="more than 5 times"):
        await ask("GET", server.url("/round"), allowed=Allowed((server.host,)))
    assert len(server.heard) == 6


async def test_a_client_of_another_library_is_guarded_too(server: ToolServer) -> None:
    server.routes["/"] = Reply(None, 302, {"location": "http://127.0.0.2:9/"})
    async with guarded_client(allowed=Allowed((server.place,))) as client:
        assert (await client.get(server.url())).status_code == 302
        with pytest.raises(Refused):
            await client.get(server.url(), follow_redirects=True)
        with pytest.raises(Refused):
            await client.get("http://127.0.0.2:9/")


@pytest.mark.parametrize("packed", [False, True])
async def test_of_a_long_answer_only_so_much_is_read(server: ToolServer, packed: bool) -> None:
    long = b"0" * 3_000_000
    head = {"content-encoding": "gzip"} if packed else {}
    server.routes["/long"] = Reply(gzip.compress(long) if packed else long, headers=head)
    answered = await ask("GET", server.url("/long"), allowed=Allowed((server.host,)))
    assert (len(answered.body), answered.cut) == (outgoing.BYTES, True)


async def test_a_compressed_answer_is_read_and_a_broken_one_told(server: ToolServer) -> None:
    packed = gzip.compress(b'{"ok": true}')
    server.routes["/fine"] = Reply(packed, headers={"content-encoding": "gzip"})
    server.routes["/broken"] = Reply(b"not gzip", headers={"content-encoding": "gzip"})
    server.routes["/other"] = Reply(b"?", headers={"content-encoding": "zstd"})
    allowed = Allowed((server.host,))
    assert (await ask("GET", server.url("/fine"), allowed=allowed)).body == b'{"ok": true}'
    for path in ("/broken", "/other"):
        with pytest.raises(Unanswered, match="could not be read"):
            await ask("GET", server.url(path), allowed=allowed)


async def test_who_does_not_answer_in_time_is_left(server: ToolServer) -> None:
    left = threading.Event()

    def slow(heard: Heard) -> Reply:
        left.wait(30)
        return Reply({})

    server.routes["/slow"] = slow
    try:
        with pytest.raises(Unanswered, match=r"within 0\.2 seconds"):
            await ask("GET", server.url("/slow"), seconds=0.2, allowed=Allowed((server.host,)))
    finally:
        left.set()


async def test_a_closed_door_is_told() -> None:
    with serving() as gone:
        place = gone.place
    with pytest.raises(Unanswered, match="does not answer"):
        await ask("GET", f"http://{place}/", allowed=Allowed(("127.0.0.0/8",)))


@pytest.mark.parametrize(
    ("entry", "let_in"),
    [
        ("127.0.0.1", True),
        ("127.0.0.0/8", True),
        ("127.0.0.1:{port}", True),
        ("127.0.0.1:1", False),
        ("127.0.0.2", False),
        ("10.0.0.0/8", False),
        ("crm.intern", False),
        ("", False),
    ],
)
async def test_the_list_of_the_settings_lets_in_what_it_names(
    server: ToolServer, settings: Any, entry: str, let_in: bool
) -> None:
    server.routes["/"] = Reply({})
    settings.PARLEY_TOOL_ALLOW_HOSTS = (entry.format(port=server.port),)
    if let_in:
        assert (await ask("GET", server.url())).status == 200
    else:
        with pytest.raises(Refused):
            await ask("GET", server.url())


@pytest.mark.parametrize(
    ("entry", "let_in"), [("crm.intern", True), ("CRM.intern:{port}", True), ("crm.intern:1", False)]
)
async def test_a_name_that_was_listed_is_let_in_wherever_it_lies(server: ToolServer, entry: str, let_in: bool) -> None:
    server.routes["/"] = Reply({})
    names = Names(crm_intern=[["127.0.0.1"]])
    request = ask(
        "GET",
        f"http://crm.intern:{server.port}/",
        allowed=Allowed((entry.format(port=server.port),)),
        resolve=names,
    )
    if let_in:
        assert (await request).status == 200
    else:
        with pytest.raises(Refused):
            await request


async def test_a_header_that_cannot_be_sent_is_refused(server: ToolServer) -> None:
    for headers in ({"X-Name": "Müller"}, {"X-Näme": "a"}):
        with pytest.raises(Refused, match="header"):
            await ask("GET", server.url(), headers=headers, allowed=Allowed((server.host,)))
    assert server.heard == []
