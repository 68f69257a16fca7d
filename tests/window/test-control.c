/* A sample of the demo is judged, confirmed, sent back, corrected and verified, all by keys. */

#include "cli.h"
#include "job.h"
#include "tree.h"

#include <gdal.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define N_JUDGED 20

/* So many keys at the most, beyond those that type a code. */
#define N_FOR_GOOD  1
#define N_FOR_WRONG 3

typedef struct
{
  MlsJob *job;
  char   *sample;
  guint   n_keys; /* pressed for the unit in hand */
} Desk;

static void
desk_begin (Desk *desk, MlsJob *job)
{
  *desk = (Desk){ .job = job, .sample = g_strconcat (job->path, ".controle.gpkg", NULL) };
  g_remove (desk->sample);
  mls_cli_run ("sample", job->path, "--dimension=cover", "--vintage=24", "--seed=7", "-o", desk->sample, NULL);
}

static void
desk_end (Desk *desk)
{
  g_free (desk->sample);
}

static void
press (Desk *desk, const char *key)
{
  desk->n_keys++;
  mls_screen_key (desk->job->screen, key);
}

static void
expect (Desk *desk, const char *expected, const char *sql)
{
  if (!mls_project_file_comes_to (desk->sample, sql, expected))
    {
      g_autofree char *value = mls_project_file_read (desk->sample, sql);

      g_error ("“%s”, not “%s”: %s", value, expected, sql);
    }
}

/* The code that most units with another one are not. */
static const char *
digits_of_other (Desk *desk, guint unit)
{
  g_autofree char *sql = g_strdup_printf ("SELECT cover FROM unit WHERE id = %u", unit);
  g_autofree char *cover = mls_project_file_read (desk->sample, sql);

  return g_str_has_prefix (cover, "CS6.3") ? "611" : "630";
}

/* A wrong cover, a wrong outline, or both codes wrong, in turn. */
static void
judge_wrong (Desk *desk, guint unit)
{
  switch (unit / 4 % 3)
    {
    case 0:
      press (desk, "e");
      mls_screen_type (desk->job->screen, digits_of_other (desk, unit));
      break;
    case 1:
      press (desk, "g");
      break;
    default:
      press (desk, "e");
      press (desk, "u");
    }
  press (desk, "Return");
}

/* A key for each good one; every fourth is wrong. */
static void
test_keys (MlsJob *job, gconstpointer data)
{
  Desk desk;
  guint most_good = 0, most_wrong = 0;

  desk_begin (&desk, job);
  mls_editor_judge (job->editor, job->path, desk.sample, NULL);
  for (guint unit = 1; unit <= N_JUDGED; unit++)
    {
      g_autofree char *in_hand = g_strdup_printf ("Unit %u ·", unit);

      mls_editor_wait_label (job->editor, in_hand);
      desk.n_keys = 0;
      if (unit % 4 != 0)
        press (&desk, "o");
      else
        judge_wrong (&desk, unit);
      *(unit % 4 != 0 ? &most_good : &most_wrong) = MAX (unit % 4 != 0 ? most_good : most_wrong, desk.n_keys);
    }
  mls_editor_wait_label (job->editor, "Unit 21 ·");
  mls_job_save_picture (job, "control-judged");
  g_test_message ("%u keys for a good unit, %u for a wrong one", most_good, most_wrong);
  g_assert_cmpuint (most_good, <=, N_FOR_GOOD);
  g_assert_cmpuint (most_wrong, <=, N_FOR_WRONG);

  expect (&desk, "15", "SELECT count(*) FROM controle WHERE etat_cqp = 'ok' AND etat_autre = 'ok'");
  expect (&desk, "5", "SELECT count(*) FROM controle WHERE etat_cqp = 'erreur'");
  expect (&desk, "2", "SELECT count(*) FROM controle WHERE erreur_geom");
  expect (&desk, "2", "SELECT count(*) FROM controle WHERE etat_code = 'erreur' AND etat_autre = 'erreur'");
  expect (&desk, "1", "SELECT count(*) FROM controle WHERE code_remplac LIKE 'CS6._._'");
  expect (&desk, "20", "SELECT count(*) FROM controle WHERE controleur = 'operator' AND date IS NOT NULL");
  expect (&desk, "0", "SELECT count(*) FROM controle WHERE controleur IS NULL AND unite <= 20");

  /* The last word is taken back, and the unit is in hand again. */
  mls_screen_key (job->screen, "Control_L+z");
  mls_editor_wait_label (job->editor, "Unit 20 ·");
  expect (&desk, "1", "SELECT count(*) FROM controle WHERE etat_code = 'erreur' AND etat_autre = 'erreur'");
  desk_end (&desk);
}

/* A line through the middle of the first unit, from side to side. */
static void
draw_across (Desk *desk)
{
  g_autofree char *box = mls_project_file_read (desk->sample, "SELECT minx || ' ' || maxx || ' ' || ((miny + maxy) / 2) FROM "
                                                              "rtree_controle_geom WHERE id = (SELECT fid FROM controle "
                                                              "WHERE unite = 1)");
  char *rest = box;
  double west = g_ascii_strtod (rest, &rest);
  double east = g_ascii_strtod (rest, &rest);
  double north = g_ascii_strtod (rest, &rest);
  const MlsGround line[2] = { { west - 5, north }, { east + 5, north } };

  mls_editor_look_at (desk->job->editor, (MlsGround){ (west + east) / 2, north }, 2500);
  mls_editor_draw (desk->job->editor, 0, line);
}

/* The other one judges at home: what is drawn is only proposed, and the project stays as it is. */
static void
test_omission (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  Desk desk;

  desk_begin (&desk, job);
  mls_editor_judge (job->editor, job->path, desk.sample, NULL);
  mls_editor_wait_label (job->editor, "Unit 1 ·");
  mls_screen_key (job->screen, "m");
  expect (&desk, "1", "SELECT omission FROM controle WHERE unite = 1");
  mls_editor_wait_label (job->editor, "Draw what was left out");
  draw_across (&desk);
  mls_job_save_picture (job, "control-drawn");
  mls_screen_type (job->screen, "611111");
  expect (&desk, "1", "SELECT count(*) FROM controle WHERE unite = 1 AND proposition LIKE '%pair CS6.1.1 US1.1.1%line %'");
  mls_job_save_picture (job, "control-proposed");
  g_assert_cmpint (mls_job_count_operations (job), ==, n);
  desk_end (&desk);
}

typedef struct
{
  const char *prefix;
  guint       n;
} Told;

static gboolean
count_told (const MlsNode *node, int depth, gpointer user_data)
{
  Told *told = user_data;

  if (node->role == ATSPI_ROLE_LABEL && node->name != NULL && g_str_has_prefix (node->name, told->prefix))
    told->n++;

  return FALSE;
}

/* In the list, and over the map once it is gone to. */
static gboolean
is_gone_to (Desk *desk, const char *prefix)
{
  g_autoptr (MlsNode) tree = mls_editor_read_tree (desk->job->editor);
  Told told = { prefix, 0 };

  mls_tree_each (tree, count_told, &told);

  return told.n > 1;
}

/* Steps through all that was found to what begins like that. */
static void
go_to (Desk *desk, guint from, const char *prefix)
{
  for (guint i = from; !is_gone_to (desk, prefix); i++)
    {
      g_autofree char *at = g_strdup_printf ("%u of ", i);

      mls_screen_key (desk->job->screen, "Right");
      mls_editor_wait_label (desk->job->editor, at);
    }
}

#define OPEN_FINDINGS "SELECT count(*) FROM decision WHERE until IS NULL AND review = 'sent-back'"

/* What is to be signed at the end is written. */
static void
report_on (Desk *desk)
{
  g_autofree char *path = g_strconcat (desk->sample, ".pdf", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  mls_cli_run ("accuracy", desk->sample, "--report", path, NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (length > 4 && g_str_has_prefix (bytes, "%PDF"));
}

/* Judged by one, confirmed by another, corrected by who makes the map, verified. */
static void
test_cycle (MlsJob *job, gconstpointer data)
{
  Desk desk;
  int n;

  desk_begin (&desk, job);
  mls_editor_judge (job->editor, job->path, desk.sample, NULL);
  mls_editor_wait_label (job->editor, "Unit 1 ·");
  press (&desk, "e");
  mls_screen_type (job->screen, digits_of_other (&desk, 1));
  press (&desk, "Return");
  mls_editor_wait_label (job->editor, "Unit 2 ·");
  press (&desk, "e");
  press (&desk, "Return");
  mls_editor_wait_label (job->editor, "Unit 3 ·");
  mls_job_stop (job);

  job->editor = mls_editor_open (job->path, "Chef");
  job->screen = mls_editor_get_screen (job->editor);
  mls_editor_judge (job->editor, job->path, desk.sample, "--confirm");
  mls_editor_wait_label (job->editor, "0 of 2 errors looked at");
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "1 of 2 errors looked at");
  mls_screen_key (job->screen, "Shift_L+Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Why it is no error");
  mls_screen_type (job->screen, "seen");
  mls_screen_key (job->screen, "Return");
  expect (&desk, "erreur,ok", "SELECT group_concat(valid_cqe) FROM (SELECT valid_cqe FROM controle WHERE unite <= 2 ORDER BY unite)");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Send the errors back to whoever makes the map");
  mls_editor_wait_label (job->editor, "1 error is in the correction queue now");
  mls_job_expect_value (job, "1", OPEN_FINDINGS);
  mls_job_stop (job);

  /* Whoever makes the map takes the code that was proposed. */
  mls_job_start (job);
  n = mls_job_count_operations (job);
  mls_job_wait_list (job);
  go_to (&desk, 1, "Sent back: ");
  mls_job_save_picture (job, "control-sent-back");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "recode", n + 1);
  mls_editor_wait_label (job->editor, "Corrected, to be verified: ");
  mls_screen_key (job->screen, "Right");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Accept (Enter)");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "accept", n + 2);
  mls_job_expect_value (job, "0", OPEN_FINDINGS);
  report_on (&desk);
  desk_end (&desk);
}

/* The digits of the code of a unit, or of its use. */
static char *
digits_of (Desk *desk, const char *column, guint unit)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM unit WHERE id = %u", column, unit);
  g_autofree char *code = mls_project_file_read (desk->sample, sql);
  GString *digits = g_string_new (NULL);

  for (const char *at = code; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);

  return g_string_free (digits, FALSE);
}

/* Nothing in the window tells what came of comparing with the map. */
static void
expect_untold (Desk *desk)
{
  static const char *const telling[] = { "right", "wrong", "✓", "✗" };
  g_autoptr (MlsNode) tree = mls_editor_read_tree (desk->job->editor);

  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    {
      Told told = { telling[i], 0 };

      mls_tree_each (tree, count_told, &told);
      if (told.n > 0)
        g_error ("“%s” is told", telling[i]);
    }
}

/* What would tell it: the list of regions with a code, the matrix, the last edits, the story of the place, the codes under
 * the pointer. */
static const char *const quiet[] = { "Control_L+Shift_L+f", "Control_L+m", "Control_L+h", "Shift_L+h", "q" };

/* What is there is typed, a key goes on, and nothing tells what the map says: the map and what it is asked by neither, nor
 * what comes of comparing, however often it is taken back. Who wants to know it is done with judging. */
static void
test_blind (MlsJob *job, gconstpointer data)
{
  Desk desk = { .job = job, .sample = g_strconcat (job->path, ".controle.gpkg", NULL) };
  g_autofree char *cover = NULL;
  g_autofree char *use = NULL;
  cairo_rectangle_int_t map;

  g_remove (desk.sample);
  mls_cli_run ("sample", job->path, "--dimension=pair", "--vintage=24", "--seed=7", "--blind", "-o", desk.sample, NULL);
  mls_editor_judge (job->editor, job->path, desk.sample, NULL);
  mls_editor_wait_label (job->editor, "Unit 1 ·");
  mls_editor_wait_label (job->editor, "Blind: type the codes that you see");
  mls_screen_key (job->screen, "m");
  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, "No cover chosen");
  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, "No use chosen");
  mls_screen_key (job->screen, "m");
  mls_screen_key (job->screen, "o");
  mls_editor_wait_label (job->editor, "This sample is blind: type the code that you see");
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "Type the code that you see, or say");
  mls_editor_get_map (job->editor, 0, &map);
  mls_screen_move (job->screen, map.x + map.width / 4, map.y + map.height / 2);
  for (guint i = 0; i < G_N_ELEMENTS (quiet); i++)
    {
      mls_screen_key (job->screen, "Escape");
      mls_screen_key (job->screen, quiet[i]);
      mls_editor_wait_label (job->editor, "This sample is blind: nothing tells what the map says");
    }
  mls_job_save_picture (job, "control-blind");
  expect_untold (&desk);

  /* Both codes right, in as many keys as they have digits, and one to go on. */
  cover = digits_of (&desk, "cover", 1);
  use = digits_of (&desk, "use", 1);
  mls_screen_type (job->screen, cover);
  expect (&desk, "ok noverif", "SELECT etat_code || ' ' || etat_autre FROM controle WHERE unite = 1");
  mls_screen_type (job->screen, use);
  expect (&desk, "ok ok ok", "SELECT etat_cqp || ' ' || etat_code || ' ' || etat_autre FROM controle WHERE unite = 1");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "No cover chosen");
  mls_job_save_picture (job, "control-blind-judged");
  expect_untold (&desk);
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "Unit 2 ·");

  /* A wrong one, taken back by a key and typed again. */
  mls_screen_type (job->screen, digits_of_other (&desk, 2));
  expect (&desk, "erreur", "SELECT etat_code FROM controle WHERE unite = 2");
  expect_untold (&desk);
  mls_screen_key (job->screen, "Control_L+z");
  expect (&desk, "noverif", "SELECT etat_code FROM controle WHERE unite = 2");
  mls_screen_type (job->screen, digits_of_other (&desk, 2));
  expect (&desk, "erreur", "SELECT etat_code FROM controle WHERE unite = 2");
  mls_screen_key (job->screen, "e");
  g_clear_pointer (&cover, g_free);
  cover = digits_of (&desk, "cover", 2);
  mls_screen_type (job->screen, cover);
  expect (&desk, "ok", "SELECT etat_code FROM controle WHERE unite = 2");

  /* What the map says is for who is done. */
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "What the sample says of the map");
  mls_editor_wait_label (job->editor, "This sample is blind. Whoever has seen");
  expect (&desk, "0", "SELECT count(*) FROM sqlite_master WHERE name = 'told'");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Show What the Map Says");
  expect (&desk, "1", "SELECT count(*) FROM sqlite_master WHERE name = 'told'");
  expect (&desk, "operator", "SELECT controleur FROM told");
  mls_editor_wait_label (job->editor, "You have seen what the map says");
  mls_wait_idle (1);
  mls_job_save_picture (job, "control-blind-told");
  desk_end (&desk);
}

/* What is being written belongs to the unit it was written at, whatever is clicked next, and is there after leaving. */
static void
test_half_written (MlsJob *job, gconstpointer data)
{
  Desk desk;

  desk_begin (&desk, job);
  mls_editor_judge (job->editor, job->path, desk.sample, NULL);
  mls_editor_wait_label (job->editor, "Unit 1 ·");
  mls_screen_key (job->screen, "y");
  mls_screen_type (job->screen, "half");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "All right");
  mls_editor_wait_label (job->editor, "Unit 2 ·");
  expect (&desk, "half", "SELECT com_cqp FROM controle WHERE unite = 1");
  mls_screen_key (job->screen, "y");
  mls_screen_type (job->screen, "second");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Leave the sample");
  expect (&desk, "second", "SELECT com_cqp FROM controle WHERE unite = 2");
  expect (&desk, "2", "SELECT count(*) FROM controle WHERE com_cqp IS NOT NULL");
  desk_end (&desk);
}

/* Ctrl+Z takes back what is being written, and never a word on a unit, nor what was written of another one. */
static void
test_undo_writing (MlsJob *job, gconstpointer data)
{
  Desk desk;

  desk_begin (&desk, job);
  mls_editor_judge (job->editor, job->path, desk.sample, NULL);
  mls_editor_wait_label (job->editor, "Unit 1 ·");
  mls_screen_key (job->screen, "y");
  mls_screen_type (job->screen, "first");
  mls_screen_key (job->screen, "Return");
  expect (&desk, "first", "SELECT com_cqp FROM controle WHERE unite = 1");
  mls_screen_key (job->screen, "o");
  mls_editor_wait_label (job->editor, "Unit 2 ·");
  mls_screen_key (job->screen, "y");
  mls_screen_key (job->screen, "Control_L+z");
  mls_screen_type (job->screen, "half");
  mls_screen_key (job->screen, "Control_L+z");
  mls_screen_type (job->screen, "x");
  mls_screen_key (job->screen, "Return");
  expect (&desk, "x", "SELECT com_cqp FROM controle WHERE unite = 2");
  expect (&desk, "ok first", "SELECT etat_cqp || ' ' || com_cqp FROM controle WHERE unite = 1");

  /* Nothing is being written any more. */
  mls_screen_key (job->screen, "Control_L+z");
  expect (&desk, "1", "SELECT com_cqp IS NULL FROM controle WHERE unite = 2");
  desk_end (&desk);
}

/* Another window or machine where somebody of that name judges the same unit: the word waits until that was seen. */
static void
test_namesake (MlsJob *job, gconstpointer data)
{
  Desk desk;

  desk_begin (&desk, job);
  mls_editor_judge (job->editor, job->path, desk.sample, NULL);
  mls_editor_wait_label (job->editor, "Unit 1 ·");
  mls_project_file_execute (desk.sample, "UPDATE controle SET etat_cqp = 'erreur', controleur = 'operator' WHERE unite = 1");
  mls_screen_key (job->screen, "o");
  mls_editor_wait_label (job->editor, "Of unit 1 something else was said elsewhere meanwhile");
  mls_editor_wait_label (job->editor, "1 of ");
  mls_job_save_picture (job, "control-namesake");
  expect (&desk, "erreur", "SELECT etat_cqp FROM controle WHERE unite = 1");
  mls_screen_key (job->screen, "o");
  mls_editor_wait_label (job->editor, "Unit 2 ·");
  expect (&desk, "1", "SELECT count(*) FROM controle WHERE controleur = 'operator'");
  desk_end (&desk);
}

/* What cannot be written stays in its entry: neither another unit, nor leaving, nor closing the window loses it. */
static void
test_unwritable (MlsJob *job, gconstpointer data)
{
  Desk desk;
  g_autofree char *away = NULL;

  desk_begin (&desk, job);
  away = g_strconcat (desk.sample, ".away", NULL);
  mls_editor_judge (job->editor, job->path, desk.sample, NULL);
  mls_editor_wait_label (job->editor, "Unit 1 ·");
  mls_screen_key (job->screen, "y");
  mls_screen_type (job->screen, "half");
  g_assert_cmpint (g_rename (desk.sample, away), ==, 0);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "All right");
  mls_editor_wait_label (job->editor, "“unwritable.gpkg.controle.gpkg” was removed or renamed");
  mls_screen_key (job->screen, "Return");
  mls_screen_key (job->screen, "Control_L+Right");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Leave the sample");
  mls_editor_wait_label (job->editor, "What is written of the unit in hand cannot be kept");
  mls_screen_key (job->screen, "Control_L+w");
  mls_wait_idle (1);
  mls_job_save_picture (job, "control-unwritable");
  mls_editor_wait_label (job->editor, "What is written of the unit in hand cannot be kept");
  mls_editor_wait_label (job->editor, "Unit 1 ·");

  g_assert_cmpint (g_rename (away, desk.sample), ==, 0);
  mls_job_stop (job);
  expect (&desk, "half", "SELECT com_cqp FROM controle WHERE unite = 1");
  expect (&desk, "1", "SELECT count(*) FROM controle WHERE controleur NOT NULL");
  desk_end (&desk);
}

/* Undo and redo are of words, and never of the project that was edited before. */
static void
test_redo (MlsJob *job, gconstpointer data)
{
  Desk desk;
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_screen_key (job->screen, "Delete");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "merge", n + 1);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);

  desk_begin (&desk, job);
  mls_editor_judge (job->editor, job->path, desk.sample, NULL);
  mls_editor_wait_label (job->editor, "Unit 1 ·");
  mls_screen_key (job->screen, "o");
  mls_editor_wait_label (job->editor, "Unit 2 ·");
  mls_screen_key (job->screen, "Control_L+z");
  expect (&desk, "noverif", "SELECT etat_cqp FROM controle WHERE unite = 1");
  mls_screen_key (job->screen, "Control_L+Shift_L+z");
  expect (&desk, "ok", "SELECT etat_cqp FROM controle WHERE unite = 1");
  mls_screen_key (job->screen, "Control_L+y");
  mls_screen_key (job->screen, "Control_L+z");
  expect (&desk, "noverif", "SELECT etat_cqp FROM controle WHERE unite = 1");
  mls_screen_key (job->screen, "Control_L+z");
  mls_screen_key (job->screen, "j");
  mls_wait_idle (1);
  g_assert_cmpint (mls_job_count_operations (job), ==, n + 2);
  desk_end (&desk);
}

/* A line of a script is done by another program. */
static void
edit_elsewhere (MlsJob *job, const char *line)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "millesime-cli", NULL);
  g_autofree char *command = g_strdup_printf ("printf 'vintage 24\\n%s\\n' | '%s' edit '%s' --author Zoé", line, program,
                                              job->path);
  const char *const argv[] = { "sh", "-c", command, NULL };
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &answer, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (answer, "\"ok\":true"));
}

/* The project is somebody else’s meanwhile, who edits what is judged: it is judged as it was, and told that it is something
 * else now. */
static void
test_edited_meanwhile (MlsJob *job, gconstpointer data)
{
  Desk desk;
  g_autofree char *lock_path = g_strconcat (job->path, "-lock", NULL);
  g_autofree char *line = NULL;
  int lock = g_open (lock_path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  desk_begin (&desk, job);
  mls_job_start (job);
  mls_editor_judge (job->editor, job->path, desk.sample, NULL);
  mls_editor_wait_label (job->editor, "Unit 1 ·");
  g_unlink (lock_path);
  close (lock);

  line = mls_project_file_read (desk.sample, "SELECT printf ('set %.3f %.3f CS6.3.0 US1.1.3', x, y) FROM unit WHERE id = 2");
  edit_elsewhere (job, line);
  mls_screen_key (job->screen, "o");
  mls_editor_wait_label (job->editor, "Unit 2 ·");
  mls_editor_wait_label (job->editor, "Edited since it was drawn: CS6.3.0 now");
  mls_job_save_picture (job, "control-edited");
  mls_screen_key (job->screen, "o");
  mls_editor_wait_label (job->editor, "Unit 3 ·");
  expect (&desk, "2", "SELECT count(*) FROM controle WHERE etat_cqp = 'ok'");
  desk_end (&desk);
}

/* A sample of 2030 is judged while the project is somebody else’s, who takes out the date @code. */
static void
judge_and_drop (Desk *desk, const char *code)
{
  MlsJob *job = desk->job;
  g_autofree char *lock_path = g_strconcat (job->path, "-lock", NULL);
  int lock;

  g_remove (desk->sample);
  mls_cli_run ("vintage", job->path, "add", "2010", "--author=Zoé", NULL);
  mls_cli_run ("vintage", job->path, "add", "2030", "--copy=24", "--author=Zoé", NULL);
  mls_cli_run ("sample", job->path, "--dimension=cover", "--vintage=30", "--seed=7", "-o", desk->sample, NULL);
  lock = g_open (lock_path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  mls_job_start (job);
  mls_editor_judge (job->editor, job->path, desk->sample, NULL);
  mls_editor_wait_label (job->editor, "Unit 1 ·");
  g_unlink (lock_path);
  close (lock);
  mls_cli_run ("vintage", job->path, "drop", code, "--author=Zoé", NULL);
  mls_screen_key (job->screen, "o");
}

/* The project is opened anew, and the sample gone on with. */
static void
test_other_date_dropped (MlsJob *job, gconstpointer data)
{
  Desk desk = { .job = job, .sample = g_strconcat (job->path, ".controle.gpkg", NULL) };

  judge_and_drop (&desk, "10");
  mls_editor_wait_label (job->editor, "Unit 2 ·");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Leave the sample");
  mls_editor_wait_label (job->editor, "2030 · control");
  mls_screen_key (job->screen, "o");
  mls_editor_wait_label (job->editor, "Unit 3 ·");
  expect (&desk, "2", "SELECT count(*) FROM controle WHERE etat_cqp = 'ok'");
  desk_end (&desk);
}

/* The sample is left with all that was said. */
static void
test_date_dropped (MlsJob *job, gconstpointer data)
{
  Desk desk = { .job = job, .sample = g_strconcat (job->path, ".controle.gpkg", NULL) };

  judge_and_drop (&desk, "30");
  mls_editor_wait_label (job->editor, "This sample is of 2030, which the project does not have");
  expect (&desk, "1", "SELECT count(*) FROM controle WHERE etat_cqp = 'ok'");
  mls_job_save_picture (job, "control-dropped");
  desk_end (&desk);
}

/* The menu asks for a file; what it says is in the queue, and what could not be taken is told. */
static void
test_maintenance (MlsJob *job, gconstpointer data)
{
  g_autofree char *path = g_strconcat (job->path, ".points.csv", NULL);
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *table = NULL;

  g_ascii_dtostr (x, sizeof x, job->sides[0].east);
  g_ascii_dtostr (y, sizeof y, job->sides[0].north);
  table = g_strdup_printf ("x,y,dimension,commentaire\n%s,%s,couvert,a pond\n0,0,couvert,nowhere\n", x, y);
  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  mls_job_choose (job, "Quality control", "Points from a maintenance file…");
  mls_widget_choose_file (mls_editor_get_program (job->editor), path);
  mls_editor_wait_label (job->editor, "1 point is in the correction queue now · 1 is left out\n2: It lies outside the territory");
  mls_job_save_picture (job, "maintenance");
  mls_job_expect_value (job, "a pond", "SELECT remark FROM decision WHERE until IS NULL AND review = 'sent-back'");
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/control/keys", MlsJob, "control-keys", mls_job_set_up, test_keys, mls_job_tear_down);
  g_test_add ("/window/control/omission", MlsJob, "control-omission", mls_job_set_up, test_omission, mls_job_tear_down);
  g_test_add ("/window/control/cycle", MlsJob, "control-cycle", mls_job_set_up, test_cycle, mls_job_tear_down);
  g_test_add ("/window/control/blind", MlsJob, "blind", mls_job_set_up, test_blind, mls_job_tear_down);
  g_test_add ("/window/control/half-written", MlsJob, "half-written", mls_job_set_up, test_half_written, mls_job_tear_down);
  g_test_add ("/window/control/undo-writing", MlsJob, "undo-writing", mls_job_set_up, test_undo_writing, mls_job_tear_down);
  g_test_add ("/window/control/namesake", MlsJob, "namesake", mls_job_set_up, test_namesake, mls_job_tear_down);
  g_test_add ("/window/control/unwritable", MlsJob, "unwritable", mls_job_set_up, test_unwritable, mls_job_tear_down);
  g_test_add ("/window/control/redo", MlsJob, "control-redo", mls_job_set_up, test_redo, mls_job_tear_down);
  g_test_add ("/window/control/edited-meanwhile", MlsJob, "edited-meanwhile", mls_job_set_up_closed, test_edited_meanwhile,
              mls_job_tear_down);
  g_test_add ("/window/control/date-dropped", MlsJob, "date-dropped", mls_job_set_up_closed, test_date_dropped,
              mls_job_tear_down);
  g_test_add ("/window/control/other-date-dropped", MlsJob, "other-date-dropped", mls_job_set_up_closed,
              test_other_date_dropped, mls_job_tear_down);
  g_test_add ("/window/control/maintenance", MlsJob, "maintenance", mls_job_set_up, test_maintenance, mls_job_tear_down);

  return g_test_run ();
}
