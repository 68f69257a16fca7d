/* bench-deliver COLUMNS ROWS: what it costs to hand over a project of so many faces, 60 vertices each: the layer of all dates,
 * all products, and the layer of all dates cut by 25 areas. Seconds of the clock and of all processors, and the peak of
 * memory, on stdout. */

#include "../store/sample.h"
#include "watch.h"

#include "coverage/territory.h"
#include "delivery/delivery.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#define N_AREAS 5 /* to a side */

/* Whose limits are straight, and cross faces wherever these are. */
static MlsZoneSet *
make_zones (const Sample *sample, const char *path)
{
  g_autoptr (GString) text = g_string_new ("WKT,nom\n");
  g_autofree char *crs = mls_store_dup_crs (sample->store, NULL);
  g_autoptr (GError) error = NULL;
  MlsZoneSet *zones;
  MlsBox box = MLS_BOX_EMPTY;

  g_assert_true (mls_store_each_edge (sample->store, mls_territory_widen, &box, NULL));
  for (gint64 i = 0; i < N_AREAS * N_AREAS; i++)
    {
      gint64 width = (box.max_x - box.min_x) / 1000 / N_AREAS + 1, height = (box.max_y - box.min_y) / 1000 / N_AREAS + 1;
      gint64 x = box.min_x / 1000 - 1 + i % N_AREAS * width, y = box.min_y / 1000 - 1 + i / N_AREAS * height;

      g_string_append_printf (text,
                              "\"POLYGON ((%" G_GINT64_FORMAT " %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                              ", %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                              ", %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "))\",area %d\n",
                              x, y, x + width, y, x + width, y + height, x, y + height, x, y, (int) i);
    }
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  zones = mls_zone_set_load (path, NULL, NULL, crs, &error);
  g_assert_no_error (error);

  return zones;
}

static void
remove_folder (const char *folder)
{
  const char *words[] = { "rm", "-rf", folder, NULL };

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static void
bench (const Sample *sample, guint kinds, const MlsZoneSet *zones, const char *target, const char *what)
{
  const MlsDeliveryOptions options = { .target = target, .format = mls_format_of_name ("gpkg"), .kinds = kinds,
                                       .language = MLS_LANGUAGE_ENGLISH, .zones = zones, .all_the_same = TRUE };
  g_auto (MlsDeliveryReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  Watch watch = watch_start ();

  mls_delivery_run (sample->path, &options, &report, &error);
  g_assert_no_error (error);
  watch_print (&watch, what);
  remove_folder (target);
}

int
main (int argc, char *argv[])
{
  Board board = { .side_m = 120, .n_segments = 15, .wiggle_mm = 1500 };
  g_autofree char *folder = g_dir_make_tmp ("mls-bench-XXXXXX", NULL);
  g_autofree char *target = g_build_filename (folder, "lot", NULL);
  g_autofree char *areas = g_build_filename (folder, "areas.csv", NULL);
  MlsZoneSet *zones;
  Sample sample;

  setlocale (LC_ALL, "C.UTF-8");
  board.columns = argc > 1 ? (guint) atoi (argv[1]) : 100;
  board.rows = argc > 2 ? (guint) atoi (argv[2]) : 100;
  sample_begin (&sample, &board);
  zones = make_zones (&sample, areas);

  bench (&sample, MLS_PRODUCT (MLS_PRODUCT_MULTIDATE), NULL, target, "all dates");
  bench (&sample, MLS_ALL_PRODUCTS, NULL, target, "all products");
  bench (&sample, MLS_PRODUCT (MLS_PRODUCT_MULTIDATE), zones, target, "25 areas");

  mls_zone_set_free (zones);
  sample_end (&sample);
  remove_folder (folder);
  return 0;
}
