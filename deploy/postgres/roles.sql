-- The three roles of Opportune and their rights on this database, as db/roles.ts makes them for the embedded server:
-- the owner runs migrations, the other two own none of its tables. Run once, by a superuser, in the empty database;
-- the passwords are settings of the session (create-roles.sh sets them).
do $$
declare
  attributes constant text := 'login nosuperuser nobypassrls nocreatedb nocreaterole';
begin
  execute format('create role opportune_owner with %s password %L', attributes, current_setting('opportune.owner_password'));
  execute format('create role opportune_app with %s password %L', attributes, current_setting('opportune.app_password'));
  execute format('create role opportune_system with %s password %L', attributes, current_setting('opportune.system_password'));
  execute format('alter database %I owner to opportune_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to opportune_app, opportune_system', current_database());
  -- The queue's tables lie in a schema of their own, which this role makes.
  execute format('grant create on database %I to opportune_system', current_database());
end $$;

-- A query that runs away ends by itself.
alter role opportune_app set statement_timeout = '2min';
