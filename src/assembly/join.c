#include "assembly/join.h"

#include "assembly/ground.h"
#include "coverage/forest.h"
#include "geometry/trace.h"

/* Each round joins what the one before has brought together; hardly anything is left after a few. */
#define MAX_ROUNDS 32

/* A border between two groups, or within one. */
typedef struct
{
  guint a;
  guint b;
  guint n_segments;
} Seam;

typedef struct
{
  const MlsSoup *soup;
  const GArray  *borders;    /* (element-type MlsSoupBorder) */
  guint          max_points;
  MlsForest      groups;     /* polygons that are to be one */
  guint         *n_points;   /* [n_faces]: of the group that the polygon stands for */
  GArray        *seams;      /* (element-type Seam) */

  MlsSoup       *joined;
  guint          face;       /* whose pieces are taken */
} Joining;

static gboolean
are_equal (const Joining *self, guint a, guint b)
{
  return mls_soup_face (self->soup, a)->labels == mls_soup_face (self->soup, b)->labels;
}

static void
start (Joining *self)
{
  g_autoptr (MlsShape) shape = mls_shape_new ();
  guint n = mls_soup_n_faces (self->soup);

  mls_forest_init (&self->groups);
  self->n_points = g_new (guint, n);
  self->seams = g_array_new (FALSE, FALSE, sizeof (Seam));
  for (guint i = 0; i < n; i++)
    {
      mls_forest_grow (&self->groups);
      mls_soup_read (self->soup, i, shape);
      self->n_points[i] = shape->points->len;
    }

  for (guint i = 0; i < self->borders->len; i++)
    {
      const MlsSoupBorder *border = &g_array_index (self->borders, MlsSoupBorder, i);

      if (are_equal (self, border->a, border->b))
        g_array_append_val (self->seams, ((Seam){ border->a, border->b, border->n_segments }));
    }
}

static int
compare_seams (gconstpointer left, gconstpointer right)
{
  const Seam *s = left;
  const Seam *t = right;

  if (s->a != t->a)
    return s->a < t->a ? -1 : 1;

  return (s->b > t->b) - (s->b < t->b);
}

/* What lies within a group is no part of its border. */
static void
close_seam (Joining *self, guint group, Seam *seam)
{
  self->n_points[group] -= 2 * seam->n_segments;
  seam->n_segments = 0;
}

/* The seams between groups as they are now, each once; those within one are closed. */
static void
gather_seams (Joining *self)
{
  guint n = 0;

  for (guint i = 0; i < self->seams->len; i++)
    {
      Seam seam = g_array_index (self->seams, Seam, i);
      guint a = mls_forest_root (&self->groups, seam.a);
      guint b = mls_forest_root (&self->groups, seam.b);

      if (a == b)
        close_seam (self, a, &seam);
      else
        g_array_index (self->seams, Seam, n++) = (Seam){ MIN (a, b), MAX (a, b), seam.n_segments };
    }
  g_array_set_size (self->seams, n);
  g_array_sort (self->seams, compare_seams);

  n = 0;
  for (guint i = 0; i < self->seams->len; i++)
    {
      Seam seam = g_array_index (self->seams, Seam, i);
      Seam *last = n > 0 ? &g_array_index (self->seams, Seam, n - 1) : NULL;

      if (last != NULL && last->a == seam.a && last->b == seam.b)
        last->n_segments += seam.n_segments;
      else
        g_array_index (self->seams, Seam, n++) = seam;
    }
  g_array_set_size (self->seams, n);
}

/* Where one has joined another in this round, more than this seam may lie between them and a third: that has at most the
 * vertices that are reckoned here, and the next round knows. */
static gboolean
join_round (Joining *self)
{
  gboolean any = FALSE;

  gather_seams (self);
  for (guint i = 0; i < self->seams->len; i++)
    {
      Seam *seam = &g_array_index (self->seams, Seam, i);
      guint a = mls_forest_root (&self->groups, seam->a);
      guint b = mls_forest_root (&self->groups, seam->b);
      guint n_points = self->n_points[a] + self->n_points[b];

      if (a == b || n_points - 2 * seam->n_segments > self->max_points)
        continue;

      mls_forest_join (&self->groups, a, b);
      self->n_points[MIN (a, b)] = n_points;
      close_seam (self, MIN (a, b), seam);
      any = TRUE;
    }

  return any;
}

static void
take_piece (const MlsShape *shape, gpointer user_data)
{
  Joining *self = user_data;
  MlsSoupFace facts = *mls_soup_face (self->soup, self->face);

  facts.origin = mls_soup_n_faces (self->joined);
  mls_soup_add_like (self->joined, &facts, shape);
}

static void
take_group (Joining *self, const guint *members, guint n, MlsShape *shape)
{
  g_autoptr (GArray) segments = NULL;

  self->face = members[0];
  if (n == 1)
    {
      mls_soup_read (self->soup, members[0], shape);
      if (mls_shape_n_rings (shape) > 0)
        take_piece (shape, self);
      return;
    }

  segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));
  for (guint i = 0; i < n; i++)
    {
      mls_soup_read (self->soup, members[i], shape);
      mls_trace_add_shape (segments, shape);
    }
  mls_ground_pieces (segments, take_piece, self);
}

/* Polygons, those of a group one after the other; @start gets where each group begins, and where the last ends. */
static guint *
sort_members (Joining *self, GArray *starts)
{
  guint n = mls_soup_n_faces (self->soup);
  guint *members = g_new (guint, n);
  g_autofree guint *next = g_new0 (guint, n + 1);

  for (guint i = 0; i < n; i++)
    next[mls_forest_root (&self->groups, i) + 1]++;
  for (guint i = 0; i < n; i++)
    {
      if (next[i + 1] > 0)
        g_array_append_val (starts, next[i]);
      next[i + 1] += next[i];
    }
  g_array_append_val (starts, n);
  for (guint i = 0; i < n; i++)
    members[next[mls_forest_root (&self->groups, i)]++] = i;

  return members;
}

/**
 * mls_soup_join:
 * @soup: polygons that meet at common vertices and have no ground in common
 * @borders: (element-type MlsSoupBorder): all that they have in common
 * @max_points: the most vertices that a polygon is to have
 *
 * Joins neighbours of equal labels, until no two of them would have few enough vertices together. What a polygon is of
 * that was joined with others, tells the first of them.
 *
 * Returns: (transfer full): the polygons that there are then
 */
MlsSoup *
mls_soup_join (const MlsSoup *soup, const GArray *borders, guint max_points)
{
  Joining self = { .soup = soup, .borders = borders, .max_points = max_points };
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (MlsShape) shape = mls_shape_new ();
  g_autofree guint *members = NULL;

  start (&self);
  for (guint round = 0; round < MAX_ROUNDS && join_round (&self); round++)
    ;

  self.joined = mls_soup_new_beside (soup);
  members = sort_members (&self, starts);
  for (guint i = 0; i + 1 < starts->len; i++)
    {
      guint first = g_array_index (starts, guint, i);

      take_group (&self, members + first, g_array_index (starts, guint, i + 1) - first, shape);
    }

  mls_forest_clear (&self.groups);
  g_array_unref (self.seams);
  g_free (self.n_points);

  return self.joined;
}
