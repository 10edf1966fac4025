"""`make run`, for real: what it says, what it survives, what it leaves behind."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from redis import Redis
from redis.backoff import ConstantBackoff
from redis.retry import Retry

from config.data_folder import valkey_socket
from tests.launched import LAUNCH, Launched

pytestmark = pytest.mark.scale
Launch = Callable[..., Launched]


def pings(data_dir: Path) -> bool:
    with Redis(unix_socket_path=str(valkey_socket(data_dir)), retry=Retry(ConstantBackoff(0.1), 100)) as client:
        return bool(client.ping())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_says_one_line_and_leaves_nothing_behind(launch: Launch, number: int) -> None:
    one = launch()
    one.ready()
    assert one.get("/") == 200
    assert one.end(number) == 0
    assert one.left() == []
    assert len(one.said) == 1
    assert "make admin" in one.said[0]


def test_it_tells_of_the_admin_site_only_the_first_time(launch: Launch) -> None:
    first = launch()
    first.ready()
    first.end()
    second = launch(first.data_dir)
    second.ready()
    assert second.end() == 0
    assert "admin" not in second.said[0]


def test_a_second_start_on_the_same_data_folder_says_so(launch: Launch, parley: Launched) -> None:
    second = launch(parley.data_dir)
    assert second.finish() == 1
    assert len(second.said) == 1
    assert f"process {parley.process.pid}" in second.said[0]


def test_a_port_in_use_is_named_with_the_way_out(launch: Launch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        one = launch(PORT=str(port))
        assert one.finish() == 1
    assert one.said == [f"Parley: Port {port} is in use. Choose another: PORT={port % 65535 + 1} make run"]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PARLEY_MODLE", "openai/gpt-5", "Did you mean PARLEY_MODEL?"),
        ("PORT", "eighty", "a whole number"),
        ("PARLEY_DATA_DIR", __file__ + "/data", "cannot be written to"),
        ("HOST", "no.such.host.invalid", "not an address of this machine"),
    ],
)
def test_a_setting_that_cannot_be_meant_stops_the_start_with_one_line(
    launch: Launch, tmp_path: Path, name: str, value: str, told: str
) -> None:
    one = launch(tmp_path, **{name: value})
    assert one.finish() in (1, 2)
    assert len(one.said) == 1
    assert told in one.said[0]
    assert one.said[0].startswith("Parley: ")


def test_a_database_that_does_not_answer_is_told_in_one_line(launch: Launch) -> None:
    one = launch(DATABASE_URL="postgres://nobody:very-secret@127.0.0.1:1/none")
    assert one.finish() == 1
    assert "The database cannot be used" in one.said[0]
    assert "very-secret" not in "".join(one.said)
    assert len(one.said) == 2


def test_valkey_comes_back_when_it_is_killed(parley: Launched) -> None:
    assert pings(parley.data_dir)
    parley.part("valkey-server").kill()
    assert "signal 9" in parley.until("Valkey stopped")
    assert pings(parley.data_dir)


def test_the_web_server_comes_back_when_it_is_killed(parley: Launched) -> None:
    before = parley.part("daphne")
    before.kill()
    parley.until("web server stopped")
    assert parley.get("/health/live") == 200
    assert parley.part("daphne").pid != before.pid


def test_the_worker_leaves_nobody_behind_when_it_is_killed(parley: Launched) -> None:
    parley.part("config.worker").kill()
    parley.until("worker stopped")
    assert parley.get("/health/live") == 200
    assert sum("config.worker" in part.cmdline() for part in parley.parts()) <= 1


def test_it_starts_again_at_once_after_it_was_killed_outright(launch: Launch) -> None:
    one = launch()
    port = one.ready().rpartition(":")[2]
    one.end(signal.SIGKILL)
    again = launch(one.data_dir, PORT=port)
    again.ready()
    assert one.left() == []
    assert again.get("/health/live") == 200
    assert again.end() == 0


def test_it_ends_with_its_parent(launch: Launch) -> None:
    parent = launch(command=[sys.executable, "-c", f"import subprocess; subprocess.run({LAUNCH!r})"])
    parent.ready()
    parent.end(signal.SIGKILL)
    assert parent.left() == []


def test_several_web_servers_share_the_port(launch: Launch) -> None:
    one = launch(WEB_CONCURRENCY="2")
    one.ready()
    webs = [part for part in one.parts() if "daphne" in part.cmdline()]
    assert len(webs) == 2
    webs[0].kill()
    one.until("stopped")
    assert {one.get("/health/live") for _ in range(20)} == {200}
    assert one.end() == 0
    assert one.left() == []


def test_a_data_folder_with_a_long_path_and_blanks_does(launch: Launch, tmp_path: Path) -> None:
    folder = tmp_path / "a folder" / ("long" * 30)
    one = launch(folder)
    one.ready()
    assert pings(folder)
    assert one.get("/health/live") == 200
    assert one.end() == 0


def test_no_valkey_is_started_beside_a_redis_of_ones_own(launch: Launch, parley: Launched) -> None:
    one = launch(REDIS_URL=f"unix://{valkey_socket(parley.data_dir)}?db=1")
    one.ready()
    assert not [part for part in one.parts() if any("valkey-server" in word for word in part.cmdline())]
    assert one.end() == 0


def test_under_nohup_a_closed_terminal_means_nothing(launch: Launch) -> None:
    one = launch(command=["nohup", *LAUNCH])
    one.ready()
    one.process.send_signal(signal.SIGHUP)
    assert one.get("/health/live") == 200
    assert one.end() == 0


def test_a_command_stopped_by_a_setting_says_one_line_too() -> None:
    environment = {**os.environ, "PARLEY_BUDGET_USD": "much"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == "Parley: PARLEY_BUDGET_USD=much must be a number.\n"
