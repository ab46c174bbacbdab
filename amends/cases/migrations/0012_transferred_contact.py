"""Where a complaint was passed to another body: how the customer reaches it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_open_to_customer"),
    ]

    operations = [
        migrations.AddField("case", "transferred_contact", models.TextField(blank=True, default=""), False),
    ]
