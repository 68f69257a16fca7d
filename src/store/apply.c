#include "store/store-private.h"

#include "base/format.h"
#include "store/decision.h"
#include "store/error.h"
#include "store/exception.h"
#include "store/finding.h"
#include "store/set-aside.h"

#include <glib/gi18n-lib.h>

/* Whether @face is in the file as it is here: geometry and labels. The operation that wrote it may
 * be another one. */
static gboolean
verify_face (MlsStore *self, const MlsFace *face, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (MlsFace) stored = mls_reading_face (self->reading, face->id, &reason);
  g_autofree char *number = NULL;

  if (stored != NULL && mls_face_same_rings (stored, face) && mls_face_same_labels (stored, face))
    return TRUE;

  if (stored == NULL && !g_error_matches (reason, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  number = mls_format_id (face->id);
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE, _("Face %s has changed meanwhile"),
               number);
  return FALSE;
}

static gboolean
verify_edge (MlsStore *self, const MlsEdgeChange *change, GError **error)
{
  g_autoptr (GArray) stored = mls_reading_edge (self->reading, change->id, error);
  g_autofree char *number = NULL;

  if (stored == NULL)
    return FALSE;

  if (mls_edge_points_equal (stored, change->before))
    return TRUE;

  number = mls_format_id (change->id);
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE,
               _("Piece %s of the territory’s edge has changed meanwhile"), number);
  return FALSE;
}

static gboolean
verify (MlsStore *self, const MlsDelta *delta, GError **error)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsFace *before = g_array_index (delta->changes, MlsChange, i).before;

      if (before != NULL && !verify_face (self, before, error))
        return FALSE;
    }

  for (guint i = 0; i < delta->edges->len; i++)
    if (!verify_edge (self, &g_array_index (delta->edges, MlsEdgeChange, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
is_change (const MlsChange *change)
{
  return change->before == NULL || change->after == NULL ||
         !mls_face_same_rings (change->before, change->after) ||
         !mls_face_same_labels (change->before, change->after);
}

/* Writes one change and adds it, with its final id, to @applied. */
static gboolean
write_change (MlsStore        *self,
              const MlsChange *change,
              gint64           operation,
              MlsDelta        *applied,
              GError         **error)
{
  const MlsFace *after = change->after;
  gint64 id = after != NULL ? after->id : 0;

  if (after == NULL)
    {
      if (!mls_writing_delete_face (self->writing, change->before->id, error))
        return FALSE;
    }
  else if (change->before != NULL)
    {
      if (!mls_writing_update_face (self->writing, after, operation, error))
        return FALSE;
    }
  else if (!mls_writing_insert_face (self->writing, after, operation, &id, error))
    return FALSE;

  mls_delta_add (applied, change->before != NULL ? mls_face_ref (change->before) : NULL,
                 after != NULL ? mls_face_with (after, id, operation, NULL, 0) : NULL);
  return TRUE;
}

/* Faces that go are gone before others take their place. */
static gboolean
write_faces (MlsStore       *self,
             const MlsDelta *delta,
             gint64          operation,
             MlsDelta       *applied,
             GError        **error)
{
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < delta->changes->len; i++)
      {
        const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

        if ((change->after == NULL) == (pass == 0) && is_change (change) &&
            !write_change (self, change, operation, applied, error))
          return FALSE;
      }

  return TRUE;
}

static gboolean
write_edges (MlsStore       *self,
             const MlsDelta *delta,
             gint64          operation,
             MlsDelta       *applied,
             GError        **error)
{
  for (guint i = 0; i < delta->edges->len; i++)
    {
      const MlsEdgeChange *change = &g_array_index (delta->edges, MlsEdgeChange, i);

      if (!mls_writing_update_edge (self->writing, change->id, change->after, operation, error))
        return FALSE;

      mls_delta_add_edge (applied, change->id, g_array_ref (change->before),
                          g_array_ref (change->after));
    }

  return TRUE;
}

/* Checks that the file still is what @delta starts from, and makes it what @delta ends with. In a
 * transaction of the caller, who takes all back when this fails. Returns the delta with final
 * ids. */
MlsDelta *
mls_store_write_delta (MlsStore *self, const MlsDelta *delta, gint64 operation, GError **error)
{
  g_autoptr (MlsDelta) applied = mls_delta_new ();

  if (!verify (self, delta, error) || !mls_writing_mark (self->writing, operation, error) ||
      !write_faces (self, delta, operation, applied, error) ||
      !write_edges (self, delta, operation, applied, error) ||
      !mls_writing_mark (self->writing, 0, error))
    return NULL;

  return g_steal_pointer (&applied);
}

static gboolean
changes_something (const MlsDelta *delta)
{
  for (guint i = 0; i < delta->changes->len; i++)
    if (is_change (&g_array_index (delta->changes, MlsChange, i)))
      return TRUE;

  return FALSE;
}

static gboolean
says_something (const MlsOperationFacts *facts)
{
  return facts->n_exceptions + facts->n_kept + facts->n_decisions + facts->n_measured > 0 || facts->settles != NULL;
}

/* Faces whose area is to be written anew, as they are in the file. */
static GPtrArray *
read_measured (MlsStore *self, const MlsOperationFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);

  for (guint i = 0; i < facts->n_measured; i++)
    {
      MlsFace *face = mls_reading_face (self->reading, facts->measured[i], error);

      if (face == NULL)
        return NULL;
      g_ptr_array_add (faces, face);
    }

  return g_steal_pointer (&faces);
}

/* Writes them as they are: what that changes is their area alone, which the file has besides. */
static gboolean
write_measured (MlsStore *self, const GPtrArray *faces, gint64 operation, GError **error)
{
  if (!mls_writing_mark (self->writing, operation, error))
    return FALSE;

  for (guint i = 0; i < faces->len; i++)
    if (!mls_writing_update_face (self->writing, g_ptr_array_index (faces, i), operation, error))
      return FALSE;

  return mls_writing_mark (self->writing, 0, error);
}

static MlsBox
box_of_edit (const MlsDelta *delta, const MlsOperationFacts *facts, const GPtrArray *measured)
{
  MlsBox box = mls_delta_box (delta);

  for (guint i = 0; i < measured->len; i++)
    box = mls_box_union (&box, &((const MlsFace *) g_ptr_array_index (measured, i))->box);
  for (guint i = 0; i < facts->n_exceptions; i++)
    mls_box_extend (&box, facts->exceptions[i].place);
  for (guint i = 0; i < facts->n_kept; i++)
    mls_box_extend (&box, facts->kept[i].place);
  for (guint i = 0; i < facts->n_decisions; i++)
    mls_box_extend (&box, facts->decisions[i].place);
  if (facts->settles != NULL)
    mls_box_extend (&box, facts->settles->place);

  return box;
}

/**
 * mls_store_apply:
 * @self: a project open for writing
 * @delta: an edit; faces it creates have provisional ids, and get the next ones that were never
 *   used
 * @facts: what the edit says of itself; one without a change may still give exceptions, keep
 *   findings, decide on changes, write areas anew or settle what was set aside
 * @operation: (out) (optional): the operation it became
 * @error: %MLS_STORE_ERROR_STALE if the faces it starts from are others by now,
 *   %MLS_STORE_ERROR_NOTHING if it changes nothing, %MLS_COVERAGE_ERROR_OPEN or
 *   %MLS_COVERAGE_ERROR_FACE if it would leave no partition, %MLS_STORE_ERROR_REFUSED if a code is
 *   not allowed, or what the disk says
 *
 * Writes an edit, whole or not at all. It is on disk when this returns. Whether the edit is a good
 * one has been decided before.
 *
 * Returns: (transfer full): the same edit with the ids its faces got and the operation that wrote
 *   them, or %NULL
 */
MlsDelta *
mls_store_apply (MlsStore                *self,
                 const MlsDelta          *delta,
                 const MlsOperationFacts *facts,
                 gint64                  *operation,
                 GError                 **error)
{
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GPtrArray) measured = NULL;
  MlsBox box;
  gint64 id;

  g_return_val_if_fail (facts->author != NULL && facts->verb != NULL, NULL);

  if (!mls_store_check_writable (self, error) || !mls_delta_prove (delta, error))
    return NULL;

  if (!changes_something (delta) && !says_something (facts))
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING,
                           _("The edit changes nothing"));
      return NULL;
    }

  measured = read_measured (self, facts, error);
  if (measured == NULL || !mls_database_begin (self->database, error))
    return NULL;

  box = box_of_edit (delta, facts, measured);
  id = mls_operation_append (self->database, mls_store_layout (self), facts, &box, error);
  if (id != 0)
    applied = mls_store_write_delta (self, delta, id, error);

  if (!mls_database_end (self->database,
                         applied != NULL && write_measured (self, measured, id, error) &&
                           mls_exceptions_write (self->database, mls_store_layout (self), facts, id, error) &&
                           mls_decisions_write (self->database, mls_store_layout (self), facts, id, error) &&
                           mls_findings_decide (self->database, facts, id, error) &&
                            mls_set_aside_settle (self->database, facts, id, error),
                         error))
    return NULL;

  if (operation != NULL)
    *operation = id;
  return g_steal_pointer (&applied);
}
