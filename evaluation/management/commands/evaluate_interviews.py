import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from evaluation.options import Wanted, declare
from evaluation.people import Unusable, chosen

ROOT = Path(__file__).resolve().parents[3]


class Command(BaseCommand):
    help = "Interview simulated people, compare what was understood with what they meant, and print the tables."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        declare(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = Wanted.model_validate(options)
        if wanted.interviewer == "model" and not settings.PARLEY_MODEL:
            raise CommandError("No model is named. Set PARLEY_MODEL, such as PARLEY_MODEL=openai/gpt-4.1-mini.")
        try:
            chosen(wanted)
        except Unusable as error:
            raise CommandError(str(error)) from None
        held = subprocess.run([sys.executable, "-m", "evaluation.throwaway", wanted.model_dump_json()], cwd=ROOT)
        if held.returncode:
            raise CommandError("The evaluation broke off; what went wrong stands above.", returncode=held.returncode)
