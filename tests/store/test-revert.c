/* Edits long past are taken back, and states brought back: all of it or nothing, and never anything else. */

#include "coverage/error.h"
#include "sample.h"
#include "store/error.h"
#include "store/revert.h"
#include "store/store-private.h"
#include "store/undo.h"

#include <locale.h>

static const Board board = { 8, 8, 20, 4, 0 };

/* The map after each of so many random operations, the first of which is the one there is already. */
typedef struct
{
  Sample     sample;
  GArray    *ids;    /* (element-type gint64) */
  GPtrArray *prints; /* (element-type utf8) */
} Course;

static void
note_state (Course *course, gint64 id)
{
  g_array_append_val (course->ids, id);
  g_ptr_array_add (course->prints, sample_fingerprint (course->sample.path));
}

static void
course_begin (Course *course, guint n)
{
  sample_begin (&course->sample, &board);
  course->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  course->prints = g_ptr_array_new_with_free_func (g_free);
  note_state (course, mls_store_last_operation (course->sample.store, NULL));

  while (course->ids->len < n)
    {
      g_autoptr (MlsDelta) delta = sample_random_delta (course->sample.store);
      g_autoptr (MlsDelta) applied = NULL;
      gint64 id;

      applied = delta != NULL ? mls_store_apply (course->sample.store, delta, &sample_facts, &id, NULL) : NULL;
      if (applied != NULL)
        note_state (course, id);
    }
}

static void
course_end (Course *course)
{
  g_array_unref (course->ids);
  g_ptr_array_unref (course->prints);
  sample_end (&course->sample);
}

static gint64
id_of (const Course *course, guint i)
{
  return g_array_index (course->ids, gint64, i);
}

static void
expect_state (const Course *course, guint i)
{
  g_autofree char *print = sample_fingerprint (course->sample.path);

  g_assert_cmpstr (print, ==, g_ptr_array_index (course->prints, i));
}

static void
undo (Course *course)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) undone = mls_store_undo (course->sample.store, "tester", NULL, &error);

  g_assert_no_error (error);
}

static void
check_area (Course *course)
{
  g_autoptr (GPtrArray) faces = sample_faces (course->sample.store);
  MlsArea2 sum = 0;

  for (guint i = 0; i < faces->len; i++)
    sum += mls_face_area2 (g_ptr_array_index (faces, i));
  g_assert_true (sum == 2 * (MlsArea2) 160000 * 160000);
}

static void
test_restore (void)
{
  Course course;

  course_begin (&course, 40);
  for (int tries = 0; tries < 20; tries++)
    {
      guint i = (guint) g_test_rand_int_range (0, 40);
      g_autoptr (GError) error = NULL;
      g_autofree char *now = sample_fingerprint (course.sample.path);
      g_autofree char *back = NULL;
      g_autoptr (MlsDelta) applied =
          mls_store_restore (course.sample.store, id_of (&course, i), NULL, "tester", NULL, &error);

      g_assert_true ((applied == NULL) == g_str_equal (now, g_ptr_array_index (course.prints, i)));
      if (applied == NULL)
        g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
      expect_state (&course, i);
      if (applied != NULL)
        undo (&course);
      back = sample_fingerprint (course.sample.path);
      g_assert_cmpstr (back, ==, now);
    }
  course_end (&course);
}

static void
test_all_since (void)
{
  Course course;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (MlsOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  course_begin (&course, 30);
  applied = mls_store_revert (course.sample.store, &g_array_index (course.ids, gint64, 11), 19, "somebody else", &id, NULL, &error);
  g_assert_no_error (error);
  expect_state (&course, 10);

  operation = mls_store_operation (course.sample.store, id, NULL);
  g_assert_cmpstr (operation->verb, ==, "revert");
  g_assert_cmpstr (operation->author, ==, "somebody else");
  g_assert_true (g_str_has_prefix (operation->summary, "13, 14, 15"));
  undo (&course);
  expect_state (&course, 29);
  course_end (&course);
}

/* Of an edit, its undo and its redo one is left to be taken back, of an edit and its undo none. */
static void
test_undone (void)
{
  Course course;
  g_autoptr (MlsDelta) redone = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (MlsOperation) operation = NULL;
  g_autoptr (GArray) targets = NULL;
  g_autoptr (GError) error = NULL;
  gint64 last, id;

  course_begin (&course, 5);
  undo (&course);
  undo (&course);
  redone = mls_store_redo (course.sample.store, "tester", &last, &error);
  g_assert_no_error (error);
  expect_state (&course, 3);

  gint64 all[] = { last, last - 1, last - 2, id_of (&course, 4), id_of (&course, 3), id_of (&course, 2) };
  applied = mls_store_revert (course.sample.store, all, G_N_ELEMENTS (all), "tester", &id, NULL, &error);
  g_assert_no_error (error);
  expect_state (&course, 1);

  operation = mls_store_operation (course.sample.store, id, NULL);
  targets = mls_operation_list_targets (operation);
  g_assert_cmpuint (targets->len, ==, 2);
  g_assert_cmpint (g_array_index (targets, gint64, 0), ==, id_of (&course, 2));
  g_assert_cmpint (g_array_index (targets, gint64, 1), ==, last);

  g_clear_pointer (&applied, mls_delta_unref);
  applied = mls_store_revert (course.sample.store, all + 2, 2, "tester", NULL, NULL, &error);
  g_assert_null (applied);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  course_end (&course);
}

/* One in the midst of others: done as a whole, or not at all. */
static void
test_some (void)
{
  guint n_done = 0, n_clashes = 0;

  for (int round = 0; round < 10; round++)
    {
      Course course;

      course_begin (&course, 25);
      for (guint i = 1; i < 25; i++)
        {
          g_autoptr (GError) error = NULL;
          MlsRevertClash clash;
          g_autoptr (MlsDelta) applied =
              mls_store_revert (course.sample.store, &g_array_index (course.ids, gint64, i), 1, "tester", NULL, &clash, &error);

          check_area (&course);
          if (applied != NULL)
            {
              n_done++;
              undo (&course);
            }
          else if (!g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING))
            {
              g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_CLASH);
              g_assert_cmpint (clash.where.x, >=, BOARD_X);
              g_assert_cmpint (clash.where.x, <=, BOARD_X + 160000);
              g_assert_cmpint (clash.operation, ==, id_of (&course, i));
              g_assert_cmpint (clash.later, >, clash.operation);
              n_clashes++;
            }
          expect_state (&course, 24);
        }
      course_end (&course);
    }

  g_test_message ("%u taken back, %u clashes", n_done, n_clashes);
  g_assert_cmpuint (n_done, >, 100);
  g_assert_cmpuint (n_clashes, >, 0);
}

/* Takes back one, or says what stands in its way; nothing may be left of it any more, which is as well. */
static gint64
take_back (Course *course, gint64 id)
{
  g_autoptr (GError) error = NULL;
  MlsRevertClash clash;
  g_autoptr (MlsDelta) applied = mls_store_revert (course->sample.store, &id, 1, "tester", NULL, &clash, &error);

  check_area (course);
  if (applied == NULL && clash.later == 0)
    g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  if (applied == NULL && clash.later != 0)
    g_assert_cmpint (clash.later, >, id);

  return applied != NULL ? 0 : clash.later;
}

/* Takes back what stands in the way, as it is named, and what stands in the way of that, until @id is taken back too. Two of
 * which each was done and taken back around the other go round in a circle, which is no way.
 */
static gboolean
clear_the_way (Course *course, gint64 id, guint *n_before)
{
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (way, id);
  for (guint n = 0; n < 60 && way->len > 0; n++)
    {
      gint64 later = take_back (course, g_array_index (way, gint64, way->len - 1));

      if (later != 0)
        g_array_append_val (way, later);
      else
        g_array_set_size (way, way->len - 1);
      *n_before += later != 0;
    }

  return way->len == 0;
}

/* Whoever takes back what is named comes to the end of it; in a circle there is still the state before all of it. */
static void
test_way (void)
{
  guint n_before = 0;

  for (int round = 0; round < 10 || (n_before == 0 && round < 100); round++)
    {
      guint i = (guint) g_test_rand_int_range (1, 12);
      Course course;

      course_begin (&course, 25);
      if (!clear_the_way (&course, id_of (&course, i), &n_before))
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (MlsDelta) applied =
            mls_store_restore (course.sample.store, id_of (&course, i - 1), NULL, "tester", NULL, &error);

          g_test_message ("operation %u: a circle", i + 1);
          g_assert_no_error (error);
          expect_state (&course, i - 1);
        }
      course_end (&course);
    }

  g_test_message ("%u taken back before", n_before);
  g_assert_cmpuint (n_before, >, 0);
}

/* In words, and by name. */
static void
test_named (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;
  MlsRevertClash clash;
  gint64 first;

  sample_begin (&sample, &board);
  first = mls_store_last_operation (sample.store, NULL) + 1;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (MlsFace) face = mls_store_face (sample.store, 1, NULL);
      g_autoptr (MlsDelta) delta = sample_recode (face, i == 0 ? "CS2.1.0" : "CS1.1.1", "US1.1.3");

      sample_apply (sample.store, delta);
    }

  g_assert_null (mls_store_revert (sample.store, &first, 1, "tester", NULL, &clash, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_assert_cmpint (clash.operation, ==, first);
  g_assert_cmpint (clash.later, ==, first + 1);
  expected = g_strdup_printf ("Operation %d cannot be taken back alone: operation %d has changed the same ground since",
                              (int) first, (int) first + 1);
  g_assert_cmpstr (error->message, ==, expected);
  sample_end (&sample);
}

static void
test_zone (void)
{
  Sample sample;
  static const MlsPoint corners[] = { { BOARD_X, BOARD_Y }, { BOARD_X + 19000, BOARD_Y }, { BOARD_X + 19000, BOARD_Y + 19000 },
                                      { BOARD_X, BOARD_Y + 19000 } };
  const MlsRing ring = { corners, G_N_ELEMENTS (corners) };
  g_autoptr (MlsZone) zone = mls_zone_new (&ring, 1);
  g_autoptr (MlsFace) first = NULL;
  g_autoptr (MlsFace) last = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GError) error = NULL;
  gint64 state;

  sample_begin (&sample, &board);
  state = mls_store_last_operation (sample.store, NULL);
  for (gint64 id = 1; id <= 64; id += 63)
    {
      g_autoptr (MlsFace) face = mls_store_face (sample.store, id, NULL);
      g_autoptr (MlsDelta) delta = sample_recode (face, "CS2.1.0", "US1.1.3");

      sample_apply (sample.store, delta);
    }

  applied = mls_store_restore (sample.store, state, zone, "tester", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (applied->changes->len, ==, 1);
  first = mls_store_face (sample.store, 1, NULL);
  last = mls_store_face (sample.store, 64, NULL);
  g_assert_cmpstr (g_quark_to_string (first->labels[1].field[MLS_FIELD_COVER]), !=, "CS2.1.0");
  g_assert_cmpstr (g_quark_to_string (last->labels[1].field[MLS_FIELD_COVER]), ==, "CS2.1.0");
  sample_end (&sample);
}

static void
expect_error (MlsStore *store, gint64 id, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = mls_store_revert (store, &id, 1, "tester", NULL, NULL, &error);

  g_assert_null (applied);
  g_assert_error (error, MLS_STORE_ERROR, code);
}

static void
test_refused (void)
{
  static const MlsVintage vintage = { "27", 2027, NULL, 0 };
  Course course;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GError) error = NULL;

  course_begin (&course, 3);
  undo (&course);
  expect_error (course.sample.store, id_of (&course, 0), MLS_STORE_ERROR_REFUSED);
  expect_error (course.sample.store, id_of (&course, 2), MLS_STORE_ERROR_NOTHING);
  expect_error (course.sample.store, 1000, MLS_STORE_ERROR_NOTHING);

  mls_store_add_vintage (course.sample.store, &vintage, "tester", NULL, NULL);
  applied = mls_store_restore (course.sample.store, id_of (&course, 0), NULL, "tester", NULL, &error);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED);
  course_end (&course);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/revert/restore", test_restore);
  g_test_add_func ("/store/revert/all-since", test_all_since);
  g_test_add_func ("/store/revert/undone", test_undone);
  g_test_add_func ("/store/revert/some", test_some);
  g_test_add_func ("/store/revert/way", test_way);
  g_test_add_func ("/store/revert/named", test_named);
  g_test_add_func ("/store/revert/zone", test_zone);
  g_test_add_func ("/store/revert/refused", test_refused);

  return g_test_run ();
}
