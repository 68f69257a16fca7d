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

/* The tags that say what an image is to the others, and how large it is. */
typedef enum
{
  MLS_TIFF_TAG_KIND = 254,
  MLS_TIFF_TAG_WIDTH = 256,
  MLS_TIFF_TAG_HEIGHT = 257,
  MLS_TIFF_TAG_PHOTOMETRIC = 262,
} MlsTiffTag;

/* Bits of the kind. */
#define MLS_TIFF_KIND_REDUCED 1
#define MLS_TIFF_KIND_MASK 4

/* What the numbers of a mask mean. */
#define MLS_TIFF_PHOTOMETRIC_MASK 4

/* Where a tile lies. */
typedef struct
{
  guint64 offset;
  guint64 size; /* bytes */
} MlsTiffTile;

#define MLS_TIFF_HEADER_SIZE 16  /* bytes */
#define MLS_TIFF_ALIGNMENT 8     /* of directories, bytes: more than a TIFF asks for */
#define MLS_TIFF_FIRST_LINK 8    /* where the header says where the first directory is */

void        mls_tiff_write_header         (guint8          *out);
guint64     mls_tiff_get_link             (const guint8    *file,
                                           gsize            size,
                                           guint64          link);
GPtrArray  *mls_tiff_directory_read       (const guint8    *file,
                                           gsize            size,
                                           guint64          offset);
GPtrArray  *mls_tiff_directory_read_first (const guint8    *file,
                                           gsize            size);
GArray     *mls_tiff_directory_tiles      (GPtrArray       *directory);
void        mls_tiff_directory_set_number (GPtrArray       *directory,
                                           MlsTiffTag       tag,
                                           guint32          number);
void        mls_tiff_directory_set_tiles  (GPtrArray       *directory,
                                           const GArray    *tiles);
void        mls_tiff_directory_complete   (GPtrArray       *directory,
                                           GPtrArray       *other);
GByteArray *mls_tiff_directory_write      (GPtrArray       *directory,
                                           guint64          offset);
guint64     mls_tiff_directory_link       (guint64          offset,
                                           guint64          n_entries);

G_END_DECLS
