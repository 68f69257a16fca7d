#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An image at several sizes on its way to the disk: a TIFF that only grows, tile by tile, level by level, finest
 * first, and has another name until it is whole. What has been kept of it stays whole whatever happens to the program or
 * the machine, and whoever writes the same pyramid goes on behind it.
 *
 * Behind the TIFF's header are two notes, written in turns, each with what is being written, how long the file is that
 * is on the disk for good, and a sum that tells a note half written. Then come records, a tile or a directory each,
 * behind its size and kind. */
typedef struct _MlsPyramidFile MlsPyramidFile;

#define MLS_PYRAMID_KEY_SIZE 32 /* bytes */

MlsPyramidFile *mls_pyramid_file_open        (const char      *path,
                                              const guint8    *key,
                                              GError         **error);
void            mls_pyramid_file_free        (MlsPyramidFile  *self);
const char     *mls_pyramid_file_get_path    (MlsPyramidFile  *self);
guint           mls_pyramid_file_get_n_levels
                                             (MlsPyramidFile  *self);
guint           mls_pyramid_file_get_n_tiles (MlsPyramidFile  *self);
gboolean        mls_pyramid_file_is_begun    (MlsPyramidFile  *self);
gboolean        mls_pyramid_file_add_tiles   (MlsPyramidFile  *self,
                                              const guint8    *tiff,
                                              gsize            size,
                                              GError         **error);
gboolean        mls_pyramid_file_end_level   (MlsPyramidFile  *self,
                                              GPtrArray       *directory,
                                              GError         **error);
gboolean        mls_pyramid_file_finish      (MlsPyramidFile  *self,
                                              const char      *arranged,
                                              GError         **error);
void            mls_pyramid_file_forget      (const char      *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPyramidFile, mls_pyramid_file_free)

G_END_DECLS
