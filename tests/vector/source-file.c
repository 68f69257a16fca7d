#include "source-file.h"

#include <gdal_utils.h>


static char *folder;

/**
 * source_begin:
 *
 * Makes the folder.
 */
void
source_begin (void)
{
  folder = g_dir_make_tmp ("mls-vector-XXXXXX", NULL);
  GDALAllRegister ();
}

/**
 * source_end:
 *
 * Removes it, with all that was written.
 */
void
source_end (void)
{
  g_autofree char *command = g_strdup_printf ("rm -r %s", folder);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_clear_pointer (&folder, g_free);
}

/**
 * source_path:
 * @name: a file of the folder
 *
 * Returns: (transfer full): its path
 */
char *
source_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/**
 * source_write:
 * @name: of the file
 * @crs: (nullable): its system; %NULL for GeoJSON's own, which is degrees
 * @features: "GEOMETRY" or "GEOMETRY PROPERTIES" of each, one a line, both as GeoJSON writes them
 *
 * Returns: (transfer full): the path
 */
char *
source_write (const char *name, const char *crs, const char *features)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",");
  g_auto (GStrv) lines = g_strsplit (features, "\n", -1);
  char *path = source_path (name);

  if (crs != NULL)
    g_string_append_printf (text, "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"%s\"}},", crs);
  g_string_append (text, "\"features\":[");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 2);

      g_string_append_printf (text, "%s{\"type\":\"Feature\",\"properties\":%s,\"geometry\":%s}", i > 0 ? "," : "",
                              parts[1] != NULL ? parts[1] : "{}", parts[0]);
    }
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));

  return path;
}

/**
 * source_points:
 * @name: of the file
 * @n_points: how many, in a row in Lambert-93, 1 m from each to the next
 *
 * Returns: (transfer full): the path
 */
char *
source_points (const char *name, guint n_points)
{
  g_autoptr (GString) features = g_string_new (NULL);

  for (guint i = 0; i < n_points; i++)
    g_string_append_printf (features, "%s{\"type\":\"Point\",\"coordinates\":[%u,6600000]}", i > 0 ? "\n" : "",
                            700000 + i);

  return source_write (name, LAMBERT_93, features->str);
}

/**
 * source_make:
 * @name: of the file
 * @from: a file
 * @options: (array zero-terminated=1): as ogr2ogr has them
 *
 * Returns: (transfer full): the path of what GDAL makes of @from
 */
char *
source_make (const char *name, const char *from, const char *const *options)
{
  char *path = source_path (name);
  GDALVectorTranslateOptions *parsed = GDALVectorTranslateOptionsNew ((char **) options, NULL);
  GDALDatasetH source = GDALOpenEx (from, GDAL_OF_VECTOR, NULL, NULL, NULL);
  GDALDatasetH made = GDALVectorTranslate (path, NULL, 1, &source, parsed, NULL);

  g_assert_nonnull (made);
  GDALClose (made);
  GDALClose (source);
  GDALVectorTranslateOptionsFree (parsed);

  return path;
}
