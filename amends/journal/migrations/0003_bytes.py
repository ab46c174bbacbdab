"""Digests are kept as bytes, an entry is sealed whole or not at all, and the program may write the seal only."""

from django.db import migrations, models

import amends.journal.models

DIGESTS = ("commitment", "salt", "prev", "hash")
TO_BYTES = """
ALTER TABLE journal_entry DISABLE TRIGGER USER;
ALTER TABLE journal_entry
    ALTER COLUMN commitment TYPE bytea USING decode(commitment, 'hex'),
    ALTER COLUMN salt TYPE bytea USING decode(salt, 'hex'),
    ALTER COLUMN prev TYPE bytea USING decode(prev, 'hex'),
    ALTER COLUMN hash TYPE bytea USING decode(hash, 'hex');
ALTER TABLE journal_entry ENABLE TRIGGER USER;
"""
TO_TEXT = """
ALTER TABLE journal_entry
    ALTER COLUMN commitment TYPE varchar(64) USING encode(commitment, 'hex'),
    ALTER COLUMN salt TYPE varchar(32) USING encode(salt, 'hex'),
    ALTER COLUMN prev TYPE varchar(64) USING encode(prev, 'hex'),
    ALTER COLUMN hash TYPE varchar(64) USING encode(hash, 'hex');
"""
GUARD = """
CREATE OR REPLACE FUNCTION journal_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
        RAISE EXCEPTION 'the journal is never deleted from' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.id, NEW.at, NEW.actor_kind, NEW.actor_id, NEW.kind, NEW.case_ref, NEW.facts, NEW.commitment, NEW.subjects,
        NEW.register_year) IS DISTINCT FROM
       (OLD.id, OLD.at, OLD.actor_kind, OLD.actor_id, OLD.kind, OLD.case_ref, OLD.facts, OLD.commitment, OLD.subjects,
        OLD.register_year)
       OR NEW.facts::text IS DISTINCT FROM OLD.facts::text THEN  -- 1 and 1.0 are equal, and hash differently
        RAISE EXCEPTION 'a journal entry is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.seq IS NOT NULL AND (NEW.seq, NEW.prev, NEW.hash, NEW.sealed_at, NEW.register_no)
       IS DISTINCT FROM (OLD.seq, OLD.prev, OLD.hash, OLD.sealed_at, OLD.register_no) THEN
        RAISE EXCEPTION 'a sealed journal entry is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.personal::text, NEW.salt) IS DISTINCT FROM (OLD.personal::text, OLD.salt)
       AND NOT (NEW.personal IS NULL AND NEW.salt IS NULL) THEN
        RAISE EXCEPTION 'personal data in the journal can only be erased' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION journal_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_catalog.current_setting('amends.quiet', true) IS DISTINCT FROM 'on' THEN
        PERFORM pg_catalog.pg_notify('amends_journal', pg_catalog.concat(NEW.kind, ' ', NEW.case_ref));
    END IF;
    RETURN NULL;
END $$;
"""
RIGHTS = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'amends') AND current_user <> 'amends' THEN
        REVOKE UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES ON journal_entry FROM amends;
        GRANT UPDATE (seq, prev, hash, sealed_at, register_no, personal, salt) ON journal_entry TO amends;
    END IF;
END $$;
"""


def _field(name):
    return (
        amends.journal.models.Digest(blank=True)
        if name == "commitment"
        else amends.journal.models.Digest(null=True)
    )


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_guard")]
    operations = [
        migrations.RunSQL(
            TO_BYTES,
            TO_TEXT,
            state_operations=[migrations.AlterField("entry", n, _field(n)) for n in DIGESTS],
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=models.Q(seq=None, prev=None, hash=None, sealed_at=None, register_no=None)
                | models.Q(
                    seq__isnull=False, prev__isnull=False, hash__isnull=False, sealed_at__isnull=False
                ),
                name="entry_sealed_whole",
            ),
        ),
    ]
