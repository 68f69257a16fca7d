/* Looking back through what was done. */

#include "sample.h"
#include "store/operation-search.h"
#include "store/undo.h"
#include "store/vintage.h"

#include <locale.h>

static const Board board = { 4, 3, 20, 2, 0 };

typedef struct
{
  Sample           sample;
  MlsNomenclature *nomenclature;
  MlsRules         rules;
} Desk;

static void
desk_begin (Desk *desk, gconstpointer data)
{
  sample_begin (&desk->sample, &board);
  desk->nomenclature = sample_nomenclature ();
  desk->rules = (MlsRules){ .nomenclature = desk->nomenclature, .vintages = sample_vintages, .n_vintages = 2 };
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  mls_nomenclature_unref (desk->nomenclature);
  sample_end (&desk->sample);
}

static gint64
edit (Desk *desk, const char *author, const char *verb, const char *kind, MlsDelta *delta)
{
  MlsOperationFacts facts = sample_facts;
  g_autoptr (MlsDelta) owned = delta;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  facts.author = author;
  facts.verb = verb;
  facts.kind = kind;
  applied = mls_store_apply (desk->sample.store, owned, &facts, &id, &error);
  g_assert_no_error (error);

  return id;
}

static MlsFace *
face_of (Desk *desk, gint64 id)
{
  g_autoptr (GError) error = NULL;
  MlsFace *face = mls_store_face (desk->sample.store, id, &error);

  g_assert_no_error (error);
  return face;
}

static gint64
recode (Desk *desk, const char *author, const char *kind, gint64 id, const char *cover)
{
  g_autoptr (MlsFace) face = face_of (desk, id);
  g_autofree MlsLabel *labels = g_memdup2 (face->labels, face->n_vintages * sizeof *labels);
  MlsDelta *delta = mls_delta_new ();

  labels[1] = sample_label (cover, "US1.1.3");
  mls_delta_add (delta, mls_face_ref (face), mls_face_with (face, face->id, 0, labels, face->n_vintages));

  return edit (desk, author, "recode", kind, delta);
}

static gint64
split (Desk *desk, const char *author, gint64 id)
{
  g_autoptr (MlsFace) face = face_of (desk, id);

  return edit (desk, author, "split", "change", sample_split (face, 0, 4));
}

/* "7 4 3", in steps of so many looked at. */
static char *
find_in_steps (Desk *desk, const char *text, guint n_looked_at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (desk->sample.path, &error);
  g_autoptr (MlsFilter) filter =
    text != NULL ? mls_filter_parse (text, MLS_FILTER_OF_OPERATIONS, &desk->rules, &error) : NULL;
  GString *found = g_string_new (NULL);
  gint64 before = 0;

  g_assert_no_error (error);
  do
    {
      g_autoptr (GArray) ids = NULL;

      g_assert_true (mls_store_reader_begin (reader, 0, NULL, &error));
      ids = mls_store_reader_find_operations (reader, filter, &before, n_looked_at, G_MAXUINT, &error);
      g_assert_no_error (error);
      mls_store_reader_end (reader);
      for (guint i = 0; i < ids->len; i++)
        g_string_append_printf (found, "%s%" G_GINT64_FORMAT, found->len > 0 ? " " : "", g_array_index (ids, gint64, i));
    }
  while (before != 0);

  return g_string_free (found, FALSE);
}

static void
assert_found (Desk *desk, const char *text, const char *expected)
{
  static const guint steps[] = { 1000, 3, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *found = find_in_steps (desk, text, steps[i]);

      g_test_message ("%s, %u at a time", text, steps[i]);
      g_assert_cmpstr (found, ==, expected);
    }
}

/* 1 makes the project and 2 fills it with faces of 400 m²; 1 and 6 have CS1.1.1 in 2024, 12 has CS6.3.0. */
static void
test_words (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsDelta) undone = NULL;
  g_autoptr (MlsDelta) redone = NULL;

  g_assert_cmpint (recode (desk, "Anna", "change", 1, "CS5.0.0"), ==, 3);
  g_assert_cmpint (recode (desk, "Noa", "correction", 6, "CS6.3.0"), ==, 4);
  g_assert_cmpint (split (desk, "anna", 12), ==, 5);
  undone = mls_store_undo (desk->sample.store, "Noa", NULL, NULL);
  g_assert_nonnull (undone);
  redone = mls_store_redo (desk->sample.store, "Anna", NULL, NULL);
  g_assert_nonnull (redone);

  assert_found (desk, NULL, "7 6 5 4 3 2 1");
  assert_found (desk, "author=Anna", "7 5 3");
  assert_found (desk, "author=Noa !verb=undo", "4");
  assert_found (desk, "verb=split", "5");
  assert_found (desk, "verb=undo or verb=redo", "7 6");
  assert_found (desk, "kind=correction", "4");
  assert_found (desk, "undone", "6 5");
  assert_found (desk, "!undone kind=change", "7 3");
  assert_found (desk, "vintage=24", "7 6 5 4 3");
  assert_found (desk, "vintage=21", "");
  assert_found (desk, "code=CS5.0.0 author=Anna", "3");
  assert_found (desk, "to=CS6.3.0", "6 4");
  assert_found (desk, "to=CS2.1.0 author=Anna", "7 5");
  assert_found (desk, "from=CS2.1.0 verb=undo", "6");
  assert_found (desk, "area>399", "4 3");
  assert_found (desk, "area>0 area<399", "7 6 5");
  assert_found (desk, "zone=700000,6600000,700001,6600001", "3 2");
  assert_found (desk, "zone=700021,6600021,700022,6600022", "4 2");
  assert_found (desk, "zone=700000,6600000,700080,6600060 kind=change", "7 6 5 3");
  assert_found (desk, "zone=600000,6600000,600080,6600060", "");
  assert_found (desk, "author=personne", "");
}

/* The order is that of the history, whatever the clock said, and a day is one by the clock. */
static void
test_clock (Desk *desk, gconstpointer data)
{
  recode (desk, "Anna", "change", 1, "CS2.1.0");
  recode (desk, "Anna", "change", 2, "CS2.1.0");
  recode (desk, "Anna", "change", 3, "CS2.1.0");
  sample_execute (desk->sample.path, "UPDATE operation SET at = '2026-05-01T10:00:00.000Z' WHERE id <= 3;"
                                     "UPDATE operation SET at = '2026-04-01T10:00:00.000Z' WHERE id = 4;"
                                     "UPDATE operation SET at = '2026-05-02T10:00:00.000Z' WHERE id = 5");

  assert_found (desk, "since=2026-05-01", "5 3 2 1");
  assert_found (desk, "until=2026-04-30", "4");
  assert_found (desk, "since=2026-05-01 until=2026-05-01 author=Anna", "3");
}

/* What another program wrote says neither author, kind nor dates: its labels tell. */
static void
test_foreign (Desk *desk, gconstpointer data)
{
  sample_execute (desk->sample.path, "UPDATE coverage SET cs21 = 'CS6.3.0' WHERE fid = 7");
  recode (desk, "Anna", "change", 1, "CS2.1.0");

  assert_found (desk, "verb=foreign", "3");
  assert_found (desk, "author=\"\" verb=foreign", "3");
  assert_found (desk, "to=CS6.3.0", "3");
  assert_found (desk, "vintage=21", "3");
  assert_found (desk, "vintage=21 to=CS6.3.0", "3");
  assert_found (desk, "vintage=24", "4");
  assert_found (desk, "vintage=24 to=CS6.3.0", "");
  assert_found (desk, "!kind=change !kind=correction", "3 2 1");
}

/* A date that came and went leaves the operations that were before and after it, and those alone that are no history of
 * faces. */
static void
test_dates (Desk *desk, gconstpointer data)
{
  const MlsVintage other = { "27", 2027, "2027", 0 };
  const MlsVintage three[] = { sample_vintages[0], sample_vintages[1], other };
  g_autoptr (GError) error = NULL;

  recode (desk, "Anna", "change", 1, "CS2.1.0");
  g_assert_true (mls_store_add_vintage (desk->sample.store, &other, "Anna", NULL, &error));
  g_assert_no_error (error);
  desk->rules.vintages = three;
  desk->rules.n_vintages = 3;
  recode (desk, "Anna", "change", 2, "CS5.0.0");
  assert_found (desk, "to=CS2.1.0 vintage=24", "3");
  assert_found (desk, "to=CS2.1.0 vintage=27", "");
  assert_found (desk, "verb=vintage", "4");

  g_assert_true (mls_store_drop_vintage (desk->sample.store, 2, "Anna", NULL, NULL, &error));
  g_assert_no_error (error);
  desk->rules.vintages = sample_vintages;
  desk->rules.n_vintages = 2;
  assert_found (desk, "verb=vintage", "6 4");
  assert_found (desk, "to=CS5.0.0 vintage=24", "5");
  assert_found (desk, NULL, "6 5 4 3 2 1");
}

/* A reader that stays open sees what is added, and goes on where it was. */
static void
test_going_on (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (desk->sample.path, &error);
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) rest = NULL;
  gint64 before = 0;

  g_assert_no_error (error);
  recode (desk, "Anna", "change", 1, "CS2.1.0");
  recode (desk, "Anna", "change", 2, "CS2.1.0");
  g_assert_true (mls_store_reader_begin (reader, 0, NULL, &error));
  first = mls_store_reader_find_operations (reader, NULL, &before, 100, 2, &error);
  mls_store_reader_end (reader);
  g_assert_cmpuint (first->len, ==, 2);
  g_assert_cmpint (g_array_index (first, gint64, 0), ==, 4);
  g_assert_cmpint (before, ==, 3);

  recode (desk, "Anna", "change", 3, "CS2.1.0");
  g_assert_true (mls_store_reader_begin (reader, 0, NULL, &error));
  rest = mls_store_reader_find_operations (reader, NULL, &before, 100, 100, &error);
  g_assert_cmpuint (rest->len, ==, 2);
  g_assert_cmpint (g_array_index (rest, gint64, 0), ==, 2);
  g_assert_cmpint (before, ==, 0);
  mls_store_reader_end (reader);
}

/* Rows come in the order asked for; what is not there is left out. */
static void
test_read (Desk *desk, gconstpointer data)
{
  static const gint64 ids[] = { 3, 99, 1, 4 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (desk->sample.path, &error);
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (MlsDelta) undone = NULL;

  recode (desk, "Anna", "change", 1, "CS2.1.0");
  undone = mls_store_undo (desk->sample.store, "Noa", NULL, NULL);
  g_assert_true (mls_store_reader_begin (reader, 0, NULL, &error));
  operations = mls_store_reader_read_operations (reader, ids, G_N_ELEMENTS (ids), &error);
  mls_store_reader_end (reader);
  g_assert_no_error (error);

  g_assert_cmpuint (operations->len, ==, 3);
  g_assert_cmpint (((MlsOperation *) g_ptr_array_index (operations, 0))->undone_by, ==, 4);
  g_assert_cmpstr (((MlsOperation *) g_ptr_array_index (operations, 1))->verb, ==, MLS_VERB_CREATE);
  g_assert_cmpint (((MlsOperation *) g_ptr_array_index (operations, 2))->undoes, ==, 3);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/store/history/" name, Desk, NULL, desk_begin, func, desk_end)
  ADD ("words", test_words);
  ADD ("clock", test_clock);
  ADD ("foreign", test_foreign);
  ADD ("dates", test_dates);
  ADD ("going-on", test_going_on);
  ADD ("read", test_read);
#undef ADD

  return g_test_run ();
}
