"""Interviews in a data folder of their own, gone when they are over: `python -m evaluation.throwaway JSON`.

A process of its own, because the folder is named by the environment that the settings are read from.
"""

import logging
import os
import sys
from tempfile import TemporaryDirectory

from evaluation.options import Wanted

OWN = {"DATABASE_URL": "", "REDIS_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings"}


def main(wanted: Wanted) -> None:
    """Hold the interviews and print the tables. The person's own data and servers are not touched."""
    with TemporaryDirectory(prefix="parley-evaluation-") as folder:
        os.environ.update(OWN, PARLEY_DATA_DIR=folder)
        if wanted.interviewer == "guide":
            os.environ.update(PARLEY_MODEL="", PARLEY_FAST_MODEL="")
        _set_up()
        _interview(wanted)


def _set_up() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    logging.getLogger("sessions.hot").setLevel(logging.ERROR)  # no Redis is started: nobody watches these interviews
    call_command("migrate", verbosity=0)


def _interview(wanted: Wanted) -> None:
    from evaluation.interviewing import interview
    from evaluation.keeping import keep
    from evaluation.people import chosen
    from evaluation.table import table

    runs = []
    for persona in chosen(wanted):
        run = interview(persona, wanted.most_turns)
        print(f"{persona['id']}: {len(run.exchanges)} turns in {run.seconds:.1f} s", file=sys.stderr, flush=True)
        if wanted.out:
            keep(run, wanted.out)
        runs.append(run)
    print(table(runs, verbose=wanted.verbose))


if __name__ == "__main__":
    main(Wanted.model_validate_json(sys.argv[1]))
