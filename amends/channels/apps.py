from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "amends.channels"
    label = "channels"

    def ready(self) -> None:
        from amends.channels import journal_kinds  # noqa: F401  registers the words of this room's entries
