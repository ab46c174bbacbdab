"""The database itself refuses to rewrite the journal, and says when something was written."""

from django.db import migrations

GUARD = """
CREATE FUNCTION journal_guard() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
        RAISE EXCEPTION 'the journal is never deleted from';
    END IF;
    IF (NEW.id, NEW.at, NEW.actor_kind, NEW.actor_id, NEW.kind, NEW.case_ref, NEW.facts, NEW.commitment, NEW.subjects)
       IS DISTINCT FROM
       (OLD.id, OLD.at, OLD.actor_kind, OLD.actor_id, OLD.kind, OLD.case_ref, OLD.facts, OLD.commitment, OLD.subjects)
       OR NEW.register_year IS DISTINCT FROM OLD.register_year THEN
        RAISE EXCEPTION 'a journal entry is never changed';
    END IF;
    IF OLD.seq IS NOT NULL AND (NEW.seq, NEW.prev, NEW.hash, NEW.sealed_at, NEW.register_no)
       IS DISTINCT FROM (OLD.seq, OLD.prev, OLD.hash, OLD.sealed_at, OLD.register_no) THEN
        RAISE EXCEPTION 'a sealed journal entry is never changed';
    END IF;
    IF (NEW.personal IS NOT NULL AND NEW.personal IS DISTINCT FROM OLD.personal)
       OR (NEW.salt IS NOT NULL AND NEW.salt IS DISTINCT FROM OLD.salt) THEN
        RAISE EXCEPTION 'personal data in the journal can only be erased';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION journal_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('amends.quiet', true) IS DISTINCT FROM 'on' THEN
        PERFORM pg_notify('amends_journal', NEW.kind || ' ' || NEW.case_ref);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER journal_guard BEFORE UPDATE OR DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_guard();
CREATE TRIGGER journal_guard_all BEFORE TRUNCATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_guard();
CREATE TRIGGER journal_tell AFTER INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_tell();
"""
UNGUARD = """
DROP TRIGGER journal_tell ON journal_entry;
DROP TRIGGER journal_guard_all ON journal_entry;
DROP TRIGGER journal_guard ON journal_entry;
DROP FUNCTION journal_tell();
DROP FUNCTION journal_guard();
"""
RIGHTS = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'amends') AND current_user <> 'amends' THEN
        REVOKE DELETE, TRUNCATE, TRIGGER ON journal_entry FROM amends;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD), migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
