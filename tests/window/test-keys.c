/* Every key of the table, pressed as a hand presses it, under two layouts where it is not in the same place, and what comes
 * of it: seen in the window, in the picture of the map or in the project. A row that no probe is for fails the test, and so
 * does a probe that no row is for. */

#include "key-probe.h"

#include <gdal.h>
#include <locale.h>
#include <string.h>

static const MlsKeyProbe *const probes[MLS_N_KEY_GROUPS] = {
  [MLS_KEY_GROUP_MAP] = mls_key_probes_map,           [MLS_KEY_GROUP_DRAWING] = mls_key_probes_drawing,
  [MLS_KEY_GROUP_VERTICES] = mls_key_probes_vertices, [MLS_KEY_GROUP_CODES] = mls_key_probes_codes,
  [MLS_KEY_GROUP_COMPARING] = mls_key_probes_comparing,
  [MLS_KEY_GROUP_STEPPING] = mls_key_probes_stepping, [MLS_KEY_GROUP_CONTROL] = mls_key_probes_control,
  [MLS_KEY_GROUP_PROGRAM] = mls_key_probes_program,
};

static gboolean
is_for (const MlsKeyProbe *probe, const MlsKey *key)
{
  return g_str_equal (probe->what, key->action != NULL ? key->action : key->gesture);
}

static const MlsKeyProbe *
find_probe (const MlsKey *key)
{
  for (const MlsKeyProbe *probe = probes[key->group]; probe->what != NULL; probe++)
    if (is_for (probe, key))
      return probe;

  g_error ("No probe is for “%s”", key->title);
}

static gboolean
has_key (const MlsKeyProbe *probe)
{
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    if (is_for (probe, &keys[i]))
      return TRUE;

  return FALSE;
}

static void
test_complete (void)
{
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    g_assert_nonnull (find_probe (&keys[i]));

  for (int group = 0; group < MLS_N_KEY_GROUPS; group++)
    for (const MlsKeyProbe *probe = probes[group]; probe->what != NULL; probe++)
      if (!has_key (probe))
        g_error ("No key does %s", probe->what);
}

/* The key itself, of "<Control><Shift>z". */
static const char *
key_name (const char *accelerator)
{
  const char *modifiers_end = strrchr (accelerator, '>');

  return modifiers_end != NULL ? modifiers_end + 1 : accelerator;
}

/* Where under the hand each key of the table is; 0 for gestures. */
static GArray *
places_of_keys (const char *layout)
{
  g_autoptr (MlsScreen) screen = mls_screen_open ();
  GArray *places = g_array_new (FALSE, TRUE, sizeof (guint));
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  mls_screen_set_layout (screen, layout);
  for (guint i = 0; i < n_keys; i++)
    {
      guint place = keys[i].accelerator != NULL ? mls_screen_place_of (screen, key_name (keys[i].accelerator)) : 0;

      g_array_append_val (places, place);
    }

  return places;
}

static void
press (MlsJob *job, const MlsKey *key)
{
  const MlsKeyProbe *probe = find_probe (key);

  g_test_message ("%s, for %s", key->accelerator != NULL ? key->accelerator : key->gesture, probe->what);
  if (job->editor == NULL)
    mls_job_start (job);
  probe->func (job, key, probe);
}

/* Num Lock is on, as it is at a desk. */
static void
test_all (MlsJob *job, gconstpointer layout)
{
  g_autoptr (MlsScreen) screen = mls_screen_open ();
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  mls_screen_set_layout (job->screen, layout);
  mls_screen_key (screen, "Num_Lock");
  for (guint i = 0; i < n_keys; i++)
    press (job, &keys[i]);
  mls_screen_key (screen, "Num_Lock");
}

/* Those that another layout has elsewhere, and codes, which are typed as digits that it writes with Shift. */
static void
test_moved (MlsJob *job, gconstpointer layout)
{
  g_autoptr (MlsScreen) screen = mls_screen_open ();
  g_autoptr (GArray) usual = places_of_keys ("us");
  g_autoptr (GArray) moved = places_of_keys (layout);
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  mls_screen_set_layout (job->screen, layout);
  mls_screen_key (screen, "Num_Lock");
  for (guint i = 0; i < n_keys; i++)
    if (g_array_index (usual, guint, i) != g_array_index (moved, guint, i) ||
        (keys[i].accelerator == NULL && keys[i].group == MLS_KEY_GROUP_CODES))
      press (job, &keys[i]);
  mls_screen_key (screen, "Num_Lock");
}

/* Five by five squares of the grid, of which each is four hundredths. */
static void
give_zone (MlsJob *job)
{
  const gint64 side = 400 * MLS_MM_PER_M;
  gint64 west = (gint64) (job->line[0].east * MLS_MM_PER_M) / side - 2;
  gint64 south = (gint64) (job->line[0].north * MLS_MM_PER_M) / side - 2;

  mls_job_give_zone (job, &(MlsBox){ west * side, south * side, (west + 5) * side, (south + 5) * side });
}

/* Somebody who has used all of them, and more. */
static void
set_up_used (MlsJob *job, gconstpointer name)
{
  static const char pairs[] = "['CS6.3.0 US1.1.3', 'CS6.1.1 US1.1.1', 'CS4.1.2 US7.0.0', 'CS1.1.1 US5.2.3', "
                              "'CS6.6.0 US5.2.3', 'CS1.1.2 US4.1.2', 'CS5.1.1 US7.0.0', 'CS3.1.1 US7.0.0', "
                              "'CS4.1.1 US7.0.0']";
  const char *argv[] = { "gsettings", "set", "io.github.millesime.Millesime", "recent-pairs", pairs, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  mls_job_set_up_closed (job, name);
  give_zone (job);
  mls_job_start (job);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add_func ("/window/keys/complete", test_complete);
  g_test_add ("/window/keys/us", MlsJob, "us", set_up_used, test_all, mls_job_tear_down);
  g_test_add ("/window/keys/fr", MlsJob, "fr", set_up_used, test_moved, mls_job_tear_down);

  return g_test_run ();
}
