"""Complaints of a card that was joined to another belong to that one: its addresses are the customer's."""

from django.db import migrations

MOVE = """
UPDATE cases_case c SET {column} = p.merged_into_id FROM people_customer p
WHERE p.id = c.{column} AND p.merged_into_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_erasures"),
        ("people", "0011_embed_origins"),
    ]

    operations = [
        migrations.RunSQL(MOVE.format(column=column), migrations.RunSQL.noop)
        for column in ("customer_id", "representative_id")
    ]
