#pragma once

#include "store/database.h"
#include "store/working-copy.h"

G_BEGIN_DECLS

/* A state of a project: what was done last, and what it says besides its map. */
typedef struct
{
  gint64 operation; /* the newest … */
  char  *at;        /* … when that was */
  gint64 last_face; /* the highest id that a face has had */
  char  *words;     /* what it says besides, as a checksum */
  char  *traffic;   /* what went out of it and came into it besides: packages, and what of them was set aside; the same */
} MlsCopyState;

struct _MlsWorkingCopy
{
  char        *folder;    /* of its own */
  char        *id;        /* of no other one anywhere */
  char        *path;      /* the original, absolute and without symbolic links */
  char        *file;      /* the copy */
  char        *stamp;     /* of the original, as it was when both were the same … */
  char        *bringing;  /* (nullable): … or is, if the program was ended right after it was brought back */
  MlsCopyState state;     /* … and what it was */
  gboolean     stands_in;
};

void     mls_copy_state_clear     (MlsCopyState    *state);
gboolean mls_copy_state_read_last (MlsDatabase     *database,
                                   MlsCopyState    *state,
                                   GError         **error);
gboolean mls_copy_state_read      (MlsDatabase     *database,
                                   MlsCopyState    *state,
                                   GError         **error);
gboolean mls_copy_state_same      (const MlsCopyState *a,
                                   const MlsCopyState *b);
char    *mls_copy_stamp           (const char      *path,
                                   GError         **error);
gboolean mls_working_copy_write   (MlsWorkingCopy  *self,
                                   GError         **error);
gboolean mls_working_copy_fetch   (MlsWorkingCopy  *self,
                                   MlsStoreProgressFunc func,
                                   gpointer         user_data,
                                   GError         **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlsCopyState, mls_copy_state_clear)

G_END_DECLS
