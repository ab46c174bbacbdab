"""Indexes that cost nothing where a key is empty."""

from django.db import models


def where_set(name: str, key: str) -> models.Index:
    """An index of the rows that have the key, for a foreign key that few rows have."""
    return models.Index(fields=[key], name=name, condition=models.Q(**{f"{key}__isnull": False}))
