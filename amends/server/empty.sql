-- Takes away every object of the present owner in the schema `public`, and the rights that new ones would get.
SET client_min_messages = warning;
DO $$ DECLARE found record; BEGIN
    FOR found IN
        SELECT format('DROP TABLE IF EXISTS %I.%I CASCADE', schemaname, tablename) AS words
        FROM pg_tables WHERE schemaname = 'public'
        UNION ALL
        SELECT format('DROP VIEW IF EXISTS %I.%I CASCADE', schemaname, viewname)
        FROM pg_views WHERE schemaname = 'public'
    LOOP EXECUTE found.words; END LOOP;
    FOR found IN
        SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', routine.oid::regprocedure) AS words
        FROM pg_proc routine
        WHERE pronamespace = 'public'::regnamespace
          AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = routine.oid AND deptype = 'e')
    LOOP EXECUTE found.words; END LOOP;
    FOR found IN
        SELECT format('DROP TYPE IF EXISTS %s CASCADE', kind.oid::regtype) AS words
        FROM pg_type kind LEFT JOIN pg_class shape ON shape.oid = kind.typrelid
        WHERE typnamespace = 'public'::regnamespace
          AND (typtype IN ('e', 'd') OR (typtype = 'c' AND shape.relkind = 'c'))
          AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = kind.oid AND deptype = 'e')
    LOOP EXECUTE found.words; END LOOP;
    FOR found IN
        SELECT format('DROP SEQUENCE IF EXISTS %I.%I CASCADE', schemaname, sequencename) AS words
        FROM pg_sequences WHERE schemaname = 'public'
    LOOP EXECUTE found.words; END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'amends') AND current_user <> 'amends' THEN
        -- a dump tells the rights of each table as differences from none
        ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM amends;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM amends;
    END IF;
END $$;
