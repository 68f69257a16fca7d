#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Disjoint sets of numbers from 0 on. The smallest of a set stands for it, whatever the order in
 * which sets were joined. */
typedef struct
{
  /*< private >*/
  GArray *above; /* (element-type guint32) */
} MlsForest;

static inline void
mls_forest_init (MlsForest *self)
{
  self->above = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static inline void
mls_forest_clear (MlsForest *self)
{
  g_clear_pointer (&self->above, g_array_unref);
}

/* Adds the next number, a set of its own. */
static inline void
mls_forest_grow (MlsForest *self)
{
  guint32 next = self->above->len;

  g_array_append_val (self->above, next);
}

static inline guint32
mls_forest_root (MlsForest *self, guint32 i)
{
  guint32 *above = (guint32 *) (gpointer) self->above->data;

  while (above[i] != i)
    {
      above[i] = above[above[i]];
      i = above[i];
    }

  return i;
}

static inline void
mls_forest_join (MlsForest *self, guint32 a, guint32 b)
{
  guint32 *above = (guint32 *) (gpointer) self->above->data;
  guint32 first = mls_forest_root (self, a);
  guint32 second = mls_forest_root (self, b);

  if (first != second)
    above[MAX (first, second)] = MIN (first, second);
}

G_END_DECLS
