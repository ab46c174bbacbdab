"""Brings Django up for a command that needs the database."""

import os


def ready(role: str = "amends") -> None:
    """Set Django up; without DATABASE_URL the embedded PostgreSQL is started when it is not up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.server.settings")
    os.environ.setdefault("AMENDS_DATABASE_ROLE", role)
    if "DATABASE_URL" not in os.environ and "DATABASE_URL_FILE" not in os.environ:
        from amends.server.postgres import Cluster, home

        Cluster(home()).ensure_started()
    import django

    django.setup()
