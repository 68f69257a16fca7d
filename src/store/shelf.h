#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a user's cache keeps what was worked out from a project, so that it need not be again: pieces
 * of bytes by level, column and row, each as of an operation, whose stamp tells it from one of the
 * same number in another file. The project's own file stays free of it.
 *
 * Nothing that befalls it matters but for time: what cannot be kept is not there afterwards, and a
 * file that is damaged or of another kind is thrown away. Any thread. */
typedef struct _MlsShelf MlsShelf;

typedef struct
{
  int level;
  int column;
  int row;
} MlsShelfKey;

MlsShelf *mls_shelf_new      (const char        *path,
                              const char        *kind);
void      mls_shelf_free     (MlsShelf          *self);
void      mls_shelf_set_origin
                             (MlsShelf          *self,
                              const char        *path);
GBytes   *mls_shelf_get      (MlsShelf          *self,
                              const MlsShelfKey *key,
                              gint64            *operation,
                              gint64            *stamp);
void      mls_shelf_put      (MlsShelf          *self,
                              const MlsShelfKey *key,
                              gint64             operation,
                              gint64             stamp,
                              GBytes            *bytes);

void      mls_shelf_remove   (const char        *path);
void      mls_shelf_tidy     (const char        *folder,
                              const char        *ending,
                              gint64             max_age_s,
                              guint64            max_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsShelf, mls_shelf_free)

G_END_DECLS
