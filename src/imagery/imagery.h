#pragma once

#include "imagery/raster.h"
#include "imagery/tone.h"

G_BEGIN_DECLS

/* One image of a pane, or a folder of images seen as one. */
typedef struct
{
  const char       *uri;
  MlsRasterOptions  options;
  const MlsTone    *tone; /* (nullable): as it is */
} MlsImagerySource;

/* The images a pane shows, one over the other. Immutable and counted; any thread. */
typedef struct _MlsImagery MlsImagery;

MlsImagery             *mls_imagery_new              (const char             *project_crs,
                                                      const MlsImagerySource *sources,
                                                      guint                   n_sources);
MlsImagery             *mls_imagery_ref              (MlsImagery             *self);
void                    mls_imagery_unref            (MlsImagery             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsImagery, mls_imagery_unref)

gboolean                mls_imagery_equal            (const MlsImagery       *a,
                                                      const MlsImagery       *b);
gboolean                mls_imagery_is_remote        (const MlsImagery       *self);
guint                   mls_imagery_get_n_sources    (const MlsImagery       *self);
const MlsImagerySource *mls_imagery_get_source       (const MlsImagery       *self,
                                                      guint                   index);

/* The images one thread has open. It reads any imagery, and keeps what it read last open. */
typedef struct _MlsImageryReader MlsImageryReader;

MlsImageryReader       *mls_imagery_reader_new       (void);
void                    mls_imagery_reader_free      (MlsImageryReader       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsImageryReader, mls_imagery_reader_free)

gboolean                mls_imagery_reader_measure   (MlsImageryReader       *self,
                                                      MlsImagery             *imagery,
                                                      guint                   index,
                                                      const MlsExtent        *extent,
                                                      MlsStretch             *out,
                                                      GCancellable           *cancellable,
                                                      GError                **error);
gboolean                mls_imagery_reader_read      (MlsImageryReader       *self,
                                                      MlsImagery             *imagery,
                                                      const MlsExtent        *extent,
                                                      MlsPicture             *out,
                                                      GCancellable           *cancellable,
                                                      GError                **error);

G_END_DECLS
