#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Word beside a project that somebody has taken a copy of it to their own machine, to be brought back: a small file,
 * PROJECT-taken, which can only be made where there is none. It needs no lock, and outlives whoever made it. */
typedef struct
{
  char *id;     /* of the copy */
  char *author; /* "" where nobody was named yet */
  char *user;
  char *host;
  char *at;     /* UTC, ISO 8601 */
} MlsTaken;

void     mls_taken_clear  (MlsTaken        *taken);
gboolean mls_taken_read   (const char      *path,
                           MlsTaken        *taken);
gboolean mls_taken_is_own (const MlsTaken  *taken);
gboolean mls_taken_check  (const char      *path,
                           GError         **error);
gboolean mls_taken_mark   (const char      *path,
                           const char      *id,
                           const char      *author,
                           GError         **error);
void     mls_taken_unmark (const char      *path,
                           const char      *id);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlsTaken, mls_taken_clear)

G_END_DECLS
