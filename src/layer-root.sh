#!/bin/sh
# layer-root.sh SOURCE_DIR ROOT_DIR: makes ROOT_DIR, an include root that shows one layer only.
set -e
mkdir -p "$2"
ln -sfn "$1" "$2/$(basename "$1")"
