"""Django's commands: `.venv/bin/python manage.py help` lists them."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import config.celery  # noqa: F401 - a command may queue a task

    execute_from_command_line(sys.argv)
