#!/bin/sh
# Lets the two roles log in, with the passwords of the container's secrets; run once, after the tables are made.
set -eu
psql --set=ON_ERROR_STOP=1 --quiet --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set=reader="$(cat /run/secrets/reader)" --set=editor="$(cat /run/secrets/editor)" <<'SQL'
ALTER ROLE chengyu_reader LOGIN PASSWORD :'reader';
ALTER ROLE chengyu_editor LOGIN PASSWORD :'editor';
SQL
