"""The search index: one row a case, apart from the case so that working on a case does not rewrite its words."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class CaseSearch(models.Model):
    """The words of a case as the application cut them; `received_at` and `team` are repeated for the newest-first walk."""

    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, related_name="search")
    team = models.ForeignKey("people.Team", models.CASCADE, related_name="+")
    received_at = models.DateTimeField()
    terms = SearchVectorField()
    people = ArrayField(models.CharField(max_length=300), default=list)

    class Meta:
        indexes = [
            GinIndex(fields=["terms"], name="search_terms", fastupdate=False),
            models.Index(fields=["-received_at", "-case"], name="search_newest"),
        ]

    def __str__(self) -> str:
        return str(self.case_id)
