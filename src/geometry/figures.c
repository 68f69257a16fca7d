#include "geometry/figures.h"

#include "base/scratch.h"
#include "geometry/box-tree.h"

#include <stdlib.h>
#include <string.h>

/* How many figures tell how large they are on the whole. */
#define N_SAMPLED 4096

/* What is written to scratch room: all of it is aligned as long as each takes a multiple of this. */
#define ALIGNMENT 16

G_STATIC_ASSERT (sizeof (MlsPoint) % ALIGNMENT == 0);
G_STATIC_ASSERT (sizeof (MlsBox) % ALIGNMENT == 0);

struct _MlsFigures
{
  gatomicrefcount ref_count;
  MlsScratch     *room;    /* (nullable) */
  GStringChunk   *names;   /* (nullable) */
  GPtrArray      *figures; /* (element-type MlsFigure) in @room */
  MlsBoxTree     *tree;    /* (nullable): once they are indexed */
  MlsBox          box;
  gint64          size;
  MlsFigures     *whole;   /* (nullable): whose room and names it uses, instead of any of its own */
};

/**
 * mls_figures_new:
 *
 * Returns: (transfer full): no figures yet
 */
MlsFigures *
mls_figures_new (void)
{
  MlsFigures *self = g_new0 (MlsFigures, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->room = mls_scratch_new ();
  self->names = g_string_chunk_new (4096);
  self->figures = g_ptr_array_new ();
  self->box = MLS_BOX_EMPTY;

  return self;
}

/**
 * mls_figures_ref:
 * @self: figures
 *
 * Any thread.
 *
 * Returns: (transfer full): @self, counted once more
 */
MlsFigures *
mls_figures_ref (MlsFigures *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mls_figures_unref:
 * @self: (transfer full): figures
 *
 * Any thread.
 */
void
mls_figures_unref (MlsFigures *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->tree, mls_box_tree_free);
  g_ptr_array_unref (self->figures);
  g_clear_pointer (&self->names, g_string_chunk_free);
  g_clear_pointer (&self->room, mls_scratch_free);
  g_clear_pointer (&self->whole, mls_figures_unref);
  g_free (self);
}

static gpointer
take_room (MlsFigures *self, gsize size)
{
  gsize whole = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  gpointer room = mls_scratch_reserve (self->room, whole);

  mls_scratch_keep (self->room, whole);

  return room;
}

static guint
n_segments (MlsFigureKind kind, guint n_points)
{
  return kind == MLS_FIGURE_AREA ? n_points : n_points - 1;
}

static void
keep_pieces (MlsFigures *self, MlsFigureKind kind, MlsFigurePart *part)
{
  guint n = n_segments (kind, part->n_points);
  MlsBox *pieces;

  part->n_pieces = (n + MLS_FIGURE_PIECE - 1) / MLS_FIGURE_PIECE;
  part->pieces = pieces = take_room (self, part->n_pieces * sizeof *pieces);
  for (guint i = 0; i < part->n_pieces; i++)
    {
      guint first = i * MLS_FIGURE_PIECE;

      pieces[i] = mls_box_of_points (part->points + first, MIN (MLS_FIGURE_PIECE + 1, part->n_points - first));
    }
  if (kind == MLS_FIGURE_AREA && part->n_pieces > 0)
    mls_box_extend (&pieces[part->n_pieces - 1], part->points[0]);
}

/**
 * mls_figures_add:
 * @self: figures that are not indexed
 * @kind: what it is
 * @name: (nullable): what it is called
 * @points: its points, on the grid, those of all parts
 * @lengths: (array length=n_parts): how many points each part has: one, two of a line, three of an area
 *   at least
 * @n_parts: how many parts it has, one at least
 *
 * Adds a figure; all is copied.
 */
void
mls_figures_add (MlsFigures     *self,
                 MlsFigureKind   kind,
                 const char     *name,
                 const MlsPoint *points,
                 const guint    *lengths,
                 guint           n_parts)
{
  MlsFigure *figure = take_room (self, sizeof *figure);
  MlsFigurePart *parts = take_room (self, n_parts * sizeof *parts);
  MlsBox box = MLS_BOX_EMPTY;

  g_assert (self->tree == NULL && n_parts > 0);

  for (guint i = 0; i < n_parts; i++)
    {
      MlsPoint *copy = take_room (self, lengths[i] * sizeof *copy);
      MlsBox part = mls_box_of_points (points, lengths[i]);

      memcpy (copy, points, lengths[i] * sizeof *copy);
      parts[i] = (MlsFigurePart){ .points = copy, .n_points = lengths[i] };
      keep_pieces (self, kind, &parts[i]);
      box = mls_box_union (&box, &part);
      points += lengths[i];
    }

  *figure = (MlsFigure){ box, name != NULL ? g_string_chunk_insert_const (self->names, name) : NULL, parts,
                         n_parts, kind };
  g_ptr_array_add (self->figures, figure);
  self->box = mls_box_union (&self->box, &box);
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static gint64
size_of (const MlsFigure *figure)
{
  return MAX (figure->box.max_x - figure->box.min_x, figure->box.max_y - figure->box.min_y);
}

/* Of the figure in the middle, when they are sorted by size. */
static gint64
typical_size (const MlsFigures *self)
{
  guint step = MAX (self->figures->len / N_SAMPLED, 1);
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->figures->len; i += step)
    {
      gint64 size = size_of (g_ptr_array_index (self->figures, i));

      g_array_append_val (sizes, size);
    }
  g_array_sort (sizes, compare_sizes);

  return sizes->len > 0 ? g_array_index (sizes, gint64, sizes->len / 2) : 0;
}

/**
 * mls_figures_index:
 * @self: figures, to which nothing is added from now on
 *
 * Makes them ready to be found.
 */
void
mls_figures_index (MlsFigures *self)
{
  g_autofree MlsBox *boxes = g_new (MlsBox, self->figures->len);

  for (guint i = 0; i < self->figures->len; i++)
    boxes[i] = mls_figures_get (self, i)->box;

  self->tree = mls_box_tree_new (boxes, self->figures->len);
  self->size = typical_size (self);
}

/**
 * mls_figures_so_far:
 * @self: figures that are still added to, by this thread
 *
 * What there is of them now can be looked at while there comes to be more: nothing of it moves.
 *
 * Returns: (transfer full): those, indexed
 */
MlsFigures *
mls_figures_so_far (MlsFigures *self)
{
  MlsFigures *part = g_new0 (MlsFigures, 1);

  g_atomic_ref_count_init (&part->ref_count);
  part->whole = mls_figures_ref (self);
  part->figures = g_ptr_array_copy (self->figures, NULL, NULL);
  part->box = self->box;
  mls_figures_index (part);

  return part;
}

/**
 * mls_figures_get_n:
 * @self: figures
 *
 * Returns: how many there are
 */
guint
mls_figures_get_n (const MlsFigures *self)
{
  return self->figures->len;
}

/**
 * mls_figures_get:
 * @self: figures
 * @i: the number of one, in the order they were added
 *
 * Returns: (transfer none): that one
 */
const MlsFigure *
mls_figures_get (const MlsFigures *self, guint i)
{
  return g_ptr_array_index (self->figures, i);
}

/**
 * mls_figures_dup_name:
 * @self: figures
 * @i: from 0, in the order in which they were added
 *
 * Returns: (transfer full): the name of that one, or else its number: "#1" is the first
 */
char *
mls_figures_dup_name (const MlsFigures *self, guint i)
{
  const char *name = mls_figures_get (self, i)->name;

  return name != NULL ? g_strdup (name) : g_strdup_printf ("#%u", i + 1);
}

/**
 * mls_figures_only:
 * @self: figures
 * @i: from 0, in the order in which they were added
 *
 * Returns: (transfer full): a copy of that one alone, indexed
 */
MlsFigures *
mls_figures_only (const MlsFigures *self, guint i)
{
  const MlsFigure *figure = mls_figures_get (self, i);
  MlsFigures *only = mls_figures_new ();
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autofree guint *lengths = g_new (guint, figure->n_parts);

  for (guint p = 0; p < figure->n_parts; p++)
    {
      lengths[p] = figure->parts[p].n_points;
      g_array_append_vals (points, figure->parts[p].points, lengths[p]);
    }
  mls_figures_add (only, figure->kind, figure->name, (const MlsPoint *) (gpointer) points->data, lengths, figure->n_parts);
  mls_figures_index (only);

  return only;
}

/**
 * mls_figures_get_box:
 * @self: figures
 *
 * Returns: the ground they lie on; empty without figures
 */
MlsBox
mls_figures_get_box (const MlsFigures *self)
{
  return self->box;
}

/**
 * mls_figures_get_size:
 * @self: figures that are indexed
 *
 * Returns: how long most of them are, mm: half of them are longer
 */
gint64
mls_figures_get_size (const MlsFigures *self)
{
  return self->size;
}

typedef struct
{
  const MlsFigures *figures;
  MlsFigureFunc     func;
  gpointer          user_data;
} Walk;

static gboolean
give (guint index, gpointer user_data)
{
  const Walk *walk = user_data;

  walk->func (mls_figures_get (walk->figures, index), walk->user_data);

  return TRUE;
}

/**
 * mls_figures_each:
 * @self: figures that are indexed
 * @box: where to look
 * @func: called with each figure whose box meets @box, in any order
 * @user_data: for @func
 *
 * Any thread.
 */
void
mls_figures_each (const MlsFigures *self, const MlsBox *box, MlsFigureFunc func, gpointer user_data)
{
  Walk walk = { self, func, user_data };

  if (self->figures->len > 0)
    mls_box_tree_query (self->tree, box, give, &walk);
}

static gboolean
append_index (guint index, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, index);

  return TRUE;
}

static int
compare_indices (gconstpointer left, gconstpointer right)
{
  guint a = *(const guint *) left;
  guint b = *(const guint *) right;

  return (a > b) - (a < b);
}

/**
 * mls_figures_find:
 * @self: figures that are indexed
 * @box: where to look
 *
 * Any thread.
 *
 * Returns: (transfer full) (element-type guint): which of them, as mls_figures_get() counts them, have a box that meets
 *   it; in that order
 */
GArray *
mls_figures_find (const MlsFigures *self, const MlsBox *box)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint));

  if (self->figures->len > 0)
    mls_box_tree_query (self->tree, box, append_index, indices);
  g_array_sort (indices, compare_indices);

  return indices;
}

/**
 * mls_figure_each_segment:
 * @figure: a line or an area; a point has no segment
 * @box: where to look
 * @func: called with each segment of those that lie together with one whose box meets @box
 * @user_data: for @func
 *
 * Any thread.
 */
void
mls_figure_each_segment (const MlsFigure *figure, const MlsBox *box, MlsFigureSegmentFunc func, gpointer user_data)
{
  for (guint p = 0; p < figure->n_parts; p++)
    {
      const MlsFigurePart *part = &figure->parts[p];
      guint n = n_segments (figure->kind, part->n_points);

      for (guint i = 0; i < part->n_pieces; i++)
        for (guint s = i * MLS_FIGURE_PIECE;
             mls_box_intersects (&part->pieces[i], box) && s < MIN ((i + 1) * MLS_FIGURE_PIECE, n); s++)
          func (part->points[s], part->points[s + 1 < part->n_points ? s + 1 : 0], user_data);
    }
}
