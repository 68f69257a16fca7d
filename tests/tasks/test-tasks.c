/* Ten tasks of an operator, each on a fresh project, with another tool and another pair in hand: what has to be pressed
 * for it, but for vertices and the digits of a code, and that the file then holds what was meant.
 *
 * test-tasks [PLACES]: at how many places each, 20 if it is not said. */

#include "tasks.h"

#include <gdal.h>
#include <locale.h>
#include <stdlib.h>

#define N_PLACES 20

static guint n_places = N_PLACES;

/* A line for each task that was done. */
static GString *table;

/* What each task took at each place: presses, then vertices, then digits. */
static GArray *counts[MLS_N_ACTS];

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static double
median_of (GArray *numbers)
{
  guint n = numbers->len;

  g_array_sort (numbers, compare);

  return (g_array_index (numbers, guint, (n - 1) / 2) + g_array_index (numbers, guint, n / 2)) / 2.0;
}

/* The place is on screen when the project is opened for the first time. */
static void
look_at (const char *path, MlsGround centre)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE setting SET value = '%.3f %.3f' WHERE key = 'demo.view'", centre.east,
                                          centre.north);

  mls_project_file_execute (path, g_strdelimit (sql, ",", '.'));
}

static void
do_task (const Task *task, const Site *site, const char *picture)
{
  MlsJob job;
  guint acts[MLS_N_ACTS];

  mls_job_set_up_closed (&job, "task");
  look_at (job.path, site->centre);
  if (task->prepare != NULL)
    task->prepare (job.path, site);
  mls_job_start (&job);
  if (task->begin != NULL)
    task->begin (&job, site);
  mls_screen_key (job.screen, "c");
  mls_screen_type (job.screen, "511700");

  mls_screen_take_acts (job.screen, acts);
  task->act (&job, site);
  mls_screen_take_acts (job.screen, acts);
  for (int i = 0; i < MLS_N_ACTS; i++)
    {
      acts[i] /= task->n_parts;
      g_array_append_val (counts[i], acts[i]);
    }

  mls_job_save_picture (&job, picture);
  task->judge (&job, site);
  mls_job_tear_down (&job, NULL);
}

static void
test_task (gconstpointer data)
{
  const Task *task = data;
  g_autofree char *path = mls_editor_make_project ("survey");
  g_autoptr (GPtrArray) plots = ground_read (path);
  g_autoptr (GArray) sites = site_list (plots, task->site, n_places);
  g_autofree char *picture = g_strdelimit (g_strconcat ("task-", task->name, NULL), " ", '-');
  double medians[MLS_N_ACTS];

  for (int i = 0; i < MLS_N_ACTS; i++)
    counts[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < sites->len; i++)
    {
      const Site *site = &g_array_index (sites, Site, i);

      g_test_message ("%.1f %.1f", site->centre.east, site->centre.north);
      do_task (task, site, picture);
    }

  for (int i = 0; i < MLS_N_ACTS; i++)
    {
      medians[i] = median_of (counts[i]);
      g_array_unref (counts[i]);
    }
  g_string_append_printf (table, "# %-22s %7.1f %7u %9.1f %7.1f\n", task->name, medians[MLS_ACT_PRESS], task->target,
                          medians[MLS_ACT_VERTEX], medians[MLS_ACT_DIGIT]);
  g_assert_cmpfloat (medians[MLS_ACT_PRESS], <=, task->target);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();
  if (argc > 1)
    n_places = (guint) strtoul (argv[1], NULL, 10);

  for (guint i = 0; i < n_tasks; i++)
    {
      g_autofree char *path = g_strdelimit (g_strconcat ("/tasks/", tasks[i].name, NULL), " ", '-');

      g_test_add_data_func (path, &tasks[i], test_task);
    }
  table = g_string_new (NULL);
  result = g_test_run ();
  g_print ("# Median of %u places each\n# %-22s %7s %7s %9s %7s\n%s", n_places, "task", "actions", "target", "vertices",
           "digits", table->str);
  g_string_free (table, TRUE);

  return result;
}
