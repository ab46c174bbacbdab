"""The company that answers, and its teams with their working hours."""

from typing import Any

from django.db import models

from amends.procedure.calendar import BusinessCalendar


def weekdays_nine_to_five() -> dict[str, list[list[str]]]:
    """Opening hours by weekday, Monday is "0": lists of [opens, closes] in local time."""
    return {str(day): [["09:00", "17:00"]] for day in range(5)}


class Company(models.Model):
    """The one company of an installation: what its letters and pages are headed with, and which rules bind it."""

    name = models.CharField(max_length=200, default="")
    address = models.TextField(blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.CharField(max_length=200, blank=True)
    logo = models.BinaryField(null=True, blank=True)
    colour = models.CharField(max_length=7, blank=True)  # of the customers' pages, "#0A5567"; empty: ours
    zone = models.CharField(max_length=60, default="UTC")
    country = models.CharField(max_length=2, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    languages = models.JSONField(default=list)  # codes, the first is the company's own
    packs = models.JSONField(default=list)  # keys of the rule packs that bind the company
    procedure = models.TextField(
        blank=True
    )  # the company's own procedure in TOML; empty means the standard one
    procedures = models.JSONField(default=list)  # its later versions, see people.procedures
    keep_years = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # customers are forgotten so long after their last complaint; empty: never by itself
    first_day_over = models.BooleanField(default=False)  # the guide to setting up is put away
    default_team = models.ForeignKey("people.Team", models.SET_NULL, null=True, related_name="+")
    coach_severities = models.JSONField(
        default=dict, blank=True
    )  # rule code → stop, advise or off, where it is not the rule's own
    embed_origins = models.JSONField(
        default=list, blank=True
    )  # websites that may show the complaints form in a frame, see people.origins
    feedback_wanted = models.BooleanField(default=True)  # anonymous remarks are taken as feedback (001)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_company")]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A branch or unit that handles complaints on its own calendar."""

    name = models.CharField(max_length=120, unique=True)
    zone = models.CharField(max_length=60, default="UTC")
    country = models.CharField(max_length=2, blank=True)
    subdivision = models.CharField(max_length=10, blank=True)
    hours = models.JSONField(default=weekdays_nine_to_five)
    extra_closed = models.JSONField(default=list)  # ISO dates
    extra_open = models.JSONField(default=list)  # ISO dates
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name

    @property
    def calendar(self) -> BusinessCalendar:
        """The working calendar that promises of this team are counted on."""
        return BusinessCalendar.from_settings(self.calendar_settings)

    @property
    def calendar_settings(self) -> dict[str, Any]:
        return {
            "zone": self.zone,
            "country": self.country,
            "subdivision": self.subdivision,
            "hours": self.hours,
            "extra_closed": self.extra_closed,
            "extra_open": self.extra_open,
        }
