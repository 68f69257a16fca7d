#include "assembly/clean.h"

#include "assembly/fill.h"
#include "assembly/node.h"
#include "assembly/part.h"
#include "assembly/settle.h"
#include "geometry/trace.h"

#include <stdlib.h>

typedef struct
{
  MlsSoup           *soup;
  const MlsCleaning *cleaning;
  MlsSettleOnto      onto;
  MlsRemarks        *remarks;
  MlsAccount        *account;

  MlsAssemblyFunc    tell;
  gpointer           tell_data;
  double             from;      /* fraction of the work before this step */
  double             share;     /* that it is */
} Cleaning;

static gboolean
tell_step (double fraction, gpointer user_data)
{
  Cleaning *self = user_data;

  return self->tell == NULL || self->tell (self->from + fraction * self->share, self->tell_data);
}

static int
compare_faces (gconstpointer left, gconstpointer right, gpointer user_data)
{
  guint i = *(const guint *) left;
  guint j = *(const guint *) right;
  const MlsSoupFace *f = mls_soup_face (user_data, i);
  const MlsSoupFace *g = mls_soup_face (user_data, j);
  gboolean f_is_outline = f->layer == MLS_OUTLINE;
  gboolean g_is_outline = g->layer == MLS_OUTLINE;

  if (f_is_outline != g_is_outline)
    return f_is_outline ? -1 : 1;
  if (f->layer != g->layer)
    return f->layer < g->layer ? -1 : 1;
  if (f->priority != g->priority)
    return f->priority < g->priority ? -1 : 1;
  if (f->source != g->source)
    return f->source < g->source ? -1 : 1;

  return (i > j) - (i < j);
}

static void
drop_spikes (Cleaning *self, const MlsSoupFace *facts, MlsShape *shape)
{
  MlsRemark remark = { .kind = MLS_REMARK_CROSSED, .layer = facts->layer, .source = facts->source, .other = -1,
                       .place = mls_box_centre (&facts->box) };

  if (!mls_shape_drop_spikes (shape) || facts->layer == MLS_OUTLINE)
    return;

  mls_remarks_add (self->remarks, &remark);
  if (mls_shape_n_rings (shape) > 0)
    return;

  remark.kind = MLS_REMARK_GONE;
  mls_remarks_add (self->remarks, &remark);
}

/* The polygons in the order in which they take ground, as they are on the grid, without what runs out
 * and back on one line. */
static MlsSoup *
put_in_order (Cleaning *self)
{
  MlsSoup *ordered = mls_soup_new_beside (self->soup);
  g_autoptr (MlsShape) shape = mls_shape_new ();
  guint n = mls_soup_n_faces (self->soup);
  g_autofree guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) n, sizeof *order, compare_faces, self->soup);

  for (guint i = 0; i < n; i++)
    {
      MlsSoupFace facts = *mls_soup_face (self->soup, order[i]);

      mls_soup_read (self->soup, order[i], shape);
      drop_spikes (self, &facts, shape);

      facts.origin = i;
      mls_soup_add_like (ordered, &facts, shape);
      if (facts.layer != MLS_OUTLINE)
        self->account->lines[MLS_ACCOUNT_ROUNDING] += mls_shape_area2 (shape);
    }

  self->account->lines[MLS_ACCOUNT_SOURCE] = mls_soup_source_area2 (self->soup);
  self->account->lines[MLS_ACCOUNT_ROUNDING] -= mls_soup_source_area2 (self->soup);

  return ordered;
}

/* Puts @next in the place of the polygons as they were, if the step that makes it was not given up. */
static gboolean
go_on_with (Cleaning *self, MlsSoup *next)
{
  if (next == NULL)
    return FALSE;

  mls_soup_swap (self->soup, next);
  mls_soup_free (next);
  self->from += self->share;

  return TRUE;
}

static MlsSheets *
make_sheets (const Cleaning *self)
{
  gsize size = self->cleaning->sheet_size;

  return mls_sheets_new (self->soup, size > 0 ? size : MLS_SHEET_SIZE);
}

static gboolean
settle (Cleaning *self)
{
  gint64 tolerance = self->cleaning->tolerance;

  return tolerance == 0 ||
         go_on_with (self, mls_soup_settle (self->soup, tolerance, self->onto, self->remarks, self->account, tell_step, self));
}

static gboolean
node (Cleaning *self)
{
  g_autoptr (MlsSheets) sheets = make_sheets (self);

  return go_on_with (self, mls_soup_node (self->soup, sheets, self->remarks, self->account, tell_step, self));
}

static gboolean
part (Cleaning *self, GArray *outside)
{
  g_autoptr (MlsSheets) sheets = make_sheets (self);

  return go_on_with (self, mls_soup_part (self->soup, sheets, self->remarks, self->account, outside,
                                          tell_step, self));
}

/**
 * mls_soup_fit:
 * @soup: polygons, and those of %MLS_OUTLINE that they are to fit
 * @tolerance: in mm, how far their borders may move
 * @remarks: where to say what was done
 * @account: what became of the area
 * @tell: (nullable): told how far it is
 * @tell_data: for @tell
 *
 * Puts polygons in the order in which they take ground, the outlines first, and has their borders meet at common
 * vertices only: those within the tolerance of borders that come before are brought onto them. The outlines stay as
 * they are, but for vertices where others meet them; to be crossed then.
 *
 * Returns: %FALSE if @tell gave up; @soup is of no use then
 */
gboolean
mls_soup_fit (MlsSoup         *soup,
              gint64           tolerance,
              MlsRemarks      *remarks,
              MlsAccount      *account,
              MlsAssemblyFunc  tell,
              gpointer         tell_data)
{
  const MlsCleaning cleaning = { .tolerance = tolerance };
  Cleaning self = { soup, &cleaning, MLS_SETTLE_ONTO_OUTLINES, remarks, account, tell, tell_data, 0, 0 };

  go_on_with (&self, put_in_order (&self));

  self.share = 0.5;
  if (!settle (&self))
    return FALSE;

  self.share = 1 - self.from;
  return node (&self);
}

/**
 * mls_soup_clean:
 * @soup: polygons, and those of %MLS_OUTLINE to clip them to
 * @cleaning: how
 * @remarks: where to say what was done
 * @account: what became of the area
 * @tell: (nullable): told how far it is
 * @tell_data: for @tell
 *
 * Leaves polygons that fit together: every place that one of them covered within the outline is one's,
 * and so is what lies between them; see mls_soup_settle(), mls_soup_part() and mls_soup_fill_gaps(). Needs scratch room for the
 * packed rings twice and takes O(n log n).
 *
 * Returns: %FALSE if @tell gave up; @soup is of no use then
 */
gboolean
mls_soup_clean (MlsSoup           *soup,
                const MlsCleaning *cleaning,
                MlsRemarks        *remarks,
                MlsAccount        *account,
                MlsAssemblyFunc    tell,
                gpointer           tell_data)
{
  g_autoptr (GArray) outside = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));
  Cleaning self = { soup, cleaning, MLS_SETTLE_ONTO_ALL, remarks, account, tell, tell_data, 0, 0 };

  go_on_with (&self, put_in_order (&self));

  self.share = 0.3;
  if (!settle (&self))
    return FALSE;

  self.share = 0.25;
  if (!node (&self))
    return FALSE;

  self.share = 0.35;
  if (!part (&self, outside))
    return FALSE;

  self.share = 1 - self.from;
  return mls_soup_fill_gaps (soup, outside, (double) cleaning->tolerance, remarks, account, tell_step, &self);
}
