"""A customer may ask for silence between the first answer and the reply."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.AddField("customer", "between", models.CharField(blank=True, max_length=10)),
    ]
