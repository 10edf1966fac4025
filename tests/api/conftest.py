import pytest

from tests.api.program import Api


@pytest.fixture
def api() -> Api:
    return Api()
