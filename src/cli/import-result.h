#pragma once

#include "store/import.h"

G_BEGIN_DECLS

/* What an import answers, done or refused, on standard output. */

void mls_import_result_print_map     (MlsImport    *import,
                                      guint         source);
void mls_import_result_print         (MlsImport    *import);
void mls_import_result_print_misfits (MlsImport    *import);
void mls_import_result_print_json    (MlsImport    *import,
                                      const GError *refusal);

G_END_DECLS
