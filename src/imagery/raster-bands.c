#include "imagery/error.h"
#include "imagery/raster-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Overviews beyond this are a damaged file. */
#define MAX_LEVELS 32

static gboolean
fail (MlsRaster *self, const char *what, GError **error)
{
  g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_IMAGE, _("“%s” %s"), self->uri, what);
  return FALSE;
}

/* The first band of a colour, or 0. */
static int
find_band (GDALDatasetH dataset, GDALColorInterp colour)
{
  for (int i = 1; i <= GDALGetRasterCount (dataset); i++)
    if (GDALGetRasterColorInterpretation (GDALGetRasterBand (dataset, i)) == colour)
      return i;

  return 0;
}

static gboolean
take_bands (MlsRaster *self, const MlsRasterOptions *options, GError **error)
{
  static const GDALColorInterp colours[] = { GCI_RedBand, GCI_GreenBand, GCI_BlueBand };
  int n_bands = GDALGetRasterCount (self->dataset);
  int alpha = find_band (self->dataset, GCI_AlphaBand);
  gboolean is_chosen = options->bands[0] > 0;

  self->facts.n_colours = (guint) (n_bands - (alpha > 0));

  for (int i = 0; i < 3; i++)
    self->band_numbers[i] = is_chosen ? (int) MIN (options->bands[i], G_MAXINT)
                                      : find_band (self->dataset, colours[i]);

  for (int i = 0; is_chosen && i < 3; i++)
    if (self->band_numbers[i] < 1 || self->band_numbers[i] > n_bands)
      {
        g_autofree char *what = g_strdup_printf (_("has no band %u"), options->bands[i]);

        return fail (self, what, error);
      }

  self->n_colours = 3;
  if (self->band_numbers[0] > 0 && self->band_numbers[1] > 0 && self->band_numbers[2] > 0)
    return TRUE;

  /* No colours are named: the first three bands that are not alpha, or grey. */
  for (int i = 1, found = 0; i <= n_bands && found < 3; i++)
    if (i != alpha)
      self->band_numbers[found++] = i;

  if (self->facts.n_colours < 3)
    self->n_colours = 1;

  return self->band_numbers[0] > 0 || fail (self, _("holds nothing but transparency"), error);
}

static void
take_palette (MlsRaster *self)
{
  GDALRasterBandH band = GDALGetRasterBand (self->dataset, self->band_numbers[0]);
  GDALColorTableH table = GDALGetRasterColorTable (band);

  if (self->n_colours != 1 || table == NULL ||
      GDALGetRasterColorInterpretation (band) != GCI_PaletteIndex)
    return;

  self->n_palette = (guint) GDALGetColorEntryCount (table);
  self->palette = g_new0 (guint8, (gsize) self->n_palette * 4);
  for (guint i = 0; i < self->n_palette; i++)
    {
      GDALColorEntry entry;
      guint8 *colour = self->palette + (gsize) i * 4;

      if (!GDALGetColorEntryAsRGB (table, (int) i, &entry) || entry.c4 < 128)
        continue;

      colour[0] = (guint8) CLAMP (entry.c1, 0, 255);
      colour[1] = (guint8) CLAMP (entry.c2, 0, 255);
      colour[2] = (guint8) CLAMP (entry.c3, 0, 255);
      colour[3] = 255;
    }
}

/* The numbers a band can hold when that is less than its type can, 0 otherwise. */
static double
get_bit_limit (GDALRasterBandH band)
{
  const char *bits = GDALGetMetadataItem (band, "NBITS", "IMAGE_STRUCTURE");
  guint64 n = bits != NULL ? g_ascii_strtoull (bits, NULL, 10) : 0;

  return n > 0 && n < 8 ? (double) ((1 << n) - 1) : 0;
}

static gboolean
take_numbers (MlsRaster *self, GError **error)
{
  self->is_byte = self->palette == NULL;
  self->is_stretched = self->palette != NULL;

  for (guint i = 0; i < self->n_colours; i++)
    {
      GDALRasterBandH band = GDALGetRasterBand (self->dataset, self->band_numbers[i]);
      GDALDataType type = GDALGetRasterDataType (band);
      double limit = get_bit_limit (band);

      if (GDALDataTypeIsComplex (type))
        return fail (self, _("holds complex numbers, which are no picture"), error);

      self->bands[i].low = 0;
      self->bands[i].high = limit > 0 ? limit : 255;
      self->is_byte = self->is_byte && type == GDT_Byte && limit == 0;
      self->is_stretched = self->is_stretched || type == GDT_Byte;
    }

  return TRUE;
}

/* Bytes between what is to be black and what is to be white. */
static void
make_shades (MlsRaster *self, guint band)
{
  double low = self->bands[band].low;
  double high = self->bands[band].high;

  self->has_shades = TRUE;
  for (int i = 0; i < 256; i++)
    self->shades[band][i] = (guint8) (CLAMP ((i - low) / (high - low), 0, 1) * 255 + 0.5);
}

/* The stretch that was asked for in place of the image's own. */
static void
take_stretch (MlsRaster *self, const MlsStretch *stretch)
{
  for (guint i = 0; i < self->n_colours; i++)
    if (self->palette != NULL || stretch[i].low >= stretch[i].high)
      return;

  for (guint i = 0; i < self->n_colours; i++)
    {
      self->bands[i].low = stretch[i].low;
      self->bands[i].high = stretch[i].high;
      if (self->is_byte)
        make_shades (self, i);
    }

  self->is_stretched = TRUE;
}

/* Infrared is sometimes written as if it were transparency: whoever asks to see it knows better. */
static gboolean
shows_alpha (const MlsRaster *self)
{
  int alpha = find_band (self->dataset, GCI_AlphaBand);

  return alpha > 0 && (alpha == self->band_numbers[0] || alpha == self->band_numbers[1] ||
                       alpha == self->band_numbers[2]);
}

/* A mask or an alpha band tells what is photo; else the nodata value of every band may. */
static void
take_mask (MlsRaster *self, MlsNodata policy)
{
  int flags = GDALGetMaskFlags (GDALGetRasterBand (self->dataset, self->band_numbers[0]));
  gboolean is_white = self->is_byte;

  self->is_masked = (flags & (GMF_ALL_VALID | GMF_NODATA)) == 0 && !shows_alpha (self);
  self->has_nodata = !self->is_masked && policy != MLS_NODATA_IGNORE;

  for (guint i = 0; i < self->n_colours; i++)
    {
      GDALRasterBandH band = GDALGetRasterBand (self->dataset, self->band_numbers[i]);
      int has_nodata = FALSE;
      double nodata = GDALGetRasterNoDataValue (band, &has_nodata);

      self->bands[i].has_nodata = has_nodata;
      self->bands[i].nodata = nodata;
      self->has_nodata = self->has_nodata && has_nodata;
      is_white = is_white && nodata == 255;
    }

  if (policy == MLS_NODATA_AUTO && is_white)
    self->has_nodata = FALSE;
}

/* The dataset of an overview, if it is one that reads all our bands in one go. */
static GDALDatasetH
get_level_dataset (const MlsRaster *self, const MlsRasterLevel *level)
{
  GDALDatasetH dataset = GDALGetBandDataset (level->bands[0]);

  if (dataset == NULL)
    return NULL;

  for (guint i = 0; i < self->n_colours; i++)
    if (GDALGetRasterCount (dataset) < self->band_numbers[i] ||
        GDALGetRasterBand (dataset, self->band_numbers[i]) != level->bands[i])
      return NULL;

  return dataset;
}

/* Overview @index, or the image itself for -1. %FALSE when it is none of use. */
static gboolean
level_init (const MlsRaster *self, MlsRasterLevel *level, int index)
{
  *level = (MlsRasterLevel){ 0 };

  for (guint i = 0; i < self->n_colours; i++)
    {
      GDALRasterBandH band = GDALGetRasterBand (self->dataset, self->band_numbers[i]);

      level->bands[i] = index < 0 ? band : GDALGetOverview (band, index);
      if (level->bands[i] == NULL)
        return FALSE;
      if (i > 0 && (GDALGetRasterBandXSize (level->bands[i]) != level->width ||
                    GDALGetRasterBandYSize (level->bands[i]) != level->height))
        return FALSE;

      level->width = GDALGetRasterBandXSize (level->bands[i]);
      level->height = GDALGetRasterBandYSize (level->bands[i]);
    }

  if (self->is_masked && (GDALGetMaskFlags (level->bands[0]) & (GMF_ALL_VALID | GMF_NODATA)) == 0)
    level->mask = GDALGetMaskBand (level->bands[0]);
  level->dataset = get_level_dataset (self, level);

  return level->width > 0 && level->height > 0;
}

/* How many pixels of the image lie in one of the level. Overviews cover the whole image, so that
 * their pixels are a little smaller than a power of two when its size is odd; the levels of a
 * wavelet do not. */
static void
level_measure (MlsRaster *self, MlsRasterLevel *level)
{
  const char *driver = GDALGetDriverShortName (GDALGetDatasetDriver (self->dataset));

  level->factor_x = (double) self->facts.width / level->width;
  level->factor_y = (double) self->facts.height / level->height;

  if (g_str_has_prefix (driver, "JP2"))
    {
      level->factor_x = exp2 (round (log2 (level->factor_x)));
      level->factor_y = exp2 (round (log2 (level->factor_y)));
    }
}

static void
take_levels (MlsRaster *self)
{
  int n_overviews = GDALGetOverviewCount (GDALGetRasterBand (self->dataset, self->band_numbers[0]));

  n_overviews = CLAMP (n_overviews, 0, MAX_LEVELS);
  self->levels = g_new0 (MlsRasterLevel, n_overviews + 1);

  for (int i = -1; i < n_overviews; i++)
    {
      MlsRasterLevel *level = &self->levels[self->n_levels];

      if (!level_init (self, level, i) ||
          (i >= 0 && (level->width >= level[-1].width || level->height > level[-1].height)))
        continue;

      level_measure (self, level);
      self->n_levels++;
    }
}

/**
 * mls_raster_prepare: (skip)
 * @self: an image whose size is known
 * @options: which bands to show, and what nodata means
 * @error: %MLS_IMAGERY_ERROR_IMAGE when its bands make no picture
 *
 * Finds how its bands become colours, and the overviews to read them from.
 *
 * Returns: whether they do
 */
gboolean
mls_raster_prepare (MlsRaster *self, const MlsRasterOptions *options, GError **error)
{
  if (!take_bands (self, options, error))
    return FALSE;

  take_palette (self);
  if (!take_numbers (self, error))
    return FALSE;

  take_stretch (self, options->stretch);
  take_mask (self, options->nodata);
  take_levels (self);

  return TRUE;
}
