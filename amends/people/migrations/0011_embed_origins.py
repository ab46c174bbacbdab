from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0010_absences"),
    ]

    operations = [
        migrations.AddField(
            model_name="company",
            name="embed_origins",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
