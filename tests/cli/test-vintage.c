#include "program.h"

#include <locale.h>
#include <string.h>

/* The dates of a project, as the command line lists, adds, changes and drops them. */

typedef struct
{
  char *folder;
  char *project;
} Case;

static void
set_up (Case *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->project = g_build_filename (self->folder, "demo.gpkg", NULL);
  program_do ("demo", self->folder, "--faces", "500", "--no-photos", NULL);
}

static void
tear_down (Case *self, gconstpointer data)
{
  g_free (self->project);
  folder_remove (self->folder);
}

static void
assert_says (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
assert_listed (const Case *self, const char *expected)
{
  g_autoptr (Answer) answer = program_run ("vintage", self->project, NULL);

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpstr (answer->out, ==, expected);
}

static void
assert_left (Answer *answer, int status, const char *says)
{
  g_assert_cmpint (answer->status, ==, status);
  assert_says (answer->err, says);
  answer_free (answer);
}

static void
test_dates (Case *self, gconstpointer data)
{
  g_autoptr (Answer) added = NULL;

  assert_listed (self, "21\t2021\topen\t2021\n24\t2024\topen\t2024\n");
  added = program_run ("vintage", self->project, "add", "2027", "--copy", "24", "--title", "after", "--author", "tester",
                       "--json", NULL);
  g_assert_cmpint (added->status, ==, 0);
  assert_says (added->out, "\"code\":\"27\",\"year\":2027,\"title\":\"after\",\"state\":\"open\"");
  assert_says (added->out, "\"copied_from\":\"24\"");
  program_do ("vintage", self->project, "add", "15", "--author", "tester", NULL);
  program_do ("vintage", self->project, "set", "27", "year=26", "title=", "--author", "tester", NULL);
  program_do ("vintage", self->project, "set", "21", "state=frozen", "title=delivered", "--author", "tester", NULL);
  assert_listed (self, "15\t2015\topen\t2015\n21\t2021\tfrozen\tdelivered\n24\t2024\topen\t2024\n"
                       "26\t2026\topen\t2026\n");
  program_do ("vintage", self->project, "drop", "15", "--author", "tester", NULL);
  program_do ("vintage", self->project, "drop", "26", "--author", "tester", NULL);
  assert_listed (self, "21\t2021\tfrozen\tdelivered\n24\t2024\topen\t2024\n");
  program_do ("check", self->project, NULL);
}

static void
test_misuse (Case *self, gconstpointer data)
{
  assert_left (program_run ("vintage", self->project, "add", "24", "--author", "tester", NULL), 2, "24");
  assert_left (program_run ("vintage", self->project, "add", "x", "--author", "tester", NULL), 2, "x");
  assert_left (program_run ("vintage", self->project, "add", "27", "--copy", "99", "--author", "tester", NULL), 2, "99");
  assert_left (program_run ("vintage", self->project, "add", NULL), 2, "add");
  assert_left (program_run ("vintage", self->project, "set", "99", "state=open", "--author", "tester", NULL), 2, "99");
  assert_left (program_run ("vintage", self->project, "set", "24", "state=shut", "--author", "tester", NULL), 2, "shut");
  assert_left (program_run ("vintage", self->project, "set", "24", "colour=red", "--author", "tester", NULL), 2, "colour");
  assert_left (program_run ("vintage", self->project, "set", "24", "position=1", "--author", "tester", NULL), 2, "position");
  assert_left (program_run ("vintage", self->project, "drop", "24", "--author", "tester", NULL), 1, "2024");
  assert_left (program_run ("vintage", self->project, "sell", NULL), 2, "sell");
  assert_listed (self, "21\t2021\topen\t2021\n24\t2024\topen\t2024\n");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/cli/vintage/dates", Case, NULL, set_up, test_dates, tear_down);
  g_test_add ("/cli/vintage/misuse", Case, NULL, set_up, test_misuse, tear_down);

  return g_test_run ();
}
