#include "geometry/cut.h"

#include "geometry/chord.h"
#include "geometry/predicate.h"
#include "geometry/trace.h"

#include <stdlib.h>

#define NONE G_MAXUINT

/* A side of an atom, the atom on its left. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  guint    next;
  guint    atom;
} Half;

/* A mountain or triangle between chords, of which pieces are put together. Atoms and the chords
 * between them make a graph, and a tree that spans it is cut where too much hangs together. */
typedef struct
{
  guint half;       /* one of its sides */
  guint n_points;
  guint above;      /* in the tree; NONE at its root */
  guint weight;     /* vertices of what hangs together, itself on top */
  guint piece;
} Atom;

typedef struct
{
  GArray *halves;   /* (element-type Half) by start, then counter-clockwise */
  GArray *atoms;    /* (element-type Atom) */
  GArray *tree;     /* (element-type guint): atoms, each after the one above it */
  guint   n_pieces;
} Cutting;

static Half *
half_at (const Cutting *cutting, guint i)
{
  return &g_array_index (cutting->halves, Half, i);
}

static Atom *
atom_at (const Cutting *cutting, guint i)
{
  return &g_array_index (cutting->atoms, Atom, i);
}

static void
add_half (Cutting *cutting, MlsPoint a, MlsPoint b)
{
  g_array_append_val (cutting->halves, ((Half){ a, b, NONE, NONE }));
}

static void
add_chords (Cutting *cutting, const GArray *chords)
{
  for (guint i = 0; i < chords->len; i++)
    {
      const MlsChord *chord = &g_array_index (chords, MlsChord, i);

      add_half (cutting, chord->a, chord->b);
      add_half (cutting, chord->b, chord->a);
    }
}

static int
compare_halves (gconstpointer left, gconstpointer right)
{
  const Half *h = left;
  const Half *i = right;
  int order = mls_point_compare (h->a, i->a);

  return order != 0 ? order : mls_direction_compare (h->a, h->b, i->b);
}

/* The last half that starts at @point before the direction of @towards, going counter-clockwise and
 * round: what follows, on the left side, after coming from there. */
static guint
find_next (const Cutting *cutting, MlsPoint point, MlsPoint towards)
{
  Half key = { point, towards };
  guint low = 0;
  guint high = cutting->halves->len;
  guint last;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_halves (half_at (cutting, middle), &key) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  if (low > 0 && mls_point_equal (half_at (cutting, low - 1)->a, point))
    return low - 1;

  for (last = low; last + 1 < cutting->halves->len &&
                   mls_point_equal (half_at (cutting, last + 1)->a, point);)
    last++;

  return last;
}

static void
make_atom (Cutting *cutting, guint start)
{
  Atom atom = { .half = start, .above = NONE, .piece = NONE };
  guint half = start;

  /* The sides of what is no polygon may lead anywhere. */
  do
    {
      g_assert (half_at (cutting, half)->atom == NONE);
      half_at (cutting, half)->atom = cutting->atoms->len;
      atom.n_points++;
      half = half_at (cutting, half)->next;
    }
  while (half != start);

  g_array_append_val (cutting->atoms, atom);
}

static void
make_atoms (Cutting *cutting)
{
  g_array_sort (cutting->halves, compare_halves);
  g_array_set_size (cutting->atoms, 0);

  for (guint i = 0; i < cutting->halves->len; i++)
    {
      Half *half = half_at (cutting, i);

      half->atom = NONE;
      half->next = find_next (cutting, half->b, half->a);
    }

  for (guint i = 0; i < cutting->halves->len; i++)
    if (half_at (cutting, i)->atom == NONE)
      make_atom (cutting, i);
}

/* The vertices of a mountain, counter-clockwise, its long side from the last to the first. */
static void
read_mountain (const Cutting *cutting, const Atom *atom, GArray *points)
{
  guint start = atom->half;
  guint half = atom->half;
  MlsPoint west = half_at (cutting, half)->a;
  MlsPoint east = west;

  for (guint i = 0; i < atom->n_points; i++, half = half_at (cutting, half)->next)
    {
      MlsPoint point = half_at (cutting, half)->a;

      west = mls_point_compare (point, west) < 0 ? point : west;
      east = mls_point_compare (point, east) > 0 ? point : east;
    }

  for (guint i = 0; i < atom->n_points; i++, half = half_at (cutting, half)->next)
    {
      const Half *side = half_at (cutting, half);

      if ((mls_point_equal (side->a, west) && mls_point_equal (side->b, east)) ||
          (mls_point_equal (side->a, east) && mls_point_equal (side->b, west)))
        start = side->next;
    }

  g_array_set_size (points, 0);
  for (guint i = 0; i < atom->n_points; i++, start = half_at (cutting, start)->next)
    g_array_append_val (points, half_at (cutting, start)->a);
}

/* Any vertex of a mountain that sticks out can be cut off, but for the two at its foot. */
static void
cut_mountain (const GArray *points, GArray *chords)
{
  g_autoptr (GArray) ridge = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint i = 0; i < points->len; i++)
    {
      MlsPoint point = g_array_index (points, MlsPoint, i);

      while (ridge->len > 1)
        {
          MlsPoint top = g_array_index (ridge, MlsPoint, ridge->len - 1);
          MlsPoint before = g_array_index (ridge, MlsPoint, ridge->len - 2);

          if (mls_turn (before, top, point) <= 0)
            break;

          g_array_set_size (ridge, ridge->len - 1);
          if (i + 1 < points->len || ridge->len > 1)
            g_array_append_val (chords, ((MlsChord){ before, point }));
        }

      g_array_append_val (ridge, point);
    }
}

/* Atoms so large that pieces could not be made of them. */
static void
cut_large_atoms (Cutting *cutting, guint max_points)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) chords = g_array_new (FALSE, FALSE, sizeof (MlsChord));

  for (guint i = 0; i < cutting->atoms->len; i++)
    if (atom_at (cutting, i)->n_points > max_points)
      {
        read_mountain (cutting, atom_at (cutting, i), points);
        cut_mountain (points, chords);
      }

  if (chords->len > 0)
    {
      add_chords (cutting, chords);
      make_atoms (cutting);
    }
}

/* The half that runs the other way; NONE for a side of the polygon. */
static guint
find_twin (const Cutting *cutting, guint half)
{
  Half key = { half_at (cutting, half)->b, half_at (cutting, half)->a };
  const Half *twin = bsearch (&key, cutting->halves->data, cutting->halves->len, sizeof key, compare_halves);

  return twin != NULL ? (guint) (twin - (const Half *) (gpointer) cutting->halves->data) : NONE;
}

static void
span_tree (Cutting *cutting)
{
  g_autofree gboolean *seen = g_new0 (gboolean, cutting->atoms->len);
  guint root = 0;

  g_array_append_val (cutting->tree, root);
  seen[0] = TRUE;

  for (guint i = 0; i < cutting->tree->len; i++)
    {
      guint atom = g_array_index (cutting->tree, guint, i);
      guint half = atom_at (cutting, atom)->half;

      for (guint k = 0; k < atom_at (cutting, atom)->n_points; k++, half = half_at (cutting, half)->next)
        {
          guint twin = find_twin (cutting, half);
          guint other = twin != NONE ? half_at (cutting, twin)->atom : NONE;

          if (other == NONE || seen[other])
            continue;

          seen[other] = TRUE;
          atom_at (cutting, other)->above = atom;
          g_array_append_val (cutting->tree, other);
        }
    }
}

/* From the ends of the tree to its root: what hangs below goes with what is above while that stays
 * small enough. Two pieces that share a chord have two vertices less together. */
static void
cut_tree (Cutting *cutting, guint max_points)
{
  for (guint i = 0; i < cutting->atoms->len; i++)
    atom_at (cutting, i)->weight = atom_at (cutting, i)->n_points;

  for (guint i = cutting->tree->len; i-- > 0;)
    {
      Atom *atom = atom_at (cutting, g_array_index (cutting->tree, guint, i));
      Atom *above = atom->above != NONE ? atom_at (cutting, atom->above) : NULL;

      if (above != NULL && above->weight + atom->weight - 2 <= max_points)
        above->weight += atom->weight - 2;
      else
        atom->piece = cutting->n_pieces++;
    }

  for (guint i = 0; i < cutting->tree->len; i++)
    {
      Atom *atom = atom_at (cutting, g_array_index (cutting->tree, guint, i));

      if (atom->piece == NONE)
        atom->piece = atom_at (cutting, atom->above)->piece;
    }
}

/* A side of a piece. */
typedef struct
{
  guint           piece;
  MlsTraceSegment segment;
} Border;

static int
compare_borders (gconstpointer left, gconstpointer right)
{
  const Border *b = left;
  const Border *c = right;

  return (b->piece > c->piece) - (b->piece < c->piece);
}

static GArray *
collect_borders (const Cutting *cutting)
{
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (Border));

  for (guint i = 0; i < cutting->halves->len; i++)
    {
      guint twin = find_twin (cutting, i);
      Border border = { atom_at (cutting, half_at (cutting, i)->atom)->piece,
                        { half_at (cutting, i)->a, half_at (cutting, i)->b } };

      if (twin == NONE || atom_at (cutting, half_at (cutting, twin)->atom)->piece != border.piece)
        g_array_append_val (borders, border);
    }

  g_array_sort (borders, compare_borders);

  return borders;
}

/* The rings of a piece, the outer one first. */
static MlsShape *
make_shape (GArray *segments, MlsShape *scratch)
{
  MlsShape *shape = mls_shape_new ();

  mls_trace_rings (segments, scratch);
  for (int outer = 1; outer >= 0; outer--)
    for (guint r = 0; r < mls_shape_n_rings (scratch); r++)
      if ((mls_ring_area2 (mls_shape_ring (scratch, r)) > 0) == outer)
        mls_shape_add_ring (shape, mls_shape_ring (scratch, r));

  return shape;
}

static GPtrArray *
make_pieces (const Cutting *cutting)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_shape_free);
  g_autoptr (GArray) borders = collect_borders (cutting);
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));
  g_autoptr (MlsShape) scratch = mls_shape_new ();

  for (guint i = 0; i < borders->len;)
    {
      guint piece = g_array_index (borders, Border, i).piece;

      g_array_set_size (segments, 0);
      for (; i < borders->len && g_array_index (borders, Border, i).piece == piece; i++)
        g_array_append_val (segments, g_array_index (borders, Border, i).segment);

      g_ptr_array_add (pieces, make_shape (segments, scratch));
    }

  return pieces;
}

/**
 * mls_polygon_cut:
 * @rings: (array length=n_rings): a face: its outer ring counter-clockwise, its holes clockwise
 * @n_rings: at least 1
 * @max_points: how many vertices a piece may have, at least 3
 *
 * Cuts a face that has too many vertices along lines between its own vertices. Depends on nothing
 * but the face, and takes O(n log n).
 *
 * Returns: (transfer full) (element-type MlsShape): the pieces, all of them faces
 */
GPtrArray *
mls_polygon_cut (const MlsRing *rings, guint n_rings, guint max_points)
{
  g_autoptr (GArray) chords = g_array_new (FALSE, FALSE, sizeof (MlsChord));
  g_autoptr (GArray) halves = g_array_new (FALSE, FALSE, sizeof (Half));
  g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  g_autoptr (GArray) tree = g_array_new (FALSE, FALSE, sizeof (guint));
  Cutting cutting = { halves, atoms, tree };

  g_return_val_if_fail (n_rings > 0 && max_points >= 3, NULL);

  for (guint r = 0; r < n_rings; r++)
    for (gsize i = 0, j = rings[r].n_points - 1; i < rings[r].n_points; j = i++)
      add_half (&cutting, rings[r].points[j], rings[r].points[i]);

  mls_polygon_chords (rings, n_rings, chords);
  add_chords (&cutting, chords);
  make_atoms (&cutting);
  cut_large_atoms (&cutting, MAX (max_points / 8, 3));
  span_tree (&cutting);
  cut_tree (&cutting, max_points);

  return make_pieces (&cutting);
}
