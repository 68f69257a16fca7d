#include "coverage/line.h"

#include "coverage/segment-table.h"

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
  gboolean parted = FALSE;
  MlsRun *run = NULL;

  for (guint i = 0; i < line->course->len; i++)
    {
      const MlsCourse *piece = &g_array_index (line->course, MlsCourse, i);
      MlsRun own = run_new (patch, piece, i, intent);

      if (i == 0)
        parted = mls_noding_parts (line->noding, piece->a, intent->vintage, intent->dimension);

      if (run == NULL || parted || (own.face == NULL) != (run->face == NULL))
        {
          own.loose = i == 0 && !parted;
          g_array_append_val (line->runs, own);
          run = &g_array_index (line->runs, MlsRun, line->runs->len - 1);
        }

      run->last = i;
      run->length += mls_point_distance (piece->a, piece->b);
      parted = mls_noding_parts (line->noding, piece->b, intent->vintage, intent->dimension);
    }

  if (run != NULL)
    run->loose |= !parted;

  for (guint i = 0; i < line->runs->len; i++)
    {
      run = &g_array_index (line->runs, MlsRun, i);
      run->loops = loops (line->course, run);
    }
}

/**
 * mls_line_new:
 * @patch: the coverage
 * @points: (array length=n_points): a line, as drawn
 * @n_points: how many
 * @intent: whose regions count
 * @error: %MLS_REFUSAL_TOO_FINE, or the source's error
 *
 * Returns: (transfer full) (nullable): the line's course and its runs through regions
 */
MlsLine *
mls_line_new (MlsPatch *patch, const MlsPoint *points, gsize n_points, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsLine) line = g_new0 (MlsLine, 1);

  line->noding = mls_noding_new (patch);
  line->runs = g_array_new (FALSE, TRUE, sizeof (MlsRun));
  if (!mls_noding_insert (line->noding, points, n_points, error))
    return NULL;

  line->course = mls_noding_course (line->noding);
  read_runs (line, patch, intent);
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
 * mls_line_points:
 * @line: a line
 * @first: index of a piece of its course
 * @last: index of another, not before it
 *
 * Returns: (transfer full) (element-type MlsPoint): the vertices from the one to the other
 */
GArray *
mls_line_points (const MlsLine *line, guint first, guint last)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  g_array_append_val (points, g_array_index (line->course, MlsCourse, first).a);
  for (guint i = first; i <= last; i++)
    g_array_append_val (points, g_array_index (line->course, MlsCourse, i).b);

  return points;
}

/**
 * mls_line_follow:
 * @line: a line
 * @first_run: index of a run
 * @last_run: index of another, not before it
 * @noding: a noding of the same patch
 * @error: %MLS_REFUSAL_TOO_FINE, or the source's error
 *
 * Adds that part of the line to @noding, and none of the vertices the rest would make.
 *
 * Returns: %FALSE if it cannot be noded
 */
gboolean
mls_line_follow (const MlsLine *line, guint first_run, guint last_run, MlsNoding *noding, GError **error)
{
  const MlsRun *first = &g_array_index (line->runs, MlsRun, first_run);
  const MlsRun *last = &g_array_index (line->runs, MlsRun, last_run);
  g_autoptr (GArray) points = mls_line_points (line, first->first, last->last);

  return mls_noding_follow (noding, line->noding, (const MlsPoint *) (gpointer) points->data,
                            points->len, error);
}
