#include "document/places.h"
#include "document/trail.h"
#include "document/workspace.h"
#include "sample.h"
#include "store/error.h"
#include "store/vintage.h"
#include "store/zone.h"

#include <locale.h>
#include <string.h>

/* What a hand can do, without a window: nine fields of 100 m. In the middle CS1.1.1 at the second
 * date, west and north of it CS5.0.0, east and south CS6.3.0. */
static const Board board = { 3, 3, 100, 4, 0 };

typedef struct
{
  Sample        sample;
  MlsProject   *project;
  MlsWorkspace *workspace;
  guint         n_committed;
  guint         n_refused;
  guint         n_author_wanted;
  guint         n_shown;
} Desk;

static void
count (guint *n)
{
  ++*n;
}

static void
desk_open_for (Desk *desk, MlsStoreMode mode, const char *author)
{
  g_autoptr (GError) error = NULL;

  desk->project = mls_project_open (desk->sample.path, mode, &error);
  g_assert_no_error (error);
  mls_project_set_author (desk->project, author);
  desk->workspace = mls_workspace_new (desk->project);
  mls_workspace_set_snapping (desk->workspace, FALSE);
  g_signal_connect_swapped (desk->workspace, "committed", G_CALLBACK (count), &desk->n_committed);
  g_signal_connect_swapped (desk->workspace, "refused", G_CALLBACK (count), &desk->n_refused);
  g_signal_connect_swapped (desk->workspace, "author-wanted", G_CALLBACK (count), &desk->n_author_wanted);
  g_signal_connect_swapped (desk->workspace, "shown", G_CALLBACK (count), &desk->n_shown);
}

static void
desk_open (Desk *desk, const char *author)
{
  desk_open_for (desk, MLS_STORE_READ_WRITE, author);
}

static void
desk_open_to_read (Desk *desk)
{
  desk_open_for (desk, MLS_STORE_READ_ONLY, NULL);
}

static void
desk_close (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&desk->workspace);
  mls_project_close (desk->project, &error);
  g_assert_no_error (error);
  g_clear_object (&desk->project);
}

static void
desk_begin_on (Desk *desk, const Board *own, const char *author)
{
  *desk = (Desk){ 0 };
  sample_begin (&desk->sample, own);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk_open (desk, author);
}

static void
desk_begin (Desk *desk, const char *author)
{
  desk_begin_on (desk, &board, author);
}

static void
count_told (guint *n)
{
  ++*n;
}

static void
desk_end (Desk *desk)
{
  desk_close (desk);
  sample_end (&desk->sample);
}

static MlsPoint
at (double x, double y)
{
  return (MlsPoint){ BOARD_X + (gint64) (x * 1000), BOARD_Y + (gint64) (y * 1000) };
}

static void
hand_with (Desk *desk, MlsInputKind kind, double x, double y, gboolean shift)
{
  mls_workspace_hand (desk->workspace,
                      &(MlsHand){ .kind = kind, .point = at (x, y), .m_per_px = 0.66, .shift = shift });
}

static void
hand (Desk *desk, MlsInputKind kind, double x, double y)
{
  hand_with (desk, kind, x, y, FALSE);
}

/* Clicks from one place to the other and finishes. */
static void
draw (Desk *desk, double x0, double y0, double x1, double y1)
{
  hand (desk, MLS_INPUT_PRESS, x0, y0);
  hand (desk, MLS_INPUT_MOVE, x1, y1);
  hand (desk, MLS_INPUT_PRESS, x1, y1);
  hand (desk, MLS_INPUT_FINISH, x1, y1);
}

static MlsPair
pair_of (const char *cover)
{
  return (MlsPair){ g_quark_from_string (cover), g_quark_from_string ("US1.1.3") };
}

static const char *
cover_in (Desk *desk, guint vintage, double x, double y)
{
  const MlsFace *face = mls_patch_face_at (mls_project_get_patch (desk->project), at (x, y));

  return g_quark_to_string (face->labels[vintage].field[MLS_FIELD_COVER]);
}

static const char *
cover_at (Desk *desk, double x, double y)
{
  return cover_in (desk, 1, x, y);
}

/* Faces of the second vintage with @cover. */
static int
count_cover (Desk *desk, const char *cover)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM coverage WHERE cs24 = '%s'", cover);

  return (int) sample_query (desk->sample.path, sql);
}

/* The line waits for a pair, and the next pair commits it. */
static void
test_draw_then_code (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  draw (&desk, 90, 150, 210, 150);
  g_assert_cmpuint (desk.n_committed, ==, 0);
  g_assert_true (mls_workspace_get_proposal (desk.workspace)->plan->pending);

  mls_workspace_give_pair (desk.workspace, pair_of ("CS2.1.0"));
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 150, 175), ==, "CS2.1.0");
  g_assert_cmpstr (cover_at (&desk, 150, 125), ==, "CS1.1.1");
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 0);
  desk_end (&desk);
}

/* X exchanges the sides right after the last click, and once more back. */
static void
test_exchange_after (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_pair (desk.workspace, pair_of ("CS2.1.0"));
  draw (&desk, 90, 140, 210, 140);
  g_assert_cmpstr (cover_at (&desk, 150, 120), ==, "CS2.1.0");

  mls_workspace_exchange_sides (desk.workspace);
  g_assert_cmpstr (cover_at (&desk, 150, 120), ==, "CS1.1.1");
  g_assert_cmpstr (cover_at (&desk, 150, 170), ==, "CS2.1.0");

  mls_workspace_exchange_sides (desk.workspace);
  g_assert_cmpstr (cover_at (&desk, 150, 120), ==, "CS2.1.0");
  desk_end (&desk);
}

/* The corner that the line cuts off, 187 m². */
static void
cut_corner (Desk *desk)
{
  mls_workspace_set_pair (desk->workspace, pair_of ("CS2.1.0"));
  draw (desk, 140, 204, 96, 186);
  g_assert_cmpuint (desk->n_refused, ==, 1);
  g_assert_cmpuint (desk->n_committed, ==, 0);
  g_assert_cmpuint (mls_workspace_get_sketch (desk->workspace).n_placed, ==, 2);
  g_assert_cmpint (mls_proposal_rule (mls_workspace_get_proposal (desk->workspace)), ==, MLS_REFUSAL_MMU);
  g_assert_cmpstr (cover_at (desk, 101, 199), ==, "CS1.1.1");
}

/* It is refused, the sketch stays, and Enter gives it to the code with the longest border. */
static void
test_cure (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  cut_corner (&desk);
  mls_workspace_accept (desk.workspace);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 101, 199), ==, "CS5.0.0");
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 0);
  desk_end (&desk);
}

/* Or it is kept, with a reason. */
static void
test_exception (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  cut_corner (&desk);
  mls_workspace_except (desk.workspace, "un bosquet isolé");
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 101, 199), ==, "CS2.1.0");
  g_assert_cmpint (sample_query (desk.sample.path, "SELECT count(*) FROM exception WHERE code = 'CS2.1.0'"), ==, 1);
  desk_end (&desk);
}

/* Esc drops the sketch, Ctrl+Z brings it back, then takes its vertices back one by one. */
static void
test_sketch_comes_back (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  hand (&desk, MLS_INPUT_PRESS, 90, 50);
  hand (&desk, MLS_INPUT_PRESS, 150, 50);
  hand (&desk, MLS_INPUT_CANCEL, 150, 50);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 0);

  mls_workspace_undo (desk.workspace);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 2);
  mls_workspace_undo (desk.workspace);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 1);
  desk_end (&desk);
}

/* Another tool drops it as Esc does; it comes back with the line tool. */
static void
test_sketch_comes_back_to_its_tool (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  hand (&desk, MLS_INPUT_PRESS, 90, 50);
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_SELECT);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 0);

  mls_workspace_undo (desk.workspace);
  g_assert_cmpint (mls_workspace_get_tool (desk.workspace), ==, MLS_TOOL_LINE);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 1);
  desk_end (&desk);
}

/* What was dropped before an edit is past: Ctrl+Z takes the edit back. */
static void
test_sketch_is_past (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_pair (desk.workspace, pair_of ("CS2.1.0"));
  hand (&desk, MLS_INPUT_PRESS, 90, 50);
  hand (&desk, MLS_INPUT_CANCEL, 90, 50);
  draw (&desk, 90, 140, 210, 140);
  g_assert_cmpuint (desk.n_committed, ==, 1);

  mls_workspace_undo (desk.workspace);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 0);
  g_assert_cmpstr (cover_at (&desk, 150, 120), ==, "CS1.1.1");
  desk_end (&desk);
}

/* A sketch in hand is in the file at each vertex, and so is what it was drawn for. */
static void
test_sketch_is_journalled (void)
{
  Desk desk, after = { 0 };
  MlsSketch sketch;

  desk_begin (&desk, "Camille");
  mls_workspace_set_vintage (desk.workspace, 0);
  mls_workspace_set_correction (desk.workspace, TRUE);
  hand (&desk, MLS_INPUT_PRESS, 90, 50);
  hand_with (&desk, MLS_INPUT_PRESS, 150.125, 50.5, TRUE);

  /* Nothing more is written, as when the program is killed. */
  after.sample = desk.sample;
  desk_open_to_read (&after);
  mls_workspace_restore (after.workspace);
  sketch = mls_workspace_get_sketch (after.workspace);
  g_assert_cmpuint (sketch.n_placed, ==, 2);
  g_assert_true (mls_point_equal (sketch.points[1], at (150.125, 50.5)));
  g_assert_true (sketch.all);
  g_assert_cmpuint (mls_workspace_get_vintage (after.workspace), ==, 0);
  g_assert_true (mls_workspace_get_correction (after.workspace));
  desk_close (&after);
  desk_end (&desk);
}

static double
gauge_in (Desk *desk, MlsDimension dimension)
{
  mls_workspace_set_dimension (desk->workspace, dimension);

  return mls_area2_to_m2 (mls_workspace_get_gauge (desk->workspace));
}

/* How small a region of the current codes may be, of those that count. */
static void
test_gauge (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_pair (desk.workspace, (MlsPair){ 0 });
  g_assert_cmpfloat (gauge_in (&desk, MLS_DIMENSION_PAIR), ==, 0);
  mls_workspace_set_pair (desk.workspace, (MlsPair){ .cover = g_quark_from_string ("CS2.1.0") });
  g_assert_cmpfloat (gauge_in (&desk, MLS_DIMENSION_COVER), ==, 300);
  g_assert_cmpfloat (gauge_in (&desk, MLS_DIMENSION_USE), ==, 0);
  g_assert_cmpfloat (gauge_in (&desk, MLS_DIMENSION_PAIR), ==, 300);
  desk_end (&desk);
}

/* Where the last one left off: where it looked, what it edited, with what. */
static void
test_session (void)
{
  Desk desk;
  double x, y;

  desk_begin (&desk, "Camille");
  sample_execute (desk.sample.path, "INSERT INTO indicator (indicator, code, label_fr, label_en, colour) VALUES ('enaf', 'A', '', '', '')");
  sample_execute (desk.sample.path, "INSERT INTO use (code, parent, level, colour, since) VALUES "
                                    "('A', NULL, 1, '', 1), ('A.1', 'A', 2, '', 1), ('A.1.1', 'A.1', 3, '', 1)");
  g_assert_true (mls_project_notice (mls_workspace_get_project (desk.workspace), NULL));
  g_assert_cmpuint (mls_workspace_get_level (desk.workspace), ==, 1);
  mls_workspace_set_level (desk.workspace, 9);
  mls_viewport_set (mls_workspace_get_viewport (desk.workspace), 600123.25, 6700456.5, 1500);
  mls_workspace_set_n_panes (desk.workspace, 2);
  mls_workspace_set_pane (desk.workspace, 1);
  mls_workspace_set_vintage (desk.workspace, 1);
  mls_workspace_set_pane (desk.workspace, 0);
  mls_workspace_set_vintage (desk.workspace, 0);
  mls_workspace_set_pane (desk.workspace, 1);
  mls_workspace_set_dimension (desk.workspace, MLS_DIMENSION_USE);
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_MERGE);
  mls_workspace_set_pair (desk.workspace, pair_of ("CS2.1.0"));
  g_assert_cmpuint (mls_workspace_get_level (desk.workspace), ==, 3);
  mls_workspace_set_level (desk.workspace, 2);
  mls_workspace_set_indicator (desk.workspace, g_quark_from_static_string ("enaf"));
  g_assert_true (mls_workspace_get_patterned (desk.workspace));
  mls_workspace_set_patterned (desk.workspace, FALSE);
  g_assert_false (mls_workspace_get_lettered (desk.workspace));
  mls_workspace_set_lettered (desk.workspace, TRUE);
  g_assert_false (mls_workspace_get_gauged (desk.workspace));
  mls_workspace_set_gauged (desk.workspace, TRUE);
  mls_workspace_set_opacity (desk.workspace, 0.35);
  mls_workspace_set_photo_of (desk.workspace, MLS_PHOTO_NONE);
  mls_workspace_set_comparison (desk.workspace, MLS_COMPARE_FADE);
  mls_workspace_set_apart (desk.workspace, TRUE);
  mls_workspace_set_dimension (desk.workspace, MLS_DIMENSION_COVER);
  mls_workspace_set_opacity (desk.workspace, 0.75);
  mls_workspace_remember (desk.workspace);
  desk_close (&desk);

  desk_open (&desk, "Camille");
  mls_workspace_restore (desk.workspace);
  mls_viewport_get_centre (mls_workspace_get_viewport (desk.workspace), &x, &y);
  g_assert_cmpfloat (x, ==, 600123.25);
  g_assert_cmpfloat (y, ==, 6700456.5);
  g_assert_cmpfloat (mls_viewport_get_scale (mls_workspace_get_viewport (desk.workspace)), ==, 1500);
  g_assert_cmpuint (mls_workspace_get_n_panes (desk.workspace), ==, 2);
  g_assert_cmpuint (mls_workspace_get_level (desk.workspace), ==, 2);
  g_assert_cmpint (mls_workspace_get_indicator (desk.workspace), ==, g_quark_from_static_string ("enaf"));
  g_assert_false (mls_workspace_get_patterned (desk.workspace));
  g_assert_true (mls_workspace_get_gauged (desk.workspace));
  g_assert_true (mls_workspace_get_lettered (desk.workspace));
  g_assert_cmpuint (mls_workspace_get_pane (desk.workspace), ==, 1);
  g_assert_cmpint (mls_workspace_get_comparison (desk.workspace), ==, MLS_COMPARE_FADE);
  g_assert_cmpuint (mls_workspace_get_outlook (desk.workspace, 0)->photo, ==, MLS_PHOTO_OWN);
  g_assert_cmpuint (mls_workspace_get_outlook (desk.workspace, 1)->photo, ==, MLS_PHOTO_NONE);
  g_assert_cmpfloat (mls_workspace_get_opacity (desk.workspace), ==, 0.75);
  g_assert_cmpint (mls_workspace_get_dimension (desk.workspace), ==, MLS_DIMENSION_COVER);
  mls_workspace_set_pane (desk.workspace, 0);
  g_assert_cmpfloat (mls_workspace_get_opacity (desk.workspace), ==, 0.35);
  g_assert_cmpuint (mls_workspace_get_vintage_of (desk.workspace, 0), ==, 0);
  g_assert_cmpuint (mls_workspace_get_vintage_of (desk.workspace, 1), ==, 1);
  g_assert_cmpint (mls_workspace_get_dimension (desk.workspace), ==, MLS_DIMENSION_USE);
  g_assert_cmpint (mls_workspace_get_tool (desk.workspace), ==, MLS_TOOL_MERGE);
  g_assert_cmpint (mls_workspace_get_pair (desk.workspace).cover, ==, g_quark_from_string ("CS2.1.0"));
  desk_end (&desk);
}

/* A second pane is there to compare: it shows another date, whichever the first has come to show. */
static void
test_panes (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  for (guint vintage = 0; vintage < 2; vintage++)
    {
      mls_workspace_set_vintage (desk.workspace, vintage);
      mls_workspace_set_n_panes (desk.workspace, 2);
      g_assert_cmpuint (mls_workspace_get_vintage_of (desk.workspace, 0), ==, vintage);
      g_assert_cmpuint (mls_workspace_get_vintage_of (desk.workspace, 1), ==, 1 - vintage);
      mls_workspace_set_n_panes (desk.workspace, 4);
      g_assert_cmpuint (mls_workspace_get_vintage_of (desk.workspace, 1), ==, 1 - vintage);
      mls_workspace_set_n_panes (desk.workspace, 1);
    }
  desk_end (&desk);
}

/* What is set is set of all panes that share a manner, and of one that was taken apart alone. */
static void
test_apart (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_n_panes (desk.workspace, 3);
  mls_workspace_set_dimension (desk.workspace, MLS_DIMENSION_USE);
  mls_workspace_set_opacity (desk.workspace, 0.5);
  mls_workspace_set_pane (desk.workspace, 2);
  mls_workspace_set_apart (desk.workspace, TRUE);
  g_assert_cmpint (mls_workspace_get_dimension (desk.workspace), ==, MLS_DIMENSION_USE);
  mls_workspace_set_dimension (desk.workspace, MLS_DIMENSION_COVER);

  mls_workspace_set_pane (desk.workspace, 1);
  g_assert_cmpint (mls_workspace_get_dimension (desk.workspace), ==, MLS_DIMENSION_USE);
  mls_workspace_set_opacity (desk.workspace, 0.25);
  g_assert_cmpfloat (mls_workspace_get_manner (desk.workspace, 0)->opacity, ==, 0.25);
  g_assert_cmpfloat (mls_workspace_get_manner (desk.workspace, 2)->opacity, ==, 0.5);
  g_assert_cmpint (mls_workspace_get_manner (desk.workspace, 2)->dimension, ==, MLS_DIMENSION_COVER);

  mls_workspace_set_pane (desk.workspace, 2);
  mls_workspace_set_apart (desk.workspace, FALSE);
  g_assert_cmpfloat (mls_workspace_get_opacity (desk.workspace), ==, 0.25);
  g_assert_cmpint (mls_workspace_get_dimension (desk.workspace), ==, MLS_DIMENSION_USE);
  desk_end (&desk);
}

/* Two are laid over one another: of one pane it and another date, of several the two that were in hand last. */
static void
test_comparison (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_comparison (desk.workspace, MLS_COMPARE_SWIPE);
  g_assert_cmpuint (mls_workspace_get_n_panes (desk.workspace), ==, 2);
  g_assert_cmpuint (mls_workspace_get_vintage_of (desk.workspace, 1), !=, mls_workspace_get_vintage_of (desk.workspace, 0));
  g_assert_cmpuint (mls_workspace_get_upper (desk.workspace), ==, 1);
  g_assert_true (mls_workspace_is_seen (desk.workspace, 0) && mls_workspace_is_seen (desk.workspace, 1));

  mls_workspace_set_n_panes (desk.workspace, 4);
  g_assert_cmpint (mls_workspace_get_comparison (desk.workspace), ==, MLS_COMPARE_BESIDE);
  mls_workspace_set_pane (desk.workspace, 3);
  mls_workspace_set_pane (desk.workspace, 1);
  g_assert_cmpuint (mls_workspace_get_other_pane (desk.workspace, 1), ==, 3);
  g_assert_cmpuint (mls_workspace_get_other_pane (desk.workspace, 2), ==, 1);
  mls_workspace_set_comparison (desk.workspace, MLS_COMPARE_FADE);
  g_assert_cmpuint (mls_workspace_get_upper (desk.workspace), ==, 3);
  for (guint i = 0; i < MLS_MAX_PANES; i++)
    g_assert_cmpint (mls_workspace_is_seen (desk.workspace, i), ==, i % 2 == 1);
  mls_workspace_set_comparison (desk.workspace, MLS_COMPARE_BESIDE);
  g_assert_cmpuint (mls_workspace_get_n_panes (desk.workspace), ==, 4);

  mls_workspace_set_share (desk.workspace, 3);
  g_assert_cmpfloat (mls_workspace_get_share (desk.workspace), ==, 1);
  desk_end (&desk);
}

static void
keep_said (MlsWorkspace *workspace, const char *text, char **said)
{
  g_free (*said);
  *said = g_strdup (text);
}

/* What is past is looked at, and what is beside it edited. */
static void
test_past (void)
{
  Desk desk;
  g_autofree char *said = NULL;
  g_autofree char *past = NULL;

  desk_begin (&desk, "Camille");
  g_signal_connect (desk.workspace, "said", G_CALLBACK (keep_said), &said);
  mls_workspace_set_pair (desk.workspace, pair_of ("CS2.1.0"));
  mls_workspace_set_n_panes (desk.workspace, 2);
  mls_workspace_set_pane (desk.workspace, 1);
  mls_workspace_set_as_of (desk.workspace, 1);
  g_assert_true (mls_workspace_shows_past (desk.workspace));
  draw (&desk, 90, 150, 210, 150);
  g_assert_cmpuint (desk.n_committed, ==, 0);
  g_assert_cmpstr (said, ==, "This view shows the past: edits are made in one that shows what is now");
  past = mls_workspace_describe (desk.workspace, 1);
  g_assert_nonnull (strstr (past, "as on "));

  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 0);
  mls_workspace_select (desk.workspace, &(MlsPoint){ at (150, 150).x, at (150, 150).y });
  mls_workspace_give_pair (desk.workspace, pair_of ("CS2.1.0"));
  g_assert_cmpuint (desk.n_committed, ==, 0);

  mls_workspace_set_pane (desk.workspace, 0);
  draw (&desk, 90, 150, 210, 150);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  desk_end (&desk);
}

/* With Shift a line cuts every region it crosses, also when it waited for a pair. */
static void
test_all_then_code (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  hand (&desk, MLS_INPUT_PRESS, 90, 150);
  hand_with (&desk, MLS_INPUT_PRESS, 310, 150, TRUE);
  hand (&desk, MLS_INPUT_FINISH, 310, 150);
  g_assert_true (mls_workspace_get_proposal (desk.workspace)->plan->pending);

  mls_workspace_give_pair (desk.workspace, pair_of ("CS2.1.0"));
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpint (count_cover (&desk, "CS2.1.0"), ==, 2);
  desk_end (&desk);
}

/* The sides exchanged for one line are not for the next. */
static void
test_exchange_is_for_one (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_pair (desk.workspace, pair_of ("CS2.1.0"));
  hand (&desk, MLS_INPUT_PRESS, 90, 140);
  hand (&desk, MLS_INPUT_PRESS, 210, 140);
  mls_workspace_exchange_sides (desk.workspace);
  hand (&desk, MLS_INPUT_CANCEL, 0, 0);

  draw (&desk, 90, 140, 210, 140);
  g_assert_cmpstr (cover_at (&desk, 150, 120), ==, "CS2.1.0");
  g_assert_cmpstr (cover_at (&desk, 150, 170), ==, "CS1.1.1");
  desk_end (&desk);
}

/* From afar all borders are near, and none is meant; a vertex is not taken hold of there either. */
static void
test_far (void)
{
  static const MlsToolKind tools[] = { MLS_TOOL_LINE, MLS_TOOL_VERTEX };
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_snapping (desk.workspace, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      MlsHand far = { .kind = MLS_INPUT_MOVE, .point = at (101, 140), .m_per_px = 13 };

      mls_workspace_set_tool (desk.workspace, tools[i]);
      hand (&desk, MLS_INPUT_MOVE, 101, 125);
      g_assert_cmpint (mls_workspace_get_snap (desk.workspace).kind, ==, MLS_SNAP_VERTEX);
      mls_workspace_hand (desk.workspace, &far);
      g_assert_cmpint (mls_workspace_get_snap (desk.workspace).kind, ==, MLS_SNAP_NONE);
      g_assert_true (mls_point_equal (mls_workspace_get_snap (desk.workspace).point, at (101, 140)));
    }
  desk_end (&desk);
}

/* From one place on a border to another the line leads along it, as long as points are drawn there. */
static void
test_trace (void)
{
  Desk desk;
  MlsSketch sketch;

  desk_begin (&desk, "Camille");
  mls_workspace_set_snapping (desk.workspace, TRUE);
  mls_workspace_set_tracing (desk.workspace, TRUE);
  hand (&desk, MLS_INPUT_PRESS, 101, 140);
  hand (&desk, MLS_INPUT_MOVE, 135, 101);
  sketch = mls_workspace_get_sketch (desk.workspace);
  g_assert_cmpuint (sketch.n_placed, ==, 1);
  g_assert_cmpuint (sketch.n_points, ==, 5);
  g_assert_true (mls_point_equal (sketch.points[0], at (100, 140)));
  g_assert_true (mls_point_equal (sketch.points[1], at (100, 125)));
  g_assert_true (mls_point_equal (sketch.points[2], at (100, 100)));
  g_assert_true (mls_point_equal (sketch.points[3], at (125, 100)));
  g_assert_true (mls_point_equal (sketch.points[4], at (135, 100)));

  hand (&desk, MLS_INPUT_MOVE, 135, 110);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_points, ==, 2);
  hand (&desk, MLS_INPUT_PRESS, 135, 101);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 5);
  hand (&desk, MLS_INPUT_BACK, 0, 0);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 1);

  mls_workspace_set_tracing (desk.workspace, FALSE);
  hand (&desk, MLS_INPUT_MOVE, 135, 101);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_points, ==, 2);
  desk_end (&desk);
}

/* At right angles to the segment before, and of a length that was typed, the next one ends; that was for it alone. Ctrl
 * frees the hand, and what it does is told. */
static void
test_constraint (void)
{
  Desk desk;
  MlsSegment segment;

  desk_begin (&desk, "Camille");
  mls_workspace_set_square (desk.workspace, TRUE);
  g_assert_false (mls_workspace_get_segment (desk.workspace, &segment));
  hand (&desk, MLS_INPUT_PRESS, 110, 110);
  hand (&desk, MLS_INPUT_MOVE, 140, 113);
  g_assert_true (mls_point_equal (mls_workspace_get_sketch (desk.workspace).points[1], at (140, 110)));
  g_assert_true (mls_workspace_get_segment (desk.workspace, &segment));
  g_assert_true (segment.is_bearing);
  g_assert_cmpfloat (segment.length_m, ==, 30);
  g_assert_cmpfloat (segment.angle, ==, 90);
  hand (&desk, MLS_INPUT_PRESS, 140, 113);

  hand (&desk, MLS_INPUT_MOVE, 142, 130);
  g_assert_false (mls_workspace_hold_segment (desk.workspace, "far"));
  g_assert_true (mls_point_equal (mls_workspace_get_sketch (desk.workspace).points[2], at (140, 130)));
  g_assert_true (mls_workspace_hold_segment (desk.workspace, "12,5"));
  g_assert_true (mls_point_equal (mls_workspace_get_sketch (desk.workspace).points[2], at (140, 122.5)));
  g_assert_true (mls_workspace_get_segment (desk.workspace, &segment));
  g_assert_cmpfloat (segment.length_m, ==, 12.5);
  g_assert_cmpfloat_with_epsilon (segment.angle, 90, 1e-9);
  mls_workspace_hand (desk.workspace, &(MlsHand){ .kind = MLS_INPUT_MOVE, .point = at (142, 130), .m_per_px = 0.66, .free = TRUE });
  g_assert_true (mls_point_equal (mls_workspace_get_sketch (desk.workspace).points[2], at (142, 130)));
  hand (&desk, MLS_INPUT_PRESS, 142, 130);
  g_assert_true (mls_point_equal (mls_workspace_get_sketch (desk.workspace).points[2], at (140, 122.5)));

  hand (&desk, MLS_INPUT_MOVE, 118, 123);
  g_assert_true (mls_point_equal (mls_workspace_get_sketch (desk.workspace).points[3], at (118, 122.5)));
  g_assert_false (mls_workspace_hold_parallel (desk.workspace));
  mls_workspace_set_square (desk.workspace, FALSE);
  hand (&desk, MLS_INPUT_MOVE, 101, 118);
  g_assert_true (mls_workspace_hold_parallel (desk.workspace));
  g_assert_true (mls_point_equal (mls_workspace_get_sketch (desk.workspace).points[3], at (140, 118)));
  hand (&desk, MLS_INPUT_MOVE, 118, 123);
  g_assert_true (mls_point_equal (mls_workspace_get_sketch (desk.workspace).points[3], at (140, 123)));
  g_assert_false (mls_workspace_hold_parallel (desk.workspace));
  mls_workspace_set_square (desk.workspace, TRUE);
  mls_workspace_set_square (desk.workspace, FALSE);
  g_assert_true (mls_point_equal (mls_workspace_get_sketch (desk.workspace).points[3], at (118, 123)));
  desk_end (&desk);
}

/* A line stands for a road of so many metres, on this run and the next; without a code it waits for one. */
static void
test_strip (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  g_assert_false (mls_workspace_set_strip_width (desk.workspace, 0.4));
  g_assert_false (mls_workspace_set_strip_width (desk.workspace, 201));
  g_assert_cmpfloat (mls_workspace_get_strip_width (desk.workspace), ==, 5);
  g_assert_true (mls_workspace_set_strip_width (desk.workspace, 6.5));
  mls_workspace_set_meaning (desk.workspace, MLS_MEANS_STRIP);

  draw (&desk, 110, 150, 190, 150);
  g_assert_cmpuint (desk.n_committed, ==, 0);
  mls_workspace_give_pair (desk.workspace, pair_of ("CS6.3.0"));
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpint (sample_query (desk.sample.path, "SELECT count(*) FROM operation WHERE verb = 'strip'"), ==, 1);
  g_assert_cmpstr (cover_at (&desk, 150, 153.2), ==, "CS6.3.0");
  g_assert_cmpstr (cover_at (&desk, 150, 153.3), ==, "CS1.1.1");
  g_assert_cmpstr (cover_at (&desk, 150, 146.8), ==, "CS6.3.0");
  g_assert_cmpstr (cover_at (&desk, 150, 146.7), ==, "CS1.1.1");

  mls_workspace_remember (desk.workspace);
  desk_close (&desk);
  desk_open (&desk, "Camille");
  mls_workspace_restore (desk.workspace);
  g_assert_cmpint (mls_workspace_get_meaning (desk.workspace), ==, MLS_MEANS_STRIP);
  g_assert_cmpfloat (mls_workspace_get_strip_width (desk.workspace), ==, 6.5);
  desk_end (&desk);
}

/* An outline drawn across two fields, up to the south border of both: borders close it, all inside takes the pair, and X
 * takes the other side. */
static void
test_complete (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_meaning (desk.workspace, MLS_MEANS_OUTLINE);
  mls_workspace_set_pair (desk.workspace, pair_of ("CS2.1.0"));
  hand (&desk, MLS_INPUT_PRESS, 150, 100);
  hand (&desk, MLS_INPUT_PRESS, 150, 150);
  hand (&desk, MLS_INPUT_PRESS, 250, 150);
  hand (&desk, MLS_INPUT_PRESS, 250, 100);
  hand (&desk, MLS_INPUT_FINISH, 250, 100);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpint (sample_query (desk.sample.path, "SELECT count(*) FROM operation WHERE verb = 'complete'"), ==, 1);
  g_assert_cmpstr (cover_at (&desk, 175, 125), ==, "CS2.1.0");
  g_assert_cmpstr (cover_at (&desk, 225, 125), ==, "CS2.1.0");
  g_assert_cmpstr (cover_at (&desk, 125, 125), ==, "CS1.1.1");
  g_assert_cmpstr (cover_at (&desk, 175, 175), ==, "CS1.1.1");
  desk_end (&desk);
}

/* A vertex goes as little as the hand does, snapping or not. */
static void
test_small_move (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_snapping (desk.workspace, TRUE);
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_VERTEX);
  hand (&desk, MLS_INPUT_PRESS, 201, 201);
  hand (&desk, MLS_INPUT_DRAG, 203, 202);
  hand (&desk, MLS_INPUT_RELEASE, 203, 202);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 201.5, 200), ==, "CS1.1.1");
  desk_end (&desk);
}

static gboolean
has_handle (Desk *desk, double x, double y)
{
  const GArray *handles = mls_workspace_get_handles (desk->workspace);

  for (guint i = 0; i < handles->len; i++)
    if (mls_point_equal (g_array_index (handles, MlsPoint, i), at (x, y)))
      return TRUE;

  return FALSE;
}

static guint
count_handles (Desk *desk)
{
  return mls_workspace_get_handles (desk->workspace)->len;
}

/* Where the hand is, the vertices around the region are there to be seen before any is within reach: those of what parts it
 * from others, and no other. They follow the hand, the tool and each edit. */
static void
test_handles (void)
{
  MlsHand far = { .kind = MLS_INPUT_MOVE, .point = at (150, 150), .m_per_px = 3 };
  MlsPoint west = at (50, 150);
  Desk desk;

  desk_begin (&desk, "Camille");
  hand (&desk, MLS_INPUT_MOVE, 150, 150);
  g_assert_cmpuint (count_handles (&desk), ==, 0);
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_VERTEX);
  hand (&desk, MLS_INPUT_MOVE, 150, 150);
  g_assert_cmpuint (count_handles (&desk), ==, 16);
  g_assert_true (has_handle (&desk, 100, 125));

  /* The fields west and south-west of it become one region with it; what parts them at the other date is not seen. */
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_SELECT);
  mls_workspace_select (desk.workspace, &west);
  mls_workspace_give_pair (desk.workspace, pair_of ("CS1.1.1"));
  g_assert_cmpuint (desk.n_committed, ==, 1);
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_VERTEX);
  g_assert_cmpuint (count_handles (&desk), ==, 32);
  g_assert_false (has_handle (&desk, 100, 125));
  g_assert_true (has_handle (&desk, 0, 125));
  mls_workspace_undo (desk.workspace);
  g_assert_cmpuint (count_handles (&desk), ==, 16);
  hand (&desk, MLS_INPUT_MOVE, 50, 150);
  g_assert_cmpuint (count_handles (&desk), ==, 16);
  g_assert_false (has_handle (&desk, 200, 125));

  mls_workspace_hand (desk.workspace, &far);
  g_assert_cmpuint (count_handles (&desk), ==, 0);
  hand (&desk, MLS_INPUT_MOVE, -20, 150);
  g_assert_cmpuint (count_handles (&desk), ==, 0);

  hand (&desk, MLS_INPUT_MOVE, 150, 150);
  hand (&desk, MLS_INPUT_PRESS, 201, 201);
  hand (&desk, MLS_INPUT_DRAG, 230, 150);
  g_assert_true (has_handle (&desk, 200, 225));
  hand (&desk, MLS_INPUT_DRAG, 190, 190);
  hand (&desk, MLS_INPUT_RELEASE, 190, 190);
  g_assert_cmpuint (desk.n_committed, ==, 2);
  hand (&desk, MLS_INPUT_MOVE, 150, 150);
  g_assert_cmpuint (count_handles (&desk), ==, 16);
  g_assert_true (has_handle (&desk, 190, 190));
  g_assert_false (has_handle (&desk, 200, 200));
  mls_workspace_undo (desk.workspace);
  g_assert_true (has_handle (&desk, 200, 200));

  mls_workspace_set_tool (desk.workspace, MLS_TOOL_LINE);
  g_assert_cmpuint (count_handles (&desk), ==, 0);
  desk_end (&desk);
}

/* The vertex tool at a scale at which a px is a metre. */
static void
take_vertices (Desk *desk)
{
  mls_viewport_set_scale (mls_workspace_get_viewport (desk->workspace), 96 / 0.0254);
  mls_workspace_set_tool (desk->workspace, MLS_TOOL_VERTEX);
}

/* Keys move the vertex under the hand px by px, snapping or not, and the last one of a line in hand. */
static void
test_nudge (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_correction (desk.workspace, TRUE);
  take_vertices (&desk);
  hand (&desk, MLS_INPUT_MOVE, 201, 201);
  mls_workspace_nudge (desk.workspace, 1, 0);
  mls_workspace_nudge (desk.workspace, 1, 0);
  mls_workspace_nudge (desk.workspace, 0, -1);
  g_assert_cmpuint (desk.n_committed, ==, 0);
  g_assert_true (mls_proposal_is_ok (mls_workspace_get_proposal (desk.workspace)));
  g_assert_cmpstr (cover_at (&desk, 201.5, 199.5), ==, "CS6.3.0");

  /* They have rested: it is one edit. */
  while (desk.n_committed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sample_query (desk.sample.path, "SELECT count(*) FROM operation WHERE verb = 'move-vertex'"), ==, 1);
  g_assert_cmpstr (cover_at (&desk, 201.5, 198.5), ==, "CS1.1.1");
  g_assert_cmpstr (cover_at (&desk, 199, 199.5), ==, "CS5.0.0");

  mls_workspace_set_tool (desk.workspace, MLS_TOOL_LINE);
  hand (&desk, MLS_INPUT_PRESS, 90, 50);
  mls_workspace_nudge (desk.workspace, -2, 3);
  g_assert_true (mls_point_equal (mls_workspace_get_sketch (desk.workspace).points[0], at (88, 53)));
  desk_end (&desk);
}

static void
click (Desk *desk, double x, double y, gboolean shift)
{
  hand_with (desk, MLS_INPUT_PRESS, x, y, shift);
  hand_with (desk, MLS_INPUT_RELEASE, x, y, shift);
}

static void
expect_run (Desk *desk, guint n_run, double x0, double y0, double x1, double y1)
{
  MlsSketch sketch = mls_workspace_get_sketch (desk->workspace);

  g_assert_cmpuint (sketch.n_run, ==, n_run);
  g_assert_true (mls_point_equal (sketch.run[0], at (x0, y0)));
  g_assert_true (mls_point_equal (sketch.run[n_run - 1], at (x1, y1)));
}

/* The west border of the middle field, without its ends. */
static void
choose_west (Desk *desk)
{
  take_vertices (desk);
  click (desk, 101, 126, FALSE);
  click (desk, 99, 174, TRUE);
  expect_run (desk, 3, 100, 125, 100, 175);
}

/* A run follows a corner, goes as one by hand and by keys, and stays chosen where it is. */
static void
test_run (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  choose_west (&desk);
  hand (&desk, MLS_INPUT_PRESS, 100, 150);
  hand (&desk, MLS_INPUT_DRAG, 104, 150);
  g_assert_true (mls_proposal_is_ok (mls_workspace_get_proposal (desk.workspace)));
  hand (&desk, MLS_INPUT_RELEASE, 104, 150);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  expect_run (&desk, 3, 104, 125, 104, 175);
  g_assert_cmpstr (cover_at (&desk, 103, 150), ==, "CS5.0.0");

  /* What keys have moved is done before it is taken back, and both can be done again. */
  mls_workspace_nudge (desk.workspace, 10, 0);
  mls_workspace_nudge (desk.workspace, 1, 0);
  mls_workspace_undo (desk.workspace);
  g_assert_cmpuint (desk.n_committed, ==, 2);
  g_assert_cmpstr (cover_at (&desk, 114, 150), ==, "CS1.1.1");
  mls_workspace_redo (desk.workspace);
  g_assert_cmpstr (cover_at (&desk, 114, 150), ==, "CS5.0.0");
  mls_workspace_undo (desk.workspace);
  mls_workspace_undo (desk.workspace);
  g_assert_cmpstr (cover_at (&desk, 103, 150), ==, "CS1.1.1");
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_run, ==, 0);

  click (&desk, 100, 125, FALSE);
  click (&desk, 150, 100, TRUE);
  expect_run (&desk, 4, 100, 125, 150, 100);
  desk_end (&desk);
}

/* What is refused stays where keys have brought it, until they bring it back or Esc does. */
static void
test_nudge_refused (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  take_vertices (&desk);
  click (&desk, 0, 25, FALSE);
  mls_workspace_nudge (desk.workspace, 3, 0);
  mls_workspace_settle (desk.workspace);
  g_assert_cmpuint (desk.n_refused, ==, 1);
  g_assert_cmpint (mls_proposal_rule (mls_workspace_get_proposal (desk.workspace)), ==, MLS_REFUSAL_EDGE);
  g_assert_cmpint (mls_workspace_get_sketch (desk.workspace).by.x, ==, 3000);

  mls_workspace_nudge (desk.workspace, -1, 0);
  g_assert_cmpint (mls_workspace_get_sketch (desk.workspace).by.x, ==, 2000);
  mls_workspace_undo (desk.workspace);
  g_assert_cmpint (mls_workspace_get_sketch (desk.workspace).by.x, ==, 0);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_run, ==, 1);
  g_assert_cmpuint (desk.n_committed, ==, 0);
  g_assert_cmpuint (desk.n_refused, ==, 2);

  hand (&desk, MLS_INPUT_CANCEL, 0, 0);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_run, ==, 0);
  desk_end (&desk);
}

/* Another vintage is another map: what is chosen stays only where a border is there, too. */
static void
test_run_of_vintage (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  choose_west (&desk);
  mls_workspace_nudge (desk.workspace, 4, 0);
  mls_workspace_set_vintage (desk.workspace, 0);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpstr (cover_in (&desk, 1, 103, 150), ==, "CS5.0.0");
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_run, ==, 0);
  desk_end (&desk);
}

/* Keys take vertices in, one by one, and leave them out again. */
static void
test_extend (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  take_vertices (&desk);
  click (&desk, 150, 100, FALSE);
  mls_workspace_extend (desk.workspace, 1);
  mls_workspace_extend (desk.workspace, 1);
  expect_run (&desk, 3, 150, 100, 200, 100);
  mls_workspace_extend (desk.workspace, -1);
  mls_workspace_extend (desk.workspace, -1);
  expect_run (&desk, 1, 150, 100, 150, 100);
  mls_workspace_extend (desk.workspace, -1);
  expect_run (&desk, 2, 150, 100, 125, 100);
  mls_workspace_extend (desk.workspace, 1);
  expect_run (&desk, 1, 150, 100, 150, 100);
  desk_end (&desk);
}

/* A double click on a border puts a vertex there, which is chosen then. */
static void
test_insert_vertex (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  take_vertices (&desk);
  mls_workspace_hand (desk.workspace, &(MlsHand){ .kind = MLS_INPUT_PRESS, .point = at (113, 101), .m_per_px = 0.66 });
  mls_workspace_hand (desk.workspace, &(MlsHand){ .kind = MLS_INPUT_RELEASE, .point = at (113, 101), .m_per_px = 0.66 });
  mls_workspace_hand (desk.workspace, &(MlsHand){ .kind = MLS_INPUT_PRESS, .point = at (113, 101), .m_per_px = 0.66, .twice = TRUE });
  g_assert_cmpuint (desk.n_committed, ==, 1);
  mls_workspace_hand (desk.workspace, &(MlsHand){ .kind = MLS_INPUT_RELEASE, .point = at (113, 101), .m_per_px = 0.66 });
  expect_run (&desk, 1, 113, 100, 113, 100);
  desk_end (&desk);
}

/* One vertex or a run of them goes; where they were the border runs straight, and nothing is chosen. */
static void
test_remove_vertices (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_correction (desk.workspace, TRUE);
  choose_west (&desk);
  mls_workspace_nudge (desk.workspace, 4, 0);
  mls_workspace_remove_vertices (desk.workspace);
  g_assert_cmpuint (desk.n_committed, ==, 2);
  g_assert_cmpstr (cover_at (&desk, 101, 150), ==, "CS1.1.1");
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_run, ==, 0);
  g_assert_cmpint (sample_query (desk.sample.path, "SELECT count(*) FROM operation WHERE verb = 'remove-vertices'"), ==, 1);

  click (&desk, 150, 100, FALSE);
  mls_workspace_remove_vertices (desk.workspace);
  g_assert_cmpint (sample_query (desk.sample.path, "SELECT count(*) FROM operation WHERE verb = 'remove-vertex'"), ==, 1);
  desk_end (&desk);
}

/* A border drawn anew is shown first; the same key, or Enter, does it, and its ends stay chosen. */
static void
test_redraw (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  choose_west (&desk);
  mls_workspace_redraw (desk.workspace, MLS_GESTURE_STRAIGHTEN);
  g_assert_true (mls_workspace_is_offering (desk.workspace));
  g_assert_cmpint (mls_workspace_get_proposal (desk.workspace)->plan->verb, ==, MLS_VERB_STRAIGHTEN);
  mls_workspace_leave (desk.workspace);
  g_assert_null (mls_workspace_get_proposal (desk.workspace));
  expect_run (&desk, 3, 100, 125, 100, 175);
  mls_workspace_redraw (desk.workspace, MLS_GESTURE_SIMPLIFY);
  g_assert_cmpint (mls_workspace_get_proposal (desk.workspace)->plan->verb, ==, MLS_VERB_SIMPLIFY);
  g_assert_cmpuint (desk.n_committed, ==, 0);
  mls_workspace_redraw (desk.workspace, MLS_GESTURE_SIMPLIFY);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  expect_run (&desk, 2, 100, 125, 100, 175);

  mls_workspace_redraw (desk.workspace, MLS_GESTURE_SMOOTH);
  g_assert_cmpint (mls_proposal_rule (mls_workspace_get_proposal (desk.workspace)), ==, MLS_REFUSAL_NO_EFFECT);
  mls_workspace_redraw (desk.workspace, MLS_GESTURE_SMOOTH);
  g_assert_cmpuint (desk.n_refused, ==, 1);
  click (&desk, 100, 200, FALSE);
  g_assert_null (mls_workspace_get_proposal (desk.workspace));
  desk_end (&desk);
}

/* All that a drag crosses joins the region where it ends, however quick the hand is; one step takes it back. */
static void
test_merge_across (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_MERGE);
  hand (&desk, MLS_INPUT_PRESS, 50, 150);
  hand (&desk, MLS_INPUT_DRAG, 52, 150);
  g_assert_null (mls_workspace_get_proposal (desk.workspace));
  hand (&desk, MLS_INPUT_DRAG, 250, 150);
  g_assert_cmpuint (mls_workspace_get_crossed (desk.workspace)->len, ==, 3);
  g_assert_true (mls_proposal_is_ok (mls_workspace_get_proposal (desk.workspace)));
  hand (&desk, MLS_INPUT_RELEASE, 251, 150);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpuint (mls_workspace_get_crossed (desk.workspace)->len, ==, 0);
  g_assert_cmpstr (cover_at (&desk, 50, 150), ==, "CS6.3.0");
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS6.3.0");
  g_assert_cmpstr (cover_at (&desk, 250, 150), ==, "CS6.3.0");

  mls_workspace_undo (desk.workspace);
  g_assert_cmpstr (cover_at (&desk, 50, 150), ==, "CS5.0.0");
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS1.1.1");

  /* By two clicks, the second region is known before. */
  click (&desk, 150, 150, FALSE);
  hand (&desk, MLS_INPUT_MOVE, 150, 250);
  g_assert_cmpuint (mls_workspace_get_crossed (desk.workspace)->len, ==, 2);
  click (&desk, 150, 250, FALSE);
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS5.0.0");
  desk_end (&desk);
}

/* What is crossed takes the pair, each region once, and one step takes it all back. */
static void
test_paint (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_PAINT);
  click (&desk, 150, 150, FALSE);
  g_assert_cmpuint (desk.n_refused, ==, 1);
  g_assert_cmpint (mls_proposal_rule (mls_workspace_get_proposal (desk.workspace)), ==, MLS_REFUSAL_NO_PAIR);

  /* Drawn before it was coded, it waits for that. */
  mls_workspace_give_pair (desk.workspace, pair_of ("CS2.1.0"));
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS2.1.0");

  hand (&desk, MLS_INPUT_PRESS, 150, 150);
  hand (&desk, MLS_INPUT_DRAG, 250, 150);
  hand (&desk, MLS_INPUT_DRAG, 250, 250);
  hand (&desk, MLS_INPUT_DRAG, 250, 150);
  g_assert_cmpuint (mls_workspace_get_crossed (desk.workspace)->len, ==, 3);
  g_assert_null (mls_workspace_dup_left (desk.workspace));
  hand (&desk, MLS_INPUT_RELEASE, 250, 150);
  g_assert_cmpuint (desk.n_committed, ==, 2);
  g_assert_cmpint (count_cover (&desk, "CS2.1.0"), ==, 3);
  mls_workspace_undo (desk.workspace);
  g_assert_cmpint (count_cover (&desk, "CS2.1.0"), ==, 1);
  desk_end (&desk);
}

static void
count_said (MlsWorkspace *workspace, const char *text, guint *n)
{
  if (g_str_has_prefix (text, "Left as it was: ") || g_str_has_prefix (text, "Laissé tel quel\u00a0: "))
    ++*n;
}

/* What may not take the pair is left, and said so: here a strip that the west field took of the middle one, and that
 * would be alone with it at the first date. */
static void
test_paint_what_may_be (void)
{
  Desk desk;
  guint n_said = 0;

  desk_begin (&desk, "Camille");
  choose_west (&desk);
  mls_workspace_nudge (desk.workspace, 3, 0);
  mls_workspace_set_correction (desk.workspace, TRUE);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_signal_connect (desk.workspace, "said", G_CALLBACK (count_said), &n_said);

  mls_workspace_set_tool (desk.workspace, MLS_TOOL_PAINT);
  mls_workspace_set_pair (desk.workspace, pair_of ("CS2.1.0"));
  hand (&desk, MLS_INPUT_PRESS, 250, 150);
  hand (&desk, MLS_INPUT_DRAG, 50, 150);
  g_assert_cmpuint (mls_workspace_get_crossed (desk.workspace)->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (((const MlsCrossed *) g_ptr_array_index (mls_workspace_get_crossed (desk.workspace), i))->left, ==, i == 2);
  g_assert_true (mls_proposal_is_ok (mls_workspace_get_proposal (desk.workspace)));
  hand (&desk, MLS_INPUT_RELEASE, 50, 150);
  g_assert_cmpuint (desk.n_committed, ==, 2);
  g_assert_cmpuint (n_said, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 250, 150), ==, "CS2.1.0");
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS2.1.0");
  g_assert_cmpstr (cover_at (&desk, 50, 150), ==, "CS5.0.0");
  g_assert_cmpint (sample_query (desk.sample.path, "SELECT count(*) FROM operation WHERE verb = 'recode'"), ==, 1);

  /* Alone it is refused, as anything is. */
  click (&desk, 50, 150, FALSE);
  g_assert_cmpuint (desk.n_refused, ==, 1);
  g_assert_cmpint (mls_proposal_rule (mls_workspace_get_proposal (desk.workspace)), ==, MLS_REFUSAL_MMU);
  g_assert_cmpuint (mls_workspace_get_crossed (desk.workspace)->len, ==, 1);
  hand (&desk, MLS_INPUT_CANCEL, 0, 0);
  g_assert_cmpuint (mls_workspace_get_crossed (desk.workspace)->len, ==, 0);
  desk_end (&desk);
}

static guint
n_selected (Desk *desk)
{
  return mls_workspace_get_selected (desk->workspace)->len;
}

static const MlsSelection *
selected (Desk *desk, guint i)
{
  return g_ptr_array_index (mls_workspace_get_selected (desk->workspace), i);
}

/* One after the other with Shift or Ctrl, or all that a drag crosses; what is selected is recoded in one edit. */
static void
test_select_several (void)
{
  Desk desk;
  MlsBox box;

  desk_begin (&desk, "Camille");
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_SELECT);
  click (&desk, 50, 50, FALSE);
  click (&desk, 150, 50, FALSE);
  g_assert_cmpuint (n_selected (&desk), ==, 1);
  click (&desk, 150, 150, TRUE);
  click (&desk, 250, 150, TRUE);
  g_assert_cmpuint (n_selected (&desk), ==, 3);
  click (&desk, 160, 160, TRUE);
  g_assert_cmpuint (n_selected (&desk), ==, 2);
  mls_workspace_hand (desk.workspace, &(MlsHand){ .kind = MLS_INPUT_PRESS, .point = at (50, 250), .m_per_px = 0.66, .free = TRUE });
  hand (&desk, MLS_INPUT_RELEASE, 50, 250);
  g_assert_cmpuint (n_selected (&desk), ==, 3);
  g_assert_true (mls_point_equal (mls_workspace_get_selection (desk.workspace)->point, at (50, 250)));
  g_assert_cmpfloat (mls_area2_to_m2 (selected (&desk, 1)->area2), ==, 10000);
  box = mls_workspace_selected_box (desk.workspace);
  g_assert_cmpint (box.max_x - box.min_x, ==, 300000);

  mls_workspace_give_pair (desk.workspace, pair_of ("CS2.1.0"));
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpint (count_cover (&desk, "CS2.1.0"), ==, 3);
  g_assert_cmpuint (n_selected (&desk), ==, 3);
  mls_workspace_undo (desk.workspace);
  g_assert_cmpint (count_cover (&desk, "CS2.1.0"), ==, 0);

  hand (&desk, MLS_INPUT_PRESS, 50, 150);
  hand (&desk, MLS_INPUT_DRAG, 250, 150);
  hand (&desk, MLS_INPUT_RELEASE, 250, 150);
  g_assert_cmpuint (n_selected (&desk), ==, 3);
  mls_workspace_give_pair (desk.workspace, pair_of ("CS2.1.0"));
  g_assert_cmpuint (desk.n_committed, ==, 2);
  g_assert_cmpint (count_cover (&desk, "CS2.1.0"), ==, 3);
  g_assert_cmpuint (n_selected (&desk), ==, 1);
  g_assert_cmpfloat (mls_area2_to_m2 (selected (&desk, 0)->area2), ==, 30000);
  mls_workspace_absorb (desk.workspace);
  g_assert_true (mls_workspace_is_offering (desk.workspace));
  desk_end (&desk);
}

/* What is selected joins the last of it, once that has been seen. */
static void
test_merge_selected (void)
{
  Desk desk;
  guint n_said = 0;

  desk_begin (&desk, "Camille");
  g_signal_connect_swapped (desk.workspace, "said", G_CALLBACK (count), &n_said);
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_SELECT);
  click (&desk, 50, 150, FALSE);
  mls_workspace_merge_selected (desk.workspace);
  g_assert_cmpuint (n_said, ==, 1);
  g_assert_false (mls_workspace_is_offering (desk.workspace));

  click (&desk, 150, 150, TRUE);
  click (&desk, 250, 150, TRUE);
  mls_workspace_merge_selected (desk.workspace);
  g_assert_true (mls_workspace_is_offering (desk.workspace));
  g_assert_cmpuint (desk.n_committed, ==, 0);
  mls_workspace_merge_selected (desk.workspace);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 50, 150), ==, "CS6.3.0");
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS6.3.0");
  g_assert_cmpuint (n_selected (&desk), ==, 1);

  /* Without a border in common there is nothing to join. */
  click (&desk, 50, 50, FALSE);
  click (&desk, 250, 250, TRUE);
  mls_workspace_merge_selected (desk.workspace);
  mls_workspace_accept (desk.workspace);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpint (mls_proposal_rule (mls_workspace_get_proposal (desk.workspace)), ==, MLS_REFUSAL_NOT_ADJACENT);
  desk_end (&desk);
}

/* What may not take the pair is left, marked and said; to say something of all of them goes with all of them. */
static void
test_select_what_may_be (void)
{
  Desk desk;
  MlsNote note = { 0 };
  guint n_said = 0;

  g_assert_true (mls_note_read (&note, "doubt=1"));
  desk_begin (&desk, "Camille");
  choose_west (&desk);
  mls_workspace_nudge (desk.workspace, 3, 0);
  mls_workspace_set_correction (desk.workspace, TRUE);
  g_signal_connect (desk.workspace, "said", G_CALLBACK (count_said), &n_said);
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_SELECT);
  click (&desk, 250, 150, FALSE);
  click (&desk, 150, 150, TRUE);
  click (&desk, 50, 150, TRUE);

  mls_workspace_give_pair (desk.workspace, pair_of ("CS2.1.0"));
  g_assert_cmpuint (desk.n_committed, ==, 2);
  g_assert_cmpuint (n_said, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 250, 150), ==, "CS2.1.0");
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS2.1.0");
  g_assert_cmpstr (cover_at (&desk, 50, 150), ==, "CS5.0.0");
  g_assert_cmpuint (n_selected (&desk), ==, 2);
  g_assert_false (selected (&desk, 0)->left);
  g_assert_true (selected (&desk, 1)->left);

  g_assert_true (mls_workspace_note (desk.workspace, &note));
  g_assert_cmpuint (n_said, ==, 1);
  g_assert_true (mls_workspace_says (desk.workspace, MLS_FIELD_DOUBT));
  for (guint i = 0; i < n_selected (&desk); i++)
    g_assert_false (selected (&desk, i)->left);
  click (&desk, 50, 50, TRUE);
  g_assert_false (mls_workspace_says (desk.workspace, MLS_FIELD_DOUBT));
  desk_end (&desk);
}

/* Undo is written too: it waits like any edit. */
static void
test_author_of_undo (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_pair (desk.workspace, pair_of ("CS2.1.0"));
  draw (&desk, 90, 140, 210, 140);
  desk_close (&desk);

  desk_open (&desk, NULL);
  mls_workspace_undo (desk.workspace);
  g_assert_cmpuint (desk.n_author_wanted, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 150, 120), ==, "CS2.1.0");

  mls_project_set_author (desk.project, "Camille");
  mls_workspace_go_on (desk.workspace);
  g_assert_cmpstr (cover_at (&desk, 150, 120), ==, "CS1.1.1");
  desk_end (&desk);
}

/* Nobody's edit waits until somebody is named. */
static void
test_author (void)
{
  Desk desk;

  desk_begin (&desk, NULL);
  mls_workspace_set_pair (desk.workspace, pair_of ("CS2.1.0"));
  draw (&desk, 90, 140, 210, 140);
  g_assert_cmpuint (desk.n_author_wanted, ==, 1);
  g_assert_cmpuint (desk.n_committed, ==, 0);

  mls_project_set_author (desk.project, "Camille");
  mls_workspace_go_on (desk.workspace);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpint (sample_query (desk.sample.path, "SELECT count(*) FROM operation WHERE author = 'Camille'"), ==, 1);
  desk_end (&desk);
}

/* What waits for a name is neither replaced by what is asked for next nor done after it was given up. */
static void
test_author_waits_for_first (void)
{
  Desk desk;

  desk_begin (&desk, NULL);
  mls_workspace_set_pair (desk.workspace, pair_of ("CS2.1.0"));
  draw (&desk, 90, 140, 210, 140);
  mls_workspace_redo (desk.workspace);
  g_assert_cmpuint (desk.n_author_wanted, ==, 2);
  mls_project_set_author (desk.project, "Camille");
  mls_workspace_go_on (desk.workspace);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 150, 120), ==, "CS2.1.0");

  mls_project_set_author (desk.project, NULL);
  draw (&desk, 90, 160, 210, 160);
  mls_workspace_give_up (desk.workspace);
  mls_project_set_author (desk.project, "Camille");
  mls_workspace_go_on (desk.workspace);
  g_assert_cmpuint (desk.n_committed, ==, 1);

  mls_project_set_author (desk.project, NULL);
  hand (&desk, MLS_INPUT_FINISH, 210, 160);
  hand (&desk, MLS_INPUT_CANCEL, 210, 160);
  mls_project_set_author (desk.project, "Camille");
  mls_workspace_go_on (desk.workspace);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  desk_end (&desk);
}

/* Nobody is asked for what is not written: a line without a pair, an edit that is refused. What is
 * written then is asked for once: a cure, an exception, an undo. */
static void
test_author_for_writing (void)
{
  Desk desk;

  desk_begin (&desk, NULL);
  draw (&desk, 90, 150, 210, 150);
  hand (&desk, MLS_INPUT_CANCEL, 210, 150);
  g_assert_cmpuint (desk.n_refused, ==, 1);
  desk.n_refused = 0;
  cut_corner (&desk);
  g_assert_cmpuint (desk.n_author_wanted, ==, 0);

  mls_workspace_except (desk.workspace, "un bosquet isolé");
  g_assert_cmpuint (desk.n_author_wanted, ==, 1);
  mls_project_set_author (desk.project, "Camille");
  mls_workspace_go_on (desk.workspace);
  g_assert_cmpint (sample_query (desk.sample.path, "SELECT count(*) FROM exception WHERE reason = 'un bosquet isolé'"), ==, 1);

  mls_project_set_author (desk.project, NULL);
  mls_workspace_undo (desk.workspace);
  g_assert_cmpuint (desk.n_author_wanted, ==, 2);
  mls_project_set_author (desk.project, "Camille");
  mls_workspace_go_on (desk.workspace);
  g_assert_cmpstr (cover_at (&desk, 101, 199), ==, "CS1.1.1");
  desk_end (&desk);
}

/* What was done elsewhere or by somebody else is shown by the first Ctrl+Z and undone by the second. */
static void
test_undo_shows_first (void)
{
  const MlsBox far = { BOARD_X + 900000, BOARD_Y, BOARD_X + 950000, BOARD_Y + 50000 };
  const MlsBox near = { BOARD_X, BOARD_Y, BOARD_X + 150000, BOARD_Y + 150000 };
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_pair (desk.workspace, pair_of ("CS2.1.0"));
  draw (&desk, 90, 140, 210, 140);
  draw (&desk, 90, 50, 210, 50);
  mls_workspace_set_sight (desk.workspace, &near);
  mls_workspace_undo (desk.workspace);
  g_assert_cmpuint (desk.n_shown, ==, 0);

  mls_workspace_set_sight (desk.workspace, &far);
  mls_workspace_undo (desk.workspace);
  g_assert_cmpuint (desk.n_shown, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 150, 120), ==, "CS2.1.0");
  mls_workspace_undo (desk.workspace);
  g_assert_cmpuint (desk.n_shown, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 150, 120), ==, "CS1.1.1");

  mls_workspace_redo (desk.workspace);
  mls_workspace_set_sight (desk.workspace, &near);
  mls_project_set_author (desk.project, "Dominique");
  mls_workspace_undo (desk.workspace);
  g_assert_cmpuint (desk.n_shown, ==, 2);
  g_assert_cmpstr (cover_at (&desk, 150, 120), ==, "CS2.1.0");
  desk_end (&desk);
}

static void
recode (Desk *desk, double x, double y)
{
  MlsPoint point = at (x, y);

  mls_workspace_set_tool (desk->workspace, MLS_TOOL_SELECT);
  mls_workspace_select (desk->workspace, &point);
  mls_workspace_give_pair (desk->workspace, pair_of ("CS2.1.0"));
}

/* A correction is of all vintages, or of those named; what it is of is told, and found again. */
static void
test_named_vintages (void)
{
  Desk desk;
  g_autofree char *change = NULL;
  g_autofree char *named = NULL;
  g_autofree char *all = NULL;

  desk_begin (&desk, "Camille");
  change = mls_workspace_describe (desk.workspace, 0);
  g_assert_cmpstr (change, ==, "2024 · change");

  mls_workspace_set_correction (desk.workspace, TRUE);
  mls_workspace_set_named (desk.workspace, MLS_VINTAGE (1));
  named = mls_workspace_describe (desk.workspace, 0);
  g_assert_cmpstr (named, ==, "2024 · correction 2024");
  recode (&desk, 150, 50);
  g_assert_cmpstr (cover_in (&desk, 0, 150, 50), ==, "CS6.3.0");
  g_assert_cmpstr (cover_in (&desk, 1, 150, 50), ==, "CS2.1.0");

  mls_workspace_remember (desk.workspace);
  desk_close (&desk);
  desk_open (&desk, "Camille");
  mls_workspace_restore (desk.workspace);
  g_assert_cmphex (mls_workspace_get_named (desk.workspace), ==, MLS_VINTAGE (1));

  mls_workspace_set_named (desk.workspace, 0);
  all = mls_workspace_describe (desk.workspace, 0);
  g_assert_cmpstr (all, ==, "2024 · correction, all dates");
  recode (&desk, 50, 50);
  g_assert_cmpstr (cover_in (&desk, 0, 50, 50), ==, "CS2.1.0");
  g_assert_cmpstr (cover_in (&desk, 1, 50, 50), ==, "CS2.1.0");
  desk_end (&desk);
}

/* The select tool gives a pair to the region selected; undo takes it back. */
static void
test_recode (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_SELECT);
  hand (&desk, MLS_INPUT_PRESS, 150, 150);
  g_assert_nonnull (mls_workspace_get_selection (desk.workspace));

  mls_workspace_give_pair (desk.workspace, pair_of ("CS2.1.0"));
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS2.1.0");
  mls_workspace_undo (desk.workspace);
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS1.1.1");
  mls_workspace_redo (desk.workspace);
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS2.1.0");
  desk_end (&desk);
}

/* Dragged from one region into the other, the first joins the second. */
static void
test_merge (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_MERGE);
  hand (&desk, MLS_INPUT_PRESS, 150, 150);
  hand (&desk, MLS_INPUT_DRAG, 190, 150);
  hand (&desk, MLS_INPUT_RELEASE, 250, 150);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS6.3.0");
  desk_end (&desk);
}

static gint64
n_exceptions (Desk *desk)
{
  return sample_query (desk->sample.path, "SELECT count (*) FROM exception WHERE until IS NULL");
}

static void
recode_at (Desk *desk, double x, double y, const char *cover)
{
  mls_workspace_set_tool (desk->workspace, MLS_TOOL_SELECT);
  hand (desk, MLS_INPUT_PRESS, x, y);
  mls_workspace_give_pair (desk->workspace, pair_of (cover));
}

/* Leave given for a region goes with its code, and comes back with it; what is done beside it takes
 * nothing from it. */
static void
test_exception_lapses (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  cut_corner (&desk);
  mls_workspace_except (desk.workspace, "un bosquet isolé");
  g_assert_cmpint (n_exceptions (&desk), ==, 1);

  recode_at (&desk, 250, 50, "CS1.1.1");
  recode_at (&desk, 150, 125, "CS6.3.0");
  g_assert_cmpuint (desk.n_committed, ==, 3);
  g_assert_cmpint (n_exceptions (&desk), ==, 1);

  recode_at (&desk, 101, 199, "CS5.0.0");
  g_assert_cmpstr (cover_at (&desk, 101, 199), ==, "CS5.0.0");
  g_assert_cmpint (n_exceptions (&desk), ==, 0);
  mls_workspace_undo (desk.workspace);
  g_assert_cmpint (n_exceptions (&desk), ==, 1);
  desk_end (&desk);
}

/* Or with a part of its ground. */
static void
test_exception_shrinks (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  cut_corner (&desk);
  mls_workspace_except (desk.workspace, "un bosquet isolé");

  mls_workspace_set_pair (desk.workspace, pair_of ("CS5.0.0"));
  draw (&desk, 112, 204, 94, 194);
  g_assert_cmpuint (desk.n_refused, ==, 2);
  mls_workspace_except (desk.workspace, "la moitié en bois");
  g_assert_cmpint (sample_query (desk.sample.path, "SELECT count (*) FROM exception "
                                                   "WHERE reason = 'un bosquet isolé' AND until = 4"), ==, 1);
  g_assert_cmpint (n_exceptions (&desk), >=, 1);
  desk_end (&desk);
}

/* Another program's work is seen before anything is written over it: what is planned is planned on it,
 * and nothing of it is undone unseen. */
static void
test_foreign (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  draw (&desk, 90, 150, 210, 150);
  sample_execute (desk.sample.path, "UPDATE coverage SET comment24 = 'seen' WHERE fid = 5");
  mls_workspace_give_pair (desk.workspace, pair_of ("CS2.1.0"));
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpint (sample_query (desk.sample.path, "SELECT count (*) FROM coverage WHERE comment24 = 'seen' "
                                                   "AND cs24 = 'CS1.1.1'"), ==, 1);

  sample_execute (desk.sample.path, "UPDATE coverage SET cs24 = 'CS2.1.0', us24 = 'US1.1.3' WHERE fid = 1");
  mls_workspace_undo (desk.workspace);
  g_assert_cmpstr (cover_at (&desk, 50, 50), ==, "CS2.1.0");
  mls_workspace_undo (desk.workspace);
  g_assert_cmpstr (cover_at (&desk, 50, 50), !=, "CS2.1.0");
  mls_workspace_undo (desk.workspace);
  g_assert_cmpstr (cover_at (&desk, 150, 175), ==, "CS1.1.1");
  desk_end (&desk);
}

/* A plan of a state that is past is not written, whatever faces it is of. */
static void
test_old_plan (void)
{
  const MlsPoint line[] = { at (90, 150), at (210, 150) };
  const MlsGesture gesture = { MLS_GESTURE_LINE, line, 2 };
  const MlsIntent intent = { .vintage = 1,
                             .dimension = MLS_DIMENSION_PAIR,
                             .vintages = MLS_VINTAGE (0) | MLS_VINTAGE (1),
                             .pair = pair_of ("CS2.1.0") };
  Desk desk;
  g_autoptr (MlsProposal) old = NULL;
  g_autoptr (MlsProposal) new = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operation;

  desk_begin (&desk, "Camille");
  old = mls_project_propose (desk.project, &gesture, &intent, &error);
  g_assert_no_error (error);
  sample_execute (desk.sample.path, "UPDATE coverage SET comment24 = 'seen' WHERE fid = 1");

  g_assert_null (mls_project_commit (desk.project, old->plan, 0, &operation, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE);
  g_clear_error (&error);
  new = mls_project_propose (desk.project, &gesture, &intent, &error);
  applied = mls_project_commit (desk.project, new->plan, 0, &operation, &error);
  g_assert_no_error (error);
  g_assert_nonnull (applied);
  desk_end (&desk);
}

/* Del shows what would take the region selected, and only that; once more does it. Esc leaves it, with any
 * tool. */
static void
test_absorb (void)
{
  Desk desk;
  MlsPoint middle = at (150, 150);

  desk_begin (&desk, "Camille");
  mls_workspace_absorb (desk.workspace);
  g_assert_null (mls_workspace_get_proposal (desk.workspace));

  mls_workspace_select (desk.workspace, &middle);
  mls_workspace_absorb (desk.workspace);
  g_assert_true (mls_workspace_is_offering (desk.workspace));
  g_assert_cmpint (mls_workspace_get_proposal (desk.workspace)->plan->verb, ==, MLS_VERB_MERGE);
  g_assert_cmpuint (desk.n_committed, ==, 0);

  for (int tool = 0; tool < MLS_N_TOOLS; tool++)
    {
      hand (&desk, MLS_INPUT_CANCEL, 0, 0);
      g_assert_false (mls_workspace_is_offering (desk.workspace));
      g_assert_null (mls_workspace_get_proposal (desk.workspace));
      mls_workspace_set_tool (desk.workspace, (MlsToolKind) tool);
      mls_workspace_absorb (desk.workspace);
      g_assert_true (mls_workspace_is_offering (desk.workspace));
    }
  hand (&desk, MLS_INPUT_CANCEL, 0, 0);
  g_assert_cmpuint (desk.n_committed, ==, 0);

  mls_workspace_absorb (desk.workspace);
  mls_workspace_accept (desk.workspace);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS6.3.0");
  g_assert_false (mls_workspace_is_offering (desk.workspace));
  desk_end (&desk);
}

/* Ground too small in the edited vintage is absorbed at once; any other is not, nor while a line is in hand. */
static void
test_absorb_sliver (void)
{
  static const Board small = { 3, 3, 16, 1, 0 };
  Desk desk;

  desk_begin_on (&desk, &small, "Camille");
  g_assert_false (mls_workspace_absorb_sliver (desk.workspace, at (8, 8)));
  hand (&desk, MLS_INPUT_PRESS, 1, 8);
  g_assert_false (mls_workspace_absorb_sliver (desk.workspace, at (24, 24)));
  hand (&desk, MLS_INPUT_CANCEL, 0, 0);
  g_assert_cmpuint (desk.n_committed, ==, 0);

  g_assert_true (mls_workspace_absorb_sliver (desk.workspace, at (24, 24)));
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_false (mls_workspace_is_offering (desk.workspace));
  g_assert_false (mls_workspace_absorb_sliver (desk.workspace, at (24, 24)));
  desk_end (&desk);
}

static void
count_sketches (guint *n)
{
  (*n)++;
}

/* Going elsewhere takes back what was offered, and says so. */
static void
test_offer_left (void)
{
  Desk desk;
  MlsPoint middle = at (150, 150), elsewhere = at (50, 50);
  guint n = 0;

  desk_begin (&desk, "Camille");
  mls_workspace_select (desk.workspace, &middle);
  mls_workspace_absorb (desk.workspace);
  g_assert_true (mls_workspace_is_offering (desk.workspace));

  g_signal_connect_swapped (desk.workspace, "sketch-changed", G_CALLBACK (count_sketches), &n);
  mls_workspace_select (desk.workspace, &elsewhere);
  g_assert_false (mls_workspace_is_offering (desk.workspace));
  g_assert_cmpuint (n, ==, 1);
  desk_end (&desk);
}

/* Dates that another program adds or takes out: what is shown of one stays, or goes to the newest with it. */
static void
test_other_dates (void)
{
  static const MlsVintage older = { "15", 2015, "2015", 0 };
  Desk desk;
  MlsStore *other;
  guint n_told = 0;
  g_autoptr (GError) error = NULL;

  desk_begin (&desk, NULL);
  desk_close (&desk);
  desk_open_to_read (&desk);
  g_signal_connect_swapped (desk.workspace, "dates-changed", G_CALLBACK (count_told), &n_told);
  mls_workspace_set_vintage (desk.workspace, 0);
  mls_workspace_set_named (desk.workspace, MLS_VINTAGE (1));

  other = mls_store_open (desk.sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  mls_store_add_vintage (other, &older, "Camille", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (mls_project_notice (desk.project, NULL));
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpuint (mls_workspace_get_vintage (desk.workspace), ==, 1);
  g_assert_cmpuint (mls_workspace_get_named (desk.workspace), ==, MLS_VINTAGE (2));

  mls_workspace_set_vintage (desk.workspace, 0);
  mls_store_drop_vintage (other, 0, "Camille", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (mls_project_notice (desk.project, NULL));
  g_assert_cmpuint (n_told, ==, 2);
  g_assert_cmpuint (mls_workspace_get_vintage (desk.workspace), ==, 1);
  g_assert_cmpuint (mls_workspace_get_named (desk.workspace), ==, MLS_VINTAGE (1));
  mls_store_close (other, NULL);
  desk_end (&desk);
}

/* What would cure ground is shown first, whatever tool is in hand, and does not hold up a sketch. Enter does it;
 * then there is nothing more to cure. */
static void
test_offer_cure (void)
{
  Desk desk;

  desk_begin (&desk, "Camille");
  sample_execute (desk.sample.path, "UPDATE coverage SET cs24 = NULL, us24 = NULL WHERE fid = 5");
  g_assert_true (mls_project_notice (desk.project, NULL));
  for (int tool = 0; tool < MLS_N_TOOLS; tool++)
    {
      mls_workspace_set_tool (desk.workspace, (MlsToolKind) tool);
      g_assert_true (mls_workspace_offer_cure (desk.workspace, at (150, 150), "missing-label"));
      g_assert_true (mls_workspace_is_offering (desk.workspace));
      g_assert_cmpint (mls_workspace_get_proposal (desk.workspace)->plan->verb, ==, MLS_VERB_CURE);
      hand (&desk, MLS_INPUT_CANCEL, 0, 0);
      g_assert_false (mls_workspace_is_offering (desk.workspace));
    }

  mls_workspace_set_tool (desk.workspace, MLS_TOOL_LINE);
  hand (&desk, MLS_INPUT_PRESS, 90, 150);
  g_assert_false (mls_workspace_offer_cure (desk.workspace, at (150, 150), "missing-label"));
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 1);
  hand (&desk, MLS_INPUT_CANCEL, 0, 0);

  g_assert_true (mls_workspace_offer_cure (desk.workspace, at (150, 150), "missing-label"));
  g_assert_cmpuint (desk.n_committed, ==, 0);
  mls_workspace_accept (desk.workspace);
  g_assert_cmpuint (desk.n_committed, ==, 1);
  g_assert_cmpstr (cover_at (&desk, 150, 150), ==, "CS5.0.0");

  g_assert_false (mls_workspace_offer_cure (desk.workspace, at (150, 150), "missing-label"));
  g_assert_false (mls_workspace_offer_cure (desk.workspace, at (150, 150), "impossible-change"));
  g_assert_false (mls_workspace_offer_cure (desk.workspace, at (150, 150), "nonsense"));
  g_assert_null (mls_workspace_get_proposal (desk.workspace));
  desk_end (&desk);
}

static void
take_list (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GListModel **places = user_data;
  g_autoptr (GError) error = NULL;

  *places = mls_places_finish (MLS_PROJECT (source), result, NULL, &error);
  g_assert_no_error (error);
}

/* What the list of findings says of notes. */
static char *
notes_listed (Desk *desk)
{
  GListModel *places = NULL;
  GString *text = g_string_new (NULL);

  mls_places_find_async (desk->project, MLS_PLACES_CHECK, NULL, NULL, take_list, &places);
  while (places == NULL)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);

      if (mls_place_is_note (place))
        g_string_append_printf (text, "%s (%s)\n", mls_place_get_title (place), mls_place_get_detail (place));
    }
  g_object_unref (places);

  return g_string_free (text, FALSE);
}

static GListModel *
list_changes (Desk *desk)
{
  const MlsPlacesSearch search = { NULL, 1, 0, MLS_DIMENSION_COVER, MLS_REGIONS_LARGEST, NULL };
  GListModel *places = NULL;

  mls_places_search_async (desk->project, &search, NULL, take_list, &places);
  while (places == NULL)
    g_main_context_iteration (NULL, TRUE);

  return places;
}

static MlsPlace *
change_at (Desk *desk, GListModel *changes, double x, double y)
{
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (changes, i);
      MlsBox box = mls_place_get_box (place);

      if (mls_box_contains_point (&box, at (x, y)))
        return g_steal_pointer (&place);
    }

  g_assert_not_reached ();
}

static void
expect_selected (Desk *desk, double x0, double y0, double x1, double y1)
{
  MlsBox box = mls_workspace_get_selection (desk->workspace)->box;

  g_assert_true (mls_point_equal ((MlsPoint){ box.min_x, box.min_y }, at (x0, y0)));
  g_assert_true (mls_point_equal ((MlsPoint){ box.max_x, box.max_y }, at (x1, y1)));
}

/* A code that came with the data is told once, not as its own label too. */
static void
test_change_unlabelled (void)
{
  Desk desk;
  g_autoptr (GListModel) changes = NULL;
  g_autoptr (MlsPlace) place = NULL;

  desk_begin (&desk, "Anna");
  sample_execute (desk.sample.path,
                  "INSERT INTO cover (code, level, colour, state, since) VALUES "
                  "('3410', 1, '#808080', 'tolerated', 1), ('3110', 1, '#808080', 'tolerated', 1);"
                  "UPDATE coverage SET cs21 = '3410', us21 = NULL, cs24 = '3110', us24 = NULL WHERE fid = 5");
  mls_project_notice (desk.project, NULL);
  changes = list_changes (&desk);
  place = change_at (&desk, changes, 150, 150);
  g_assert_cmpstr (mls_place_get_title (place), ==, "3410 → 3110");
  desk_end (&desk);
}

/* What is selected of a change is the ground that changed, and not all that is the same now; that stays so
 * when something is done, and ends with another view. */
static void
test_change (void)
{
  Desk desk;
  g_autoptr (GListModel) changes = NULL;
  g_autoptr (MlsPlace) place = NULL;
  MlsPoint point;

  desk_begin (&desk, "Anna");
  recode_at (&desk, 250, 50, "CS6.3.0");
  mls_workspace_set_dimension (desk.workspace, MLS_DIMENSION_COVER);
  changes = list_changes (&desk);
  place = change_at (&desk, changes, 250, 150);
  point = mls_place_get_point (place);
  g_assert_cmpstr (mls_place_get_title (place), ==, "CS1.1.1 → CS6.3.0 · libellé → libellé");

  mls_workspace_select (desk.workspace, &point);
  expect_selected (&desk, 100, 0, 300, 200);
  mls_workspace_select_change (desk.workspace, point, mls_place_get_since (place));
  expect_selected (&desk, 200, 100, 300, 200);

  mls_workspace_undo (desk.workspace);
  mls_workspace_redo (desk.workspace);
  expect_selected (&desk, 200, 100, 300, 200);
  mls_workspace_set_dimension (desk.workspace, MLS_DIMENSION_PAIR);
  g_assert_cmpuint (mls_workspace_get_selection (desk.workspace)->since, ==, 1);
  desk_end (&desk);
}

/* A repair of the import is stepped to with the findings until somebody takes note; that can be undone. */
static void
test_note (void)
{
  static const char note[] = "Feature 2 lost 200\u00a0m² to feature 1 (Note · 200\u00a0m²)\n";
  Desk desk;
  g_autofree char *before = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *undone = NULL;

  desk_begin (&desk, "Anna");
  sample_execute (desk.sample.path,
                  "INSERT INTO finding (origin, rule, severity, x, y, area_m2, feature, other_feature, message) "
                  "VALUES ('import', 'import-overlap', 'note', 700150, 6600150, -200, 2, 1, '')");
  mls_project_notice (desk.project, NULL);
  before = notes_listed (&desk);
  g_assert_cmpstr (before, ==, note);

  mls_workspace_keep_at (desk.workspace, at (150, 150));
  kept = notes_listed (&desk);
  g_assert_cmpstr (kept, ==, "");

  mls_workspace_undo (desk.workspace);
  undone = notes_listed (&desk);
  g_assert_cmpstr (undone, ==, note);
  desk_end (&desk);
}

static void
keep_text (char **kept, const char *text)
{
  g_free (*kept);
  *kept = g_strdup (text);
}

/* A correction of one date is carried over to the one where the same was, at once or not at all. */
static void
test_carry_over (void)
{
  Desk desk;

  desk_begin (&desk, "Anna");
  mls_workspace_set_correction (desk.workspace, TRUE);
  mls_workspace_set_named (desk.workspace, MLS_VINTAGE (1));
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_SELECT);
  mls_workspace_select (desk.workspace, &(MlsPoint){ BOARD_X + 50000, BOARD_Y + 50000 });
  mls_workspace_give_pair (desk.workspace, pair_of ("CS2.1.0"));
  g_assert_cmpstr (cover_in (&desk, 1, 50, 50), ==, "CS2.1.0");
  g_assert_cmpstr (cover_in (&desk, 0, 50, 50), !=, "CS2.1.0");

  mls_workspace_carry_over (desk.workspace);
  g_assert_cmpstr (cover_in (&desk, 0, 50, 50), ==, "CS2.1.0");
  mls_workspace_carry_over (desk.workspace);
  g_assert_cmpuint (desk.n_committed, ==, 2);

  desk_end (&desk);
}

/* Those whom a project does not name make changes, and are told so. */
static void
test_correctors (void)
{
  Desk desk;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  desk_begin (&desk, "Noa");
  mls_store_set_rule (mls_project_get_store (desk.project), "correctors", "Anna, Camille", &error);
  g_assert_no_error (error);
  desk_close (&desk);
  desk_open (&desk, "Noa");
  g_signal_connect_swapped (desk.workspace, "said", G_CALLBACK (keep_text), &said);
  mls_workspace_set_correction (desk.workspace, TRUE);
  g_assert_cmpstr (said, ==, "Corrections are for Anna, Camille here: this is a change");
  g_assert_false (mls_workspace_get_correction (desk.workspace));

  mls_project_set_author (desk.project, "Camille");
  mls_workspace_set_correction (desk.workspace, TRUE);
  g_assert_true (mls_workspace_get_correction (desk.workspace));

  desk_end (&desk);
}

static void
give_at (Desk *desk, double x, double y, const char *cover)
{
  const MlsPoint place = at (x, y);

  mls_workspace_set_tool (desk->workspace, MLS_TOOL_SELECT);
  mls_workspace_select (desk->workspace, &place);
  mls_workspace_give_pair (desk->workspace, pair_of (cover));
}

/* The west of the board is Anna's: what she draws in the east is red before the last click, and not written; what was
 * done there before she can take back. */
static void
test_zone (void)
{
  const MlsPoint corners[] = { at (0, 0), at (100, 0), at (100, 300), at (0, 300) };
  g_autoptr (MlsZone) west = mls_zone_new (&(MlsRing){ corners, G_N_ELEMENTS (corners) }, 1);
  g_autoptr (GError) error = NULL;
  const MlsProposal *proposal;
  Desk desk;

  desk_begin (&desk, "Anna");
  give_at (&desk, 250, 150, "CS2.1.0");
  mls_store_set_zone (mls_project_get_store (desk.project), "Anna", west, &error);
  g_assert_no_error (error);
  desk_close (&desk);
  desk_open (&desk, "Anna");
  desk.n_committed = 0;

  mls_workspace_set_pair (desk.workspace, pair_of ("CS4.1.2"));
  hand (&desk, MLS_INPUT_PRESS, 200, 250);
  hand (&desk, MLS_INPUT_MOVE, 300, 250);
  proposal = mls_workspace_get_proposal (desk.workspace);
  g_assert_cmpstr (proposal->refusal->message, ==, "This is outside of the zone of Anna");
  g_assert_null (proposal->cure);
  g_assert_false (mls_verdict_is_exceptable (proposal->verdict));
  hand (&desk, MLS_INPUT_CANCEL, 300, 250);

  give_at (&desk, 250, 150, "CS4.1.2");
  g_assert_cmpuint (desk.n_refused, ==, 1);
  g_assert_cmpuint (desk.n_committed, ==, 0);
  give_at (&desk, 50, 50, "CS2.1.0");
  g_assert_cmpuint (desk.n_committed, ==, 1);

  mls_project_set_author (desk.project, "Noa");
  give_at (&desk, 250, 250, "CS2.1.0");
  g_assert_cmpuint (desk.n_committed, ==, 2);

  desk_end (&desk);
}

static int
count_noted (Desk *desk, const char *condition)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM coverage WHERE %s", condition);

  return (int) sample_query (desk->sample.path, sql);
}

/* Of the region at the pointer, or the one selected while it is in sight. */
static void
test_choose (void)
{
  Desk desk;
  g_autofree char *said = NULL;
  const MlsPoint middle = at (150, 150), north = at (50, 250), outside = at (-50, 50);
  const MlsBox elsewhere = { outside.x, outside.y, outside.x, outside.y };

  desk_begin (&desk, "Anna");
  g_signal_connect_swapped (desk.workspace, "said", G_CALLBACK (keep_text), &said);
  g_assert_false (mls_workspace_choose (desk.workspace, NULL));
  g_assert_cmpstr (said, ==, "There is no region at the pointer");
  g_assert_false (mls_workspace_choose (desk.workspace, &outside));
  g_assert_true (mls_workspace_choose (desk.workspace, &middle));
  g_assert_true (mls_workspace_choose (desk.workspace, &north));
  g_assert_true (mls_point_equal (mls_workspace_get_selection (desk.workspace)->point, middle));
  g_assert_true (mls_workspace_choose (desk.workspace, NULL));

  mls_workspace_set_sight (desk.workspace, &elsewhere);
  g_assert_true (mls_workspace_choose (desk.workspace, &north));
  g_assert_true (mls_point_equal (mls_workspace_get_selection (desk.workspace)->point, north));
  desk_end (&desk);
}

/* A doubt is of all of a region, or of none of it; what else is said stays. */
static void
test_doubt (void)
{
  Desk desk;
  const MlsSelection *selection;
  const MlsPoint corner = at (250, 50);

  desk_begin (&desk, "Anna");
  mls_workspace_select (desk.workspace, &corner);
  sample_execute (desk.sample.path,
                  "UPDATE coverage SET cs24 = 'CS6.3.0', doute24 = '2', comment24 = 'seen' WHERE fid = 3");
  g_assert_true (mls_project_notice (desk.project, NULL));
  selection = mls_workspace_get_selection (desk.workspace);
  g_assert_cmpuint (selection->differs, ==, MLS_FIELD (MLS_FIELD_DOUBT) | MLS_FIELD (MLS_FIELD_COMMENT));
  g_assert_false (mls_workspace_says (desk.workspace, MLS_FIELD_DOUBT));

  g_assert_true (mls_workspace_toggle_note (desk.workspace, MLS_FIELD_DOUBT));
  selection = mls_workspace_get_selection (desk.workspace);
  g_assert_cmpuint (selection->differs, ==, MLS_FIELD (MLS_FIELD_COMMENT));
  g_assert_true (mls_workspace_says (desk.workspace, MLS_FIELD_DOUBT));
  g_assert_cmpint (count_noted (&desk, "doute24 = '1' AND fid IN (2, 3, 6)"), ==, 3);
  g_assert_cmpint (count_noted (&desk, "doute24 IS NOT NULL"), ==, 3);
  g_assert_cmpint (count_noted (&desk, "doute21 IS NOT NULL"), ==, 0);

  g_assert_true (mls_workspace_toggle_note (desk.workspace, MLS_FIELD_DOUBT));
  g_assert_cmpint (count_noted (&desk, "doute24 IS NOT NULL"), ==, 0);
  g_assert_cmpint (count_noted (&desk, "comment24 = 'seen'"), ==, 1);
  mls_workspace_undo (desk.workspace);
  g_assert_cmpint (count_noted (&desk, "doute24 = '1'"), ==, 3);
  g_assert_cmpint ((int) desk.n_committed, ==, 2);
  desk_end (&desk);
}

/* A line in hand goes before; and a note waits for its author as any edit does. */
static void
test_note_waits (void)
{
  Desk desk;
  const MlsPoint middle = at (150, 150);
  MlsNote note = { 0 };

  g_assert_true (mls_note_read (&note, "comment=dry"));
  desk_begin (&desk, NULL);
  mls_workspace_select (desk.workspace, &middle);
  hand (&desk, MLS_INPUT_PRESS, 90, 150);
  g_assert_false (mls_workspace_note (desk.workspace, &note));
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 1);
  g_assert_cmpuint (desk.n_author_wanted, ==, 0);
  mls_workspace_leave (desk.workspace);

  g_assert_false (mls_workspace_note (desk.workspace, &note));
  g_assert_cmpuint (desk.n_author_wanted, ==, 1);
  mls_project_set_author (desk.project, "Anna");
  mls_workspace_go_on (desk.workspace);
  g_assert_cmpint (count_noted (&desk, "comment24 = 'dry' AND fid = 5"), ==, 1);
  g_assert_false (mls_workspace_note (desk.workspace, &note));
  g_assert_cmpuint (desk.n_refused, ==, 1);
  desk_end (&desk);
}

/* Who measures comes back to the line that was in hand. */
static void
test_measure (void)
{
  Desk desk;
  MlsMeasure measure;

  desk_begin (&desk, "Anna");
  hand (&desk, MLS_INPUT_PRESS, 50, 50);
  hand (&desk, MLS_INPUT_PRESS, 150, 50);
  mls_workspace_set_tool (desk.workspace, MLS_TOOL_MEASURE);
  g_assert_false (mls_workspace_get_measure (desk.workspace, &measure));

  hand (&desk, MLS_INPUT_PRESS, 0, 0);
  g_assert_false (mls_workspace_get_measure (desk.workspace, &measure));
  hand (&desk, MLS_INPUT_PRESS, 300, 0);
  hand (&desk, MLS_INPUT_PRESS, 300, 40);
  g_assert_true (mls_workspace_get_measure (desk.workspace, &measure));
  g_assert_cmpfloat (measure.length_m, ==, 340);
  g_assert_cmpfloat (measure.last_m, ==, 40);
  g_assert_cmpfloat (measure.area_m2, ==, 6000);
  g_assert_true (measure.has_ground);
  g_assert_cmpfloat_with_epsilon (measure.ground_m, 340 * 1.000952, 0.02);
  g_assert_cmpfloat_with_epsilon (measure.ground_area_m2, 6000 * 1.000952 * 1.000952, 1);

  mls_workspace_leave (desk.workspace);
  g_assert_cmpint (mls_workspace_get_tool (desk.workspace), ==, MLS_TOOL_LINE);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 2);
  mls_workspace_leave (desk.workspace);
  g_assert_cmpuint (mls_workspace_get_sketch (desk.workspace).n_placed, ==, 0);
  g_assert_cmpuint (desk.n_committed, ==, 0);
  desk_end (&desk);
}

/* A view that was gone back from is shown again, and undo has nothing to do with it. */
static void
test_views (void)
{
  Desk desk;
  MlsViewport *viewport;
  double x, y;

  desk_begin (&desk, "Anna");
  viewport = mls_workspace_get_viewport (desk.workspace);
  g_assert_false (mls_workspace_step_view (desk.workspace, -1));
  mls_viewport_set (viewport, 10, 20, 1000);
  g_usleep (MLS_TRAIL_REST_US + 1000);
  mls_viewport_set (viewport, 50, 60, 2500);

  g_assert_true (mls_workspace_step_view (desk.workspace, -1));
  mls_viewport_get_centre (viewport, &x, &y);
  g_assert_cmpfloat (x, ==, 10);
  g_assert_cmpfloat (y, ==, 20);
  g_assert_cmpfloat (mls_viewport_get_scale (viewport), ==, 1000);
  g_assert_true (mls_workspace_step_view (desk.workspace, 1));
  g_assert_cmpfloat (mls_viewport_get_scale (viewport), ==, 2500);
  g_assert_false (mls_workspace_step_view (desk.workspace, 1));
  desk_end (&desk);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/workspace/other-dates", test_other_dates);
  g_test_add_func ("/document/workspace/draw-then-code", test_draw_then_code);
  g_test_add_func ("/document/workspace/exchange-after", test_exchange_after);
  g_test_add_func ("/document/workspace/cure", test_cure);
  g_test_add_func ("/document/workspace/exception", test_exception);
  g_test_add_func ("/document/workspace/sketch-comes-back", test_sketch_comes_back);
  g_test_add_func ("/document/workspace/sketch-comes-back-to-its-tool", test_sketch_comes_back_to_its_tool);
  g_test_add_func ("/document/workspace/sketch-is-past", test_sketch_is_past);
  g_test_add_func ("/document/workspace/sketch-is-journalled", test_sketch_is_journalled);
  g_test_add_func ("/document/workspace/gauge", test_gauge);
  g_test_add_func ("/document/workspace/session", test_session);
  g_test_add_func ("/document/workspace/panes", test_panes);
  g_test_add_func ("/document/workspace/apart", test_apart);
  g_test_add_func ("/document/workspace/comparison", test_comparison);
  g_test_add_func ("/document/workspace/past", test_past);
  g_test_add_func ("/document/workspace/all-then-code", test_all_then_code);
  g_test_add_func ("/document/workspace/exchange-is-for-one", test_exchange_is_for_one);
  g_test_add_func ("/document/workspace/far", test_far);
  g_test_add_func ("/document/workspace/trace", test_trace);
  g_test_add_func ("/document/workspace/constraint", test_constraint);
  g_test_add_func ("/document/workspace/strip", test_strip);
  g_test_add_func ("/document/workspace/complete", test_complete);
  g_test_add_func ("/document/workspace/small-move", test_small_move);
  g_test_add_func ("/document/workspace/handles", test_handles);
  g_test_add_func ("/document/workspace/nudge", test_nudge);
  g_test_add_func ("/document/workspace/run", test_run);
  g_test_add_func ("/document/workspace/nudge-refused", test_nudge_refused);
  g_test_add_func ("/document/workspace/run-of-vintage", test_run_of_vintage);
  g_test_add_func ("/document/workspace/extend", test_extend);
  g_test_add_func ("/document/workspace/insert-vertex", test_insert_vertex);
  g_test_add_func ("/document/workspace/remove-vertices", test_remove_vertices);
  g_test_add_func ("/document/workspace/redraw", test_redraw);
  g_test_add_func ("/document/workspace/merge-across", test_merge_across);
  g_test_add_func ("/document/workspace/paint", test_paint);
  g_test_add_func ("/document/workspace/paint-what-may-be", test_paint_what_may_be);
  g_test_add_func ("/document/workspace/select-several", test_select_several);
  g_test_add_func ("/document/workspace/merge-selected", test_merge_selected);
  g_test_add_func ("/document/workspace/select-what-may-be", test_select_what_may_be);
  g_test_add_func ("/document/workspace/author-of-undo", test_author_of_undo);
  g_test_add_func ("/document/workspace/author", test_author);
  g_test_add_func ("/document/workspace/author-waits-for-first", test_author_waits_for_first);
  g_test_add_func ("/document/workspace/author-for-writing", test_author_for_writing);
  g_test_add_func ("/document/workspace/undo-shows-first", test_undo_shows_first);
  g_test_add_func ("/document/workspace/named-vintages", test_named_vintages);
  g_test_add_func ("/document/workspace/recode", test_recode);
  g_test_add_func ("/document/workspace/merge", test_merge);
  g_test_add_func ("/document/workspace/absorb", test_absorb);
  g_test_add_func ("/document/workspace/absorb-sliver", test_absorb_sliver);
  g_test_add_func ("/document/workspace/offer-cure", test_offer_cure);
  g_test_add_func ("/document/workspace/offer-left", test_offer_left);
  g_test_add_func ("/document/workspace/exception-lapses", test_exception_lapses);
  g_test_add_func ("/document/workspace/exception-shrinks", test_exception_shrinks);
  g_test_add_func ("/document/workspace/change", test_change);
  g_test_add_func ("/document/workspace/change-unlabelled", test_change_unlabelled);
  g_test_add_func ("/document/workspace/note", test_note);
  g_test_add_func ("/document/workspace/choose", test_choose);
  g_test_add_func ("/document/workspace/doubt", test_doubt);
  g_test_add_func ("/document/workspace/note-waits", test_note_waits);
  g_test_add_func ("/document/workspace/carry-over", test_carry_over);
  g_test_add_func ("/document/workspace/correctors", test_correctors);
  g_test_add_func ("/document/workspace/zone", test_zone);
  g_test_add_func ("/document/workspace/foreign", test_foreign);
  g_test_add_func ("/document/workspace/old-plan", test_old_plan);
  g_test_add_func ("/document/workspace/measure", test_measure);
  g_test_add_func ("/document/workspace/views", test_views);

  return g_test_run ();
}
