"""The planner guesses rightly how frequent a word is, so that a search takes the right way."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE cases_casesearch ALTER COLUMN terms SET STATISTICS 1000",
            "ALTER TABLE cases_casesearch ALTER COLUMN terms SET STATISTICS -1",
        )
    ]
