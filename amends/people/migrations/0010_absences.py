from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.utils import timezone


def keep_known(apps: Any, schema: Any) -> None:
    """Whoever is away until a day is away from today on, without a deputy."""
    Staff, Absence = apps.get_model("people", "Staff"), apps.get_model("people", "Absence")
    at = timezone.now()
    Absence.objects.bulk_create(
        Absence(staff=away, first=at.date(), last=away.away_until, recorded_by=away, recorded_at=at)
        for away in Staff.objects.filter(away_until__gte=at.date())
    )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_look_of_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=Q(ended_at=None), fields=["last", "first"], name="absence_standing"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(condition=Q(last__gte=F("first")), name="absence_in_order"),
                    models.CheckConstraint(
                        condition=Q(("deputy", F("staff")), _negated=True), name="no_deputy_of_oneself"
                    ),
                ],
            },
        ),
        migrations.RunPython(keep_known, migrations.RunPython.noop),
        migrations.RemoveField(model_name="staff", name="away_until"),
    ]
