/* Adopt: an edit that was made of another state is made of this one, whatever others have done to the same ground. What it
 * labelled anew gets the labels that it gave, in the vintages that it gave them. Where others have led a border elsewhere that
 * it led somewhere, so does the ground in between: the border runs where the edit led it, and nowhere else. */

#include "coverage/give.h"
#include "coverage/plan.h"
#include "coverage/relabelling.h"
#include "coverage/retrace.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MlsPatch             *patch;
  const MlsRelabelling *made;
  GPtrArray            *whole;    /* (element-type MlsFace) faces after the edit that are cut out as a whole */
  GArray               *lines;    /* (element-type MlsRelabelLine) those inserted, in order */
  MlsPlan              *plan;     /* %NULL while the ground is being cut */
  GHashTable           *met;      /* (element-type MlsCell) */
  guint                 n_points; /* of the cells given something */
} Adoption;

/* Cutting */

static gboolean
insert (Adoption *adoption, MlsNoding *noding, const MlsRelabelLine *line, GError **error)
{
  g_array_append_vals (adoption->lines, line, 1);

  return mls_retrace_line (adoption->patch, noding, line->a, line->b, error);
}

static gboolean
insert_face (Adoption *adoption, MlsNoding *noding, const MlsFace *face, GError **error)
{
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        if (!insert (adoption, noding, &(MlsRelabelLine){ ring.points[j], ring.points[i], 0, 0 }, error))
          return FALSE;
    }

  return TRUE;
}

static MlsOverlay *
cut (Adoption *adoption, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (adoption->patch);
  g_autoptr (MlsNoding) noding = mls_noding_new (adoption->patch);

  for (guint i = 0; i < adoption->made->lines->len; i++)
    {
      const MlsRelabelLine *line = &g_array_index (adoption->made->lines, MlsRelabelLine, i);

      if (!mls_retrace_end (adoption->patch, noding, line->a, error) || !mls_retrace_end (adoption->patch, noding, line->b, error))
        return NULL;
    }

  g_array_set_size (adoption->lines, 0);
  for (guint i = 0; i < adoption->made->lines->len; i++)
    if (!insert (adoption, noding, &g_array_index (adoption->made->lines, MlsRelabelLine, i), error))
      return NULL;

  for (guint i = 0; i < adoption->whole->len; i++)
    if (!insert_face (adoption, noding, g_ptr_array_index (adoption->whole, i), error))
      return NULL;

  return mls_overlay_cut (overlay, noding, error) ? g_steal_pointer (&overlay) : NULL;
}

/* Labelling */

static void
give (Adoption *adoption, MlsCell *cell, MlsVintageSet vintages, const MlsFace *after)
{
  for (guint v = 0; v < after->n_vintages; v++)
    if ((vintages & MLS_VINTAGE (v)) != 0)
      cell->labels[v] = after->labels[v];

  if (!g_ptr_array_find (adoption->plan->given, cell, NULL))
    {
      g_ptr_array_add (adoption->plan->given, cell);
      adoption->n_points += cell->shape->n_points;
    }
}

static gboolean
is_too_much (const Adoption *adoption)
{
  return adoption->n_points > MLS_MAX_GIVEN_POINTS;
}

static void
meet (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer cells)
{
  if (neighbour != NULL)
    g_ptr_array_add (cells, neighbour);
}

/* Gives all ground that the edit labelled anew what it gave it, from @cell on. */
static void
give_made (Adoption *adoption, MlsCell *cell)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();

  g_ptr_array_add (cells, cell);
  while (cells->len > 0 && !is_too_much (adoption))
    {
      MlsCell *next = g_ptr_array_steal_index_fast (cells, cells->len - 1);
      const MlsFace *before, *after;
      MlsVintageSet vintages;

      if (!g_hash_table_add (adoption->met, next) ||
          !mls_relabelling_find (adoption->made, mls_face_inner_point (next->shape), &before, &after) ||
          (vintages = mls_relabelling_differ (before, after)) == 0)
        continue;

      give (adoption, next, vintages, after);
      mls_overlay_each_neighbour (adoption->plan->overlay, next, meet, cells);
    }
}

/* Whether others have led the border from where it was across @cell, so that its label is none of before. */
static const MlsFace *
moved_over (const Adoption *adoption, const MlsCell *cell, guint v)
{
  const MlsFace *before, *after;

  if (!mls_relabelling_find (adoption->made, mls_face_inner_point (cell->shape), &before, &after) ||
      !mls_label_equal (&before->labels[v], &after->labels[v]) || mls_label_equal (&cell->labels[v], &after->labels[v]))
    return NULL;

  return after;
}

/* Gives it back from @cell on, as far as the ground is one with it. */
static void
give_back (Adoption *adoption, MlsCell *cell, guint v)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  MlsLabel label = cell->labels[v];

  g_ptr_array_add (cells, cell);
  while (cells->len > 0 && !is_too_much (adoption))
    {
      MlsCell *next = g_ptr_array_steal_index_fast (cells, cells->len - 1);
      const MlsFace *after = mls_label_equal (&next->labels[v], &label) ? moved_over (adoption, next, v) : NULL;

      if (after == NULL)
        continue;

      if (!g_ptr_array_find (adoption->whole, after, NULL))
        g_ptr_array_add (adoption->whole, (gpointer) after);
      give (adoption, next, MLS_VINTAGE (v), after);
      mls_overlay_each_neighbour (adoption->plan->overlay, next, meet, cells);
    }
}

static void
give_back_beside (Adoption *adoption, MlsCell *cell, guint v)
{
  if (cell != NULL && moved_over (adoption, cell, v) != NULL)
    give_back (adoption, cell, v);
}

/* A border that the edit drew parts nothing where others have led the one that it was farther. */
static gboolean
is_swallowed (const MlsCell *left, const MlsCell *right, guint v)
{
  return left != NULL && right != NULL && mls_label_equal (&left->labels[v], &right->labels[v]);
}

static void
give_back_along (Adoption *adoption, const MlsRelabelLine *line, MlsCell *left, MlsCell *right)
{
  for (guint v = 0; v < mls_patch_n_vintages (adoption->patch); v++)
    if ((line->gone & MLS_VINTAGE (v)) != 0 ||
        ((line->come & MLS_VINTAGE (v)) != 0 && is_swallowed (left, right, v)))
      {
        give_back_beside (adoption, left, v);
        give_back_beside (adoption, right, v);
      }
}

static void
label_along (Adoption *adoption, const MlsCourse *piece, gboolean back)
{
  MlsCell *left = mls_overlay_left_of (adoption->plan->overlay, piece->a, piece->b);
  MlsCell *right = mls_overlay_left_of (adoption->plan->overlay, piece->b, piece->a);

  if (back)
    give_back_along (adoption, &g_array_index (adoption->lines, MlsRelabelLine, piece->line), left, right);
  if (!back && left != NULL)
    give_made (adoption, left);
  if (!back && right != NULL)
    give_made (adoption, right);
}

static void
label_cells (Adoption *adoption)
{
  const GArray *course = mls_overlay_course (adoption->plan->overlay);

  for (int back = FALSE; back <= TRUE; back++)
    for (guint i = 0; i < course->len; i++)
      label_along (adoption, &g_array_index (course, MlsCourse, i), back);
}

static MlsIntent
intent_of (const MlsRelabelling *made, const MlsIntent *intent)
{
  MlsIntent meant = *intent;

  if ((made->vintages & MLS_VINTAGE (meant.vintage)) == 0)
    meant.vintage = (guint) g_bit_nth_lsf (made->vintages, -1);
  meant.correction = intent->correction || made->vintages != MLS_VINTAGE (meant.vintage);
  meant.vintages = meant.named = made->vintages;

  return meant;
}

/* One attempt. Where ground is given back the faces it goes to have to be cut out as a whole, lest more goes with it:
 * those that turn out to be such are added for the next attempt. */
static gboolean
attempt (Adoption *adoption, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsOverlay) overlay = cut (adoption, error);

  if (overlay == NULL)
    return FALSE;

  g_clear_pointer (&adoption->plan, mls_plan_free);
  g_hash_table_remove_all (adoption->met);
  adoption->n_points = 0;
  adoption->plan = mls_plan_new (MLS_VERB_ADOPT, intent, overlay);
  label_cells (adoption);
  if (is_too_much (adoption))
    g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_LARGE, _("This is too much ground for one edit"));

  return !is_too_much (adoption) && mls_patch_check (adoption->patch, error);
}

static MlsPlan *
adopt (Adoption *adoption, const MlsIntent *intent, GError **error)
{
  guint n_whole;

  do
    {
      n_whole = adoption->whole->len;
      if (!attempt (adoption, intent, error))
        return NULL;
    }
  while (adoption->whole->len > n_whole);

  return mls_plan_finish (adoption->plan, error) ? g_steal_pointer (&adoption->plan) : NULL;
}

/**
 * mls_plan_adopt:
 * @patch: the coverage
 * @theirs: an edit of another state of it, with the labels of the patch's vintages
 * @intent: whether it is a correction; what it wrote, the edit itself tells
 * @error: a refusal, or the source's error
 *
 * Makes the edit again where others have done something else to the same. Their doings stay where it did nothing.
 *
 * Returns: (transfer full) (nullable): the plan, which writes the vintages that the edit wrote
 */
MlsPlan *
mls_plan_adopt (MlsPatch *patch, const MlsDelta *theirs, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsRelabelling) made = mls_relabelling_new (theirs);
  g_autoptr (GPtrArray) whole = g_ptr_array_new ();
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (MlsRelabelLine));
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  Adoption adoption = { .patch = patch, .made = made, .whole = whole, .lines = lines, .met = met };
  MlsIntent meant;
  MlsPlan *plan;

  if (made->vintages == 0)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT, _("Nothing would change"));
      return NULL;
    }

  meant = intent_of (made, intent);
  plan = adopt (&adoption, &meant, error);
  g_clear_pointer (&adoption.plan, mls_plan_free);

  return plan;
}
