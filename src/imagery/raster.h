#pragma once

#include "base/extent.h"
#include "imagery/picture.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One image file, opened for one thread: whoever opened it reads it and closes it. */
typedef struct _MlsRaster MlsRaster;

/* What to make of a nodata value. */
typedef enum
{
  MLS_NODATA_AUTO,   /* heed it, except 255 in a photo of 8 bits: roofs are as white */
  MLS_NODATA_IGNORE,
  MLS_NODATA_HEED,
} MlsNodata;

/* The numbers of a band that are shown black and white. */
typedef struct
{
  double low;
  double high;
} MlsStretch;

typedef struct
{
  /* Take an image whose reference system is unknown to be in the project's. */
  gboolean   assume_project_crs;

  /* Place an image that only ground control points place, by the plane way that fits them best. */
  gboolean   place_by_points;

  MlsNodata  nodata;

  /* The bands shown as red, green and blue, from 1; all 0 for the image's own. Infrared in false
   * colours is often 4, 1, 2. */
  guint      bands[3];

  /* All 0 for the image's own: bytes are colours, and of deeper numbers most lie between. */
  MlsStretch stretch[3];
} MlsRasterOptions;

typedef struct
{
  MlsExtent   extent;        /* in the project's reference system, m */
  double      pixel_size;    /* at the middle, m */
  int         width;         /* px */
  int         height;        /* px */
  guint       n_bands;
  guint       n_colours;     /* bands that are not transparency */
  gboolean    is_deep;       /* its numbers are no colours: they are stretched */
  gboolean    has_overviews; /* or is too small to need any */
  guint       n_points;      /* that it is placed by; 0 if it has a georeference */
  double      residual_m;    /* how far those are off, on the average of squares */
  gboolean    is_warped;     /* turned, mirrored, or not in the project's reference system */
  const char *title;
  const char *date;          /* "2024-06-30", or NULL when the file does not say */
  const char *crs_name;      /* as the file names its reference system; NULL when it has none */
} MlsRasterFacts;

MlsRaster            *mls_raster_open      (const char             *uri,
                                            const char             *project_crs,
                                            const MlsRasterOptions *options,
                                            GError                **error)
  G_GNUC_WARN_UNUSED_RESULT;
void                  mls_raster_close     (MlsRaster              *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsRaster, mls_raster_close)


const MlsRasterFacts *mls_raster_get_facts (const MlsRaster        *self);

gboolean              mls_raster_read      (MlsRaster              *self,
                                            const MlsExtent        *extent,
                                            MlsPicture             *out,
                                            GCancellable           *cancellable,
                                            GError                **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean              mls_raster_measure   (MlsRaster              *self,
                                            const MlsExtent        *extent,
                                            MlsStretch             *out,
                                            GCancellable           *cancellable,
                                            GError                **error)
  G_GNUC_WARN_UNUSED_RESULT;

void                  mls_stretch_share    (MlsStretch             *self);
void                  mls_stretch_widen    (MlsStretch             *self,
                                            const MlsStretch       *other);

G_END_DECLS
