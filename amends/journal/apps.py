from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "amends.journal"
    label = "journal"

    def ready(self) -> None:
        from amends.journal import own_kinds  # noqa: F401  registers the words of this room's entries
