from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    name = "amends.responses"
    label = "responses"

    def ready(self) -> None:
        from amends.responses import journal_kinds  # noqa: F401  registers the words of this room's entries
