#include "coverage/line.h"

#include "coverage/segment-table.h"

enum
{
  /* Regions followed so far are taken for one: no line is that long. */
  MAX_FOLLOWED_POINTS = 4 * MLS_FOLLOWED_POINTS,
};

/* The face of the region that a piece runs through: along a border that parts nothing, either. */
static const MlsFace *
face_of_piece (MlsPatch *patch, const MlsCourse *piece, const MlsIntent *intent)
{
  const MlsFace *left, *right;

  if (piece->face != NULL || piece->runs == MLS_RUNS_OUTSIDE)
    return piece->face;

  left = mls_patch_left_of (patch, piece->low, piece->high);
  right = mls_patch_left_of (patch, piece->high, piece->low);
  if (left == NULL || right == NULL ||
      mls_label_code (&left->labels[intent->vintage], intent->dimension) !=
          mls_label_code (&right->labels[intent->vintage], intent->dimension))
    return NULL;

  return left;
}

static MlsRun
run_new (MlsPatch *patch, const MlsCourse *piece, guint i, const MlsIntent *intent)
{
  MlsRun run = { .first = i, .last = i };

  run.face = face_of_piece (patch, piece, intent);
  if (run.face != NULL)
    run.code = mls_label_code (&run.face->labels[intent->vintage], intent->dimension);

  return run;
}

static gboolean
loops (const GArray *course, const MlsRun *run)
{
  g_autoptr (MlsSegmentTable) seen = mls_segment_table_new ();

  for (guint i = run->first; i <= run->last; i++)
    {
      const MlsCourse *piece = &g_array_index (course, MlsCourse, i);

      if (i == run->first)
        mls_segment_table_set (seen, piece->a, piece->a, seen);
      if (mls_segment_table_get (seen, piece->b, piece->b) != NULL)
        return TRUE;
      mls_segment_table_set (seen, piece->b, piece->b, seen);
    }

  return FALSE;
}

/* Breaks the course into runs wherever it comes to a border that parts regions. */
static void
read_runs (MlsLine *line, MlsPatch *patch, const MlsIntent *intent)
{
  const MlsBorders *borders = mls_noding_borders (line->noding);
  gboolean parted = FALSE;
  MlsRun *run = NULL;

  for (guint i = 0; i < line->course->len; i++)
    {
      const MlsCourse *piece = &g_array_index (line->course, MlsCourse, i);
      MlsRun own = run_new (patch, piece, i, intent);

      if (i == 0)
        parted = mls_borders_part (borders, piece->a, intent->vintage, intent->dimension);

      if (run == NULL || parted || (own.face == NULL) != (run->face == NULL))
        {
          own.loose = i == 0 && !parted;
          g_array_append_val (line->runs, own);
          run = &g_array_index (line->runs, MlsRun, line->runs->len - 1);
        }

      run->last = i;
      run->length += mls_point_distance (piece->a, piece->b);
      parted = mls_borders_part (borders, piece->b, intent->vintage, intent->dimension);
    }

  if (run != NULL)
    run->loose |= !parted;

  for (guint i = 0; i < line->runs->len; i++)
    {
      run = &g_array_index (line->runs, MlsRun, i);
      run->loops = loops (line->course, run);
    }
}

/* Gives the runs of the region of the @first-th its number: those of the same code whose faces are
 * met from its own. */
static void
number_region (MlsLine *line, MlsOverlay *before, const MlsIntent *intent, guint first, guint number)
{
  g_autoptr (GHashTable) strange = g_hash_table_new (NULL, NULL);
  const MlsRun *own = &g_array_index (line->runs, MlsRun, first);

  for (guint i = first; i < line->runs->len; i++)
    {
      const MlsRun *run = &g_array_index (line->runs, MlsRun, i);

      if (run->face != NULL && run->region == 0 && run->code == own->code)
        g_hash_table_add (strange, mls_overlay_cell_of (before, run->face));
    }

  mls_region_meets (before, mls_overlay_cell_of (before, own->face), intent->vintage, intent->dimension,
                    strange, MAX_FOLLOWED_POINTS);

  for (guint i = first; i < line->runs->len; i++)
    {
      MlsRun *run = &g_array_index (line->runs, MlsRun, i);

      if (run->face != NULL && run->region == 0 && run->code == g_array_index (line->runs, MlsRun, first).code &&
          !g_hash_table_contains (strange, mls_overlay_cell_of (before, run->face)))
        run->region = number;
    }
}

static void
number_regions (MlsLine *line, MlsOverlay *before, const MlsIntent *intent)
{
  for (guint i = 0; i < line->runs->len; i++)
    {
      const MlsRun *run = &g_array_index (line->runs, MlsRun, i);

      if (run->face != NULL && run->region == 0)
        number_region (line, before, intent, i, ++line->n_regions);
    }
}

/**
 * mls_line_without_repeats:
 * @points: (array length=n_points): a line, as drawn
 * @n_points: how many
 *
 * Returns: (transfer full) (element-type MlsPoint): the same, no point twice in a row
 */
GArray *
mls_line_without_repeats (const MlsPoint *points, gsize n_points)
{
  GArray *clean = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (gsize i = 0; i < n_points; i++)
    if (i == 0 || !mls_point_equal (points[i], points[i - 1]))
      g_array_append_val (clean, points[i]);

  return clean;
}

/**
 * mls_line_new:
 * @before: the coverage
 * @points: (array length=n_points): a line, as drawn
 * @n_points: how many
 * @intent: whose regions count
 * @error: %MLS_REFUSAL_TOO_FINE, or the source's error
 *
 * Returns: (transfer full) (nullable): the line's course and its runs through regions
 */
MlsLine *
mls_line_new (MlsOverlay *before, const MlsPoint *points, gsize n_points, const MlsIntent *intent, GError **error)
{
  MlsPatch *patch = mls_overlay_patch (before);
  g_autoptr (MlsLine) line = g_new0 (MlsLine, 1);

  line->noding = mls_noding_new (patch);
  line->runs = g_array_new (FALSE, TRUE, sizeof (MlsRun));
  if (!mls_noding_insert (line->noding, points, n_points, error))
    return NULL;

  line->course = mls_noding_course (line->noding);
  read_runs (line, patch, intent);
  number_regions (line, before, intent);
  if (!mls_patch_check (patch, error))
    return NULL;

  return g_steal_pointer (&line);
}

/**
 * mls_line_free:
 * @line: (transfer full): a line
 */
void
mls_line_free (MlsLine *line)
{
  g_clear_pointer (&line->noding, mls_noding_free);
  g_clear_pointer (&line->course, g_array_unref);
  g_clear_pointer (&line->runs, g_array_unref);
  g_free (line);
}

/**
 * mls_line_way:
 * @line: a line
 * @first: index of a piece of its course
 * @last: index of another, not before it
 *
 * Returns: (transfer full) (element-type MlsPoint): the vertices from the one to the other
 */
GArray *
mls_line_way (const MlsLine *line, guint first, guint last)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  g_array_append_val (points, g_array_index (line->course, MlsCourse, first).a);
  for (guint i = first; i <= last; i++)
    g_array_append_val (points, g_array_index (line->course, MlsCourse, i).b);

  return points;
}

/**
 * mls_line_straight_way:
 * @line: a line
 * @first: index of a piece of its course
 * @last: index of another, not before it
 *
 * Returns: (transfer full) (element-type MlsPoint): the vertices from the one to the other, without
 *   the loops where the line comes back to where it has been
 */
GArray *
mls_line_straight_way (const MlsLine *line, guint first, guint last)
{
  g_autoptr (GArray) way = mls_line_way (line, first, last);
  g_autoptr (MlsSegmentTable) met = mls_segment_table_new ();
  GArray *straight = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint i = 0; i < way->len; i++)
    {
      MlsPoint point = g_array_index (way, MlsPoint, i);
      guint back_to = GPOINTER_TO_UINT (mls_segment_table_get (met, point, point));

      for (guint k = back_to; back_to != 0 && k < straight->len; k++)
        {
          MlsPoint dropped = g_array_index (straight, MlsPoint, k);

          mls_segment_table_remove (met, dropped, dropped);
        }

      if (back_to != 0)
        {
          g_array_set_size (straight, back_to);
          continue;
        }

      g_array_append_val (straight, point);
      mls_segment_table_set (met, point, point, GUINT_TO_POINTER (straight->len));
    }

  return straight;
}

/**
 * mls_line_follow:
 * @line: a line
 * @way: (element-type MlsPoint): a part of it, see mls_line_way()
 * @noding: a noding of the same patch
 * @error: %MLS_REFUSAL_TOO_FINE, or the source's error
 *
 * Adds that part of the line to @noding, and none of the vertices the rest would make.
 *
 * Returns: %FALSE if it cannot be noded
 */
gboolean
mls_line_follow (const MlsLine *line, const GArray *way, MlsNoding *noding, GError **error)
{
  return mls_noding_follow (noding, line->noding, (const MlsPoint *) (gpointer) way->data, way->len, error);
}
