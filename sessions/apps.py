from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    # The label "sessions" belongs to django.contrib.sessions.
    label = "interviews"
    verbose_name = "Conversations"
