#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Who edits: asked where nobody knows yet, and kept for the next time. An entry; "changed" is that of its text. */
#define MLS_TYPE_AUTHOR_ROW (mls_author_row_get_type ())

G_DECLARE_FINAL_TYPE (MlsAuthorRow, mls_author_row, MLS, AUTHOR_ROW, AdwEntryRow)

void        mls_author_row_ask         (MlsAuthorRow *self,
                                        const char   *author,
                                        GSettings    *settings);
void        mls_author_row_keep        (MlsAuthorRow *self,
                                        GSettings    *settings);
const char *mls_author_row_get_missing (MlsAuthorRow *self);
char       *mls_author_row_dup_author  (MlsAuthorRow *self);

G_END_DECLS
