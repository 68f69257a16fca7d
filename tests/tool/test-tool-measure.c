#include "script.h"

#include <locale.h>

static void
test_line (void)
{
  static const Step steps[] = {
    { MLS_INPUT_MOVE, 1, 1, NULL, "", "" },
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_RELEASE, 0, 0, NULL, "", "0,0" },
    { MLS_INPUT_MOVE, 5, 0, NULL, "sketch", "0,0 | 5,0" },
    { MLS_INPUT_PRESS, 10, 0, NULL, "sketch", "0,0 10,0" },
    { MLS_INPUT_MOVE, 10, 9, NULL, "sketch", "0,0 10,0 | 10,9" },
    { MLS_INPUT_FINISH, 10, 9, NULL, "sketch", "0,0 10,0" },
    { MLS_INPUT_MOVE, 30, 9, NULL, "", "0,0 10,0" },
    { MLS_INPUT_PRESS, 40, 0, NULL, "sketch", "40,0" },
    { MLS_INPUT_CANCEL, 0, 0, NULL, "sketch", "" },
  };

  RUN (MLS_TOOL_MEASURE, steps);
}

/* The first press of a double click has placed the last vertex; neither begins anew. */
static void
test_double_click (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_PRESS, 0, 0, "twice", "", "0,0" },
    { MLS_INPUT_PRESS, 10, 0, NULL, "sketch", "0,0 10,0" },
    { MLS_INPUT_PRESS, 10, 0, "twice", "sketch", "0,0 10,0" },
    { MLS_INPUT_PRESS, 10, 0, "twice", "", "0,0 10,0" },
  };

  RUN (MLS_TOOL_MEASURE, steps);
}

static void
test_closed (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_PRESS, 10, 0, NULL, "sketch", "0,0 10,0" },
    { MLS_INPUT_PRESS, 10, 10, NULL, "sketch", "0,0 10,0 10,10" },
    { MLS_INPUT_PRESS, 1, 1, NULL, "sketch", "0,0 10,0 10,10 0,0" },
    { MLS_INPUT_PRESS, 1, 1, NULL, "sketch", "1,1" },
  };

  RUN (MLS_TOOL_MEASURE, steps);
}

static void
test_back (void)
{
  static const Step steps[] = {
    { MLS_INPUT_BACK, 0, 0, NULL, "", "" },
    { MLS_INPUT_PRESS, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_FINISH, 0, 0, NULL, "", "0,0" },
    { MLS_INPUT_PRESS, 10, 0, NULL, "sketch", "0,0 10,0" },
    { MLS_INPUT_FINISH, 0, 0, NULL, "sketch", "0,0 10,0" },
    { MLS_INPUT_BACK, 0, 0, NULL, "sketch", "0,0" },
    { MLS_INPUT_MOVE, 3, 0, NULL, "sketch", "0,0 | 3,0" },
    { MLS_INPUT_BACK, 0, 0, NULL, "sketch", "" },
  };

  RUN (MLS_TOOL_MEASURE, steps);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tool/measure/line", test_line);
  g_test_add_func ("/tool/measure/double-click", test_double_click);
  g_test_add_func ("/tool/measure/closed", test_closed);
  g_test_add_func ("/tool/measure/back", test_back);

  return g_test_run ();
}
