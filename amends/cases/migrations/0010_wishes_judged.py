"""What the customer wants is judged beside how they are, in one row of a complaint."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_states_judged"),
    ]

    operations = [
        migrations.RenameModel("StateJudged", "ComplaintJudged"),
        migrations.AlterField(
            "complaintjudged",
            "case",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="judged",
                serialize=False,
                to="cases.case",
            ),
        ),
        migrations.AddField(
            "complaintjudged",
            "wish_suggested",
            models.CharField(blank=True, default="", max_length=20),
            False,
        ),
        migrations.AddField(
            "complaintjudged", "wish_chosen", models.CharField(blank=True, default="", max_length=20), False
        ),
        migrations.AddField("complaintjudged", "wish_wrong", models.JSONField(default=dict)),
    ]
