#pragma once

#include "store/check-in.h"

G_BEGIN_DECLS

/* What two files that went on apart have in common. */
typedef struct
{
  const char *id;           /* of the file that operations come from */
  gint64      start;        /* the operation there with which it went its own way: those after it are carried */
  gint64      base;         /* the one here that has the same state */
  gint64      last_face;    /* the highest id that a face had had in that state */
  gboolean    same_numbers; /* what came before has one number in both, and may be taken back */
  GHashTable *left;         /* (nullable) (element-type gint64): operations there that are set aside, whatever they meet */
} MlsCommon;

gboolean mls_carry (MlsStore        *from,
                    MlsStore        *to,
                    const MlsCommon *common,
                    MlsCheckInFunc   func,
                    gpointer         user_data,
                    MlsCheckIn      *outcome,
                    GError         **error);

G_END_DECLS
