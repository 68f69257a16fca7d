#include "document/story.h"

#include "sample.h"
#include "store/error.h"

#include <locale.h>

static const Board board = { 3, 3, 100, 2, 0 };

typedef struct
{
  Sample      sample;
  MlsProject *project;
} Desk;

static MlsPoint
at (double x, double y)
{
  return (MlsPoint){ BOARD_X + (gint64) (x * MLS_MM_PER_M), BOARD_Y + (gint64) (y * MLS_MM_PER_M) };
}

static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  sample_execute (desk->sample.path,
                  "UPDATE coverage SET cs21 = 'CS6.3.0', us21 = 'US1.1.3', cs24 = 'CS6.3.0', us24 = 'US1.1.3';"
                  "UPDATE coverage SET cs21 = NULL, us21 = NULL WHERE fid = 9");
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
  sample_end (&desk->sample);
}

static void
edit (Desk *desk, const char *author, const MlsGesture *gesture, const char *cover)
{
  const MlsIntent intent = { .vintage = 1,
                             .vintages = MLS_VINTAGE (1),
                             .dimension = MLS_DIMENSION_PAIR,
                             .pair = { g_quark_from_string (cover), g_quark_from_string ("US1.1.3") } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProposal) proposal = mls_project_propose (desk->project, gesture, &intent, &error);
  g_autoptr (MlsDelta) delta = NULL;
  gint64 operation;

  g_assert_no_error (error);
  g_assert_true (mls_proposal_is_ok (proposal));
  mls_project_set_author (desk->project, author);
  delta = mls_project_commit (desk->project, proposal->plan, 0, &operation, &error);
  g_assert_no_error (error);
}

/* A line for each date, and what was done. */
static void
assert_story (Desk *desk, MlsPoint place, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStory) story = mls_story_read (desk->project, place, MLS_DIMENSION_COVER, &error);
  g_autoptr (GString) lines = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < story->dates->len; i++)
    {
      const MlsStoryDate *date = g_ptr_array_index (story->dates, i);

      g_string_append_printf (lines, "%u %s %g", date->vintage,
                              g_quark_to_string (date->label.field[MLS_FIELD_COVER]) != NULL
                                  ? g_quark_to_string (date->label.field[MLS_FIELD_COVER])
                                  : "-",
                              mls_area2_to_m2 (date->area2));
      if (date->change != NULL)
        g_string_append_printf (lines, " %s %s", date->change->verb, date->change->author);
      g_string_append_c (lines, '\n');
    }
  for (guint i = 0; i < story->operations->len; i++)
    {
      const MlsOperation *operation = g_ptr_array_index (story->operations, i);

      g_string_append_printf (lines, "%s%s", i > 0 ? " " : "", operation->verb);
    }

  g_assert_cmpstr (lines->str, ==, expected);
}

/* What only moved a border, or cut the ground elsewhere, has given it no label; what gave it one says so whoever came
 * later. */
static void
test_changes (Desk *desk, gconstpointer data)
{
  const MlsPoint line[] = { at (150, 300), at (150, 0) };
  const MlsPoint west = at (50, 150);
  const MlsPoint east = at (250, 150);

  assert_story (desk, at (50, 50), "0 CS6.3.0 80000 foreign \n1 CS6.3.0 90000 foreign \nforeign import");
  edit (desk, "Anna", &(MlsGesture){ MLS_GESTURE_LINE, line, 2 }, "CS1.1.1");
  assert_story (desk, west, "0 CS6.3.0 80000 import tester\n1 CS6.3.0 45000 foreign \nforeign import");
  assert_story (desk, at (120, 150), "0 CS6.3.0 80000 foreign \n1 CS6.3.0 45000 foreign \nsplit foreign import");
  assert_story (desk, east, "0 CS6.3.0 80000 foreign \n1 CS1.1.1 45000 split Anna\nsplit foreign import");
  edit (desk, "Bea", &(MlsGesture){ MLS_GESTURE_RECODE, &west, 1 }, "CS5.0.0");
  assert_story (desk, west, "0 CS6.3.0 80000 import tester\n1 CS5.0.0 45000 recode Bea\nrecode foreign import");
  assert_story (desk, east, "0 CS6.3.0 80000 foreign \n1 CS1.1.1 45000 split Anna\nsplit foreign import");
}

/* Ground without a code at a date is no region there. */
static void
test_not_mapped (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStory) story = mls_story_read (desk->project, at (250, 250), MLS_DIMENSION_COVER, &error);
  const MlsStoryDate *date;

  g_assert_no_error (error);
  date = g_ptr_array_index (story->dates, 0);
  g_assert_true (mls_label_is_null (&date->label));
  g_assert_true (date->area2 == 0);
  g_assert_cmpuint (date->outline->len, ==, 0);
  g_assert_null (date->change);
  date = g_ptr_array_index (story->dates, 1);
  g_assert_cmpuint (date->outline->len, ==, 1);
  g_assert_cmpint (mls_story_box (story).min_x, ==, BOARD_X);

  g_assert_null (mls_story_read (desk->project, at (-50, 50), MLS_DIMENSION_COVER, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/document/story/changes", Desk, NULL, desk_begin, test_changes, desk_end);
  g_test_add ("/document/story/not-mapped", Desk, NULL, desk_begin, test_not_mapped, desk_end);

  return g_test_run ();
}
