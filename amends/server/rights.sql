-- Gives the application's login what it may do, when the backup came from a database that had no such login.
SET search_path = public;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'amends') AND current_user <> 'amends'
       AND NOT has_table_privilege('amends', 'people_staff', 'SELECT') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO amends;
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO amends;
        REVOKE UPDATE, DELETE ON journal_entry FROM amends;  -- as in the journal's migrations
        GRANT UPDATE (seq, prev, hash, sealed_at, register_no, personal, salt) ON journal_entry TO amends;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO amends;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO amends;
    END IF;
END $$;
