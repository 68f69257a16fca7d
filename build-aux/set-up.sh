# shellcheck shell=sh
# What `run` and `test` do before their own work: packages, locale, build directory, build.
# Read by both with ".", from the top of the source tree.

packages_file='build-aux/debian-packages'

now_ms ()
{
  date +%s%3N
}

# step TITLE COMMAND...: runs a command and prints how long it took.
step ()
{
  title=$1
  shift
  started=$(now_ms)
  "$@" || { printf '%s: failed\n' "$title" >&2; exit 1; }
  spent=$(($(now_ms) - started))
  printf '%-24s %4d.%d s\n' "$title" $((spent / 1000)) $((spent % 1000 / 100))
}

# as_root WHAT LINE: runs a shell line as root, or says what has to be done and stops.
as_root ()
{
  if [ "$(id -u)" -eq 0 ]; then
    sh -c "$2" && return
  elif command -v sudo >/dev/null; then
    sudo sh -c "$2" && return
  fi

  printf '%s. As root:\n\n  %s\n\n' "$1" "$2" >&2
  exit 1
}

# missing_packages KIND...: the listed packages of these kinds that are not installed, in one line.
missing_packages ()
{
  kinds=" $* "
  wanted=$(awk -v kinds="$kinds" '/^[^#]/ && index (kinds, " " $1 " ") { print $2 }' "$packages_file")

  # shellcheck disable=SC2086
  dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' $wanted 2>/dev/null |
    awk -v wanted="$wanted" '
      /^ii / { have[$2] = 1 }
      END    { n = split (wanted, names, "\n")
               for (i = 1; i <= n; i++)
                 if (!(names[i] in have))
                   printf "%s%s", separator++ ? " " : "", names[i] }'
}

install_packages ()
{
  if ! command -v dpkg-query >/dev/null; then
    echo "Not a Debian system: what $packages_file names has to be there already"
    return
  fi

  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0

  # shellcheck disable=SC2086
  set -- $missing
  echo "Packages: installing $# of them and what they need"
  as_root "Packages are missing" "apt-get -qq update && \
DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends $missing >/dev/null"
}

make_locale ()
{
  locale -a | grep -qix 'fr_FR\.utf-\?8' ||
    as_root "The French locale is missing" "localedef -i fr_FR -f UTF-8 fr_FR.UTF-8"
}

# quietly COMMAND...: runs a command and shows what it said only if it failed.
quietly ()
{
  said=$(mktemp)
  "$@" >"$said" 2>&1 || { cat "$said" >&2; rm -f "$said"; return 1; }
  rm -f "$said"
}

# configure BUILD OPTION...: once; ninja itself takes up later changes of the meson files.
configure ()
{
  directory=$1
  shift
  [ -f "$directory/build.ninja" ] || quietly meson setup "$directory" "$@"
}
