#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The overviews of an image on their way to the disk: a TIFF that only grows, tile by tile, level by level, finest
 * first, and has another name until it is whole. What has been kept of it stays whole whatever happens to the program or
 * the machine, and whoever writes the same overviews goes on behind it.
 *
 * Behind the TIFF's header are two notes, written in turns, each with what is being written, how long the file is that
 * is on the disk for good, and a sum that tells a note half written. Then come records, a tile or a directory each,
 * behind its size and kind. */
typedef struct _MlsOverviewFile MlsOverviewFile;

#define MLS_OVERVIEW_KEY_SIZE 32 /* bytes */

MlsOverviewFile *mls_overview_file_open        (const char      *path,
                                              const guint8    *key,
                                              GError         **error);
void            mls_overview_file_free        (MlsOverviewFile  *self);
const char     *mls_overview_file_get_path    (MlsOverviewFile  *self);
guint           mls_overview_file_get_n_levels
                                             (MlsOverviewFile  *self);
guint           mls_overview_file_get_n_tiles (MlsOverviewFile  *self);
gboolean        mls_overview_file_is_begun    (MlsOverviewFile  *self);
gboolean        mls_overview_file_add_tiles   (MlsOverviewFile  *self,
                                              const guint8    *tiff,
                                              gsize            size,
                                              GError         **error);
gboolean        mls_overview_file_end_level   (MlsOverviewFile  *self,
                                              const guint8    *tiff,
                                              gsize            size,
                                              const int       *extent,
                                              GError         **error);
gboolean        mls_overview_file_finish      (MlsOverviewFile  *self,
                                              GError         **error);
void            mls_overview_file_forget      (const char      *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsOverviewFile, mls_overview_file_free)

G_END_DECLS
