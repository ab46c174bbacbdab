from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "amends.cases"
    label = "cases"

    def ready(self) -> None:
        from amends.cases import journal_kinds  # noqa: F401  registers the words of this room's entries
