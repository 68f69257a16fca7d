#include "script.h"

#include <string.h>

static void
add_point (GString *text, MlsPoint point)
{
  g_string_append_printf (text, "%s%d,%d", text->len > 0 ? " " : "", (int) (point.x / MLS_MM_PER_M),
                          (int) (point.y / MLS_MM_PER_M));
}

static void
add_word (GString *text, const char *word)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", word);
}

static char *
reply_text (const MlsReply *reply)
{
  static const char *const words[] = { "sketch", "preview", "commit", "select", "pick", "add", "toggle" };
  static const char *const gestures[] = {
    [MLS_GESTURE_LINE] = "line",
    [MLS_GESTURE_POLYGON] = "polygon",
    [MLS_GESTURE_MERGE] = "merge",
    [MLS_GESTURE_RECODE] = "recode",
    [MLS_GESTURE_MOVE_VERTEX] = "move-vertex",
    [MLS_GESTURE_INSERT_VERTEX] = "insert-vertex",
    [MLS_GESTURE_REMOVE_VERTEX] = "remove-vertex",
    [MLS_GESTURE_CURE] = "cure",
    [MLS_GESTURE_ABSORB] = "absorb",
    [MLS_GESTURE_MOVE_VERTICES] = "move-vertices",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((reply->flags & (1 << i)) != 0)
      add_word (text, words[i]);

  if ((reply->flags & ~MLS_REPLY_SKETCH) != 0)
    {
      add_word (text, gestures[reply->gesture.kind]);
      if (reply->all)
        add_word (text, "all");
      for (gsize i = 0; i < reply->gesture.n_points; i++)
        add_point (text, reply->gesture.points[i]);
    }

  return g_string_free (text, FALSE);
}

static gboolean
has_moved (const MlsSketch *sketch)
{
  return sketch->by.x != 0 || sketch->by.y != 0;
}

static char *
sketch_text (const MlsTool *tool)
{
  MlsSketch sketch = mls_tool_get_sketch (tool);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sketch.n_points; i++)
    {
      if (i == sketch.n_placed)
        add_word (text, "|");
      add_point (text, sketch.points[i]);
    }
  if (sketch.n_run > 0)
    add_word (text, "run");
  for (guint i = 0; i < sketch.n_run; i++)
    add_point (text, sketch.run[i]);
  if (has_moved (&sketch))
    {
      add_word (text, "by");
      add_point (text, sketch.by);
    }

  return g_string_free (text, FALSE);
}

static gboolean
has_word (const Step *step, const char *word)
{
  return step->how != NULL && strstr (step->how, word) != NULL;
}

static MlsInput
input_of (const Step *step)
{
  static const MlsPoint way[] = { { 70000, 7000 }, { 80000, 8000 } };
  MlsPoint point = { step->x * MLS_MM_PER_M, step->y * MLS_MM_PER_M };

  return (MlsInput){
    .kind = step->kind,
    .point = point,
    .raw = point,
    .tolerance = SCRIPT_TOLERANCE * MLS_MM_PER_M,
    .snap = has_word (step, "vertex")   ? MLS_SNAP_VERTEX
            : has_word (step, "border") ? MLS_SNAP_BORDER
            : has_word (step, "region") ? MLS_SNAP_REGION
                                        : MLS_SNAP_NONE,
    .by = point,
    .way = has_word (step, "way") || has_word (step, "next") ? way : NULL,
    .n_way = has_word (step, "way") ? G_N_ELEMENTS (way) : 0,
    .twice = has_word (step, "twice"),
    .shift = has_word (step, "shift"),
  };
}

/* Gives a new tool the events of @steps, one after the other, and asserts the effect of each. */
void
script_run (MlsToolKind kind, const Step *steps, guint n_steps)
{
  g_autoptr (MlsTool) tool = mls_tool_new (kind);

  for (guint i = 0; i < n_steps; i++)
    {
      MlsInput input = input_of (&steps[i]);
      MlsReply reply = mls_tool_step (tool, &input);
      MlsSketch sketch = mls_tool_get_sketch (tool);
      g_autofree char *asked = reply_text (&reply);
      g_autofree char *shown = sketch_text (tool);

      g_test_message ("%s tool, step %u", mls_tool_name (kind), i + 1);
      g_assert_cmpstr (asked, ==, steps[i].reply);
      g_assert_cmpstr (shown, ==, steps[i].sketch);
      g_assert_cmpint (mls_tool_is_busy (tool), ==, sketch.n_placed > 0 || has_moved (&sketch));
    }
}
