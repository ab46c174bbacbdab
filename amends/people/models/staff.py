"""Employees who sign in, and what they may do in which team."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    CLERK = "clerk", _("Clerk")
    HANDLER = "handler", _("Handler")
    MANAGER = "manager", _("Manager")
    QUALITY = "quality", _("Quality")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


# What a deputy does for somebody: the work on complaints. Settings and the auditor's reading are not lent.
LENT_ROLES = frozenset({Role.CLERK, Role.HANDLER, Role.MANAGER, Role.QUALITY})


class StaffAccounts(BaseUserManager["Staff"]):
    """Makes accounts; addresses are compared without regard to case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Staff":
        staff = self.model(email=email.strip().lower(), **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Staff":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Staff":
        return self.get(email=(username or "").strip().lower())


class Staff(AbstractBaseUser):
    """An employee. `is_superuser` is the installation's administrator, who holds every role but signs no own letter."""

    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=120, blank=True)
    department = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10, default="en")
    zone = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)
    is_superuser = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    made = models.JSONField(default=list)  # products and services this employee makes or sells (M13)
    list_columns = models.JSONField(
        default=list
    )  # columns of lists besides the standing ones, by their names
    list_close = models.BooleanField(default=False)  # lines of lists stand close

    objects: ClassVar[StaffAccounts] = StaffAccounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def short_name(self) -> str:
        """A name of one word for notes, where two are called the same: what stands before the @ of the address."""
        return self.email.partition("@")[0]

    @property
    def is_staff(self) -> bool:
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False

    def has_perms(self, perms: Iterable[str], obj: object = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False

    def get_full_name(self) -> str:
        return self.full_name


class Membership(models.Model):
    """One role of one employee in one team; `team` empty means in every team."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="memberships")
    team = models.ForeignKey("people.Team", models.CASCADE, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "team", "role"], name="one_membership", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_id}:{self.role}:{self.team_id or '*'}"
