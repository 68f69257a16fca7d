#pragma once

#include "store/sql.h"

G_BEGIN_DECLS

/* The texts of the .sql files of this folder, as those of the project file. */
extern const char mls_sql_shared[];
extern const char mls_sql_shared_function[];
extern const char mls_sql_shared_role[];

G_END_DECLS
