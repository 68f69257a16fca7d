#include "assembly/assembly.h"

#include "assembly/edge.h"
#include "assembly/gap.h"
#include "assembly/join.h"
#include "assembly/ledger.h"
#include "assembly/repair.h"
#include "assembly/soup-order.h"
#include "base/format.h"
#include "coverage/dissolve.h"
#include "coverage/error.h"
#include "geometry/cut.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* What is put right can bring borders together elsewhere; each time there is less of it. */
#define MAX_ROUNDS 8

/* Polygons between two calls of the caller's function. */
#define TELL_EVERY 8192

/* Which share of the work each part is, as measured on a million polygons. */
#define SHARE_CLEANING    0.7
#define SHARE_RELABELLING 0.8
#define SHARE_FAULTS      0.75 /* of what is left */

struct _MlsAssembly
{
  MlsSoup    *soup;          /* borrowed */
  MlsArea2    smallest_hole;
  MlsCleaning cleaning;
  gboolean    cleans;

  guint      *order;         /* polygons along Hilbert's curve */
  guint       n_order;
  MlsShape   *edge;          /* the rings of the territory's edge, once run */

  GArray     *misfits;       /* (element-type MlsMisfit) */
  MlsRemarks *remarks;
  MlsAccount  account;

  MlsRelabelFunc relabel;    /* (nullable) */
  gpointer       relabel_data;

  /* Whom to tell how far the work is. */
  MlsAssemblyFunc func;
  gpointer        user_data;
  double          fraction;  /* before the part that runs */
  double          share;     /* of that part */
};

/**
 * mls_assembly_new:
 * @soup: (transfer none): all polygons of the source; changed by the assembly
 * @smallest_hole: a smaller hole of the territory is a gap between polygons, twice its mm²
 *
 * Returns: (transfer full): an assembly that has not run
 */
MlsAssembly *
mls_assembly_new (MlsSoup *soup, MlsArea2 smallest_hole)
{
  MlsAssembly *self = g_new0 (MlsAssembly, 1);

  self->soup = soup;
  self->smallest_hole = smallest_hole;
  self->misfits = g_array_new (FALSE, FALSE, sizeof (MlsMisfit));
  self->remarks = mls_remarks_new ();

  return self;
}

/**
 * mls_assembly_free:
 * @assembly: (transfer full): an assembly
 */
void
mls_assembly_free (MlsAssembly *assembly)
{
  g_free (assembly->order);
  g_clear_pointer (&assembly->edge, mls_shape_free);
  g_array_unref (assembly->misfits);
  mls_remarks_free (assembly->remarks);
  g_free (assembly);
}

/**
 * mls_assembly_clean:
 * @assembly: an assembly that has not run
 * @cleaning: how it is to make polygons fit together that do not
 */
void
mls_assembly_clean (MlsAssembly *assembly, const MlsCleaning *cleaning)
{
  g_return_if_fail (cleaning->tolerance >= 0 && cleaning->tolerance <= MLS_TOLERANCE_MAX);

  assembly->cleaning = *cleaning;
  assembly->cleans = TRUE;
}

/**
 * mls_assembly_relabel:
 * @assembly: an assembly that has not run, and is to clean
 * @func: called with the polygons once they fit together
 * @user_data: for @func
 *
 * Equal neighbours are joined then, as far as faces may be large.
 */
void
mls_assembly_relabel (MlsAssembly *assembly, MlsRelabelFunc func, gpointer user_data)
{
  g_return_if_fail (assembly->cleans);

  assembly->relabel = func;
  assembly->relabel_data = user_data;
}

static gboolean
tell (double fraction, gpointer user_data)
{
  MlsAssembly *self = user_data;

  return self->func == NULL || self->func (self->fraction + fraction * self->share, self->user_data);
}

/* The part of the work from here to @until comes next. */
static void
start_part (MlsAssembly *self, double until)
{
  self->fraction += self->share;
  self->share = until - self->fraction;
}

static gboolean
fail_cancelled (GError **error)
{
  g_set_error_literal (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_CANCELLED, "Cancelled");

  return FALSE;
}

/* Coordinates as programs write them: to be copied. */
static char *
format_place (MlsPoint place)
{
  g_autofree char *x = mls_format_ascii (mls_grid_to_metres (place.x));
  g_autofree char *y = mls_format_ascii (mls_grid_to_metres (place.y));

  return g_strdup_printf ("(%s, %s)", x, y);
}

static gboolean
fail_misfits (const MlsAssembly *self, GError **error)
{
  const MlsMisfit *first = &g_array_index (self->misfits, MlsMisfit, 0);
  g_autofree char *place = format_place (first->place);
  guint n = self->misfits->len;

  if (n < MLS_MISFITS_MAX)
    g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE,
                 g_dngettext (GETTEXT_PACKAGE, "The polygons do not fit together in %u place: %s at %s",
                              "The polygons do not fit together in %u places, first: %s at %s", n),
                 n, _(mls_misfit_text (first->kind)), place);
  else
    g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE,
                 _("The polygons do not fit together in more than %u places, first: %s at %s"), n,
                 _(mls_misfit_text (first->kind)), place);

  return FALSE;
}

static void
put_in_order (MlsAssembly *self)
{
  g_free (self->order);
  self->order = mls_soup_order (self->soup, &self->n_order);
}

/* Polygons met on both sides of a segment. */
typedef struct
{
  MlsAssembly *self;
  MlsLedger   *ledger;
  GHashTable  *pairs;  /* of identical neighbours told of: both numbers in one */
  MlsShape    *shape;
  GArray      *marks;
} Walk;

static void
compare_neighbours (Walk *walk, guint a, guint b, MlsPoint place)
{
  const MlsSoupFace *face = mls_soup_face (walk->self->soup, a);
  const MlsSoupFace *other = mls_soup_face (walk->self->soup, b);
  gint64 key = (gint64) ((guint64) MIN (a, b) << 32 | MAX (a, b));
  MlsRemark remark = { .kind = MLS_REMARK_IDENTICAL, .layer = face->layer, .source = face->source,
                       .other_layer = other->layer, .other = other->source, .place = place };

  if (face->labels != other->labels || (face->source == other->source && face->layer == other->layer) ||
      g_hash_table_contains (walk->pairs, &key))
    return;

  g_hash_table_add (walk->pairs, g_memdup2 (&key, sizeof key));
  mls_remarks_add (walk->self->remarks, &remark);
}

static void
walk_face (Walk *walk, guint face)
{
  guint start = 0;

  mls_soup_read_raw (walk->self->soup, face, walk->shape, walk->marks);

  for (guint r = 0; r < mls_shape_n_rings (walk->shape); r++)
    {
      MlsRing ring = mls_shape_ring (walk->shape, r);
      const guint16 *marks = &g_array_index (walk->marks, guint16, start);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          MlsLedgerEnd a = { ring.points[j], marks[j] };
          MlsLedgerEnd b = { ring.points[i], marks[i] };
          guint other = mls_ledger_walk (walk->ledger, a, b, face);

          if (other != MLS_LEDGER_NO_FACE && other != face)
            compare_neighbours (walk, face, other, a.point);
        }

      start += (guint) ring.n_points;
    }
}

/* Cancels what polygons have in common; NULL when given up. */
static MlsLedger *
walk_faces (MlsAssembly *self)
{
  g_autoptr (MlsLedger) ledger = mls_ledger_new ();
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (MlsShape) shape = mls_shape_new ();
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (guint16));
  Walk walk = { self, ledger, pairs, shape, marks };

  /* Neighbours found identical before something was put right may be so no longer. */
  mls_remarks_drop (self->remarks, MLS_REMARK_IDENTICAL);

  for (guint i = 0; i < self->n_order; i++)
    {
      walk_face (&walk, self->order[i]);
      if (i % TELL_EVERY == 0 && !tell ((double) i / self->n_order, self))
        return NULL;
    }

  return g_steal_pointer (&ledger);
}

/* A polygon put right: where, and what it was before. */
typedef struct
{
  MlsPoint place;
  MlsArea2 before;
  MlsArea2 after;
  guint    parts;
} Mended;

/* What the polygons of which some are to be put right are now, by the polygon they are parts of. */
static GHashTable *
note_before (const MlsAssembly *self, const GArray *places)
{
  GHashTable *mended = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (MlsShape) scratch = mls_shape_new ();

  for (guint i = 0; i < places->len; i++)
    {
      const MlsFaultPlace *place = &g_array_index (places, MlsFaultPlace, i);
      guint origin = mls_soup_face (self->soup, place->face)->origin;
      Mended note = { .place = place->place };

      if (!g_hash_table_contains (mended, GUINT_TO_POINTER (origin)))
        g_hash_table_insert (mended, GUINT_TO_POINTER (origin), g_memdup2 (&note, sizeof note));
    }

  for (guint i = 0; i < mls_soup_n_faces (self->soup); i++)
    {
      guint origin = mls_soup_face (self->soup, i)->origin;
      Mended *note = g_hash_table_lookup (mended, GUINT_TO_POINTER (origin));

      if (note != NULL)
        note->before += mls_soup_area2 (self->soup, i, scratch);
    }

  return mended;
}

static void
note_after (const MlsAssembly *self, GHashTable *mended, guint face, MlsShape *scratch)
{
  guint origin = mls_soup_face (self->soup, face)->origin;
  Mended *note = g_hash_table_lookup (mended, GUINT_TO_POINTER (origin));

  if (note == NULL || mls_soup_face (self->soup, face)->n_rings == 0)
    return;

  note->after += mls_soup_area2 (self->soup, face, scratch);
  note->parts++;
}

static void
remark_mended (MlsAssembly *self, guint face, const Mended *note)
{
  const MlsSoupFace *facts = mls_soup_face (self->soup, face);
  MlsRemark remark = { .kind = MLS_REMARK_REPAIRED, .layer = facts->layer, .source = facts->source, .other = -1,
                       .place = note->place, .gain = note->after - note->before };
  if (note->parts == 0)
    remark.kind = MLS_REMARK_VANISHED;
  mls_remarks_add (self->remarks, &remark);

  if (note->parts > 1)
    {
      remark.kind = MLS_REMARK_PARTS;
      remark.gain = 0;
      mls_remarks_add (self->remarks, &remark);
    }
}

static void
remark_all_mended (MlsAssembly *self, GHashTable *mended)
{
  g_autoptr (MlsShape) scratch = mls_shape_new ();
  guint n_faces = mls_soup_n_faces (self->soup);

  for (guint i = 0; i < n_faces; i++)
    note_after (self, mended, i, scratch);

  for (guint i = 0; i < n_faces; i++)
    {
      const Mended *note = g_hash_table_lookup (mended, GUINT_TO_POINTER (i));

      if (note != NULL)
        remark_mended (self, i, note);
    }
}

static void
remark_losses (MlsAssembly *self)
{
  const GArray *losses = mls_soup_losses (self->soup);

  for (guint i = 0; i < losses->len; i++)
    {
      const MlsSoupLoss *loss = &g_array_index (losses, MlsSoupLoss, i);
      MlsRemark remark = { .kind = MLS_REMARK_VANISHED, .layer = loss->layer, .source = loss->source, .other = -1,
                           .place = loss->place, .gain = -mls_area2_from_m2 (loss->area_m2) };

      mls_remarks_add (self->remarks, &remark);
    }
}

static void
remark_holes (MlsAssembly *self)
{
  for (guint r = 0; r < mls_shape_n_rings (self->edge); r++)
    {
      MlsRing ring = mls_shape_ring (self->edge, r);
      MlsArea2 area2 = mls_ring_area2 (ring);
      MlsRemark remark = { .kind = MLS_REMARK_HOLE, .source = -1, .other = -1, .place = ring.points[0],
                           .gain = -area2 };

      self->account.lines[MLS_ACCOUNT_PARTITION] += area2;
      if (area2 < 0)
        mls_remarks_add (self->remarks, &remark);
    }
}

static void
keep_edge (MlsAssembly *self, MlsEdgeReview *review)
{
  MlsShape *rings = mls_edge_review_rings (review);

  self->edge = mls_shape_new ();
  for (guint r = 0; r < mls_shape_n_rings (rings); r++)
    mls_shape_add_ring (self->edge, mls_shape_ring (rings, r));
}

/* The gaps of the source itself: those that only rounding made, closing an inlet, are none. */
static void
find_gaps (MlsAssembly *self, const MlsLedger *ledger, const GArray *rest, MlsEdgeReview *review)
{
  g_autoptr (GArray) unlike = mls_ledger_unlike (ledger);

  mls_find_gaps (rest, unlike, self->smallest_hole, self->misfits);
  if (self->misfits->len > 0)
    mls_edge_review_mute_holes (review, self->smallest_hole);
}

static gboolean
review_edge (MlsAssembly *self, guint round, const MlsLedger *ledger, GArray *places, GError **error)
{
  g_autoptr (GArray) rest = mls_ledger_rest (ledger);
  g_autoptr (MlsEdgeReview) review = mls_edge_review_new (rest);
  gboolean as_source = round == 0 && !self->cleans;

  if (as_source)
    find_gaps (self, ledger, rest, review);
  mls_edge_review_meets (review, as_source, self->misfits, places);
  if (self->misfits->len == 0 && places->len == 0)
    mls_edge_review_nesting (review, self->misfits);

  if (self->misfits->len > 0)
    return fail_misfits (self, error);

  if (places->len == 0)
    keep_edge (self, review);

  return TRUE;
}

/* Looks at all polygons as they are now. @places gets those to be put right; with none the edge is
 * known. */
static gboolean
look (MlsAssembly *self, guint round, GArray *places, GError **error)
{
  g_autoptr (MlsLedger) ledger = NULL;

  start_part (self, round == 0 ? self->fraction + self->share + SHARE_FAULTS * (1 - self->fraction - self->share) : 1);
  if (!mls_soup_find_faults (self->soup, round > 0, places, tell, self))
    return fail_cancelled (error);

  put_in_order (self);
  start_part (self, 1);
  ledger = walk_faces (self);
  if (ledger == NULL)
    return fail_cancelled (error);

  return review_edge (self, round, ledger, places, error);
}

static gboolean
mend (MlsAssembly *self, const GArray *places, GError **error)
{
  g_autofree char *place = NULL;

  if (mls_repair (self->soup, places, &self->account, self->misfits))
    return TRUE;

  if (self->misfits->len > 0)
    return fail_misfits (self, error);

  place = format_place (g_array_index (places, MlsFaultPlace, 0).place);
  g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE,
               _("The polygons at %s are too fine for a grid of 1 mm"), place);
  return FALSE;
}

static void
merge_notes (GHashTable *all, GHashTable *some)
{
  GHashTableIter iter;
  gpointer face, note;

  g_hash_table_iter_init (&iter, some);
  while (g_hash_table_iter_next (&iter, &face, &note))
    if (!g_hash_table_contains (all, face))
      g_hash_table_insert (all, face, g_memdup2 (note, sizeof (Mended)));
}

static gboolean
run_rounds (MlsAssembly *self, GHashTable *mended, GError **error)
{
  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (MlsFaultPlace));
      g_autoptr (GHashTable) notes = NULL;

      if (!look (self, round, places, error))
        return FALSE;
      if (places->len == 0)
        return TRUE;

      notes = note_before (self, places);
      merge_notes (mended, notes);
      if (!mend (self, places, error))
        return FALSE;
    }

  g_set_error_literal (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE,
                       _("The polygons are too fine for a grid of 1 mm"));
  return FALSE;
}

/* Labels anew polygons that fit together, and joins those that are equal then. */
static gboolean
relabel (MlsAssembly *self)
{
  g_autofree double *edges = g_new0 (double, mls_soup_n_faces (self->soup));
  g_autoptr (GArray) borders = NULL;
  MlsSoup *joined;

  start_part (self, SHARE_RELABELLING);
  borders = mls_soup_borders (self->soup, edges, tell, self);
  if (borders == NULL)
    return FALSE;

  self->relabel (self->soup, borders, edges, self->relabel_data);
  joined = mls_soup_join (self->soup, borders, MLS_MAX_FACE_POINTS);
  mls_soup_swap (self->soup, joined);
  mls_soup_free (joined);

  return TRUE;
}

static gboolean
clean (MlsAssembly *self, GError **error)
{
  start_part (self, SHARE_CLEANING);

  return (mls_soup_clean (self->soup, &self->cleaning, self->remarks, &self->account, tell, self) &&
          (self->relabel == NULL || relabel (self))) ||
         fail_cancelled (error);
}

/* Cleans the polygons, or takes them as they are. */
static gboolean
prepare (MlsAssembly *self, GError **error)
{
  MlsArea2 *lines = self->account.lines;
  g_autoptr (MlsShape) scratch = mls_shape_new ();

  if (self->cleans)
    return clean (self, error);

  lines[MLS_ACCOUNT_SOURCE] = mls_soup_source_area2 (self->soup);
  lines[MLS_ACCOUNT_ROUNDING] = -lines[MLS_ACCOUNT_SOURCE];
  for (guint i = 0; i < mls_soup_n_faces (self->soup); i++)
    lines[MLS_ACCOUNT_ROUNDING] += mls_soup_area2 (self->soup, i, scratch);

  return TRUE;
}

/**
 * mls_assembly_run:
 * @assembly: an assembly that has not run
 * @func: (nullable): told how far the work is
 * @user_data: for @func
 * @error: %MLS_COVERAGE_ERROR_SOURCE if the polygons do not fit together, see
 *   mls_assembly_misfits(); %MLS_COVERAGE_ERROR_CANCELLED if @func gave up
 *
 * Finds out whether the polygons are a partition, and puts right what rounding broke. Takes
 * O(n log n) of their vertices.
 *
 * Returns: whether they are one now
 */
gboolean
mls_assembly_run (MlsAssembly *assembly, MlsAssemblyFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GHashTable) mended = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  assembly->func = func;
  assembly->user_data = user_data;

  if (!prepare (assembly, error) || !run_rounds (assembly, mended, error))
    return FALSE;

  remark_losses (assembly);
  remark_all_mended (assembly, mended);
  remark_holes (assembly);

  return TRUE;
}

/**
 * mls_assembly_misfits:
 * @assembly: an assembly that has run
 *
 * Returns: (transfer none) (element-type MlsMisfit): the places where the polygons do not fit
 *   together, at most %MLS_MISFITS_MAX
 */
const GArray *
mls_assembly_misfits (const MlsAssembly *assembly)
{
  return assembly->misfits;
}

/**
 * mls_assembly_remarks:
 * @assembly: an assembly that has run
 *
 * Returns: (transfer none) (element-type MlsRemark): what else there is to say of the source
 */
const GArray *
mls_assembly_remarks (const MlsAssembly *assembly)
{
  return assembly->remarks->kept;
}

/**
 * mls_assembly_count:
 * @assembly: an assembly that has run
 * @kind: a kind of remark
 *
 * Returns: how many there are to make, those not kept included
 */
guint
mls_assembly_count (const MlsAssembly *assembly, MlsRemarkKind kind)
{
  g_return_val_if_fail ((guint) kind < MLS_N_REMARKS, 0);

  return assembly->remarks->counts[kind];
}

/**
 * mls_assembly_account:
 * @assembly: an assembly that has run well
 *
 * Returns: (transfer none): what became of the area of the source, valid while @assembly is
 */
const MlsAccount *
mls_assembly_account (const MlsAssembly *assembly)
{
  return &assembly->account;
}

/* Who gets the faces, and what the next one is numbered. */
typedef struct
{
  MlsFaceFunc func;
  gpointer    user_data;
  gint64      next_id;
} Giver;

static gboolean
give_face (const MlsAssembly *self, guint from, MlsShape *shape, Giver *giver)
{
  const MlsLabel *labels = mls_soup_labels (self->soup, mls_soup_face (self->soup, from)->labels);
  g_autoptr (MlsFace) face = mls_face_new (giver->next_id++, mls_shape_get_rings (shape),
                                           mls_shape_n_rings (shape), labels,
                                           mls_soup_n_vintages (self->soup));

  return giver->func (face, giver->user_data);
}

static gboolean
give_pieces (const MlsAssembly *self, guint from, MlsShape *shape, Giver *giver)
{
  g_autoptr (GPtrArray) pieces = mls_polygon_cut (mls_shape_get_rings (shape), mls_shape_n_rings (shape),
                                                  MLS_MAX_FACE_POINTS);

  for (guint i = 0; i < pieces->len; i++)
    if (!give_face (self, from, g_ptr_array_index (pieces, i), giver))
      return FALSE;

  return TRUE;
}

/**
 * mls_assembly_faces:
 * @assembly: an assembly that has run well
 * @func: called with each face, numbered from 1 on along Hilbert's curve
 * @user_data: for @func
 *
 * A face larger than %MLS_MAX_FACE_POINTS comes in pieces.
 *
 * Returns: %FALSE if @func stopped it
 */
gboolean
mls_assembly_faces (const MlsAssembly *assembly, MlsFaceFunc func, gpointer user_data)
{
  g_autoptr (MlsShape) shape = mls_shape_new ();
  Giver giver = { func, user_data, 1 };

  for (guint i = 0; i < assembly->n_order; i++)
    {
      guint from = assembly->order[i];
      gboolean goes_on = TRUE;

      mls_soup_read (assembly->soup, from, shape);
      if (shape->points->len > MLS_MAX_FACE_POINTS)
        goes_on = give_pieces (assembly, from, shape, &giver);
      else if (shape->points->len > 0)
        goes_on = give_face (assembly, from, shape, &giver);

      if (!goes_on)
        return FALSE;
    }

  return TRUE;
}

/**
 * mls_assembly_edges:
 * @assembly: an assembly that has run well
 * @func: called with each ring of the territory's edge, numbered from 1 on
 * @user_data: for @func
 *
 * Returns: %FALSE if @func stopped it
 */
gboolean
mls_assembly_edges (const MlsAssembly *assembly, MlsEdgeFunc func, gpointer user_data)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint r = 0; r < mls_shape_n_rings (assembly->edge); r++)
    {
      MlsRing ring = mls_shape_ring (assembly->edge, r);
      MlsEdge edge = { r + 1, NULL, ring.n_points + 1 };

      g_array_set_size (points, 0);
      g_array_append_vals (points, ring.points, (guint) ring.n_points);
      g_array_append_val (points, ring.points[0]);
      edge.points = (const MlsPoint *) (gpointer) points->data;

      if (!func (&edge, user_data))
        return FALSE;
    }

  return TRUE;
}
