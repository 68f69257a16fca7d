#include "script.h"

#include <locale.h>

/* From press to release the vertex follows the hand. */
static void
test_drag (void)
{
  static const Step steps[] = {
    { MLS_INPUT_MOVE, 0, 0, "vertex", "", "" },
    { MLS_INPUT_PRESS, 0, 0, "vertex", "sketch", "0,0" },
    { MLS_INPUT_DRAG, 3, 0, NULL, "sketch preview move-vertex 0,0 3,0", "0,0 | 3,0" },
    { MLS_INPUT_DRAG, 5, 1, "border", "sketch preview move-vertex 0,0 5,1", "0,0 | 5,1" },
    { MLS_INPUT_RELEASE, 6, 1, NULL, "sketch commit move-vertex 0,0 6,1", "0,0 | 6,1" },
    { MLS_INPUT_MOVE, 9, 9, NULL, "", "0,0 | 6,1" },
    { MLS_INPUT_DONE, 0, 0, NULL, "sketch", "" },
  };

  RUN (MLS_TOOL_VERTEX, steps);
}

/* A press that went nowhere was a click, and one beside every vertex is nothing. */
static void
test_click (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, "vertex", "sketch", "0,0" },
    { MLS_INPUT_RELEASE, 0, 0, "vertex", "sketch", "" },
    { MLS_INPUT_PRESS, 5, 5, NULL, "sketch", "" },
    { MLS_INPUT_DRAG, 6, 6, NULL, "", "" },
    { MLS_INPUT_RELEASE, 6, 6, NULL, "sketch", "" },
    { MLS_INPUT_PRESS, 5, 5, "border", "sketch", "" },
    { MLS_INPUT_DRAG, 6, 6, NULL, "", "" },
  };

  RUN (MLS_TOOL_VERTEX, steps);
}

static void
test_insert_and_remove (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 4, 0, "border", "sketch", "" },
    { MLS_INPUT_PRESS, 4, 0, "border twice", "commit insert-vertex 4,0", "4,0" },
    { MLS_INPUT_DONE, 0, 0, NULL, "sketch", "" },
    { MLS_INPUT_PRESS, 4, 0, "vertex shift", "commit remove-vertex 4,0", "4,0" },
    { MLS_INPUT_DRAG, 6, 6, NULL, "", "4,0" },
    { MLS_INPUT_DONE, 0, 0, NULL, "sketch", "" },
    { MLS_INPUT_PRESS, 4, 0, "vertex twice", "sketch", "4,0" },
    { MLS_INPUT_RELEASE, 4, 0, "vertex", "sketch", "" },
    { MLS_INPUT_PRESS, 4, 0, "border shift", "sketch", "" },
  };

  RUN (MLS_TOOL_VERTEX, steps);
}

/* Esc on the way puts it back; what was refused goes with the next press. */
static void
test_cancel (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, "vertex", "sketch", "0,0" },
    { MLS_INPUT_DRAG, 3, 0, NULL, "sketch preview move-vertex 0,0 3,0", "0,0 | 3,0" },
    { MLS_INPUT_CANCEL, 0, 0, NULL, "sketch", "" },
    { MLS_INPUT_DRAG, 4, 0, NULL, "", "" },
    { MLS_INPUT_RELEASE, 4, 0, NULL, "sketch", "" },
    { MLS_INPUT_PRESS, 0, 0, "vertex", "sketch", "0,0" },
    { MLS_INPUT_DRAG, 3, 0, NULL, "sketch preview move-vertex 0,0 3,0", "0,0 | 3,0" },
    { MLS_INPUT_RELEASE, 3, 0, NULL, "sketch commit move-vertex 0,0 3,0", "0,0 | 3,0" },
    { MLS_INPUT_FINISH, 3, 0, NULL, "", "0,0 | 3,0" },
    { MLS_INPUT_PRESS, 8, 8, "vertex", "sketch", "8,8" },
    { MLS_INPUT_BACK, 8, 8, NULL, "sketch", "" },
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
  g_test_add_func ("/tool/vertex/insert-and-remove", test_insert_and_remove);
  g_test_add_func ("/tool/vertex/cancel", test_cancel);

  return g_test_run ();
}
