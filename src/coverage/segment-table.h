#pragma once

#include "geometry/ring.h"

G_BEGIN_DECLS

/* A hash table from directed segments to pointers. Not thread-safe. */
typedef struct _MlsSegmentTable MlsSegmentTable;

MlsSegmentTable *mls_segment_table_new    (void);
void             mls_segment_table_free   (MlsSegmentTable       *table);
gpointer         mls_segment_table_get    (const MlsSegmentTable *table,
                                           MlsPoint               a,
                                           MlsPoint               b);
void             mls_segment_table_set    (MlsSegmentTable       *table,
                                           MlsPoint               a,
                                           MlsPoint               b,
                                           gpointer               value);
void             mls_segment_table_set_ring
                                          (MlsSegmentTable       *table,
                                           MlsRing                ring,
                                           gpointer               value);
void             mls_segment_table_remove (MlsSegmentTable       *table,
                                           MlsPoint               a,
                                           MlsPoint               b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSegmentTable, mls_segment_table_free)

G_END_DECLS
