#pragma once

#include "geometry/figures.h"

G_BEGIN_DECLS

/* What figures are called, to be searched as one types: without accents, case and signs, by the beginnings of words
 * in any order. Immutable; any thread. */
typedef struct _MlsNameIndex MlsNameIndex;

/* A thing of that name, or several of it that lie together, as the pieces of a road do. */
typedef struct
{
  const char *name;
  MlsBox      box;
  guint       rank; /* the lower, the closer it is to what was typed */
} MlsNameHit;

MlsNameIndex *mls_name_index_new    (const MlsFigures    *figures);
MlsNameIndex *mls_name_index_ref    (MlsNameIndex        *self);
void          mls_name_index_unref  (MlsNameIndex        *self);
guint         mls_name_index_get_n  (const MlsNameIndex  *self);
void          mls_name_index_search (const MlsNameIndex  *self,
                                     const char          *text,
                                     GArray              *hits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsNameIndex, mls_name_index_unref)

G_END_DECLS
