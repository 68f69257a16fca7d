#include "paint/border.h"

/* A segment as the first of its two faces walks it. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  guint32  face;
  guint32  other;
} Segment;

/* Segments by their ends: open addressing, never more than two thirds full, holding 1 + index in segments. */
typedef struct
{
  const MlsLattice *lattice;
  MlsBox            box;

  GArray           *segments; /* (element-type Segment) */
  guint32          *slots;
  guint32           mask;
} Finder;

/* The same both ways round, so that what looks for a twin in vain has come to where it goes itself. */
static inline guint32
hash_segment (MlsPoint from, MlsPoint to)
{
  gboolean is_forward = mls_point_compare (from, to) < 0;
  MlsPoint a = is_forward ? from : to;
  MlsPoint b = is_forward ? to : from;
  guint64 h = (guint64) a.x * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  h = (h ^ (guint64) a.y) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  h = (h ^ (h >> 29) ^ (guint64) b.x) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  h = (h ^ (h >> 32) ^ (guint64) b.y) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint32) (h >> 32);
}

static inline Segment *
segment_at (const Finder *finder, guint i)
{
  return &g_array_index (finder->segments, Segment, i);
}

/* Whether the other face already left this segment, the other way round, and nobody took it. */
static inline gboolean
is_open_twin (const Segment *twin, MlsPoint a, MlsPoint b)
{
  return twin->other == 0 && mls_point_equal (twin->a, b) && mls_point_equal (twin->b, a);
}

static void
add_segment (Finder *finder, MlsPoint a, MlsPoint b, guint32 face)
{
  Segment segment = { a, b, face, 0 };
  guint32 slot = hash_segment (a, b) & finder->mask;

  while (finder->slots[slot] != 0)
    slot = (slot + 1) & finder->mask;

  g_array_append_val (finder->segments, segment);
  finder->slots[slot] = finder->segments->len;
}

/* The index of the twin of @a @b, or -1. */
static gssize
find_twin (const Finder *finder, MlsPoint a, MlsPoint b)
{
  guint32 slot = hash_segment (a, b) & finder->mask;

  for (; finder->slots[slot] != 0; slot = (slot + 1) & finder->mask)
    if (is_open_twin (segment_at (finder, finder->slots[slot] - 1), a, b))
      return finder->slots[slot] - 1;

  return -1;
}

static inline gboolean
reaches (const MlsBox *box, MlsPoint a, MlsPoint b)
{
  return MIN (a.x, b.x) <= box->max_x && box->min_x <= MAX (a.x, b.x) &&
         MIN (a.y, b.y) <= box->max_y && box->min_y <= MAX (a.y, b.y);
}

/* Two faces share borders of many segments and walk them in opposite ways: the twin of a segment is
 * nearly always the one left just before the last twin, which saves most of the hashing. */
static void
walk_ring (Finder *finder, MlsRing ring, guint32 face)
{
  MlsPoint a = ring.points[ring.n_points - 1];
  gssize twin = -1;

  for (gsize i = 0; i < ring.n_points; i++)
    {
      MlsPoint b = ring.points[i];

      if (reaches (&finder->box, a, b))
        {
          if (twin > 0 && is_open_twin (segment_at (finder, (guint) twin - 1), a, b))
            twin--;
          else
            twin = find_twin (finder, a, b);

          if (twin >= 0)
            segment_at (finder, (guint) twin)->other = face;
          else
            add_segment (finder, a, b, face);
        }

      a = b;
    }
}

static void
walk_faces (Finder *finder, const MlsFace *const *faces, guint n_faces)
{
  gsize n_points = 0;
  gsize n_slots = 64;

  for (guint i = 0; i < n_faces; i++)
    n_points += faces[i]->n_points;
  while (2 * n_slots < 3 * n_points)
    n_slots *= 2;

  finder->segments = g_array_sized_new (FALSE, FALSE, sizeof (Segment), (guint) n_points);
  finder->slots = g_new0 (guint32, n_slots);
  finder->mask = (guint32) (n_slots - 1);

  for (guint i = 0; i < n_faces; i++)
    for (guint r = 0; r < faces[i]->n_rings; r++)
      walk_ring (finder, mls_face_ring (faces[i], r), i + 1);

  g_clear_pointer (&finder->slots, g_free);
}

/* One side of the clipping window: the part of t in [t0, t1] where @at + t · @by is positive. */
static gboolean
clip (double at, double by, double *t0, double *t1)
{
  if (by > 0)
    *t0 = MAX (*t0, -at / by);
  else if (by < 0)
    *t1 = MIN (*t1, -at / by);
  else if (at < 0)
    return FALSE;

  return *t0 <= *t1;
}

/* Clipped in double before it is put in float, which has too few digits for a border that goes on
 * for kilometres: the tile beside would not draw it in the same place. */
static void
emit (const Finder *finder, const Segment *border, MlsPoint a, MlsPoint b, GArray *borders)
{
  const MlsLattice *lattice = finder->lattice;
  const double margin = MLS_BORDER_MARGIN_PX;
  double per_pixel = 1.0 / (double) lattice->pixel;
  double x = (double) (mls_lattice_from_grid (a.x) - lattice->x) * per_pixel;
  double y = (double) (lattice->y - mls_lattice_from_grid (a.y)) * per_pixel;
  double dx = (double) mls_lattice_from_grid (b.x - a.x) * per_pixel;
  double dy = (double) mls_lattice_from_grid (a.y - b.y) * per_pixel;
  double t0 = 0;
  double t1 = 1;

  if (clip (x + margin, dx, &t0, &t1) && clip (lattice->width + margin - x, -dx, &t0, &t1) &&
      clip (y + margin, dy, &t0, &t1) && clip (lattice->height + margin - y, -dy, &t0, &t1))
    {
      MlsBorderPiece piece = { (float) (x + t0 * dx), (float) (y + t0 * dy),
                               (float) (x + t1 * dx), (float) (y + t1 * dy),
                               border->face, border->other };

      g_array_append_val (borders, piece);
    }
}

/* A square of half a pixel, the same ground whatever the tile. */
typedef struct
{
  gint64 column;
  gint64 row;
} Cell;

static inline gint64
floor_of (double value)
{
  gint64 whole = (gint64) value;

  return whole - (value < (double) whole);
}

static inline Cell
cell_at (const MlsLattice *lattice, MlsPoint point)
{
  double per_half = 2.0 / (double) lattice->pixel;

  return (Cell){ floor_of ((double) (mls_lattice_from_grid (point.x) - lattice->x) * per_half),
                 floor_of ((double) (lattice->y - mls_lattice_from_grid (point.y)) * per_half) };
}

/* Vertices that follow each other within one cell are drawn as one, the smallest of them. Which
 * one that is depends neither on the tile nor on the way round, so lines still meet. */
static void
emit_run (const Finder *finder, guint first, guint end, GArray *borders)
{
  const Segment *border = segment_at (finder, first);
  MlsPoint from = border->a;
  MlsPoint at = border->a;
  Cell cell = cell_at (finder->lattice, at);
  gboolean moved = FALSE;

  for (guint i = first; i < end; i++)
    {
      MlsPoint next = segment_at (finder, i)->b;
      Cell next_cell = cell_at (finder->lattice, next);

      if (next_cell.column == cell.column && next_cell.row == cell.row)
        {
          if (mls_point_compare (next, at) < 0)
            at = next;
          continue;
        }

      if (moved)
        emit (finder, border, from, at, borders);
      from = at;
      at = next;
      cell = next_cell;
      moved = TRUE;
    }

  emit (finder, border, moved ? from : at, at, borders);
}

static gboolean
goes_on (const Segment *last, const Segment *next)
{
  return last->face == next->face && last->other == next->other &&
         mls_point_equal (last->b, next->a);
}

/**
 * mls_borders_find:
 * @lattice: the pixels of the tile
 * @faces: (array length=n_faces): every face that meets the tile and its margin
 * @n_faces: how many
 *
 * Matches the segments of the faces, exactly, and gives each border once, with its two sides. What
 * bends by less than a pixel is straightened. A segment without a twin is the territory's edge.
 *
 * Returns: (transfer full) (element-type MlsBorderPiece): the pieces in and around the tile
 */
GArray *
mls_borders_find (const MlsLattice *lattice, const MlsFace *const *faces, guint n_faces)
{
  Finder finder = { .lattice = lattice, .box = mls_lattice_box (lattice, MLS_BORDER_MARGIN_PX) };
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (MlsBorderPiece));
  guint first = 0;

  walk_faces (&finder, faces, n_faces);

  for (guint i = 1; i <= finder.segments->len; i++)
    if (i == finder.segments->len ||
        !goes_on (segment_at (&finder, i - 1), segment_at (&finder, i)))
      {
        emit_run (&finder, first, i, borders);
        first = i;
      }

  g_array_unref (finder.segments);

  return borders;
}
