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

/* What is known of a face without looking at its outline. */
typedef struct
{
  gint64         id;
  const MlsPair *codes; /* at each date */
  MlsArea2       area2;
  MlsBox         box;
} MlsGist;

/* Called for each face; @gist and its codes are gone afterwards. FALSE stops the reading. */
typedef gboolean (*MlsGistFunc) (const MlsGist *gist, gpointer user_data);

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
