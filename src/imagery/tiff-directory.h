#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a BigTIFF in the byte order of small ends says of one of its images: a list of entries, each a tag, the type of
 * its values, how many there are, and the values or where they lie. */
typedef struct
{
  guint16 tag;
  guint16 type;
  guint64 count;
  GBytes *values; /* as they stand in the file */
} MlsTiffEntry;

/* Where a tile lies. */
typedef struct
{
  guint64 offset;
  guint64 size; /* bytes */
} MlsTiffTile;

#define MLS_TIFF_HEADER_SIZE 16  /* bytes */
#define MLS_TIFF_FIRST_LINK 8    /* where the header says where the first directory is */

void        mls_tiff_write_header      (guint8            *out);
GPtrArray  *mls_tiff_directory_read    (const guint8      *file,
                                        gsize              size);
GArray     *mls_tiff_directory_tiles   (GPtrArray         *directory);
GPtrArray  *mls_tiff_directory_reduced (GPtrArray         *directory,
                                        int                width,
                                        int                height,
                                        const GArray      *tiles);
GByteArray *mls_tiff_directory_write   (GPtrArray         *directory,
                                        guint64            offset);
guint64     mls_tiff_directory_link    (guint64            offset,
                                        guint64            n_entries);

G_END_DECLS
