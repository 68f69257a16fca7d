#include "assembly/lines.h"

#include "geometry/rounding.h"

/* Places are found by open addressing with linear probing; their number is a power of two, at most
 * half of it used, and a free one is 0. */
struct _MlsLines
{
  GArray  *lines;    /* (element-type MlsLine), as numbered in @rounding */
  guint   *places;   /* [n_places]: number of a line + 1 */
  gsize    n_places;
  MlsRounding *rounding;
};

#define FEWEST_PLACES 256

/**
 * mls_lines_new:
 *
 * Returns: (transfer full): a set without a line
 */
MlsLines *
mls_lines_new (void)
{
  MlsLines *lines = g_new0 (MlsLines, 1);

  lines->lines = g_array_new (FALSE, FALSE, sizeof (MlsLine));
  lines->n_places = FEWEST_PLACES;
  lines->places = g_new0 (guint, lines->n_places);
  lines->rounding = mls_rounding_new ();

  return lines;
}

/**
 * mls_lines_free:
 * @lines: (transfer full): a set of lines
 */
void
mls_lines_free (MlsLines *lines)
{
  g_array_unref (lines->lines);
  g_free (lines->places);
  mls_rounding_free (lines->rounding);
  g_free (lines);
}

static MlsLine
line_between (MlsPoint a, MlsPoint b)
{
  return mls_point_compare (a, b) < 0 ? (MlsLine){ a, b } : (MlsLine){ b, a };
}

static guint *
find_place (const MlsLines *lines, const MlsLine *wanted)
{
  guint64 hash = (guint64) mls_point_hash (wanted->low) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) +
                 mls_point_hash (wanted->high);
  gsize mask = lines->n_places - 1;
  gsize i = (gsize) (hash ^ (hash >> 29)) & mask;

  for (; lines->places[i] != 0; i = (i + 1) & mask)
    {
      const MlsLine *line = mls_lines_get (lines, lines->places[i] - 1);

      if (mls_point_equal (line->low, wanted->low) && mls_point_equal (line->high, wanted->high))
        break;
    }

  return &lines->places[i];
}

static void
grow (MlsLines *lines)
{
  g_free (lines->places);
  lines->n_places *= 2;
  lines->places = g_new0 (guint, lines->n_places);

  for (guint i = 0; i < lines->lines->len; i++)
    *find_place (lines, mls_lines_get (lines, i)) = i + 1;
}

/**
 * mls_lines_add:
 * @lines: a set of lines that are not noded yet
 * @a: one end of a segment
 * @b: its other end, elsewhere
 *
 * Adds a segment unless it is there, in whichever direction.
 */
void
mls_lines_add (MlsLines *lines, MlsPoint a, MlsPoint b)
{
  MlsLine line = line_between (a, b);
  guint *place = find_place (lines, &line);

  if (*place != 0)
    return;

  g_array_append_val (lines->lines, line);
  *place = lines->lines->len;
  mls_rounding_add (lines->rounding, line.low, line.high);
  if (lines->lines->len * 2 > lines->n_places)
    grow (lines);
}

/**
 * mls_lines_node:
 * @lines: a set of lines that are not noded yet
 *
 * Nodes them as mls_rounding_run() does.
 *
 * Returns: whether they now meet at common vertices only
 */
gboolean
mls_lines_node (MlsLines *lines)
{
  return mls_rounding_run (lines->rounding);
}

/**
 * mls_lines_node_within:
 * @lines: a set of lines that are not noded yet
 * @window: where to
 *
 * Nodes them as mls_rounding_run_within() does.
 */
void
mls_lines_node_within (MlsLines *lines, const MlsBox *window)
{
  mls_rounding_run_within (lines->rounding, window);
}

/**
 * mls_lines_count:
 * @lines: a set of lines
 *
 * Returns: how many there are
 */
guint
mls_lines_count (const MlsLines *lines)
{
  return lines->lines->len;
}

/**
 * mls_lines_get:
 * @lines: a set of lines
 * @i: the number of one
 *
 * Returns: (transfer none): the line as it was added, valid until another is
 */
const MlsLine *
mls_lines_get (const MlsLines *lines, guint i)
{
  return &g_array_index (lines->lines, MlsLine, i);
}

static void
reverse (GArray *points)
{
  MlsPoint *point = &g_array_index (points, MlsPoint, 0);

  for (guint i = 0, j = points->len - 1; i < j; i++, j--)
    {
      MlsPoint swap = point[i];

      point[i] = point[j];
      point[j] = swap;
    }
}

/**
 * mls_lines_chain:
 * @lines: a set of lines that are noded
 * @a: where a segment of a polygon starts
 * @b: and where it ends
 * @chain: (element-type MlsPoint): filled with its vertices now from @a, left out, to @b
 *
 * Returns: %FALSE if the segment is not among the lines
 */
gboolean
mls_lines_chain (const MlsLines *lines, MlsPoint a, MlsPoint b, GArray *chain)
{
  MlsLine line = line_between (a, b);
  guint number = *find_place (lines, &line);

  if (number == 0)
    return FALSE;

  mls_rounding_chain (lines->rounding, number - 1, chain);
  if (!mls_point_equal (a, line.low))
    reverse (chain);
  g_array_remove_index (chain, 0);

  return TRUE;
}
