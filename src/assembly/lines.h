#pragma once

#include "base/box.h"

G_BEGIN_DECLS

/* The borders of polygons as undirected segments, each once however many polygons have it, and what
 * they become when they are noded on the grid. */
typedef struct _MlsLines MlsLines;

/* From its smaller end to the other. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
} MlsLine;

MlsLines      *mls_lines_new         (void);
void           mls_lines_free        (MlsLines       *lines);
void           mls_lines_add         (MlsLines       *lines,
                                      MlsPoint        a,
                                      MlsPoint        b);
gboolean       mls_lines_node        (MlsLines       *lines);
void           mls_lines_node_within (MlsLines       *lines,
                                      const MlsBox   *window);

guint          mls_lines_count       (const MlsLines *lines);
const MlsLine *mls_lines_get         (const MlsLines *lines,
                                      guint           i);
gboolean       mls_lines_chain       (const MlsLines *lines,
                                      MlsPoint        a,
                                      MlsPoint        b,
                                      GArray         *chain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLines, mls_lines_free)

G_END_DECLS
