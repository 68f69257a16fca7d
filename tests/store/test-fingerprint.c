/* What a fingerprint depends on, and what it does not. */

#include "sample.h"
#include "store/bulk.h"
#include "store/error.h"
#include "store/fingerprint.h"
#include "store/undo.h"
#include "store/version.h"

#include <locale.h>
#include <string.h>

static const Board board = { 6, 5, 30, 3, 900 };

static char *
take (const Sample *sample, gint64 operation)
{
  g_autoptr (GError) error = NULL;
  char *fingerprint = mls_fingerprint_take (sample->path, operation, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (fingerprint), ==, MLS_FINGERPRINT_LENGTH);

  return fingerprint;
}

static void
assert_same (const Sample *a, const Sample *b)
{
  g_autofree char *of_a = take (a, 0);
  g_autofree char *of_b = take (b, 0);

  g_assert_cmpstr (of_a, ==, of_b);
}

static gboolean
collect (const MlsFace *face, gpointer faces)
{
  g_ptr_array_add (faces, mls_face_ref (face));

  return TRUE;
}

/* The same faces from the last one to the first, with other ids, by another author, the edge from elsewhere. */
static void
begin_backwards (Sample *sample)
{
  const MlsOperationFacts facts = { .author = "another", .verb = MLS_VERB_IMPORT };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (GArray) edge = sample_edge (&board);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsBulk) bulk = NULL;
  guint half = edge->len / 2;

  sample_begin (sample, NULL);
  sample_each_cell (&board, collect, cells);
  bulk = mls_bulk_begin (sample->store, &facts, &error);
  g_assert_no_error (error);
  for (guint i = cells->len; i-- > 0;)
    {
      const MlsFace *cell = g_ptr_array_index (cells, i);
      g_autoptr (MlsFace) other = mls_face_with (cell, 1000 + (gint64) (cells->len - i), 0, cell->labels, 2);

      g_assert_true (mls_bulk_add_face (bulk, other, &error));
    }
  g_assert_true (mls_bulk_add_edge (bulk, &(MlsEdge){ 0, &g_array_index (edge, MlsPoint, half), edge->len - half }, &error));
  g_assert_true (mls_bulk_add_edge (bulk, &(MlsEdge){ 0, &g_array_index (edge, MlsPoint, 0), half + 1 }, &error));
  g_assert_true (mls_bulk_commit (bulk, NULL, &error));
}

static void
test_order (void)
{
  Sample forwards, backwards;

  sample_begin (&forwards, &board);
  begin_backwards (&backwards);
  assert_same (&forwards, &backwards);
  sample_end (&forwards);
  sample_end (&backwards);
}

static MlsDelta *
split (const Sample *sample, gboolean is_cut)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFace) face = mls_store_face (sample->store, 9, &error);
  g_autoptr (MlsDelta) delta = sample_split (face, 1, 6);
  const MlsChange *change = &g_array_index (delta->changes, MlsChange, 1);
  MlsDelta *cut = mls_delta_new ();

  mls_delta_add (cut, mls_face_ref (face), mls_face_ref (g_array_index (delta->changes, MlsChange, 0).after));
  mls_delta_add (cut, NULL, mls_face_with (change->after, -1, 0, is_cut ? face->labels : change->after->labels, 2));

  return cut;
}

/* What was done and undone, and where a face is cut without being two. */
static void
test_history (void)
{
  Sample plain, edited;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  g_autoptr (MlsDelta) cut = NULL;

  sample_begin (&plain, &board);
  sample_begin (&edited, &board);
  delta = split (&edited, FALSE);
  sample_apply (edited.store, delta);
  undone = mls_store_undo (edited.store, "tester", NULL, &error);
  g_assert_no_error (error);
  assert_same (&plain, &edited);

  cut = split (&edited, TRUE);
  sample_apply (edited.store, cut);
  g_assert_cmpint (sample_query (edited.path, "SELECT count (*) FROM coverage"), ==, 31);
  assert_same (&plain, &edited);
  sample_end (&plain);
  sample_end (&edited);
}

static void
assert_differs (const Sample *sample, GHashTable *seen)
{
  g_assert_true (g_hash_table_add (seen, take (sample, 0)));
}

static void
say (Sample *sample, gint64 fid, guint vintage, MlsField field, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFace) face = mls_store_face (sample->store, fid, &error);
  MlsLabel labels[2] = { face->labels[0], face->labels[1] };
  g_autoptr (MlsDelta) delta = mls_delta_new ();

  labels[vintage].field[field] = text != NULL ? g_quark_from_string (text) : 0;
  mls_delta_add (delta, mls_face_ref (face), mls_face_with (face, fid, 0, labels, 2));
  sample_apply (sample->store, delta);
}

static MlsFace *
with_moved (const MlsFace *face, MlsPoint from, MlsPoint to)
{
  g_autofree MlsPoint *points = g_memdup2 (face->points, face->n_points * sizeof (MlsPoint));
  MlsRing ring = { points, face->n_points };

  for (guint i = 0; i < face->n_points; i++)
    if (mls_point_equal (points[i], from))
      points[i] = to;

  return mls_face_new (face->id, &ring, 1, face->labels, face->n_vintages);
}

/* A vertex that some faces share, by a millimetre. */
static void
nudge (Sample *sample)
{
  g_autoptr (GPtrArray) faces = sample_faces (sample->store);
  MlsPoint from = ((const MlsFace *) g_ptr_array_index (faces, 8))->points[4];
  MlsPoint to = { from.x + 1, from.y };
  g_autoptr (MlsDelta) delta = mls_delta_new ();

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);
      g_autoptr (MlsFace) moved = with_moved (face, from, to);

      if (!mls_face_same_rings (face, moved))
        mls_delta_add (delta, mls_face_ref (face), mls_face_ref (moved));
    }
  g_assert_cmpuint (delta->changes->len, >=, 2);
  sample_apply (sample->store, delta);
}

static void
test_differs (void)
{
  Sample sample;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  assert_differs (&sample, seen);
  for (guint v = 0; v < 2; v++)
    for (int f = MLS_FIELD_DOUBT; f < MLS_N_FIELDS; f++)
      {
        say (&sample, 7, v, (MlsField) f, "x");
        assert_differs (&sample, seen);
      }
  say (&sample, 7, 0, MLS_FIELD_COMMENT, NULL);
  assert_differs (&sample, seen);
  say (&sample, 7, 1, MLS_FIELD_COVER, NULL);
  assert_differs (&sample, seen);
  say (&sample, 7, 1, MLS_FIELD_COVER, "CS2.1.0");
  assert_differs (&sample, seen);
  nudge (&sample);
  assert_differs (&sample, seen);

  /* A date without a label is a date all the same; and what a code means is part of the map. */
  g_assert_true (mls_store_add_vintage (sample.store, &(MlsVintage){ .code = "27", .year = 2027 }, "tester", NULL, &error));
  assert_differs (&sample, seen);
  sample_execute (sample.path, "INSERT OR REPLACE INTO setting VALUES ('nomenclature.name', 'another')");
  assert_differs (&sample, seen);
  sample_execute (sample.path, "UPDATE cover SET state = 'tolerated' WHERE code = 'CS5.0.0'");
  assert_differs (&sample, seen);
  sample_end (&sample);
}

static void
test_same_text_elsewhere (void)
{
  Sample a, b;
  g_autofree char *of_a = NULL;
  g_autofree char *of_b = NULL;

  sample_begin (&a, &board);
  sample_begin (&b, &board);
  say (&a, 7, 0, MLS_FIELD_SOURCE, "x");
  say (&b, 7, 0, MLS_FIELD_COMMENT, "x");
  of_a = take (&a, 0);
  of_b = take (&b, 0);
  g_assert_cmpstr (of_a, !=, of_b);
  sample_end (&a);
  sample_end (&b);
}

/* What was sealed stays what it was, whatever comes after. */
static void
test_past (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  const MlsVersion *version;
  gint64 operation;

  sample_begin (&sample, &board);
  say (&sample, 3, 1, MLS_FIELD_COVER, "CS2.1.0");
  g_assert_true (mls_store_settle (sample.store, &operation, &error));
  first = take (&sample, 0);
  g_assert_true (mls_store_add_delivery (sample.store, "lot 1", "tester", "to the region", operation, first, &error));
  say (&sample, 4, 1, MLS_FIELD_COVER, "CS2.1.0");
  nudge (&sample);
  g_assert_true (mls_store_add_vintage (sample.store, &(MlsVintage){ .code = "27", .year = 2027 }, "tester", NULL, &error));

  versions = mls_store_list_versions (sample.store, &error);
  g_assert_cmpuint (versions->len, ==, 1);
  version = g_ptr_array_index (versions, 0);
  g_assert_cmpstr (version->name, ==, "lot 1");
  g_assert_cmpstr (version->message, ==, "to the region");
  g_assert_cmpint (version->operation, ==, operation);
  g_assert_cmpstr (version->fingerprint, ==, first);
  again = take (&sample, operation);
  g_assert_cmpstr (again, ==, first);
  sample_end (&sample);
}

static void
test_refused (void)
{
  Sample sample;
  g_autofree char *fingerprint = NULL;
  GError *error = NULL;

  sample_begin (&sample, &board);
  fingerprint = take (&sample, 0);
  g_assert_false (mls_store_add_delivery (sample.store, "lot", "tester", NULL, 99, fingerprint, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);
  g_assert_false (mls_store_add_delivery (sample.store, "", "tester", NULL, 2, fingerprint, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_true (mls_store_add_delivery (sample.store, "lot", "tester", NULL, 2, fingerprint, &error));
  g_assert_false (mls_store_add_delivery (sample.store, "lot", "tester", NULL, 2, fingerprint, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  sample_end (&sample);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return FALSE;
}

static void
test_cancelled (void)
{
  static const Board many = { 65, 65, 20, 1, 0 };
  Sample sample;
  GError *error = NULL;

  sample_begin (&sample, &many);
  g_assert_null (mls_fingerprint_take (sample.path, 0, give_up, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  g_clear_error (&error);
  sample_end (&sample);
}

#define DIGITS "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
test_words (void)
{
  g_autofree char *spaced = mls_fingerprint_read ("0123 4567 89AB CDEF 0123 4567 89ab cdef\n"
                                                  "0123 4567 89ab cdef 0123 4567 89ab cdef ");
  g_autofree char *shortened = mls_fingerprint_short (DIGITS);

  g_assert_cmpstr (spaced, ==, DIGITS);
  g_assert_cmpstr (shortened, ==, "0123 4567 89ab");
  g_assert_null (mls_fingerprint_read (""));
  g_assert_null (mls_fingerprint_read ("0123 4567 89ab"));
  g_assert_null (mls_fingerprint_read (DIGITS "0"));
  g_assert_null (mls_fingerprint_read ("g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fingerprint/order", test_order);
  g_test_add_func ("/fingerprint/history", test_history);
  g_test_add_func ("/fingerprint/differs", test_differs);
  g_test_add_func ("/fingerprint/same-text-elsewhere", test_same_text_elsewhere);
  g_test_add_func ("/fingerprint/past", test_past);
  g_test_add_func ("/fingerprint/refused", test_refused);
  g_test_add_func ("/fingerprint/cancelled", test_cancelled);
  g_test_add_func ("/fingerprint/words", test_words);

  return g_test_run ();
}
