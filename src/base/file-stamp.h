#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What tells one state of a file from the next. */
typedef struct
{
  gint64  changed; /* µs since 1970 */
  guint64 size;    /* bytes */
  guint64 device;
  guint64 number;  /* of the file there */
} MlsFileStamp;

gboolean mls_file_stamp_take  (const char         *path,
                               MlsFileStamp       *out);
gboolean mls_file_stamp_equal (const MlsFileStamp *a,
                               const MlsFileStamp *b);
guint64  mls_file_stamp_mix   (guint64             sum,
                               const MlsFileStamp *stamp);
gboolean mls_file_is_queue    (const char         *path);
gboolean mls_file_is_younger  (const char         *path,
                               gint64              max_age_s);

G_END_DECLS
