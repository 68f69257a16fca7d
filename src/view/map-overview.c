/* What a map shows from afar, made in the background: after the first frame, and again where edits were. */

#include "view/map-private.h"

#include "view/overview.h"

/* An edit is seldom alone, and nobody looks from afar between two of them. */
#define REST_MS 1500

static void
tell (double fraction, gpointer user_data)
{
  mls_errand_tell (user_data, fraction, NULL);
}

/* Once in a run is often enough to look at what is kept of others. */
static void
tidy (void)
{
  static gsize is_done;

  if (g_once_init_enter (&is_done))
    {
      mls_overview_tidy ();
      g_once_init_leave (&is_done, 1);
    }
}

static gboolean
prepare (MlsErrand *errand, gpointer data, GError **error)
{
  tidy ();

  return mls_face_layer_prepare (data, tell, errand, mls_errand_get_cancellable (errand), error);
}

static void
told (MlsMap *self, double fraction)
{
  g_signal_emit_by_name (self, "preparing", fraction);
}

/* Whatever could not be made is made when it is looked at, or said then. */
static void
prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsMap) self = user_data;

  mls_errand_run_finish (MLS_ERRAND (source), result, NULL);
  if (self->errand != MLS_ERRAND (source))
    return;

  g_clear_object (&self->errand);
  told (self, 1);
}

static gboolean
begin (gpointer user_data)
{
  MlsMap *self = user_data;

  if (self->errand != NULL)
    return G_SOURCE_CONTINUE;

  self->rest_source = 0;
  self->errand = mls_errand_new (prepare, mls_face_layer_ref (self->faces), (GDestroyNotify) mls_face_layer_unref);
  g_signal_connect_object (self->errand, "progress", G_CALLBACK (told), self, G_CONNECT_SWAPPED);
  mls_errand_run_async (self->errand, prepared, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/**
 * mls_map_prepare_overview:
 * @self: a map with a workspace
 *
 * Makes what is missing or old of the overview, in a while.
 */
void
mls_map_prepare_overview (MlsMap *self)
{
  if (self->rest_source == 0)
    self->rest_source = g_timeout_add (REST_MS, begin, self);
}

/**
 * mls_map_stop_overview:
 * @self: a map
 *
 * Makes no more of it; what is made is kept.
 */
void
mls_map_stop_overview (MlsMap *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (self->errand == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->errand, self);
  mls_errand_cancel (self->errand);
  g_clear_object (&self->errand);
  told (self, 1);
}
