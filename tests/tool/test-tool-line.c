#include "script.h"

#include "geometry/predicate.h"

#include <locale.h>
#include <math.h>

/* Click by click, the hand previewed from the last one; a right click finishes and the tool waits. */
static void
test_clicks (void)
{
  static const Step steps[] = {
    { MLS_INPUT_MOVE, 1, 1, NULL, "", "" },
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_RELEASE, 0, 0, NULL, "", "0,0" },
    { MLS_INPUT_MOVE, 5, 0, NULL, "sketch preview line 0,0 5,0", "0,0 | 5,0" },
    { MLS_INPUT_DRAG, 6, 0, NULL, "sketch preview line 0,0 6,0", "0,0 | 6,0" },
    { MLS_INPUT_PRESS, 10, 0, NULL, "sketch preview line 0,0 10,0", "0,0 10,0" },
    { MLS_INPUT_PRESS, 10, 0, NULL, "", "0,0 10,0" },
    { MLS_INPUT_MOVE, 10, 9, NULL, "sketch preview line 0,0 10,0 10,9", "0,0 10,0 | 10,9" },
    { MLS_INPUT_FINISH, 10, 9, NULL, "sketch commit line 0,0 10,0", "0,0 10,0" },
    { MLS_INPUT_MOVE, 50, 50, NULL, "", "0,0 10,0" },
    { MLS_INPUT_DONE, 0, 0, NULL, "sketch", "" },
    { MLS_INPUT_MOVE, 50, 50, NULL, "", "" },
  };

  RUN (MLS_TOOL_LINE, steps);
}

/* The first press of a double click has placed the last vertex; one alone is no line. */
static void
test_double_click (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_PRESS, 0, 0, "twice", "", "0,0" },
    { MLS_INPUT_FINISH, 0, 0, NULL, "", "0,0" },
    { MLS_INPUT_PRESS, 10, 0, NULL, "sketch preview line 0,0 10,0", "0,0 10,0" },
    { MLS_INPUT_PRESS, 11, 0, "twice", "sketch commit line 0,0 10,0", "0,0 10,0" },
  };

  RUN (MLS_TOOL_LINE, steps);
}

/* A press near the start of three vertices closes it, exactly. */
static void
test_closed (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_PRESS, 10, 0, NULL, "sketch preview line 0,0 10,0", "0,0 10,0" },
    { MLS_INPUT_PRESS, 1, 1, NULL, "sketch preview line 0,0 10,0 1,1", "0,0 10,0 1,1" },
    { MLS_INPUT_PRESS, 3, 0, NULL, "sketch preview line 0,0 10,0 1,1 3,0", "0,0 10,0 1,1 3,0" },
    { MLS_INPUT_PRESS, 2, 0, NULL, "sketch commit line 0,0 10,0 1,1 3,0 0,0", "0,0 10,0 1,1 3,0 0,0" },
  };

  RUN (MLS_TOOL_LINE, steps);
}

/* What was refused stays, and goes on from where it was. */
static void
test_refused (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_PRESS, 10, 0, NULL, "sketch preview line 0,0 10,0", "0,0 10,0" },
    { MLS_INPUT_FINISH, 10, 0, NULL, "sketch commit line 0,0 10,0", "0,0 10,0" },
    { MLS_INPUT_FINISH, 10, 0, NULL, "sketch commit line 0,0 10,0", "0,0 10,0" },
    { MLS_INPUT_PRESS, 20, 0, NULL, "sketch preview line 0,0 10,0 20,0", "0,0 10,0 20,0" },
    { MLS_INPUT_FINISH, 20, 0, NULL, "sketch commit line 0,0 10,0 20,0", "0,0 10,0 20,0" },
    { MLS_INPUT_BACK, 0, 0, NULL, "sketch preview line 0,0 10,0", "0,0 10,0" },
    { MLS_INPUT_MOVE, 12, 3, NULL, "sketch preview line 0,0 10,0 12,3", "0,0 10,0 | 12,3" },
  };

  RUN (MLS_TOOL_LINE, steps);
}

static void
test_back (void)
{
  static const Step steps[] = {
    { MLS_INPUT_BACK, 0, 0, NULL, "", "" },
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_MOVE, 5, 0, NULL, "sketch preview line 0,0 5,0", "0,0 | 5,0" },
    { MLS_INPUT_BACK, 5, 0, NULL, "sketch", "" },
    { MLS_INPUT_MOVE, 5, 5, NULL, "", "" },
    { MLS_INPUT_PRESS, 1, 1, NULL, "sketch", "1,1" },
    { MLS_INPUT_CANCEL, 0, 0, NULL, "sketch", "" },
    { MLS_INPUT_FINISH, 0, 0, NULL, "", "" },
  };

  RUN (MLS_TOOL_LINE, steps);
}

/* Shift cuts every region the line crosses: shown while it is down, kept once it was pressed with. */
static void
test_all (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_MOVE, 9, 0, "shift", "sketch preview line all 0,0 9,0", "0,0 | 9,0" },
    { MLS_INPUT_MOVE, 9, 1, NULL, "sketch preview line 0,0 9,1", "0,0 | 9,1" },
    { MLS_INPUT_PRESS, 10, 0, "shift", "sketch preview line all 0,0 10,0", "0,0 10,0" },
    { MLS_INPUT_MOVE, 11, 0, NULL, "sketch preview line all 0,0 10,0 11,0", "0,0 10,0 | 11,0" },
    { MLS_INPUT_FINISH, 11, 0, NULL, "sketch commit line all 0,0 10,0", "0,0 10,0" },
    { MLS_INPUT_DONE, 0, 0, NULL, "sketch", "" },
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_PRESS, 10, 0, NULL, "sketch preview line 0,0 10,0", "0,0 10,0" },
    { MLS_INPUT_FINISH, 10, 0, "shift", "sketch commit line all 0,0 10,0", "0,0 10,0" },
  };

  RUN (MLS_TOOL_LINE, steps);
}

/* With the button down the line follows the hand, with a vertex where it turns; within the tolerance of the press it
 * was a click. Clicks go on from there, and back goes vertex by vertex. */
static void
test_freehand (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_DRAG, 2, 0, NULL, "sketch preview line 0,0 2,0", "0,0 | 2,0" },
    { MLS_INPUT_DRAG, 4, 0, NULL, "sketch", "0,0 | 4,0" },
    { MLS_INPUT_DRAG, 9, 0, NULL, "sketch", "0,0 | 9,0" },
    { MLS_INPUT_DRAG, 9, 6, NULL, "sketch", "0,0 9,0 | 9,6" },
    { MLS_INPUT_DRAG, 9, 12, NULL, "sketch", "0,0 9,0 | 9,12" },
    { MLS_INPUT_RELEASE, 9, 13, NULL, "sketch preview line 0,0 9,0 9,13", "0,0 9,0 9,13" },
    { MLS_INPUT_MOVE, 20, 20, NULL, "sketch preview line 0,0 9,0 9,13 20,20", "0,0 9,0 9,13 | 20,20" },
    { MLS_INPUT_PRESS, 30, 13, NULL, "sketch preview line 0,0 9,0 9,13 30,13", "0,0 9,0 9,13 30,13" },
    { MLS_INPUT_RELEASE, 30, 13, NULL, "", "0,0 9,0 9,13 30,13" },
    { MLS_INPUT_PRESS, 30, 13, NULL, "", "0,0 9,0 9,13 30,13" },
    { MLS_INPUT_DRAG, 40, 13, NULL, "sketch", "0,0 9,0 9,13 30,13 | 40,13" },
    { MLS_INPUT_RELEASE, 40, 13, NULL, "sketch preview line 0,0 9,0 9,13 30,13 40,13", "0,0 9,0 9,13 30,13 40,13" },
    { MLS_INPUT_BACK, 0, 0, NULL, "sketch preview line 0,0 9,0 9,13 30,13", "0,0 9,0 9,13 30,13" },
    { MLS_INPUT_BACK, 0, 0, NULL, "sketch preview line 0,0 9,0 9,13", "0,0 9,0 9,13" },
    { MLS_INPUT_BACK, 0, 0, NULL, "sketch preview line 0,0 9,0", "0,0 9,0" },
  };

  RUN (MLS_TOOL_LINE, steps);
}

/* Let go on its start it is an island; a right click while the button is down ends it where the hand is. */
static void
test_freehand_ends (void)
{
  static const Step closed[] = {
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_DRAG, 10, 0, NULL, "sketch", "0,0 | 10,0" },
    { MLS_INPUT_DRAG, 10, 10, NULL, "sketch", "0,0 10,0 | 10,10" },
    { MLS_INPUT_DRAG, 0, 10, NULL, "sketch", "0,0 10,0 10,10 | 0,10" },
    { MLS_INPUT_DRAG, 0, 1, NULL, "sketch", "0,0 10,0 10,10 0,10 | 0,1" },
    { MLS_INPUT_RELEASE, 0, 1, NULL, "sketch commit line 0,0 10,0 10,10 0,10 0,0", "0,0 10,0 10,10 0,10 0,0" },
  };
  static const Step cut_short[] = {
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_DRAG, 10, 0, NULL, "sketch", "0,0 | 10,0" },
    { MLS_INPUT_FINISH, 11, 0, NULL, "sketch commit line 0,0 10,0", "0,0 10,0" },
    { MLS_INPUT_DRAG, 30, 0, NULL, "", "0,0 10,0" },
    { MLS_INPUT_RELEASE, 30, 0, NULL, "", "0,0 10,0" },
  };

  RUN (MLS_TOOL_LINE, closed);
  RUN (MLS_TOOL_LINE, cut_short);
}

/* However long it is, no place the hand has been to is further from the line than the tool says. */
static void
test_freehand_keeps_to_hand (void)
{
  g_autoptr (MlsTool) tool = mls_tool_new (MLS_TOOL_LINE);
  g_autoptr (GArray) hand = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  const gint64 tolerance = 6 * MLS_MM_PER_M;
  MlsPoint at = { 0, 0 };
  double angle = 0;
  MlsSketch sketch;

  for (guint i = 0; i < 2000; i++)
    {
      MlsInput input = { .kind = i == 0 ? MLS_INPUT_PRESS : MLS_INPUT_DRAG, .point = at, .raw = at, .tolerance = tolerance };
      MlsReply reply = mls_tool_step (tool, &input);

      g_assert_cmpint (reply.flags & MLS_REPLY_COMMIT, ==, 0);
      g_array_append_val (hand, at);
      angle += g_test_rand_double_range (-0.4, 0.4);
      at.x += (gint64) (3000 * cos (angle));
      at.y += (gint64) (3000 * sin (angle));
    }

  sketch = mls_tool_get_sketch (tool);
  g_test_message ("%u vertices for 2000 places", sketch.n_points);
  g_assert_cmpuint (sketch.n_points, <, 2000);
  for (guint i = 0; i < hand->len; i++)
    {
      MlsPoint was = g_array_index (hand, MlsPoint, i);
      double off = G_MAXDOUBLE;

      for (guint k = 1; k < sketch.n_points; k++)
        off = MIN (off, mls_point_distance (was, mls_point_nearest_on_segment (was, sketch.points[k - 1], sketch.points[k])));
      g_assert_cmpfloat (off, <=, 1001);
    }
}

/* Along borders, as it is shown; back goes the whole way. */
static void
test_way (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, "vertex", "sketch", "0,0" },
    { MLS_INPUT_MOVE, 90, 9, "border way", "sketch preview line 0,0 70,7 80,8 90,9", "0,0 | 70,7 80,8 90,9" },
    { MLS_INPUT_MOVE, 50, 9, NULL, "sketch preview line 0,0 50,9", "0,0 | 50,9" },
    { MLS_INPUT_PRESS, 90, 9, "border way", "sketch preview line 0,0 70,7 80,8 90,9", "0,0 70,7 80,8 90,9" },
    { MLS_INPUT_PRESS, 95, 20, NULL, "sketch preview line 0,0 70,7 80,8 90,9 95,20", "0,0 70,7 80,8 90,9 95,20" },
    { MLS_INPUT_BACK, 0, 0, NULL, "sketch preview line 0,0 70,7 80,8 90,9", "0,0 70,7 80,8 90,9" },
    { MLS_INPUT_BACK, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_PRESS, 90, 9, NULL, "sketch preview line 0,0 90,9", "0,0 90,9" },
    { MLS_INPUT_PRESS, 90, 30, NULL, "sketch preview line 0,0 90,9 90,30", "0,0 90,9 90,30" },
    { MLS_INPUT_PRESS, 0, 0, "vertex way", "sketch commit line 0,0 90,9 90,30 70,7 80,8 0,0", "0,0 90,9 90,30 70,7 80,8 0,0" },
  };

  RUN (MLS_TOOL_LINE, steps);
}

/* A sketch of before is drawn on. */
static void
test_set_sketch (void)
{
  static const MlsPoint points[] = { { 0, 0 }, { 10000, 0 } };
  g_autoptr (MlsTool) tool = mls_tool_new (MLS_TOOL_LINE);
  MlsReply reply;
  MlsSketch sketch;

  mls_tool_set_sketch (tool, &(MlsSketch){ points, 2, 2, TRUE });
  reply = mls_tool_step (tool, &(MlsInput){ .kind = MLS_INPUT_FINISH });
  g_assert_cmpint (reply.flags, ==, MLS_REPLY_SKETCH | MLS_REPLY_COMMIT);
  g_assert_cmpuint (reply.gesture.n_points, ==, 2);
  g_assert_true (reply.all);

  sketch = mls_tool_get_sketch (tool);
  g_assert_cmpuint (sketch.n_placed, ==, 2);
  g_assert_true (sketch.all);
  g_assert_true (mls_point_equal (sketch.points[1], points[1]));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tool/line/clicks", test_clicks);
  g_test_add_func ("/tool/line/double-click", test_double_click);
  g_test_add_func ("/tool/line/closed", test_closed);
  g_test_add_func ("/tool/line/refused", test_refused);
  g_test_add_func ("/tool/line/back", test_back);
  g_test_add_func ("/tool/line/all", test_all);
  g_test_add_func ("/tool/line/freehand", test_freehand);
  g_test_add_func ("/tool/line/freehand-ends", test_freehand_ends);
  g_test_add_func ("/tool/line/freehand-keeps-to-hand", test_freehand_keeps_to_hand);
  g_test_add_func ("/tool/line/way", test_way);
  g_test_add_func ("/tool/line/set-sketch", test_set_sketch);

  return g_test_run ();
}
