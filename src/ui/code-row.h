#pragma once

#include "rules/nomenclature.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A code on one line: colour, code, label. */
#define MLS_TYPE_CODE_ROW (mls_code_row_get_type ())

G_DECLARE_FINAL_TYPE (MlsCodeRow, mls_code_row, MLS, CODE_ROW, GtkBox)

GtkWidget *mls_code_row_new       (void);
void       mls_code_row_set_class (MlsCodeRow      *self,
                                   MlsNomenclature *nomenclature,
                                   const MlsClass  *klass);
const MlsClass *
           mls_code_row_get_class (MlsCodeRow      *self);
void       mls_code_row_set_text  (MlsCodeRow      *self,
                                   const char      *code,
                                   const char      *label);

G_END_DECLS
