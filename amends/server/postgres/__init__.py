"""The embedded PostgreSQL: where it lives, how it is reached, started and stopped."""

from amends.server.postgres.cluster import Cluster
from amends.server.postgres.record import connection, database_url, django_database, home

__all__ = ["Cluster", "connection", "database_url", "django_database", "home"]
