#!/bin/bash
# Runs once, when the image of PostgreSQL makes its first database: creates the roles of roles.sql with the passwords of
# the environment. Only hexadecimal passwords are taken, as deploy/new-env.sh makes them: they stand in addresses and in
# settings, where other characters would need escapes.
set -euo pipefail

options=""
for role in owner app system; do
  name="DATABASE_$(printf %s "$role" | tr "[:lower:]" "[:upper:]")_PASSWORD"
  password="${!name:-}"
  if [[ ! "$password" =~ ^[0-9a-f]{32,}$ ]]; then
    echo "$name must be 32 hexadecimal digits or more: run deploy/new-env.sh, or openssl rand -hex 32." >&2
    exit 1
  fi
  options+=" -c opportune.${role}_password=${password}"
done

PGOPTIONS="$options" psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" \
  --no-psqlrc --quiet --file "${ROLES_FILE:-/opportune/roles.sql}"
