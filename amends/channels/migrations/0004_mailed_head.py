"""What the journal ended with, as it was mailed outside day by day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("channels", "0003_follow_journal")]
    operations = [
        migrations.CreateModel(
            "MailedHead",
            [
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField(null=True)),
                ("mailed_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
            ],
        ),
    ]
