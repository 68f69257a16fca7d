/* The pictures of the guide and of the README, in both languages: a walk through the demo that stops where there is
 * something to be shown. See build-aux/pictures. */

#include "cli.h"
#include "job.h"
#include "wait.h"

#include <gdal.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* More than there are in the demo. */
#define N_FINDINGS 12

/* Of the assistant, that ask for something. */
#define N_PAGES 5u

static void
save (MlsJob *job, const char *name)
{
  cairo_surface_destroy (mls_job_look_still (job));
  mls_job_save_picture (job, name);
}

static MlsGround
along (MlsJob *job, double share, double aside)
{
  double east = job->line[1].east - job->line[0].east;
  double north = job->line[1].north - job->line[0].north;

  return (MlsGround){ job->line[0].east + share * east - aside * north, job->line[0].north + share * north + aside * east };
}

/* The card of the tutorial, before anything is done; it does not stand in the way of the other pictures. */
static void
show_tutorial (MlsJob *job)
{
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Skip"));
  save (job, "tutorial");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Leave the tutorial"));
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, _("Skip"));
}

/* What there is to be said of the tool in the hand. */
static void
show_help (MlsJob *job)
{
  mls_screen_key (job->screen, "l");
  mls_screen_key (job->screen, "F1");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("All Keys (F1)"));
  mls_wait_idle (0.5);
  mls_job_save_picture (job, "help");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, _("All Keys (F1)"));
}

/* A line is led across the field, and what it would do is told. */
static void
show_window (MlsJob *job)
{
  mls_screen_key (job->screen, "l");
  mls_screen_type (job->screen, "611111");
  mls_editor_click (job->editor, 0, job->line[0]);
  mls_editor_click (job->editor, 0, along (job, 0.45, 0.06));
  mls_editor_move (job->editor, 0, job->line[1]);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, _("Split"));
  save (job, "window");
  mls_screen_key (job->screen, "Escape");
}

/* A corner is too small. */
static void
show_refusal (MlsJob *job)
{
  int n = mls_job_count_operations (job);

  mls_editor_draw (job->editor, 0, job->corner);
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Cure (Enter)"));
  save (job, "refused");
  mls_screen_key (job->screen, "Escape");
  g_assert_cmpint (mls_job_count_operations (job), ==, n);
}

static gboolean
has_cure (MlsJob *job)
{
  g_autoptr (GObject) button = NULL;

  mls_wait_idle (0.5);
  button = G_OBJECT (mls_widget_find (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, _("Cure (Enter)")));

  return button != NULL;
}

/* One of them can be cured by a key. */
static void
show_findings (MlsJob *job)
{
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, _("Findings"));
  mls_job_wait_list (job);
  for (guint i = 0; i < N_FINDINGS && !has_cure (job); i++)
    mls_screen_key (job->screen, "Right");
  save (job, "findings");
}

/* Fields that were built on. */
static void
show_both_dates (MlsJob *job)
{
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, _("Changes"));
  mls_job_wait_list (job);
  mls_screen_key (job->screen, "Control_L+Shift_L+f");
  mls_screen_type (job->screen, g_str_equal (mls_editor_get_spoken (), "fr") ? "de=6 vers=1" : "from=6 to=1");
  mls_screen_key (job->screen, "Return");
  mls_job_wait_list (job);
  mls_screen_key (job->screen, "Control_L+2");
  mls_editor_wait_panes (job->editor, 2);
  mls_screen_key (job->screen, "Right");
  save (job, "compare");
  mls_screen_key (job->screen, "Control_L+1");
  mls_editor_wait_panes (job->editor, 1);
}

static void
show_matrix (MlsJob *job)
{
  mls_screen_key (job->screen, "Control_L+m");
  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, _("Flows"));
  mls_screen_key (job->screen, "Page_Down");
  mls_screen_key (job->screen, "Right");
  mls_wait_idle (1);
  mls_job_save_picture (job, "matrix");
  mls_screen_key (job->screen, "Control_L+w");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, _("Flows"));
}

/* Whether the map may go out, and what is made of it. */
static void
show_delivery (MlsJob *job)
{
  mls_job_choose (job, _("_Deliveries and reports"), _("De_liver the map…"));
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, _("New folder"));
  mls_wait_idle (1);
  mls_job_save_picture (job, "deliver");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, _("New folder"));
}

/* What classes are and look like. */
static void
show_nomenclature (MlsJob *job)
{
  mls_job_choose (job, _("Pro_ject"), _("_Nomenclature…"));
  mls_editor_expect (job->editor, ATSPI_ROLE_FRAME, _("Nomenclature"));
  mls_wait_idle (1);
  mls_job_save_picture (job, "nomenclature");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_FRAME, _("Nomenclature"));
}

#define RING(x0, y0, x1, y1) \
  "\"POLYGON ((70" #x0 " 660" #y0 ", 70" #x1 " 660" #y0 ", 70" #x1 " 660" #y1 ", 70" #x0 " 660" #y1 ", 70" #x0 " 660" #y0 "))\""

/* What others know of a commune: its limit, and the skeleton of a first map. */
static const struct
{
  const char *name;
  const char *text;
} layers[] = {
  { "commune.csv", "WKT,id\n" RING (0000, 0000, 4000, 4000) ",1\n" },
  { "troncon_de_route.csv", "WKT,LARGEUR\n\"LINESTRING (700000 6600100, 704000 6602100)\",6\n" },
  { "batiment.csv", "WKT,id\n" RING (0010, 0010, 0020, 0020) ",1\n" },
  { "surface_hydrographique.csv", "WKT,id\n" RING (1000, 0010, 2000, 1000) ",1\n" },
};

static void
write_layers (const char *folder, gboolean are_there)
{
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autofree char *path = g_build_filename (folder, layers[i].name, NULL);

      if (are_there)
        g_assert_true (g_file_set_contents (path, layers[i].text, -1, NULL));
      else
        g_assert_cmpint (g_remove (path), ==, 0);
    }
}

static void
choose_file (MlsJob *job, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  mls_widget_choose_file (mls_editor_get_program (job->editor), path);
}

/* Once the page has what it asks for. */
static void
turn_to (MlsJob *job, guint page)
{
  g_autofree char *step = g_strdup_printf (_("Step %u of %u"), page, N_PAGES);
  AtspiAccessible *next = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, _("Next"));

  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, mls_widget_is_sensitive, next));
  mls_widget_press (next);
  g_object_unref (next);
  mls_editor_wait_label (job->editor, step);
}

/* The page on which layers become classes, as their names let guess. */
static void
show_assistant (MlsJob *job)
{
  g_autofree char *folder = g_dir_make_tmp ("first-XXXXXX", NULL);

  write_layers (folder, TRUE);
  mls_job_choose (job, _("_New project"), _("New _territory…"));
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, _("Choose the limit of the territory"));
  choose_file (job, folder, layers[0].name);
  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, layers[0].name);
  turn_to (job, 2);
  turn_to (job, 3);
  for (guint i = 1; i < G_N_ELEMENTS (layers); i++)
    {
      g_autofree char *title = g_strndup (layers[i].name, strlen (layers[i].name) - strlen (".csv"));

      mls_job_press (job, _("Add layers…"));
      choose_file (job, folder, layers[i].name);
      mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, title);
    }
  mls_wait_idle (1);
  mls_job_save_picture (job, "assistant");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, _("Add layers…"));
  write_layers (folder, FALSE);
  g_rmdir (folder);
}

/* The code of a unit is wrong, and the one that is there is being typed. */
static void
show_judging (MlsJob *job)
{
  g_autofree char *sample = g_strconcat (job->path, ".controle.gpkg", NULL);

  g_remove (sample);
  mls_cli_run ("sample", job->path, "--dimension=pair", "--vintage=24", "--seed=7", "-o", sample, NULL);
  mls_editor_judge (job->editor, job->path, sample, NULL);
  mls_screen_key (job->screen, "o");
  mls_screen_key (job->screen, "o");
  mls_screen_key (job->screen, "g");
  save (job, "judge");
  g_assert_true (mls_project_file_comes_to (sample, "SELECT count(*) FROM controle WHERE etat_cqp = 'ok'", "2"));
}

/* The window fills the screen, whatever its size. */
static void
set_up (MlsJob *job, gconstpointer language)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", NULL);
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);

  g_mkdir_with_parents (folder, 0755);
  g_assert_true (g_file_set_contents (path, "[io/github/millesime/Millesime]\nwindow-maximized=true\n", -1, NULL));
  mls_editor_speak (language);
  mls_job_set_up (job, "demo");
}

static void
test_walk (MlsJob *job, gconstpointer data)
{
  show_tutorial (job);
  show_help (job);
  show_window (job);
  show_refusal (job);
  show_findings (job);
  show_both_dates (job);
  show_matrix (job);
  show_delivery (job);
  show_nomenclature (job);
  show_assistant (job);
  show_judging (job);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/pictures/en", MlsJob, "en", set_up, test_walk, mls_job_tear_down);
  g_test_add ("/window/pictures/fr", MlsJob, "fr", set_up, test_walk, mls_job_tear_down);

  return g_test_run ();
}
