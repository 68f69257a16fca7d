/* Faces as another program has drawn them, brought into the map they were drawn on: one edit of that program's. */

#include "store/bring-in.h"

#include "coverage/drawing.h"
#include "rules/repair.h"
#include "store/error.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* What came of an outline. */
typedef enum
{
  UNCHANGED,
  CHANGED,
  LEFT_OUT,
} Outcome;

typedef struct
{
  MlsStore        *store;
  GPtrArray       *outlines; /* (element-type MlsDrawing): those that can be drawn */
  Outcome         *outcomes; /* of each of them */
  MlsVintageSet    vintages; /* those that other programs may write */
  GPtrArray       *deltas;   /* (element-type MlsDelta): one after the other */
  gint64           trial;
  MlsMending      *mending;
  MlsStoreProgressFunc func; /* (nullable) */
  gpointer         user_data;
} BringIn;

static MlsVintageSet
open_vintages (const MlsLayout *layout)
{
  MlsVintageSet set = 0;

  for (guint i = 0; i < layout->vintages->len; i++)
    if (g_array_index (layout->vintages, MlsVintage, i).state == MLS_VINTAGE_OPEN)
      set |= MLS_VINTAGE (i);

  return set;
}

static MlsOperationFacts
facts_of (const BringIn *self)
{
  return (MlsOperationFacts){ .author = "", .verb = MLS_VERB_FOREIGN, .kind = "correction", .vintages = self->vintages };
}

static void
leave_out (BringIn *self, const MlsDrawing *outline, const char *reason)
{
  const MlsFinding finding = { .rule = (MlsFindingRule) (MLS_FINDING_REPAIR + MLS_REPAIR_LEFT_OUT),
                               .severity = MLS_SEVERITY_NOTE,
                               .vintage = MLS_NO_VINTAGE,
                               .place = mls_drawing_place (outline),
                               .fid = outline->face,
                               .remark = g_quark_from_string (reason),
                               .feature = { outline->face, 0 },
                               .other = { -1, 0 } };

  g_array_append_val (self->mending->findings, finding);
  self->mending->n_left_out++;
}

static MlsPatch *
patch_of (const BringIn *self)
{
  return mls_patch_new (mls_store_source (self->store), mls_store_layout (self->store)->vintages->len);
}

/* That it would change nothing may be otherwise once others are drawn. */
static gboolean
is_refused (const GError *reason)
{
  return reason != NULL && reason->domain == MLS_REFUSAL && reason->code != MLS_REFUSAL_NO_EFFECT;
}

/* What has no ground to leave is found out when it is drawn. */
static gboolean
can_leave (BringIn *self, const MlsDrawing *outline, GError **error)
{
  g_autoptr (MlsPatch) patch = patch_of (self);
  g_autoptr (GError) reason = NULL;
  g_autoptr (MlsPlan) plan = NULL;

  if (outline->was == NULL)
    return TRUE;

  plan = mls_plan_drawing (patch, outline, self->vintages, &reason);
  if (plan != NULL || g_error_matches (reason, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* Adds it to those that can be drawn, if it can. */
static gboolean
look_at (BringIn *self, MlsDrawing *outline, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (mls_shape_n_rings (outline->rings) == 0)
    leave_out (self, outline, _("it is no polygon"));
  else if (can_leave (self, outline, &reason))
    g_ptr_array_add (self->outlines, outline);
  else if (is_refused (reason))
    leave_out (self, outline, reason->message);
  else
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  return TRUE;
}

/* Writes what a planner said of an outline, which may be nothing. */
static gboolean
try (BringIn *self, guint i, MlsPlan *planned, GError *reason, GError **error)
{
  g_autoptr (MlsPlan) plan = planned;
  g_autoptr (GError) refusal = reason;
  MlsDelta *applied;

  if (plan == NULL && is_refused (refusal) && self->outcomes[i] == UNCHANGED)
    {
      leave_out (self, g_ptr_array_index (self->outlines, i), refusal->message);
      self->outcomes[i] = LEFT_OUT;
    }
  if (plan == NULL && refusal->domain == MLS_REFUSAL)
    return TRUE;
  if (plan == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  applied = mls_store_write_delta (self->store, plan->delta, self->trial, error);
  if (applied != NULL)
    g_ptr_array_add (self->deltas, applied);
  self->outcomes[i] = CHANGED;

  return applied != NULL;
}

static gboolean
leave (BringIn *self, guint i, GError **error)
{
  const MlsDrawing *outline = g_ptr_array_index (self->outlines, i);
  g_autoptr (MlsPatch) patch = patch_of (self);
  GError *reason = NULL;
  MlsPlan *plan;

  if (outline->was == NULL)
    return TRUE;

  plan = mls_plan_leave (patch, outline, self->outlines, self->vintages, &reason);

  return try (self, i, plan, reason, error);
}

static gboolean
draw (BringIn *self, guint i, GError **error)
{
  g_autoptr (MlsPatch) patch = patch_of (self);
  GError *reason = NULL;
  MlsPlan *plan;

  if (self->outcomes[i] == LEFT_OUT)
    return TRUE;

  plan = mls_plan_drawing (patch, g_ptr_array_index (self->outlines, i), self->vintages, &reason);

  return try (self, i, plan, reason, error);
}

static gboolean
go_on (const BringIn *self, guint i, guint n, GError **error)
{
  return self->func == NULL || self->func ((double) i / n, self->user_data) || mls_store_fail_cancelled (error);
}

/* Each is drawn on what those before have left. What is given up comes first, so that it is another outline's where one was drawn
 * there. */
static gboolean
try_all (BringIn *self, const GPtrArray *outlines, GError **error)
{
  guint n;

  for (guint i = 0; i < outlines->len; i++)
    if (!look_at (self, g_ptr_array_index (outlines, i), error))
      return FALSE;

  n = self->outlines->len;
  self->outcomes = g_new0 (Outcome, n);
  for (guint i = 0; i < n; i++)
    if (!go_on (self, i, 2 * n, error) || !leave (self, i, error))
      return FALSE;
  for (guint i = 0; i < n; i++)
    if (!go_on (self, n + i, 2 * n, error) || !draw (self, i, error))
      return FALSE;

  return TRUE;
}

/* Whether another one has taken what it gave up. */
static gboolean
is_met_by_others (const BringIn *self, const MlsDrawing *outline)
{
  for (guint i = 0; outline->was != NULL && i < self->outlines->len; i++)
    if (self->outcomes[i] == CHANGED && mls_box_intersects (&((MlsDrawing *) g_ptr_array_index (self->outlines, i))->box, &outline->was->box))
      return TRUE;

  return FALSE;
}

static void
count (BringIn *self)
{
  for (guint i = 0; i < self->outlines->len; i++)
    {
      const MlsDrawing *outline = g_ptr_array_index (self->outlines, i);

      if (self->outcomes[i] == CHANGED || (self->outcomes[i] == UNCHANGED && is_met_by_others (self, outline)))
        self->mending->n_drawn++;
      else if (self->outcomes[i] == UNCHANGED)
        leave_out (self, outline, _("it would change nothing"));
    }
}

/* All of it is taken back again: what it comes to is written as one. */
static gboolean
try_out (BringIn *self, const GPtrArray *outlines, GError **error)
{
  const MlsOperationFacts facts = facts_of (self);
  MlsDatabase *database = self->store->database;

  if (!mls_database_exec (database, "SAVEPOINT trial", error))
    return FALSE;

  self->trial = mls_operation_append (database, mls_store_layout (self->store), &facts, NULL, error);
  if (self->trial == 0 || !try_all (self, outlines, error))
    return FALSE;

  count (self);
  return mls_database_exec (database, "ROLLBACK TO trial; RELEASE trial", error);
}

static gboolean
write_joined (BringIn *self, const MlsDelta *joined, GError **error)
{
  const MlsOperationFacts facts = facts_of (self);
  MlsBox box = mls_delta_box (joined);
  g_autoptr (MlsDelta) applied = NULL;

  if (mls_delta_is_empty (joined))
    return TRUE;
  if (!mls_delta_prove (joined, error))
    return FALSE;

  self->mending->operation =
    mls_operation_append (self->store->database, mls_store_layout (self->store), &facts, &box, error);
  if (self->mending->operation != 0)
    applied = mls_store_write_delta (self->store, joined, self->mending->operation, error);

  return applied != NULL;
}

/**
 * mls_bring_in_outlines:
 * @store: a project in a transaction
 * @outlines: (element-type MlsDrawing): faces as another program has drawn them, with what they were
 * @func: (scope call) (nullable): told how far it is, and may give up
 * @user_data: for @func
 * @mending: gets what came of them
 * @error: %MLS_STORE_ERROR_CANCELLED, or another #MLS_STORE_ERROR
 *
 * What lies in an outline takes its labels, at the dates that other programs may write; of two the later one stands. What a face
 * gave up that nobody has drawn goes to its neighbours. All of it is one operation, which can be undone.
 *
 * Returns: whether what can be is brought in
 */
gboolean
mls_bring_in_outlines (MlsStore            *store,
                       const GPtrArray     *outlines,
                       MlsStoreProgressFunc func,
                       gpointer             user_data,
                       MlsMending          *mending,
                       GError             **error)
{
  g_autoptr (GPtrArray) deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_delta_unref);
  g_autoptr (GPtrArray) able = g_ptr_array_new ();
  g_autoptr (MlsDelta) joined = NULL;
  BringIn self = { store, able, NULL, open_vintages (mls_store_layout (store)), deltas, 0, mending, func, user_data };
  gboolean done = try_out (&self, outlines, error);

  g_free (self.outcomes);
  joined = mls_delta_joined (deltas);

  return done && write_joined (&self, joined, error);
}
