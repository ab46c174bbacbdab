"""The database says when something is waiting to go out, so that it leaves within a second and not with the next sweep."""

from django.db import migrations

WAKE = """
CREATE FUNCTION channels_wake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('amends.quiet', true) IS DISTINCT FROM 'on' THEN
        PERFORM pg_notify('amends_outbox', TG_TABLE_NAME);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER channels_wake AFTER INSERT ON channels_delivery FOR EACH STATEMENT EXECUTE FUNCTION channels_wake();
CREATE TRIGGER channels_wake AFTER INSERT ON channels_webhookcall FOR EACH STATEMENT EXECUTE FUNCTION channels_wake();
"""
SLEEP = """
DROP TRIGGER channels_wake ON channels_delivery;
DROP TRIGGER channels_wake ON channels_webhookcall;
DROP FUNCTION channels_wake();
"""


class Migration(migrations.Migration):
    dependencies = [("channels", "0001_initial")]
    operations = [migrations.RunSQL(WAKE, SLEEP)]
