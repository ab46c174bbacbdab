from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_lean_indexes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                condition=models.Q(
                    ("broken_at__isnull", False), ("replaced_by", None), ("to_customer", True)
                ),
                fields=["due", "id"],
                name="promise_broken",
            ),
        ),
    ]
