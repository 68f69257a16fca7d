/* What was done, as the command line tells it. */

#include "../store/sample.h"
#include "program.h"
#include "store/undo.h"
#include "store/zone.h"

#include <locale.h>

static const Board board = { 4, 3, 20, 2, 0 };

static void
edit (Sample *sample, const char *author, const char *verb, const char *kind, MlsDelta *delta)
{
  MlsOperationFacts facts = sample_facts;
  g_autoptr (MlsDelta) owned = delta;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GError) error = NULL;

  facts.author = author;
  facts.verb = verb;
  facts.kind = kind;
  facts.summary = NULL;
  applied = mls_store_apply (sample->store, owned, &facts, NULL, &error);
  g_assert_no_error (error);
}

/* A recode, a split, an undo of it, and what another program wrote; an hour each, but for a clock that was set back. */
static void
desk_begin (Sample *sample, gconstpointer data)
{
  g_autoptr (MlsFace) first = NULL;
  g_autoptr (MlsFace) last = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  g_autoptr (MlsZone) zone = mls_zone_read ("700020,6600020,700040,6600040");

  sample_begin (sample, &board);
  first = mls_store_face (sample->store, 1, NULL);
  last = mls_store_face (sample->store, 12, NULL);
  edit (sample, "Anna", "recode", "change", sample_recode (first, "CS5.0.0", "US1.1.3"));
  edit (sample, "Noa", "split", "correction", sample_split (last, 0, 4));
  undone = mls_store_undo (sample->store, "Léa B.", NULL, NULL);
  g_assert_nonnull (undone);
  g_assert_true (mls_store_set_zone (sample->store, "Anna", zone, NULL));
  mls_store_free (g_steal_pointer (&sample->store));
  sample_execute (sample->path, "UPDATE coverage SET cs21 = 'CS2.1.0' WHERE fid = 6;"
                                "UPDATE operation SET at = printf ('2026-05-01T%02d:00:00.000Z', 6 + id);"
                                "UPDATE operation SET at = '2026-04-01T12:00:00.000Z' WHERE id = 4");
}

static void
desk_end (Sample *sample, gconstpointer data)
{
  sample_end (sample);
}

#define CREATE  "1\t2026-05-01T07:00:00.000Z\ttester\tcreate\n"
#define IMPORT  "2\t2026-05-01T08:00:00.000Z\ttester\timport\n"
#define RECODE  "3\t2026-05-01T09:00:00.000Z\tAnna\trecode · change\n"
#define SPLIT   "4\t2026-04-01T12:00:00.000Z\tNoa\tsplit · correction\n"
#define UNDO    "5\t2026-05-01T11:00:00.000Z\tLéa B.\tundo · correction 4\n"
#define FOREIGN "6\t2026-05-01T12:00:00.000Z\t\tforeign\n"

static void
assert_answer (Answer *answer, const char *out)
{
  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpstr (answer->out, ==, out);
  answer_free (answer);
}

static void
test_all (Sample *sample, gconstpointer data)
{
  assert_answer (program_run ("log", sample->path, NULL), CREATE IMPORT RECODE SPLIT UNDO FOREIGN);
  assert_answer (program_run ("log", sample->path, "--newest", NULL), FOREIGN UNDO SPLIT RECODE IMPORT CREATE);
  assert_answer (program_run ("log", sample->path, "--limit", "2", NULL), UNDO FOREIGN);
  assert_answer (program_run ("log", sample->path, "--limit", "2", "--newest", NULL), FOREIGN UNDO);
  assert_answer (program_run ("log", sample->path, "--after", "4", NULL), UNDO FOREIGN);
  assert_answer (program_run ("log", sample->path, "--after", "4", "--limit", "1", NULL), FOREIGN);
  assert_answer (program_run ("log", sample->path, "--after", "6", NULL), "");
}

static void
test_options (Sample *sample, gconstpointer data)
{
  assert_answer (program_run ("log", sample->path, "--author", "anna", NULL), RECODE);
  assert_answer (program_run ("log", sample->path, "--author", "Léa B.", NULL), UNDO);
  assert_answer (program_run ("log", sample->path, "--verb", "split", NULL), SPLIT);
  assert_answer (program_run ("log", sample->path, "--kind", "correction", NULL), SPLIT UNDO);
  assert_answer (program_run ("log", sample->path, "--kind", "correction", "--undone", NULL), SPLIT);
  assert_answer (program_run ("log", sample->path, "--class", "CS2.1.0", NULL), SPLIT UNDO FOREIGN);
  assert_answer (program_run ("log", sample->path, "--class", "CS2.1.0", "--vintage", "2024", NULL), SPLIT UNDO);
  assert_answer (program_run ("log", sample->path, "--vintage", "21", NULL), FOREIGN);
  assert_answer (program_run ("log", sample->path, "--zone", "Anna", NULL), IMPORT FOREIGN);
  assert_answer (program_run ("log", sample->path, "--zone", "POLYGON ((700001 6600001, 700002 6600001, 700001 6600002))", NULL),
                 IMPORT RECODE);
  assert_answer (program_run ("log", sample->path, "--box", "700001,6600001,700002,6600002", "--author", "Anna", NULL), RECODE);
  assert_answer (program_run ("log", sample->path, "--from", "2026-05-01T00:00", "--limit", "3", NULL), RECODE UNDO FOREIGN);
  assert_answer (program_run ("log", sample->path, "--to", "2026-04-30", NULL), SPLIT);
}

static void
test_filter (Sample *sample, gconstpointer data)
{
  assert_answer (program_run ("log", sample->path, "auteur=Anna ou verb=foreign", NULL), RECODE FOREIGN);
  assert_answer (program_run ("log", sample->path, "de=CS1.1.1 vers=CS5.0.0 or area>300 !verb=foreign", NULL), RECODE);
}

static void
test_areas (Sample *sample, gconstpointer data)
{
  assert_answer (program_run ("log", sample->path, "--areas", "--author", "Anna", NULL),
                 "3\t2026-05-01T09:00:00.000Z\tAnna\trecode · change\t24 CS1.1.1 US1.1.3 > CS5.0.0 US1.1.3 400.0000000\n");
  assert_answer (program_run ("log", sample->path, "--areas", "--verb", "import", NULL), IMPORT);
  assert_answer (program_run ("log", sample->path, "--areas", "--json", "verb=split or verb=undo or author=tester", NULL),
                 "{\"operation\":1,\"at\":\"2026-05-01T07:00:00.000Z\",\"author\":\"tester\",\"verb\":\"create\",\"vintages\":[]}\n"
                 "{\"operation\":2,\"at\":\"2026-05-01T08:00:00.000Z\",\"author\":\"tester\",\"verb\":\"import\",\"vintages\":[],"
                 "\"box\":[700000,6600000,700080,6600060]}\n"
                 "{\"operation\":4,\"at\":\"2026-04-01T12:00:00.000Z\",\"author\":\"Noa\",\"verb\":\"split\","
                 "\"kind\":\"correction\",\"vintages\":[\"24\"],\"dimension\":\"cover\",\"undone_by\":5,"
                 "\"box\":[700060,6600040,700080,6600060],\"changed_m2\":200.0000000,\"flows\":[{\"vintage\":\"24\","
                 "\"from\":\"CS6.3.0 US1.1.3\",\"to\":\"CS2.1.0 US1.1.3\",\"area_m2\":200.0000000}]}\n"
                 "{\"operation\":5,\"at\":\"2026-05-01T11:00:00.000Z\",\"author\":\"Léa B.\",\"verb\":\"undo\","
                 "\"kind\":\"correction\",\"vintages\":[\"24\"],\"dimension\":\"cover\",\"undoes\":4,"
                 "\"box\":[700060,6600040,700080,6600060],\"changed_m2\":200.0000000,\"flows\":[{\"vintage\":\"24\","
                 "\"from\":\"CS2.1.0 US1.1.3\",\"to\":\"CS6.3.0 US1.1.3\",\"area_m2\":200.0000000}]}\n");
}

/* While another process has the project open and writes. */
static void
test_beside (Sample *sample, gconstpointer data)
{
  g_autoptr (MlsFace) face = NULL;

  sample_reopen (sample);
  face = mls_store_face (sample->store, 2, NULL);
  edit (sample, "Zoé", "recode", "change", sample_recode (face, "CS2.1.0", "US1.1.3"));
  sample_execute (sample->path, "UPDATE operation SET at = '2026-05-02T09:00:00.000Z' WHERE id = 7");

  assert_answer (program_run ("log", sample->path, "--author", "Zoé", NULL),
                 "7\t2026-05-02T09:00:00.000Z\tZoé\trecode · change\n");
  assert_answer (program_run ("log", sample->path, "--class", "CS2.1.0", "--limit", "1", NULL),
                 "7\t2026-05-02T09:00:00.000Z\tZoé\trecode · change\n");
}

/* Wrong calls say what is wrong with them, and write nothing. */
static void
test_misuse (Sample *sample, gconstpointer data)
{
  static const struct
  {
    const char *words[3];
    const char *message;
  } cases[] = {
    { { "--kind", "what" }, "millesime-cli log: Word 1, “kind=what”: a kind is “change” or “correction”\n" },
    { { "--class", "CS9" }, "millesime-cli log: Word 1, “code=CS9”: there is no such code\n" },
    { { "--vintage", "18" }, "millesime-cli log: Word 1, “vintage=18”: the project has no such vintage\n" },
    { { "--from", "May" },
      "millesime-cli log: Word 1, “since=May”: a date is written 2026-11-01, or 2026-11-01T14:30\n" },
    { { "--limit", "-1" }, "millesime-cli log: There are no fewer operations than none\n" },
    { { "--undone", "verb=split" },
      "millesime-cli log: What is asked for is said by a filter or by options, not by both\n" },
    { { "finding" }, "millesime-cli log: Word 1, “finding”: this is not said of what was done\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer = program_run ("log", sample->path, cases[i].words[0], cases[i].words[1], NULL);

      g_assert_cmpstr (answer->out, ==, "");
      g_assert_cmpstr (answer->err, ==, cases[i].message);
      g_assert_cmpint (answer->status, ==, 2);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/cli/log/" name, Sample, NULL, desk_begin, func, desk_end)
  ADD ("all", test_all);
  ADD ("options", test_options);
  ADD ("filter", test_filter);
  ADD ("areas", test_areas);
  ADD ("beside", test_beside);
  ADD ("misuse", test_misuse);
#undef ADD

  return g_test_run ();
}
