#include "script.h"

#include <locale.h>

/* From press to release the vertex follows the hand, and stays chosen where it is let go. */
static void
test_drag (void)
{
  static const Step steps[] = {
    { MLS_INPUT_MOVE, 0, 0, "vertex", "", "" },
    { MLS_INPUT_PRESS, 0, 0, "vertex", "sketch", "0,0 run 0,0" },
    { MLS_INPUT_DRAG, 3, 0, NULL, "sketch preview move-vertex 0,0 3,0", "0,0 | 3,0 run 0,0 by 3,0" },
    { MLS_INPUT_DRAG, 5, 1, "border", "sketch preview move-vertex 0,0 5,1", "0,0 | 5,1 run 0,0 by 5,1" },
    { MLS_INPUT_RELEASE, 6, 1, NULL, "sketch commit move-vertex 0,0 6,1", "0,0 | 6,1 run 0,0 by 6,1" },
    { MLS_INPUT_MOVE, 9, 9, NULL, "", "0,0 | 6,1 run 0,0 by 6,1" },
    { MLS_INPUT_DONE, 0, 0, NULL, "sketch", "run 6,1" },
  };

  RUN (MLS_TOOL_VERTEX, steps);
}

/* A press that went nowhere was a click: on a vertex it chooses that, beside every vertex none. */
static void
test_click (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, "vertex", "sketch", "0,0 run 0,0" },
    { MLS_INPUT_RELEASE, 0, 0, "vertex", "sketch", "run 0,0" },
    { MLS_INPUT_PRESS, 5, 5, NULL, "sketch", "" },
    { MLS_INPUT_DRAG, 6, 6, NULL, "", "" },
    { MLS_INPUT_RELEASE, 6, 6, NULL, "sketch", "" },
    { MLS_INPUT_PRESS, 5, 5, "border", "sketch", "" },
    { MLS_INPUT_DRAG, 6, 6, NULL, "", "" },
    { MLS_INPUT_PRESS, 0, 0, "vertex", "sketch", "0,0 run 0,0" },
    { MLS_INPUT_DRAG, 3, 0, NULL, "sketch preview move-vertex 0,0 3,0", "0,0 | 3,0 run 0,0 by 3,0" },
    { MLS_INPUT_RELEASE, 0, 0, NULL, "sketch", "run 0,0" },
  };

  RUN (MLS_TOOL_VERTEX, steps);
}

/* With Shift the run from the vertex chosen to another, along the border; where none leads nothing is taken in. */
static void
test_run (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, "vertex shift", "sketch", "run 0,0" },
    { MLS_INPUT_RELEASE, 0, 0, "vertex shift", "sketch", "run 0,0" },
    { MLS_INPUT_PRESS, 9, 9, "vertex shift way", "sketch", "run 0,0 70,7 80,8 9,9" },
    { MLS_INPUT_RELEASE, 9, 9, "vertex shift", "sketch", "run 0,0 70,7 80,8 9,9" },
    { MLS_INPUT_PRESS, 5, 5, "vertex shift", "sketch", "run 0,0 70,7 80,8 9,9" },
    { MLS_INPUT_RELEASE, 5, 5, "vertex shift", "sketch", "run 0,0 70,7 80,8 9,9" },
    { MLS_INPUT_PRESS, 5, 5, "shift border", "sketch", "run 0,0 70,7 80,8 9,9" },
    { MLS_INPUT_RELEASE, 5, 5, "shift", "sketch", "run 0,0 70,7 80,8 9,9" },
    { MLS_INPUT_PRESS, 3, 3, "vertex shift next", "sketch", "run 0,0 3,3" },
    { MLS_INPUT_DRAG, 4, 4, NULL, "", "run 0,0 3,3" },
    { MLS_INPUT_DRAG, 9, 9, "vertex way", "sketch", "run 0,0 70,7 80,8 9,9" },
    { MLS_INPUT_DRAG, 0, 0, "vertex next", "sketch", "run 0,0" },
    { MLS_INPUT_RELEASE, 0, 0, "vertex", "sketch", "run 0,0" },
    { MLS_INPUT_CANCEL, 0, 0, NULL, "sketch", "" },
  };

  RUN (MLS_TOOL_VERTEX, steps);
}

/* Held by one of them all of them go; a click on one chooses that alone. */
static void
test_drag_run (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, "vertex shift", "sketch", "run 0,0" },
    { MLS_INPUT_RELEASE, 0, 0, "vertex", "sketch", "run 0,0" },
    { MLS_INPUT_PRESS, 4, 0, "vertex shift next", "sketch", "run 0,0 4,0" },
    { MLS_INPUT_RELEASE, 4, 0, "vertex", "sketch", "run 0,0 4,0" },
    { MLS_INPUT_PRESS, 4, 0, "vertex", "sketch", "4,0 run 0,0 4,0" },
    { MLS_INPUT_DRAG, 5, 2, NULL, "sketch preview move-vertices 0,0 4,0 1,2", "4,0 | 5,2 run 0,0 4,0 by 1,2" },
    { MLS_INPUT_RELEASE, 5, 3, NULL, "sketch commit move-vertices 0,0 4,0 1,3", "4,0 | 5,3 run 0,0 4,0 by 1,3" },
    { MLS_INPUT_DONE, 0, 0, NULL, "sketch", "run 1,3 5,3" },
    { MLS_INPUT_PRESS, 5, 3, "vertex", "sketch", "5,3 run 1,3 5,3" },
    { MLS_INPUT_RELEASE, 5, 3, "vertex", "sketch", "run 5,3" },
  };

  RUN (MLS_TOOL_VERTEX, steps);
}

/* Keys add up until they rest; what was refused goes on from where it is, or back with Esc. */
static void
test_nudge (void)
{
  static const Step steps[] = {
    { MLS_INPUT_NUDGE, 1, 0, NULL, "", "" },
    { MLS_INPUT_PRESS, 0, 0, "vertex", "sketch", "0,0 run 0,0" },
    { MLS_INPUT_NUDGE, 1, 0, NULL, "", "0,0 run 0,0" },
    { MLS_INPUT_RELEASE, 0, 0, "vertex", "sketch", "run 0,0" },
    { MLS_INPUT_FINISH, 0, 0, NULL, "", "run 0,0" },
    { MLS_INPUT_NUDGE, 1, 0, NULL, "sketch preview move-vertex 0,0 1,0", "run 0,0 by 1,0" },
    { MLS_INPUT_MOVE, 7, 7, "vertex", "", "run 0,0 by 1,0" },
    { MLS_INPUT_NUDGE, 0, 2, NULL, "sketch preview move-vertex 0,0 1,2", "run 0,0 by 1,2" },
    { MLS_INPUT_FINISH, 0, 0, NULL, "sketch commit move-vertex 0,0 1,2", "run 0,0 by 1,2" },
    { MLS_INPUT_DONE, 0, 0, NULL, "sketch", "run 1,2" },
    { MLS_INPUT_PRESS, 4, 2, "vertex shift next", "sketch", "run 1,2 4,2" },
    { MLS_INPUT_RELEASE, 4, 2, "vertex", "sketch", "run 1,2 4,2" },
    { MLS_INPUT_NUDGE, 9, 0, NULL, "sketch preview move-vertices 1,2 4,2 9,0", "run 1,2 4,2 by 9,0" },
    { MLS_INPUT_FINISH, 0, 0, NULL, "sketch commit move-vertices 1,2 4,2 9,0", "run 1,2 4,2 by 9,0" },
    { MLS_INPUT_NUDGE, -1, 0, NULL, "sketch preview move-vertices 1,2 4,2 8,0", "run 1,2 4,2 by 8,0" },
    { MLS_INPUT_NUDGE, -8, 0, NULL, "sketch", "run 1,2 4,2" },
    { MLS_INPUT_NUDGE, 3, 0, NULL, "sketch preview move-vertices 1,2 4,2 3,0", "run 1,2 4,2 by 3,0" },
    { MLS_INPUT_CANCEL, 0, 0, NULL, "sketch", "run 1,2 4,2" },
    { MLS_INPUT_CANCEL, 0, 0, NULL, "sketch", "" },
  };

  RUN (MLS_TOOL_VERTEX, steps);
}

static void
test_insert (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 4, 0, "border", "sketch", "" },
    { MLS_INPUT_PRESS, 4, 0, "border twice", "commit insert-vertex 4,0", "4,0" },
    { MLS_INPUT_DONE, 0, 0, NULL, "sketch", "run 4,0" },
    { MLS_INPUT_PRESS, 4, 0, "vertex twice", "sketch", "4,0 run 4,0" },
    { MLS_INPUT_RELEASE, 4, 0, "vertex", "sketch", "run 4,0" },
  };

  RUN (MLS_TOOL_VERTEX, steps);
}

/* Esc on the way puts it back; what was refused goes with the next press. */
static void
test_cancel (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, "vertex", "sketch", "0,0 run 0,0" },
    { MLS_INPUT_DRAG, 3, 0, NULL, "sketch preview move-vertex 0,0 3,0", "0,0 | 3,0 run 0,0 by 3,0" },
    { MLS_INPUT_CANCEL, 0, 0, NULL, "sketch", "run 0,0" },
    { MLS_INPUT_DRAG, 4, 0, NULL, "", "run 0,0" },
    { MLS_INPUT_RELEASE, 4, 0, NULL, "sketch", "run 0,0" },
    { MLS_INPUT_PRESS, 0, 0, "vertex", "sketch", "0,0 run 0,0" },
    { MLS_INPUT_DRAG, 3, 0, NULL, "sketch preview move-vertex 0,0 3,0", "0,0 | 3,0 run 0,0 by 3,0" },
    { MLS_INPUT_RELEASE, 3, 0, NULL, "sketch commit move-vertex 0,0 3,0", "0,0 | 3,0 run 0,0 by 3,0" },
    { MLS_INPUT_FINISH, 3, 0, NULL, "", "0,0 | 3,0 run 0,0 by 3,0" },
    { MLS_INPUT_PRESS, 8, 8, "vertex", "sketch", "8,8 run 8,8" },
    { MLS_INPUT_BACK, 8, 8, NULL, "sketch", "run 8,8" },
  };

  RUN (MLS_TOOL_VERTEX, steps);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tool/vertex/drag", test_drag);
  g_test_add_func ("/tool/vertex/click", test_click);
  g_test_add_func ("/tool/vertex/run", test_run);
  g_test_add_func ("/tool/vertex/drag-run", test_drag_run);
  g_test_add_func ("/tool/vertex/nudge", test_nudge);
  g_test_add_func ("/tool/vertex/insert", test_insert);
  g_test_add_func ("/tool/vertex/cancel", test_cancel);

  return g_test_run ();
}
