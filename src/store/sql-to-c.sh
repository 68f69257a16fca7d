#!/bin/sh
# sql-to-c.sh HEADER FILE.sql…: prints C that defines each file's text as mls_sql_FILE, which HEADER declares.
set -e
printf '#include "%s"\n' "$1"
shift
for file in "$@"; do
  name=$(basename "$file" .sql | tr - _)
  printf '\nconst char mls_sql_%s[] =\n' "$name"
  sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/  "/' -e 's/$/\\n"/' "$file"
  echo '  "";'
done
