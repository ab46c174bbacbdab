from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "amends.people"
    label = "people"

    def ready(self) -> None:
        from amends.people import journal_kinds  # noqa: F401  registers the words of this room's entries
