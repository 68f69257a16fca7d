#pragma once

#include "imagery/mosaic.h"

G_BEGIN_DECLS

/* A folder that was listed, and when it had last changed. */
typedef struct
{
  char  *path;
  gint64 changed; /* µs since 1970 */
} MlsMosaicFolder;

struct _MlsMosaic
{
  gatomicrefcount  ref_count;
  char            *folder;
  char            *project_crs;     /* (nullable) */
  MlsRasterOptions options;         /* how its files are placed: nothing else of them */

  gint             is_whole;        /* atomic: from then on nothing changes */
  GMutex           mutex;           /* guards all that follows until then */
  GCond            cond;            /* a thread has looked at its last file */
  guint            n_looking;       /* threads that are at a file */
  GArray          *folders;         /* (element-type MlsMosaicFolder): it and those in it */
  GPtrArray       *paths;           /* (element-type filename) (nullable): still to be looked at */
  guint            n_paths;         /* there were */

  GArray          *members;         /* (element-type MlsMosaicMember): the one on top first */
  guint            n_left;          /* files that are no image, or lie nowhere */
  GError          *why_left;        /* (nullable): the first of them */
  MlsRasterFacts   facts;
  char            *title;
  char            *first_date;      /* (nullable) */
  char            *last_date;       /* (nullable) */
  char            *dates;           /* (nullable) */
  char            *crs_name;        /* (nullable): NULL when they have none, or several */
};

/* mosaic-scan.c: from the folder itself */
gboolean mls_mosaic_scan     (MlsMosaic          *self,
                              MlsMosaicProgress   progress,
                              gpointer            user_data,
                              GCancellable       *cancellable,
                              GError            **error);
gboolean mls_mosaic_is_fresh (const MlsMosaic    *self);

/* mosaic-file.c: from what was found out the last time */
gboolean mls_mosaic_load     (MlsMosaic          *self);
void     mls_mosaic_save     (const MlsMosaic    *self);

/* mosaic.c */
void     mls_mosaic_complete (MlsMosaic          *self);

G_END_DECLS
