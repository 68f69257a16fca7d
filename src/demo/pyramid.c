#include "demo/pyramid.h"

#include "demo/demo.h"
#include "demo/error.h"
#include "imagery/init.h"

#include <cpl_string.h>
#include <gdal.h>
#include <glib/gstdio.h>
#include <ogr_srs_api.h>
#include <string.h>

#define MAX_LEVELS 16

/* One size of the picture. Rows gather until they fill a row of tiles. */
typedef struct
{
  int     width;
  int     height;
  int     next_row; /* the first of the rows gathered */
  int     n_rows;   /* gathered */
  guint8 *rows;     /* MLS_PYRAMID_BLOCK of them, at most */
} Level;

struct _MlsPyramid
{
  char        *path;
  char        *part; /* where it is written until it is whole */
  GDALDatasetH dataset;
  guint        n_levels;
  Level        levels[MAX_LEVELS];
};

/* The first thing GDAL complained of since @scope began, as an error about the file. */
static gboolean
end_scope (MlsPyramid *pyramid, MlsGdalScope *scope, gboolean done, GError **error)
{
  g_autofree char *failure = mls_gdal_scope_end (scope);

  if (done)
    return TRUE;

  g_set_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_FILE, "“%s”: %s", pyramid->path,
               failure != NULL ? failure : "cannot be written");

  return FALSE;
}

static GDALDatasetH
create (const char *path, const MlsPyramidPlace *place)
{
  GDALDriverH driver = GDALGetDriverByName ("GTiff");
  char **options = NULL;
  GDALDatasetH dataset;

  options = CSLSetNameValue (options, "TILED", "YES");
  options = CSLSetNameValue (options, "BLOCKXSIZE", G_STRINGIFY (MLS_PYRAMID_BLOCK));
  options = CSLSetNameValue (options, "BLOCKYSIZE", G_STRINGIFY (MLS_PYRAMID_BLOCK));
  options = CSLSetNameValue (options, "COMPRESS", "JPEG");
  options = CSLSetNameValue (options, "JPEG_QUALITY", "88");
  options = CSLSetNameValue (options, "PHOTOMETRIC", "YCBCR");
  options = CSLSetNameValue (options, "BIGTIFF", "IF_SAFER");
  dataset = GDALCreate (driver, path, place->width, place->height, 3, GDT_Byte, options);
  CSLDestroy (options);

  return dataset;
}

static gboolean
set_place (GDALDatasetH dataset, const MlsPyramidPlace *place, const char *taken)
{
  double transform[6] = { place->west, place->pixel, 0, place->north, 0, -place->pixel };
  OGRSpatialReferenceH srs = OSRNewSpatialReference (NULL);
  gboolean set = OSRSetFromUserInput (srs, MLS_DEMO_CRS) == OGRERR_NONE &&
                 GDALSetSpatialRef (dataset, srs) == CE_None &&
                 GDALSetGeoTransform (dataset, transform) == CE_None &&
                 GDALSetMetadataItem (dataset, "TIFFTAG_DATETIME", taken, NULL) == CE_None;

  OSRDestroySpatialReference (srs);

  return set;
}

/* Overviews down to a single tile, empty as yet. */
static gboolean
add_levels (MlsPyramid *pyramid, const MlsPyramidPlace *place)
{
  int factors[MAX_LEVELS];

  pyramid->n_levels = 0;
  do
    {
      Level *level = &pyramid->levels[pyramid->n_levels];
      int factor = 1 << pyramid->n_levels;

      factors[pyramid->n_levels++] = factor;
      level->width = (place->width + factor - 1) / factor;
      level->height = (place->height + factor - 1) / factor;
      level->rows = g_malloc ((gsize) level->width * 3 * MLS_PYRAMID_BLOCK);
      if (MAX (level->width, level->height) <= MLS_PYRAMID_BLOCK)
        break;
    }
  while (pyramid->n_levels < MAX_LEVELS);

  return pyramid->n_levels == 1 ||
         GDALBuildOverviews (pyramid->dataset, "NONE", (int) pyramid->n_levels - 1, factors + 1, 0,
                             NULL, NULL, NULL) == CE_None;
}

/**
 * mls_pyramid_new:
 * @path: the file; while it is written, its name ends in ".part"
 * @place: where the picture lies
 * @taken: the day and time it was taken, as TIFF has it
 * @error: %MLS_DEMO_ERROR_FILE
 *
 * Returns: (transfer full): a picture to be written, or %NULL
 */
MlsPyramid *
mls_pyramid_new (const char *path, const MlsPyramidPlace *place, const char *taken, GError **error)
{
  g_autoptr (MlsPyramid) pyramid = g_new0 (MlsPyramid, 1);
  MlsGdalScope scope;
  gboolean made;

  mls_imagery_init ();
  pyramid->path = g_strdup (path);
  pyramid->part = g_strconcat (path, ".part", NULL);

  mls_gdal_scope_begin (&scope);
  pyramid->dataset = create (pyramid->part, place);
  made = pyramid->dataset != NULL && set_place (pyramid->dataset, place, taken) &&
         add_levels (pyramid, place);

  return end_scope (pyramid, &scope, made, error) ? g_steal_pointer (&pyramid) : NULL;
}

/* Writes the rows a level has gathered. The same functions write bands and their overviews. */
static gboolean
flush_level (MlsPyramid *pyramid, guint l)
{
  Level *level = &pyramid->levels[l];
  gboolean written = TRUE;

  for (int band = 1; band <= 3 && written && level->n_rows > 0; band++)
    {
      GDALRasterBandH target = GDALGetRasterBand (pyramid->dataset, band);

      if (l > 0)
        target = GDALGetOverview (target, (int) l - 1);
      written = GDALRasterIO (target, GF_Write, 0, level->next_row, level->width, level->n_rows,
                              level->rows + band - 1, level->width, level->n_rows, GDT_Byte, 3,
                              3 * level->width) == CE_None;
    }

  level->next_row += level->n_rows;
  level->n_rows = 0;

  return written;
}

/* A row at half the size: each pixel the mean of four. */
static void
halve (const guint8 *upper, const guint8 *lower, int width, guint8 *out)
{
  for (int x = 0; x < width; x += 2)
    {
      int right = x + 1 < width ? 3 : 0;

      for (int c = 0; c < 3; c++)
        *out++ = (guint8) ((upper[3 * x + c] + upper[3 * x + right + c] + lower[3 * x + c] +
                            lower[3 * x + right + c] + 2) /
                           4);
    }
}

static gboolean append (MlsPyramid *pyramid, guint l, const guint8 *row);

/* Passes what a level has gathered on to the next smaller one, then writes it. */
static gboolean
finish_rows (MlsPyramid *pyramid, guint l)
{
  Level *level = &pyramid->levels[l];
  gsize stride = 3 * (gsize) level->width;

  if (l + 1 < pyramid->n_levels)
    {
      g_autofree guint8 *half = g_malloc (3 * (gsize) pyramid->levels[l + 1].width);

      for (int row = 0; row < level->n_rows; row += 2)
        {
          const guint8 *upper = level->rows + (gsize) row * stride;

          halve (upper, row + 1 < level->n_rows ? upper + stride : upper, level->width, half);
          if (!append (pyramid, l + 1, half))
            return FALSE;
        }
    }

  return flush_level (pyramid, l);
}

static gboolean
append (MlsPyramid *pyramid, guint l, const guint8 *row)
{
  Level *level = &pyramid->levels[l];
  gsize stride = 3 * (gsize) level->width;

  memcpy (level->rows + (gsize) level->n_rows * stride, row, stride);
  level->n_rows++;

  return level->n_rows < MLS_PYRAMID_BLOCK || finish_rows (pyramid, l);
}

/**
 * mls_pyramid_write:
 * @pyramid: a picture
 * @rgb: its next rows
 * @stride: bytes from row to row
 * @n_rows: how many
 * @error: %MLS_DEMO_ERROR_FILE
 *
 * Returns: whether they are written, or kept to be
 */
gboolean
mls_pyramid_write (MlsPyramid *pyramid, const guint8 *rgb, gsize stride, int n_rows, GError **error)
{
  MlsGdalScope scope;
  gboolean written = TRUE;

  mls_gdal_scope_begin (&scope);
  for (int row = 0; row < n_rows && written; row++)
    written = append (pyramid, 0, rgb + (gsize) row * stride);

  return end_scope (pyramid, &scope, written, error);
}

/**
 * mls_pyramid_finish:
 * @pyramid: a picture of which all rows are written
 * @error: %MLS_DEMO_ERROR_FILE
 *
 * Returns: whether the file is whole and under its name
 */
gboolean
mls_pyramid_finish (MlsPyramid *pyramid, GError **error)
{
  MlsGdalScope scope;
  gboolean written = TRUE;

  mls_gdal_scope_begin (&scope);
  for (guint l = 0; l < pyramid->n_levels && written; l++)
    written = finish_rows (pyramid, l);

  /* In GDAL 3.6 closing says nothing of a full disk; flushing does not either, but complains. */
  CPLErrorReset ();
  GDALClose (g_steal_pointer (&pyramid->dataset));
  written = written && CPLGetLastErrorType () < CE_Failure;
  if (!end_scope (pyramid, &scope, written, error))
    return FALSE;

  if (g_rename (pyramid->part, pyramid->path) == 0)
    {
      g_clear_pointer (&pyramid->part, g_free);
      return TRUE;
    }

  g_set_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_FILE, "“%s” cannot be written", pyramid->path);

  return FALSE;
}

/**
 * mls_pyramid_free:
 * @pyramid: (transfer full): a picture; if it is not finished, nothing is left of it
 */
void
mls_pyramid_free (MlsPyramid *pyramid)
{
  if (pyramid->dataset != NULL)
    GDALClose (pyramid->dataset);
  if (pyramid->part != NULL)
    g_unlink (pyramid->part);
  for (guint l = 0; l < pyramid->n_levels; l++)
    g_free (pyramid->levels[l].rows);
  g_free (pyramid->part);
  g_free (pyramid->path);
  g_free (pyramid);
}
