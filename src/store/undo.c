#include "store/undo.h"

#include "store/decision.h"
#include "store/error.h"
#include "store/exception.h"
#include "store/finding.h"
#include "store/past.h"
#include "store/set-aside.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* The two ways along the history. */
typedef struct
{
  const char *verb;
  const char *nothing;
  gboolean (*find) (MlsDatabase *database, gint64 *id, GError **error);
} Way;

static const Way undo_way = { MLS_VERB_UNDO, N_("There is nothing to undo"),
                              mls_operation_find_undo };
static const Way redo_way = { MLS_VERB_REDO, N_("There is nothing to redo"),
                              mls_operation_find_redo };

static MlsOperation *
next (MlsStore *self, const Way *way, GError **error)
{
  gint64 id;

  if (!way->find (self->database, &id, error))
    return NULL;

  if (id == 0)
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _(way->nothing));
      return NULL;
    }

  return mls_operation_read (self->database, mls_store_layout (self), id, error);
}

/* Appends the operation that takes @target back, and writes what it does. */
static MlsDelta *
take_back (MlsStore           *self,
           const Way          *way,
           const MlsOperation *target,
           const char         *author,
           gint64             *operation,
           GError            **error)
{
  const MlsOperationFacts facts = {
    .author = author,
    .verb = way->verb,
    .kind = target->kind,
    .vintages = target->vintages,
    .dimension = target->dimension,
    .scale = target->scale,
    .summary = target->summary,
    .undoes = target->id,
  };
  g_autoptr (MlsDelta) delta =
    mls_past_read_delta (self->database, self->reading, target->id, error);
  g_autoptr (MlsDelta) inverse = NULL;
  g_autoptr (MlsDelta) applied = NULL;

  if (delta == NULL)
    return NULL;

  inverse = mls_delta_inverted (delta);
  *operation =
    mls_operation_append (self->database, mls_store_layout (self), &facts, &target->box, error);
  if (*operation == 0)
    return NULL;

  applied = mls_store_write_delta (self, inverse, *operation, error);
  if (applied == NULL || !mls_exceptions_take_back (self->database, target->id, *operation, error) ||
      !mls_decisions_take_back (self->database, target->id, *operation, error) ||
      !mls_findings_take_back (self->database, target->id, *operation, error) ||
      !mls_set_aside_take_back (self->database, target->id, *operation, error))
    return NULL;

  return g_steal_pointer (&applied);
}

static MlsDelta *
go (MlsStore *self, const Way *way, const char *author, gint64 *operation, GError **error)
{
  g_autoptr (MlsOperation) target = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  gint64 id = 0;

  g_return_val_if_fail (author != NULL, NULL);

  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return NULL;

  target = next (self, way, error);
  if (target != NULL)
    applied = take_back (self, way, target, author, &id, error);

  if (!mls_database_end (self->database, applied != NULL, error))
    return NULL;

  if (operation != NULL)
    *operation = id;
  return g_steal_pointer (&applied);
}

/**
 * mls_store_next_undo:
 * @self: a project
 * @error: %MLS_STORE_ERROR_NOTHING if there is none, or any other #MLS_STORE_ERROR
 *
 * The newest operation that is neither an undo nor undone, as far back as the newest barrier.
 *
 * Returns: (transfer full): what mls_store_undo() would take back, or %NULL
 */
MlsOperation *
mls_store_next_undo (MlsStore *self, GError **error)
{
  return next (self, &undo_way, error);
}

/**
 * mls_store_next_redo:
 * @self: a project
 * @error: %MLS_STORE_ERROR_NOTHING if there is none, or any other #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the undo that mls_store_redo() would take back, or %NULL
 */
MlsOperation *
mls_store_next_redo (MlsStore *self, GError **error)
{
  return next (self, &redo_way, error);
}

/**
 * mls_undo_step_free:
 * @step: (transfer full): a step
 */
void
mls_undo_step_free (MlsUndoStep *step)
{
  g_clear_pointer (&step->what, mls_operation_free);
  g_free (step);
}

/* An undo is about what it took back, and a redo about what that undo was about. */
static MlsUndoStep *
read_step (MlsStore *self, gint64 id, GError **error)
{
  g_autoptr (MlsUndoStep) step = g_new0 (MlsUndoStep, 1);
  gint64 about = id;

  step->id = id;
  do
    {
      g_clear_pointer (&step->what, mls_operation_free);
      step->what = mls_operation_read (self->database, mls_store_layout (self), about, error);
      if (step->what == NULL)
        return NULL;
      about = step->what->undoes;
    }
  while (about != 0);

  return g_steal_pointer (&step);
}

static GPtrArray *
read_steps (MlsStore *self, const GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_undo_step_free);

  for (guint i = 0; i < ids->len; i++)
    {
      MlsUndoStep *step = read_step (self, g_array_index (ids, gint64, i), error);

      if (step == NULL)
        return NULL;
      g_ptr_array_add (steps, step);
    }

  return g_steal_pointer (&steps);
}

/**
 * mls_store_undo_steps:
 * @self: a project
 * @n: how many at most
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsUndoStep): what mls_store_undo() takes back if it is called so often, the next
 *   first; or %NULL
 */
GPtrArray *
mls_store_undo_steps (MlsStore *self, guint n, GError **error)
{
  g_autoptr (GArray) ids = mls_operation_list_undo (self->database, n, error);

  return ids != NULL ? read_steps (self, ids, error) : NULL;
}

/**
 * mls_store_redo_steps:
 * @self: a project
 * @n: how many at most
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsUndoStep): what mls_store_redo() takes back if it is called so often, the next
 *   first; or %NULL
 */
GPtrArray *
mls_store_redo_steps (MlsStore *self, guint n, GError **error)
{
  g_autoptr (GArray) ids = mls_operation_list_redo (self->database, n, error);

  return ids != NULL ? read_steps (self, ids, error) : NULL;
}

/**
 * mls_store_undo:
 * @self: a project open for writing
 * @author: who undoes
 * @operation: (out) (optional): the operation it became
 * @error: %MLS_STORE_ERROR_NOTHING if there is nothing to undo, %MLS_STORE_ERROR_STALE if the faces
 *   are not as that operation left them, or any other #MLS_STORE_ERROR
 *
 * Appends the inverse of mls_store_next_undo(): the faces come back as they were, under their ids.
 * It does not matter when the operation was made, nor by which run of the program.
 *
 * Returns: (transfer full): what was done, or %NULL
 */
MlsDelta *
mls_store_undo (MlsStore *self, const char *author, gint64 *operation, GError **error)
{
  return go (self, &undo_way, author, operation, error);
}

/**
 * mls_store_redo:
 * @self: a project open for writing
 * @author: who redoes
 * @operation: (out) (optional): the operation it became
 * @error: as for mls_store_undo()
 *
 * Appends the inverse of mls_store_next_redo().
 *
 * Returns: (transfer full): what was done, or %NULL
 */
MlsDelta *
mls_store_redo (MlsStore *self, const char *author, gint64 *operation, GError **error)
{
  return go (self, &redo_way, author, operation, error);
}
