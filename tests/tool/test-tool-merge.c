#include "script.h"

#include <locale.h>

static void
test_two_clicks (void)
{
  static const Step steps[] = {
    { MLS_INPUT_MOVE, 0, 0, NULL, "", "" },
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_RELEASE, 0, 0, NULL, "", "0,0" },
    { MLS_INPUT_MOVE, 5, 0, NULL, "sketch preview merge 0,0 5,0", "0,0 | 5,0" },
    { MLS_INPUT_PRESS, 8, 0, NULL, "sketch commit merge 0,0 8,0", "0,0 | 8,0" },
    { MLS_INPUT_DONE, 0, 0, NULL, "sketch", "" },
    { MLS_INPUT_RELEASE, 8, 0, NULL, "", "" },
    { MLS_INPUT_MOVE, 9, 0, NULL, "", "" },
  };

  RUN (MLS_TOOL_MERGE, steps);
}

static void
test_drag (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_DRAG, 5, 0, NULL, "sketch preview merge 0,0 5,0", "0,0 | 5,0" },
    { MLS_INPUT_RELEASE, 8, 0, NULL, "sketch commit merge 0,0 8,0", "0,0 | 8,0" },
  };

  RUN (MLS_TOOL_MERGE, steps);
}

/* What was refused stands until the next press, whatever the hand does meanwhile. */
static void
test_refused (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_MOVE, 5, 0, NULL, "sketch preview merge 0,0 5,0", "0,0 | 5,0" },
    { MLS_INPUT_PRESS, 8, 0, NULL, "sketch commit merge 0,0 8,0", "0,0 | 8,0" },
    { MLS_INPUT_DRAG, 12, 0, NULL, "", "0,0 | 8,0" },
    { MLS_INPUT_RELEASE, 12, 0, NULL, "", "0,0 | 8,0" },
    { MLS_INPUT_MOVE, 14, 0, NULL, "", "0,0 | 8,0" },
    { MLS_INPUT_FINISH, 14, 0, NULL, "", "0,0 | 8,0" },
    { MLS_INPUT_PRESS, 20, 0, NULL, "sketch", "20,0" },
    { MLS_INPUT_MOVE, 25, 0, NULL, "sketch preview merge 20,0 25,0", "20,0 | 25,0" },
    { MLS_INPUT_CANCEL, 0, 0, NULL, "sketch", "" },
    { MLS_INPUT_PRESS, 20, 0, NULL, "sketch", "20,0" },
    { MLS_INPUT_BACK, 0, 0, NULL, "sketch", "" },
  };

  RUN (MLS_TOOL_MERGE, steps);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tool/merge/two-clicks", test_two_clicks);
  g_test_add_func ("/tool/merge/drag", test_drag);
  g_test_add_func ("/tool/merge/refused", test_refused);

  return g_test_run ();
}
