/* How far the author has come in their zone. */

#include "document/project-private.h"

#include "store/error.h"

#include <glib/gi18n-lib.h>

/**
 * mls_project_get_zone_progress:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): how far its author has come, until that or the zone changes; %NULL for one without
 *   a zone
 */
const MlsZoneProgress *
mls_project_get_zone_progress (MlsProject *self)
{
  const MlsWorkZone *zone = &self->rules.zone;

  if (self->zone_progress == NULL && zone->ground != NULL)
    self->zone_progress = mls_zone_progress_read (self->store, zone->author, zone->ground, NULL);

  return self->zone_progress;
}

/**
 * mls_project_mark_zone:
 * @self: a project open for writing
 * @at: a place
 * @state: how far the square of the zone there has come; what it is already is taken back
 * @error: %MLS_STORE_ERROR_NOTHING if there is no such square, or another #MLS_STORE_ERROR
 *
 * Whoever marks one by mistake marks it once more. It is no edit, and in no history: the map stays as it is.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_project_mark_zone (MlsProject *self, MlsPoint at, MlsCellState state, GError **error)
{
  MlsZoneProgress *progress = (MlsZoneProgress *) mls_project_get_zone_progress (self);
  guint i;

  if (progress == NULL || !mls_zone_progress_find (progress, at, &i))
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING,
                   progress != NULL ? _("The middle of the map is outside of your zone") : _("You have no zone here"));
      return FALSE;
    }

  if (mls_zone_progress_state (progress, i) == state)
    state = MLS_CELL_TO_DO;
  if (!mls_zone_progress_set (progress, i, state, error))
    return FALSE;

  mls_project_emit_zone_changed (self);

  return TRUE;
}
