#include "vector/source-stamp.h"

#include "base/file-stamp.h"

#include <string.h>

/* A file without a byte is a journal that somebody who only reads has opened. */
static guint64
add_file (guint64 sum, const char *path)
{
  MlsFileStamp stamp;

  if (!mls_file_stamp_take (path, &stamp) || stamp.size == 0)
    return sum;

  return mls_file_stamp_mix (sum, &stamp);
}

/* What a folder holds counts in whichever order it is listed. */
static guint64
sum_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint64 all = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      all += add_file (g_str_hash (name), child);
    }

  return all;
}

/* What a shapefile says of its figures is in a file beside it, and what a GeoPackage was told last, too. */
static guint64
add_beside (guint64 sum, const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);

  if (g_str_has_suffix (path, ".shp"))
    {
      g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".shp"));
      g_autofree char *attributes = g_strconcat (stem, ".dbf", NULL);

      sum = add_file (sum, attributes);
    }

  return add_file (sum, journal);
}

/**
 * mls_vector_stamp:
 * @path: of a file or a folder
 *
 * Looks on the disk, which may take long where that is a network's. Any thread.
 *
 * Returns: a number that is another once what is there has changed; 0 if nothing is
 */
guint64
mls_vector_stamp (const char *path)
{
  MlsFileStamp stamp;
  guint64 sum;

  if (!mls_file_stamp_take (path, &stamp))
    return 0;

  sum = g_file_test (path, G_FILE_TEST_IS_DIR) ? sum_folder (path) : add_beside (add_file (1, path), path);

  return MAX (sum, 1);
}
