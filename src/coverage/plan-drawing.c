/* Outlines of somebody who had no partition before him: what lies in one takes its labels, and what its face had and nobody has
 * drawn any more goes to what lies beside it. */

#include "coverage/inside.h"
#include "coverage/drawing.h"
#include "coverage/retrace.h"

#include <glib/gi18n-lib.h>

/* Calls one of the two for each line of the outline. */
static gboolean
retrace (MlsPatch *patch, MlsNoding *noding, const MlsDrawing *outline, gboolean ends, GError **error)
{
  for (guint r = 0; r < mls_shape_n_rings (outline->rings); r++)
    {
      MlsRing ring = mls_shape_ring (outline->rings, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        if (ends ? !mls_retrace_end (patch, noding, ring.points[i], error)
                 : !mls_retrace_line (patch, noding, ring.points[j], ring.points[i], error))
          return FALSE;
    }

  return TRUE;
}

static MlsOverlay *
cut (MlsPatch *patch, const GPtrArray *outlines, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsNoding) noding = mls_noding_new (patch);

  for (int ends = TRUE; ends >= FALSE; ends--)
    for (guint i = 0; i < outlines->len; i++)
      if (!retrace (patch, noding, g_ptr_array_index (outlines, i), ends, error))
        return NULL;

  return mls_overlay_cut (overlay, noding, error) ? g_steal_pointer (&overlay) : NULL;
}

/* What is said at dates that nobody may write any more stays. Where nothing is said, anything is better. */
static void
give (MlsCell *cell, const MlsLabel *labels, MlsVintageSet vintages)
{
  static const MlsLabel nothing = { { 0 } };

  for (guint v = 0; v < cell->parent->n_vintages; v++)
    if ((vintages & MLS_VINTAGE (v)) != 0 || mls_label_equal (&cell->labels[v], &nothing))
      cell->labels[v] = labels[v];
}

static MlsIntent
intent_of (MlsVintageSet vintages)
{
  return (MlsIntent){ .correction = TRUE, .vintages = vintages, .named = vintages };
}

/**
 * mls_plan_drawing:
 * @patch: the coverage
 * @outline: a face as it was drawn
 * @vintages: those that may be written
 * @error: %MLS_REFUSAL_NO_EFFECT if the map is like that, another refusal, or the source's error
 *
 * Gives all that lies in it and in the territory its labels.
 *
 * Returns: (transfer full) (nullable): the plan
 */
MlsPlan *
mls_plan_drawing (MlsPatch *patch, const MlsDrawing *outline, MlsVintageSet vintages, GError **error)
{
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  g_autoptr (MlsOverlay) overlay = NULL;
  g_autoptr (MlsPlan) plan = NULL;
  MlsIntent intent = intent_of (vintages);

  g_ptr_array_add (alone, (gpointer) outline);
  overlay = cut (patch, alone, error);
  if (overlay == NULL)
    return NULL;

  plan = mls_plan_new (MLS_VERB_ADOPT, &intent, overlay);
  if (!mls_inside_take (overlay, plan->given, error) || !mls_patch_check (patch, error))
    return NULL;

  if (plan->given->len == 0)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_OUTSIDE, _("Nothing of it lies in the territory"));
      return NULL;
    }

  for (guint i = 0; i < plan->given->len; i++)
    give (g_ptr_array_index (plan->given, i), outline->labels, vintages);

  return mls_plan_finish (plan, error) ? g_steal_pointer (&plan) : NULL;
}

/* Leaving */

typedef struct
{
  const MlsDrawing *outline;
  const GPtrArray  *near;   /* (element-type MlsDrawing): those drawn where its face was, it among them */
  MlsPlan          *plan;
  GHashTable       *left;   /* (element-type MlsCell) */
} Leaving;

static gboolean
is_drawn (const GPtrArray *near, MlsPoint point)
{
  for (guint i = 0; i < near->len; i++)
    if (mls_drawing_holds (g_ptr_array_index (near, i), point))
      return TRUE;

  return FALSE;
}

static void
look_at (Leaving *leaving, MlsCell *cell)
{
  MlsPoint inner = mls_face_inner_point (cell->shape);

  if (mls_face_locate (leaving->outline->was, inner) == MLS_SIDE_INSIDE && !is_drawn (leaving->near, inner) &&
      g_hash_table_add (leaving->left, cell))
    g_ptr_array_add (leaving->plan->given, cell);
}

/* A neighbour, and how long the border with it is, mm. */
typedef struct
{
  const Leaving *leaving;
  GHashTable    *lengths; /* (element-type MlsCell double) */
} Neighbours;

static void
measure (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Neighbours *neighbours = user_data;
  double *length;

  if (neighbour == NULL || g_hash_table_contains (neighbours->leaving->left, neighbour) ||
      mls_drawing_holds (neighbours->leaving->outline, mls_face_inner_point (neighbour->shape)))
    return;

  length = g_hash_table_lookup (neighbours->lengths, neighbour);
  if (length == NULL)
    g_hash_table_insert (neighbours->lengths, neighbour, length = g_new0 (double, 1));
  *length += mls_point_distance (a, b);
}

/* The one that has most of the border; of equals the one with the smaller id. */
static MlsCell *
find_longest (const Leaving *leaving, const MlsCell *cell)
{
  g_autoptr (GHashTable) lengths = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Neighbours neighbours = { leaving, lengths };
  GHashTableIter iter;
  gpointer neighbour, length;
  MlsCell *longest = NULL;
  double most = 0;

  mls_overlay_each_neighbour (leaving->plan->overlay, cell, measure, &neighbours);
  g_hash_table_iter_init (&iter, lengths);
  while (g_hash_table_iter_next (&iter, &neighbour, &length))
    if (longest == NULL || *(double *) length > most ||
        (*(double *) length == most && ((MlsCell *) neighbour)->parent->id < longest->parent->id))
      {
        longest = neighbour;
        most = *(double *) length;
      }

  return longest;
}

static void
find_left (Leaving *leaving)
{
  MlsOverlay *overlay = leaving->plan->overlay;
  MlsCell *whole = mls_overlay_cell_at (overlay, mls_face_inner_point (leaving->outline->was));
  GPtrArray *cells = mls_overlay_cells (overlay);
  guint n_cells = cells->len;

  for (guint i = 0; i < n_cells; i++)
    look_at (leaving, g_ptr_array_index (cells, i));
  if (whole != NULL)
    look_at (leaving, whole);
}

static GPtrArray *
find_near (const MlsDrawing *outline, const GPtrArray *outlines)
{
  GPtrArray *near = g_ptr_array_new ();

  for (guint i = 0; i < outlines->len; i++)
    {
      MlsDrawing *other = g_ptr_array_index (outlines, i);

      if (mls_box_intersects (&other->box, &outline->was->box))
        g_ptr_array_add (near, other);
    }

  return near;
}

/**
 * mls_plan_leave:
 * @patch: the coverage
 * @outline: a face as it was drawn, with the ground that it had
 * @outlines: (element-type MlsDrawing): all that were drawn with it, or those near it
 * @vintages: those that may be written
 * @error: %MLS_REFUSAL_NO_EFFECT if nothing was left, another refusal, or the source's error
 *
 * Gives what its face had, and what lies in no outline any more, to the neighbours that it has most of its border with. What has
 * none stays.
 *
 * Returns: (transfer full) (nullable): the plan
 */
MlsPlan *
mls_plan_leave (MlsPatch         *patch,
                const MlsDrawing *outline,
                const GPtrArray  *outlines,
                MlsVintageSet     vintages,
                GError          **error)
{
  g_autoptr (GPtrArray) near = find_near (outline, outlines);
  g_autoptr (MlsOverlay) overlay = cut (patch, near, error);
  g_autoptr (MlsPlan) plan = NULL;
  g_autoptr (GHashTable) left = g_hash_table_new (NULL, NULL);
  MlsIntent intent = intent_of (vintages);
  Leaving leaving = { outline, near, NULL, left };

  if (overlay == NULL)
    return NULL;

  leaving.plan = plan = mls_plan_new (MLS_VERB_ADOPT, &intent, overlay);
  find_left (&leaving);
  for (guint i = 0; i < plan->given->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (plan->given, i);
      const MlsCell *longest = find_longest (&leaving, cell);

      if (longest != NULL)
        give (cell, longest->parent->labels, vintages);
    }

  return mls_patch_check (patch, error) && mls_plan_finish (plan, error) ? g_steal_pointer (&plan) : NULL;
}
