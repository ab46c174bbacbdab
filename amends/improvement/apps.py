from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "amends.improvement"
    label = "improvement"

    def ready(self) -> None:
        from amends.improvement import journal_kinds  # noqa: F401  registers the words of this room's entries
