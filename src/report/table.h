#pragma once

#include "report/paper.h"

G_BEGIN_DECLS

/* A table on the pages of a report, its titles on each of them. */
typedef struct _MlsTable MlsTable;

MlsTable *mls_table_new        (void);
void      mls_table_free       (MlsTable   *self);
void      mls_table_add_column (MlsTable   *self,
                                const char *title,
                                double      width,
                                gboolean    is_number);
void      mls_table_start_row  (MlsTable   *self,
                                gboolean    is_total);
void      mls_table_add_cell   (MlsTable   *self,
                                const char *text);
void      mls_table_colour     (MlsTable   *self,
                                guint32     colour);
double    mls_table_draw       (MlsTable   *self,
                                MlsPaper   *paper,
                                const char *heading,
                                double      top);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsTable, mls_table_free)

G_END_DECLS
