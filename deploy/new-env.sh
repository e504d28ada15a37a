#!/bin/sh
# Writes the .env that compose.yaml reads, with fresh secrets: sh deploy/new-env.sh https://opportune.example.org
set -eu

address="${1:-}"
case "$address" in
  https://?* | http://?*) ;;
  *)
    echo "Say the address that people will type: sh deploy/new-env.sh https://opportune.example.org" >&2
    exit 1
    ;;
esac
cd "$(dirname "$0")/.."
if [ -e .env ]; then
  echo "There is a .env already. Its secrets belong to the data in the volumes; move it away only to begin anew." >&2
  exit 1
fi

umask 077
secret() { openssl rand -hex 32; }
cat > .env <<VARIABLES
NEXTAUTH_URL=${address%/}
NEXTAUTH_SECRET=$(secret)
DATABASE_ADMIN_PASSWORD=$(secret)
DATABASE_OWNER_PASSWORD=$(secret)
DATABASE_APP_PASSWORD=$(secret)
DATABASE_SYSTEM_PASSWORD=$(secret)
INNGEST_EVENT_KEY=$(secret)
INNGEST_SIGNING_KEY=$(secret)
S3_ACCESS_KEY_ID=$(openssl rand -hex 10)
S3_SECRET_ACCESS_KEY=$(secret)
VARIABLES
echo "Wrote .env. Keep a copy: without it the data cannot be read any more."
