#include "store/nomenclature-pair.h"

#include "store/nomenclature-private.h"
#include "store/operation.h"
#include "store/store-private.h"

#define THESE_YEARS \
  "cover = ?1 AND use = ?2 AND valid_from IS nullif (?3, 0) AND valid_until IS nullif (?4, 0) AND state = ?5 AND until IS NULL"

/* A row that would never have been true is gone. */
static gboolean
end_years (MlsDatabase *database, const MlsPairRule *row, gint64 operation, GError **error)
{
  const char *cover = g_quark_to_string (row->pair.cover);
  const char *use = g_quark_to_string (row->pair.use);
  const char *state = row->state == MLS_CODE_VALID ? "valid" : "tolerated";

  return mls_database_run (database, error, "DELETE FROM pair WHERE " THESE_YEARS " AND since = ?6", "ssiisi", cover, use,
                           (gint64) row->valid_from, (gint64) row->valid_until, state, operation) &&
         mls_database_run (database, error, "UPDATE pair SET until = ?6 WHERE " THESE_YEARS, "ssiisi", cover, use,
                           (gint64) row->valid_from, (gint64) row->valid_until, state, operation);
}

static gboolean
write_change (MlsDatabase *database, const MlsPairChange *change, const MlsNomenclature *after, GError **error)
{
  gint64 last;

  return mls_operation_last (database, &last, error) &&
         (change->from.pair.cover == 0 || end_years (database, &change->from, last + 1, error)) &&
         mls_nomenclature_save_pairs (database, after, last + 1, error);
}

/**
 * mls_store_change_pair:
 * @self: a project open for writing
 * @change: in which years a pair may stand, from the next operation on
 * @error: as mls_nomenclature_with_pair(), or a #MLS_STORE_ERROR
 *
 * Ground keeps its codes: what may stand no more is a finding there.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_change_pair (MlsStore *self, const MlsPairChange *change, GError **error)
{
  g_autoptr (MlsNomenclature) before = NULL;
  g_autoptr (MlsNomenclature) after = NULL;

  if (!mls_store_check_writable (self, error))
    return FALSE;

  before = mls_store_read_nomenclature (self, error);
  after = before != NULL ? mls_nomenclature_with_pair (before, change, error) : NULL;
  if (after == NULL || !mls_database_begin (self->database, error))
    return FALSE;

  return mls_database_end (self->database, write_change (self->database, change, after, error), error);
}
