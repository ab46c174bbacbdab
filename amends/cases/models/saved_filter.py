"""Lists an employee comes back to."""

from django.db import models


class SavedFilter(models.Model):
    """A list under a name. `query` is the query of its address; `team` empty: only its owner has it."""

    staff = models.ForeignKey("people.Staff", models.CASCADE, related_name="+")
    team = models.ForeignKey("people.Team", models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "name"], name="one_filter_of_a_name")]

    def __str__(self) -> str:
        return self.name
