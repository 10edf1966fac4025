"""Django's cache on Redis, which may go away at any moment."""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError, TimeoutError


def _or_nothing(name: str) -> Callable[..., Any]:
    def call(self: "ForgivingRedisCache", *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(RedisCache, name)(self, *args, **kwargs)
        except (ConnectionError, TimeoutError):
            return getattr(self.nothing, name)(*args, **kwargs)

    call.__name__ = name
    return call


class ForgivingRedisCache(RedisCache):
    """While Redis is away every call is answered as Django's DummyCache would: nothing is kept, nothing is found."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.nothing = DummyCache("nothing", {})

    add, get, set, touch = map(_or_nothing, ("add", "get", "set", "touch"))
    delete, delete_many, clear = map(_or_nothing, ("delete", "delete_many", "clear"))
    get_many, set_many = map(_or_nothing, ("get_many", "set_many"))
    has_key, incr = map(_or_nothing, ("has_key", "incr"))
