#define _GNU_SOURCE

#include "program.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a command leaves with after Ctrl+C. */
#define CANCELLED 130

typedef struct
{
  char *folder;
  char *project;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->project = g_build_filename (fixture->folder, "demo.gpkg", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->project);
  folder_remove (fixture->folder);
}

/* What it says to a terminal, until it has said @part or, without one, all. */
static char *
read_terminal (int terminal, const char *part)
{
  GString *text = g_string_new (NULL);
  char bytes[4096];
  gssize n;

  while ((part == NULL || strstr (text->str, part) == NULL) && (n = read (terminal, bytes, sizeof bytes)) > 0)
    g_string_append_len (text, bytes, n);

  return g_string_free (text, FALSE);
}

static int
open_terminal (void)
{
  int terminal = posix_openpt (O_RDWR | O_NOCTTY);

  g_assert_cmpint (terminal, >=, 0);
  g_assert_cmpint (grantpt (terminal), ==, 0);
  g_assert_cmpint (unlockpt (terminal), ==, 0);

  return terminal;
}

/* A terminal is told how far the work is; Ctrl+C once @part is shown ends it, with one line to say so. */
static void
assert_cancelled (const char *const *words, const char *part, const char *line)
{
  int terminal = open_terminal ();
  int err = open (ptsname (terminal), O_RDWR | O_NOCTTY);
  GPid pid = program_start (words, err);
  g_autofree char *begun = NULL;
  g_autofree char *rest = NULL;
  const char *said;

  close (err);
  begun = read_terminal (terminal, part);
  g_assert_nonnull (strstr (begun, part));
  kill (pid, SIGINT);
  rest = read_terminal (terminal, NULL);
  g_assert_cmpint (program_wait (pid), ==, CANCELLED);
  close (terminal);

  said = strstr (rest, "millesime-cli ");
  g_assert_nonnull (said);
  g_assert_cmpstr (said, ==, line);
}

static guint
n_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* So many squares that their import takes a while. */
static char *
write_board (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new ("WKT,cs21\n");

  for (int y = 0; y < 20000; y += 100)
    for (int x = 0; x < 20000; x += 100)
      g_string_append_printf (text, "\"POLYGON ((%d %d, %d %d, %d %d, %d %d))\",CS6.3.0\n", x, y, x + 100, y,
                              x + 100, y + 100, x, y + 100);

  return folder_write (fixture->folder, "layer.csv", text->str);
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” lacks “%s”", text, part);
}

/* The project is as it was. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *source = write_board (fixture);
  const char *const words[] = { g_getenv ("MLS_CLI"), "import", fixture->project, source, "--author",
                                "tester",             "--crs",  "EPSG:2154",      NULL };
  g_autoptr (Answer) info = NULL;

  program_do ("new", fixture->project, "--vintage", "21", "--author", "tester", NULL);
  assert_cancelled (words, "%  Reading polygons", "millesime-cli import: Cancelled; nothing was written\r\n");

  info = program_run ("info", fixture->project, "--json", NULL);
  assert_contains (info->out, "\"faces\":0,");
  assert_contains (info->out, "\"operation\":1,\"room\"");
  g_assert_cmpuint (n_files (fixture->folder), ==, 2);
}

/* Nothing is left of a territory that was not wanted to the end, in the photos or in the map. */
static void
test_demo (Fixture *fixture, gconstpointer data)
{
  const char *const map[] = { g_getenv ("MLS_CLI"), "demo", fixture->folder, "--faces", "20000", "--no-photos", NULL };
  const char *const photos[] = { g_getenv ("MLS_CLI"), "demo", fixture->folder, NULL };
  static const char line[] = "millesime-cli demo: Cancelled; nothing was written\r\n";

  assert_cancelled (map, "%  Making the demo territory", line);
  g_assert_cmpuint (n_files (fixture->folder), ==, 0);
  assert_cancelled (photos, "%  Making the demo territory", line);
  g_assert_cmpuint (n_files (fixture->folder), ==, 0);
}

/* The findings of the check before are still there. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  const char *const words[] = { g_getenv ("MLS_CLI"), "check", fixture->project, NULL };
  const char *const of_file[] = { g_getenv ("MLS_CLI"), "check", fixture->project, "--file", NULL };
  g_autoptr (Answer) info = NULL;

  program_do ("demo", fixture->folder, "--faces", "20000", "--no-photos", NULL);
  assert_cancelled (words, "%  Checking", "millesime-cli check: Cancelled; nothing was written\r\n");
  assert_cancelled (of_file, "%  Checking", "millesime-cli check: Cancelled; nothing was written\r\n");

  info = program_run ("info", fixture->project, NULL);
  assert_contains (info->out, "Never checked\n");
}

/* Of two samples neither is there. */
static void
test_sample (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = g_build_filename (fixture->folder, "one.gpkg", NULL);
  g_autofree char *two = g_build_filename (fixture->folder, "two.gpkg", NULL);
  const char *const words[] = { g_getenv ("MLS_CLI"), "sample", fixture->project, "--sets", "2", "-o", one, "-o", two, NULL };
  guint n_before;

  program_do ("demo", fixture->folder, "--faces", "20000", "--no-photos", NULL);
  n_before = n_files (fixture->folder);
  assert_cancelled (words, "%  Drawing", "millesime-cli sample: Cancelled; nothing was written\r\n");
  g_assert_cmpuint (n_files (fixture->folder), ==, n_before);
}

#define ADD(name, func) g_test_add ("/cli/cancel/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("import", test_import);
  ADD ("demo", test_demo);
  ADD ("check", test_check);
  ADD ("sample", test_sample);

  return g_test_run ();
}
