/* What the keys of codes do, and those that step through the list. */

#include "key-probe.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Codes, on the row of digits by where they are, and on the number pad. */

static void
type_cover (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_key_hand_type_row (job->screen, "411");
  mls_key_probe_expect_pair (job, "CS4.1.1", NULL);
  mls_key_hand_type_row (job->screen, "700");
  mls_key_probe_expect_pair (job, "CS4.1.1", "US7.0.0");
  mls_key_hand_type_pad (job->screen, "630");
  mls_key_probe_expect_pair (job, "CS6.3.0", NULL);
  mls_key_hand_type_pad (job->screen, "113");
  mls_key_probe_expect_pair (job, "CS6.3.0", "US1.1.3");
}

static void
type_pair (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_key_hand_type_row (job->screen, "411700");
  mls_key_probe_expect_pair (job, "CS4.1.1", "US7.0.0");
  mls_key_hand_type_pad (job->screen, "630113");
  mls_key_probe_expect_pair (job, "CS6.3.0", "US1.1.3");
}

static void
type_use (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_screen_type (job->screen, "611111");
  mls_key_probe_expect_pair (job, "CS6.1.1", "US1.1.1");
  mls_screen_type (job->screen, "/");
  mls_key_hand_type_row (job->screen, "112");
  mls_key_probe_expect_pair (job, "CS6.1.1", "US1.1.2");
  mls_key_hand_type_pad (job->screen, "/111");
  mls_key_probe_expect_pair (job, "CS6.1.1", "US1.1.1");
}

/* What is typed then leaves of the codes those that it is in. */
static void
search (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, probe->sees);
  mls_key_hand_press (job->screen, key);
  mls_screen_type (job->screen, "beach");
  mls_key_probe_expect_gone (job, probe);
  mls_screen_key (job->screen, "Escape");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, probe->sees);
}

/* Those of a new user. */
static void
take_favourite (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  static const char *const pairs[][2] = {
    { "CS6.3.0", "US1.1.3" }, { "CS6.1.1", "US1.1.1" }, { "CS4.1.2", "US7.0.0" }, { "CS1.1.1", "US5.2.3" },
    { "CS6.6.0", "US5.2.3" }, { "CS1.1.2", "US4.1.2" }, { "CS5.1.1", "US7.0.0" }, { "CS3.1.1", "US7.0.0" },
  };
  int i = mls_key_hand_number (key);

  g_assert_false (mls_key_probe_is_pair (job, pairs[i][0], pairs[i][1]));
  mls_key_hand_press (job->screen, key);
  mls_key_probe_expect_pair (job, pairs[i][0], pairs[i][1]);
}

/* The pairs used last, as "cover use", the newest first. */
static char **
read_recent (void)
{
  const char *argv[] = { "gsettings", "get", "io.github.millesime.Millesime", "recent-pairs", NULL };
  g_autofree char *text = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  value = g_variant_parse (G_VARIANT_TYPE ("as"), text, NULL, NULL, &error);
  g_assert_no_error (error);

  return g_variant_dup_strv (value, NULL);
}

/* The one in hand is not counted: the first key goes back to what was used before it. */
static void
take_recent (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  g_auto (GStrv) recent = read_recent ();
  int i = mls_key_hand_number (key);

  for (int n = 0; recent[n] != NULL; n++)
    {
      g_auto (GStrv) codes = g_strsplit (recent[n], " ", 2);

      if (mls_key_probe_is_pair (job, codes[0], codes[1]) || i-- > 0)
        continue;

      mls_key_hand_press (job->screen, key);
      mls_key_probe_expect_pair (job, codes[0], codes[1]);
      return;
    }

  g_assert_not_reached ();
}

/* Of the codes chosen, of those of the region selected, and of what is found by what is written. */
static void
explain (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_screen_type (job->screen, "411700");
  mls_key_probe_expect_pair (job, "CS4.1.1", "US7.0.0");
  mls_key_hand_press (job->screen, key);
  mls_editor_wait_label (job->editor, "CS4.1.1 ");
  mls_editor_wait_label (job->editor, "US7.0.0 ");
  mls_screen_key (job->screen, "Escape");

  mls_screen_key (job->screen, "Control_L+f");
  mls_screen_type (job->screen, "beach");
  mls_key_hand_press (job->screen, key);
  mls_editor_wait_label (job->editor, probe->sees);
  mls_screen_key (job->screen, "Escape");
  mls_screen_key (job->screen, "Escape");
}

/* What is said of the field under the pointer, and then no more. */
static void
toggle_note (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  gboolean doubts = g_str_has_suffix (key->action, "doubt");
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM coverage WHERE %s24 = '1'",
                                          doubts ? "doute" : "photovol");
  g_autofree char *before = mls_project_file_read (job->path, sql);
  g_autofree char *after = g_strdup_printf ("%d", atoi (before) + 1);

  mls_editor_move (job->editor, 0, job->sides[0]);
  mls_key_hand_press (job->screen, key);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, probe->sees);
  mls_job_expect_value (job, after, sql);
  mls_key_hand_press (job->screen, key);
  mls_job_expect_value (job, before, sql);
}

/* Enter keeps what is written, and gives the keys back to the map. */
static void
write_note (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  gboolean comments = g_str_has_suffix (key->action, "comment");
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM coverage WHERE %s24 = 'seen'",
                                          comments ? "comment" : "source");

  mls_editor_move (job->editor, 0, job->sides[0]);
  mls_key_hand_press (job->screen, key);
  mls_screen_type (job->screen, "seen");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_value (job, "1", sql);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_value (job, "0", sql);
}

const MlsKeyProbe mls_key_probes_codes[] = {
  { "win.explain-codes", explain, "CS2.1.1 " },
  { "win.toggle-note::doubt", toggle_note, "Doubt noted" },
  { "win.toggle-note::photovoltaic", toggle_note, "Photovoltaic noted" },
  { "win.write-note::source", write_note },
  { "win.write-note::comment", write_note },
  { "Three digits", type_cover },
  { "Three more digits", type_pair },
  { "/ and three digits", type_use },
  { "win.search-code", search, "Buildings" },
  { "win.favourite(0)", take_favourite },
  { "win.favourite(1)", take_favourite },
  { "win.favourite(2)", take_favourite },
  { "win.favourite(3)", take_favourite },
  { "win.favourite(4)", take_favourite },
  { "win.favourite(5)", take_favourite },
  { "win.favourite(6)", take_favourite },
  { "win.favourite(7)", take_favourite },
  { "win.recent-pair(0)", take_recent },
  { "win.recent-pair(1)", take_recent },
  { "win.recent-pair(2)", take_recent },
  { "win.recent-pair(3)", take_recent },
  { "win.recent-pair(4)", take_recent },
  { "win.recent-pair(5)", take_recent },
  { "win.recent-pair(6)", take_recent },
  { "win.recent-pair(7)", take_recent },
  { NULL },
};

/* The list of findings. */

typedef struct
{
  MlsJob *job;
  int     at;       /* of the last look */
  int     expected; /* 0 for any */
} Step;

static gboolean
is_count (const MlsNode *node, int depth, gpointer at)
{
  int n;

  return node->role == ATSPI_ROLE_LABEL && node->name != NULL && sscanf (node->name, "%d of %d", (int *) at, &n) == 2;
}

static gboolean
is_stepped (gpointer user_data)
{
  Step *step = user_data;
  g_autoptr (MlsNode) tree = mls_editor_read_tree (step->job->editor);

  if (mls_tree_each (tree, is_count, &step->at) == NULL)
    return FALSE;

  return step->expected == 0 || step->at == step->expected;
}

/* From the last place but one. */
static void
step (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  Step step = { job };

  mls_job_wait_list (job);
  mls_key_hand_press_all (job->screen, "Left Left");
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_stepped, &step));
  mls_wait_idle (0.2);
  g_assert_true (is_stepped (&step));
  step.expected = step.at + (g_str_equal (key->action, "win.next-place") ? 1 : -1);
  mls_key_hand_press (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_stepped, &step));
}

/* As far as what is read tells. */
#define A_METRE 1

static void
expect_middle_of_square (double metres)
{
  g_assert_cmpfloat_with_epsilon (fmod (metres, 400), 200, A_METRE);
}

/* From square to square of the zone, each in the middle of the map. */
static void
step_squares (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  MlsGround first, second;
  double scale;

  mls_key_hand_press (job->screen, key);
  mls_editor_expect (job->editor, probe->role, probe->sees);
  mls_editor_read_view (job->editor, &first, &scale);
  mls_key_hand_press (job->screen, key);
  mls_editor_read_view (job->editor, &second, &scale);
  expect_middle_of_square (first.east);
  expect_middle_of_square (first.north);
  g_assert_cmpfloat (scale, ==, 2500);
  g_assert_cmpfloat_with_epsilon (fabs (second.east - first.east) + fabs (second.north - first.north), 400, A_METRE);
}

/* Marked, and once more: not. */
static void
mark_square (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  const char *to_do = "To do · zone 0 % done";

  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, to_do);
  mls_key_hand_press (job->screen, key);
  mls_editor_expect (job->editor, probe->role, probe->sees);
  mls_job_expect_value (job, "1", "SELECT count(*) FROM setting WHERE key GLOB 'zone-cell:*:operator'");
  mls_key_hand_press (job->screen, key);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, to_do);
}

const MlsKeyProbe mls_key_probes_stepping[] = {
  { "win.previous-place", step },
  { "win.next-place", step },
  { "win.next-square", step_squares, "To do · zone 0 % done", ATSPI_ROLE_LABEL },
  { "win.mark-square::done", mark_square, "Done · zone 4 % done", ATSPI_ROLE_LABEL },
  { "win.mark-square::checked", mark_square, "Checked · zone 4 % done, 4 % checked", ATSPI_ROLE_LABEL },
  { "win.filter", mls_key_probe_see, "Filter of regions", ATSPI_ROLE_TEXT, .after = "Escape" },
  { NULL },
};
