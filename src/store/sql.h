#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The texts of the .sql files of this folder. Words between @ stand for what mls_sql_expand() puts
 * there. */
extern const char mls_sql_geopackage[];
extern const char mls_sql_nomenclature[];
extern const char mls_sql_remark[];
extern const char mls_sql_remark_trigger[];
extern const char mls_sql_sample[];
extern const char mls_sql_schema[];
extern const char mls_sql_feature[];
extern const char mls_sql_feature_trigger[];
extern const char mls_sql_history[];
extern const char mls_sql_history_trigger[];
extern const char mls_sql_label_trigger[];
extern const char mls_sql_layer_style[];
extern const char mls_sql_state_trigger[];

char *mls_sql_expand (const char *template,
                      ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
