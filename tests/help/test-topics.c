/* Every topic of F1 has a page in the guide and keys in the table, and every window of the program a topic. */

#include "ui/help-topic.h"
#include "ui/keys.h"

#include <locale.h>
#include <string.h>

static void
test_pages (void)
{
  guint n_topics;
  const MlsHelpTopic *topics = mls_help_topics (&n_topics);

  g_assert_cmpuint (n_topics, >, 25);
  for (guint i = 0; i < n_topics; i++)
    {
      g_autofree char *name = g_strconcat (topics[i].page, ".page", NULL);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "help", "C", name, NULL);

      g_test_message ("%s", path);
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
      g_assert_true (mls_help_topic (topics[i].page) == &topics[i]);
    }
}

static void
test_keys (void)
{
  guint n_topics;
  const MlsHelpTopic *topics = mls_help_topics (&n_topics);

  for (guint i = 0; i < n_topics; i++)
    for (guint k = 0; k < MLS_HELP_MAX_KEYS && topics[i].actions[k] != NULL; k++)
      {
        g_test_message ("%s: %s", topics[i].page, topics[i].actions[k]);
        g_assert_nonnull (mls_keys_of_action (topics[i].actions[k]));
      }
}

/* The windows that @header declares, but for those with a map, which tell what is in the hand. */
static guint
expect_topics (const char *header)
{
  g_autoptr (GRegex) windows = g_regex_new ("G_DECLARE_FINAL_TYPE \\((\\w+), \\w+, MLS, \\w+, \\w+Window\\)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint n = 0;

  for (g_regex_match (windows, header, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *type_name = g_match_info_fetch (match, 1);

      g_test_message ("%s", type_name);
      if (strcmp (type_name, "MlsWindow") == 0)
        continue;
      g_assert_nonnull (mls_help_topic_of (type_name));
      n++;
    }

  return n;
}

static void
test_windows (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "src", "ui", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n_windows = 0;
  const char *name;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ".h"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *header = NULL;

        g_assert_true (g_file_get_contents (path, &header, NULL, NULL));
        n_windows += expect_topics (header);
      }
  g_assert_cmpuint (n_windows, >, 15);
}

static void
test_tools (void)
{
  g_assert_cmpstr (mls_help_topic_of_tool (MLS_TOOL_LINE)->page, ==, "line");
  g_assert_cmpstr (mls_help_topic_of_tool (MLS_TOOL_VERTEX)->page, ==, "vertices");
  g_assert_cmpstr (mls_help_topic_of_tool (MLS_TOOL_MEASURE)->page, ==, "aids");
  for (guint i = 0; i < MLS_N_TOOLS; i++)
    g_assert_nonnull (mls_help_topic_of_tool ((MlsToolKind) i));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/help/topics/pages", test_pages);
  g_test_add_func ("/help/topics/keys", test_keys);
  g_test_add_func ("/help/topics/windows", test_windows);
  g_test_add_func ("/help/topics/tools", test_tools);

  return g_test_run ();
}
