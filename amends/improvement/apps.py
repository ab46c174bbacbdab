from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "amends.improvement"
    label = "improvement"

    def ready(self) -> None:
        from amends.cases.search_fields import add_field
        from amends.improvement import journal_kinds, search_field  # noqa: F401  registers the words of this room's entries

        add_field("cause", search_field.cause)
