#pragma once

#include "store/nomenclature.h"

G_BEGIN_DECLS

GPtrArray *mls_indicator_columns_find      (MlsDatabase            *database,
                                            const char             *table,
                                            const MlsNomenclature  *nomenclature,
                                            GError                **error);
GPtrArray *mls_indicator_columns_add       (MlsDatabase            *database,
                                            const char             *table,
                                            const MlsNomenclature  *nomenclature,
                                            GError                **error);
char      *mls_indicator_columns_join      (const GPtrArray        *columns,
                                            gboolean                marks);
void       mls_indicator_columns_bind      (const GPtrArray        *columns,
                                            sqlite3_stmt           *statement,
                                            int                     n_before,
                                            const MlsIndicatorCode *codes);
const MlsIndicatorCode *
           mls_indicator_columns_read      (const GPtrArray        *columns,
                                            sqlite3_stmt           *row,
                                            int                     n_before,
                                            GArray                 *codes);

char      *mls_nomenclature_dup_current    (MlsDatabase            *database,
                                            const char             *table,
                                            GError                **error);
gboolean   mls_nomenclature_end_rows       (MlsDatabase            *database,
                                            const char             *table,
                                            gint64                  operation,
                                            GError                **error);

gboolean   mls_nomenclature_save_look      (MlsDatabase            *database,
                                            const MlsNomenclature  *nomenclature,
                                            gint64                  operation,
                                            GError                **error);
gboolean   mls_nomenclature_read_look      (MlsDatabase            *database,
                                            MlsNomenclature        *nomenclature,
                                            GError                **error);

gboolean   mls_nomenclature_save_pairs     (MlsDatabase            *database,
                                            const MlsNomenclature  *nomenclature,
                                            gint64                  operation,
                                            GError                **error);

gboolean   mls_nomenclature_save_families  (MlsDatabase            *database,
                                            const MlsNomenclature  *nomenclature,
                                            GError                **error);
gboolean   mls_nomenclature_read_families  (MlsDatabase            *database,
                                            MlsNomenclature        *nomenclature,
                                            GError                **error);

void       mls_nomenclature_borrow_look    (MlsNomenclature        *nomenclature);
void       mls_nomenclature_borrow_favourites
                                           (MlsNomenclature        *nomenclature);
void       mls_nomenclature_borrow_families
                                           (MlsNomenclature        *nomenclature);

G_END_DECLS
