from typing import Any

from django.core.management.base import BaseCommand

from sessions.liveness import release_all


class Command(BaseCommand):
    help = "Mark the running turns of a dead process as left behind. Only when no Parley is running on this database."

    def handle(self, *args: Any, **options: Any) -> None:
        release_all()
