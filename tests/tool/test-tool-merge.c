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

/* All that is crossed with the button down joins the region where it comes up, the first one, too. */
static void
test_drag (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, "region", "sketch", "0,0" },
    { MLS_INPUT_DRAG, 0, 0, "region", "", "0,0 | 0,0" },
    { MLS_INPUT_DRAG, 5, 0, "region", "sketch preview merge 0,0 5,0 5,0", "0,0 5,0 | 5,0" },
    { MLS_INPUT_DRAG, 5, 0, "region", "", "0,0 5,0 | 5,0" },
    { MLS_INPUT_DRAG, 9, 0, "region way", "sketch preview merge 0,0 5,0 70,7 80,8 9,0 9,0", "0,0 5,0 70,7 80,8 9,0 | 9,0" },
    { MLS_INPUT_DRAG, 5, 0, "region", "sketch preview merge 0,0 5,0 70,7 80,8 9,0 5,0", "0,0 5,0 70,7 80,8 9,0 | 5,0" },
    { MLS_INPUT_DRAG, 44, 0, NULL, "", "0,0 5,0 70,7 80,8 9,0 | 5,0" },
    { MLS_INPUT_RELEASE, 44, 0, NULL, "sketch commit merge 0,0 5,0 70,7 80,8 9,0 5,0", "0,0 5,0 70,7 80,8 9,0 | 5,0" },
    { MLS_INPUT_DONE, 0, 0, NULL, "sketch", "" },
  };

  RUN (MLS_TOOL_MERGE, steps);
}

/* A drag that stays in one region is a click. */
static void
test_click_that_slips (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, "region", "sketch", "0,0" },
    { MLS_INPUT_DRAG, 0, 0, "region", "", "0,0 | 0,0" },
    { MLS_INPUT_RELEASE, 0, 0, "region", "", "0,0 | 0,0" },
    { MLS_INPUT_MOVE, 5, 0, "region", "sketch preview merge 0,0 5,0", "0,0 | 5,0" },
    { MLS_INPUT_MOVE, 5, 0, "region", "", "0,0 | 5,0" },
    { MLS_INPUT_MOVE, 0, 0, "region", "sketch", "0,0 | 0,0" },
    { MLS_INPUT_PRESS, 5, 0, "region", "sketch commit merge 0,0 5,0", "0,0 | 5,0" },
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
  g_test_add_func ("/tool/merge/click-that-slips", test_click_that_slips);
  g_test_add_func ("/tool/merge/refused", test_refused);

  return g_test_run ();
}
