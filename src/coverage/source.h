#pragma once

#include "coverage/face.h"

G_BEGIN_DECLS

/* A piece of the territory's edge: an open or closed line, the territory on its left. */
typedef struct
{
  gint64          id;
  const MlsPoint *points;
  gsize           n_points; /* a closed piece repeats its first point at the end */
} MlsEdge;

/* Called for each face; @face is borrowed, take a reference to keep it. FALSE stops the reading. */
typedef gboolean (*MlsFaceFunc) (const MlsFace *face, gpointer user_data);
typedef gboolean (*MlsEdgeFunc) (const MlsEdge *edge, gpointer user_data);

/* Called with the id of a face, what it is at each date, and how much of it there is. FALSE stops the reading. */
typedef gboolean (*MlsAreaFunc) (gint64 id, const MlsPair *codes, MlsArea2 area2, gpointer user_data);

/* Where faces come from: a project file at one operation, or memory. Used on one thread.
 * What takes a box gives everything whose box meets it, in any order, once; by its id, a face there is. */
typedef struct
{
  gboolean (*faces) (gpointer self, const MlsBox *box, MlsFaceFunc func, gpointer user_data, GError **error);
  gboolean (*edges) (gpointer self, const MlsBox *box, MlsEdgeFunc func, gpointer user_data, GError **error);
  MlsFace *(*face) (gpointer self, gint64 id, GError **error);
} MlsSourceFuncs;

typedef struct
{
  const MlsSourceFuncs *funcs;
  gpointer              self;
} MlsSource;

G_END_DECLS
