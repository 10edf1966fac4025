"""Tests here start a Parley as `make run` does."""

from tests.launched import launch, parley

__all__ = ["launch", "parley"]
