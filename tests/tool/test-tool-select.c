#include "script.h"

#include <locale.h>

/* The press selects: where the hand is, not what it was drawn to. */
static void
test_click (void)
{
  static const Step steps[] = {
    { MLS_INPUT_MOVE, 3, 3, NULL, "", "" },
    { MLS_INPUT_PRESS, 3, 3, "region", "select recode 3,3", "| 3,3" },
    { MLS_INPUT_RELEASE, 4, 4, "region", "", "" },
    { MLS_INPUT_DRAG, 5, 5, "region", "", "" },
    { MLS_INPUT_PRESS, 5, 5, "twice", "select recode 5,5", "| 5,5" },
    { MLS_INPUT_CANCEL, 0, 0, NULL, "", "" },
  };

  RUN (MLS_TOOL_SELECT, steps);
}

/* With Shift one region more, or less: which of them is not the tool's to know. */
static void
test_shift (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 3, 3, "region", "select recode 3,3", "| 3,3" },
    { MLS_INPUT_RELEASE, 3, 3, "region", "", "" },
    { MLS_INPUT_PRESS, 5, 5, "shift region", "toggle recode 5,5", "| 5,5" },
    { MLS_INPUT_DRAG, 5, 5, "region", "", "" },
    { MLS_INPUT_RELEASE, 5, 5, "shift region", "", "" },
    { MLS_INPUT_PRESS, 3, 3, "shift region", "toggle recode 3,3", "| 3,3" },
  };

  RUN (MLS_TOOL_SELECT, steps);
}

/* What is crossed comes to what was pressed in, which may have been meant to be no more; outside there is nothing. */
static void
test_drag (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, "region", "select recode 0,0", "| 0,0" },
    { MLS_INPUT_DRAG, 0, 0, "region", "", "" },
    { MLS_INPUT_DRAG, 5, 0, "region way", "add recode 70,7 80,8 5,0", "| 70,7 80,8 5,0" },
    { MLS_INPUT_DRAG, 9, 9, NULL, "", "| 70,7 80,8 5,0" },
    { MLS_INPUT_DRAG, 0, 0, "region", "", "" },
    { MLS_INPUT_RELEASE, 0, 0, "region", "", "" },
    { MLS_INPUT_DRAG, 7, 0, "region", "", "" },
  };

  RUN (MLS_TOOL_SELECT, steps);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tool/select/click", test_click);
  g_test_add_func ("/tool/select/shift", test_shift);
  g_test_add_func ("/tool/select/drag", test_drag);

  return g_test_run ();
}
