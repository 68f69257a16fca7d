#include "script.h"

#include <locale.h>

static void
test_click (void)
{
  static const Step steps[] = {
    { MLS_INPUT_MOVE, 3, 0, "region", "", "" },
    { MLS_INPUT_PRESS, 0, 0, "region", "sketch preview recode 0,0", "0,0" },
    { MLS_INPUT_RELEASE, 0, 0, "region", "sketch commit recode 0,0", "0,0 | 0,0" },
    { MLS_INPUT_DONE, 0, 0, NULL, "sketch", "" },
    { MLS_INPUT_RELEASE, 0, 0, "region", "", "" },
  };

  RUN (MLS_TOOL_PAINT, steps);
}

/* What is crossed is painted once, whatever the hand comes back to; outside there is nothing to paint. */
static void
test_drag (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, "region", "sketch preview recode 0,0", "0,0" },
    { MLS_INPUT_DRAG, 0, 0, "region", "", "0,0 | 0,0" },
    { MLS_INPUT_DRAG, 5, 0, "region way", "sketch preview recode 0,0 70,7 80,8 5,0", "0,0 70,7 80,8 5,0 | 5,0" },
    { MLS_INPUT_DRAG, 0, 0, "region", "", "0,0 70,7 80,8 5,0 | 0,0" },
    { MLS_INPUT_DRAG, 9, 9, NULL, "", "0,0 70,7 80,8 5,0 | 0,0" },
    { MLS_INPUT_RELEASE, 6, 0, "region", "sketch commit recode 0,0 70,7 80,8 5,0 6,0", "0,0 70,7 80,8 5,0 6,0 | 6,0" },
    { MLS_INPUT_DRAG, 7, 0, "region", "", "0,0 70,7 80,8 5,0 6,0 | 6,0" },
    { MLS_INPUT_PRESS, 8, 0, "region", "sketch preview recode 8,0", "8,0" },
    { MLS_INPUT_CANCEL, 0, 0, NULL, "sketch", "" },
    { MLS_INPUT_DRAG, 9, 0, "region", "", "" },
    { MLS_INPUT_RELEASE, 9, 0, "region", "", "" },
  };

  RUN (MLS_TOOL_PAINT, steps);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tool/paint/click", test_click);
  g_test_add_func ("/tool/paint/drag", test_drag);

  return g_test_run ();
}
