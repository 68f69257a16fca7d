#include "script.h"

#include <locale.h>

static void
test_pick (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 3, 3, NULL, "pick recode 3,3", "| 3,3" },
    { MLS_INPUT_RELEASE, 3, 3, NULL, "", "| 3,3" },
  };

  RUN (MLS_TOOL_PICK, steps);
}

static void
test_cure (void)
{
  static const Step steps[] = {
    { MLS_INPUT_PRESS, 3, 3, NULL, "commit cure 3,3", "| 3,3" },
    { MLS_INPUT_DONE, 3, 3, NULL, "", "| 3,3" },
    { MLS_INPUT_FINISH, 3, 3, NULL, "", "| 3,3" },
  };

  RUN (MLS_TOOL_CURE, steps);
}

/* Names are those of actions and settings. */
static void
test_names (void)
{
  static const char *const names[] = { "line", "select", "vertex", "merge", "pick", "cure", "measure", "paint" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == MLS_N_TOOLS);

  for (int kind = 0; kind < MLS_N_TOOLS; kind++)
    {
      g_autoptr (MlsTool) tool = mls_tool_new ((MlsToolKind) kind);

      g_assert_cmpstr (mls_tool_name ((MlsToolKind) kind), ==, names[kind]);
      g_assert_cmpint (mls_tool_get_kind (tool), ==, kind);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tool/pick", test_pick);
  g_test_add_func ("/tool/cure", test_cure);
  g_test_add_func ("/tool/names", test_names);

  return g_test_run ();
}
