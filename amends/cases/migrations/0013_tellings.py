"""Messages to customers that no mail carries: told by phone, posted or handed over, by whom and when."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_transferred_contact"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Telling",
            fields=[
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="telling",
                        serialize=False,
                        to="cases.message",
                    ),
                ),
                ("since", models.DateTimeField()),
                ("let_go_at", models.DateTimeField(blank=True, null=True)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("how", models.CharField(blank=True, max_length=20)),
                ("spoke_to", models.CharField(blank=True, max_length=300)),
                ("note", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("let_go_at", None), ("told_at", None)),
                        fields=["since", "message"],
                        name="telling_waits",
                    ),
                    models.Index(
                        condition=models.Q(("told_by__isnull", False)),
                        fields=["told_by"],
                        name="telling_by_staff",
                    ),
                ],
            },
        ),
    ]
