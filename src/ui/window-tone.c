/* How the photo in hand is shown: the menu at its name, and what it does to the project. */

#include "ui/window-private.h"

#include "document/errand.h"
#include "imagery/imagery.h"
#include "store/image-link.h"

#include <glib/gi18n.h>
#include <string.h>

/* The photo in hand, as the project has it now; NULL where there is none. */
static MlsImageLink *
dup_link (MlsWindow *self)
{
  gint64 id = self->project != NULL ? mls_map_get_photo (self->canvas) : 0;

  return id != 0 ? mls_store_find_image_link (mls_project_get_store (self->project), id, NULL) : NULL;
}

/* Whether what is seen of a photo are its bands for infrared, not those for the eye. */
static gboolean
shows_infrared (MlsWindow *self, const MlsImageLink *link, const MlsDisplay *display)
{
  return mls_workspace_get_infrared (self->workspace) && mls_display_has_infrared (display) &&
         g_strcmp0 (link->kind, MLS_IMAGE_INFRARED) != 0;
}

static void
fill_menu (MlsWindow *self)
{
  g_autoptr (MlsImageLink) link = dup_link (self);
  MlsPhotoMenuContent content = { 0 };

  if (link != NULL)
    {
      content.id = link->id;
      content.title = link->title;
      content.source = link->source;
      content.display = mls_display_read (link->display);
      content.infrared = shows_infrared (self, link, &content.display);
      content.writable = !mls_project_is_read_only (self->project);
    }

  mls_photo_menu_set_content (mls_bottom_bar_get_photo_menu (self->bottom), link != NULL ? &content : NULL);
}

static void
show_as (MlsWindow *self, MlsImageLink *link, const MlsDisplay *display)
{
  g_autoptr (GError) error = NULL;

  g_free (link->display);
  link->display = mls_display_dup_text (display);
  if (mls_store_update_image_link (mls_project_get_store (self->project), link, &error))
    mls_window_show_photos (self);
  else
    mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
}

static void
on_changed (MlsWindow *self)
{
  MlsPhotoMenu *menu = mls_bottom_bar_get_photo_menu (self->bottom);
  g_autoptr (MlsImageLink) link = dup_link (self);

  if (link != NULL && link->id == mls_photo_menu_get_photo (menu))
    show_as (self, link, mls_photo_menu_get_display (menu));
}

/* What is in view being looked at, on a thread of its own. */
typedef struct
{
  GWeakRef    window;
  gint64      id;
  char       *source;
  char       *crs;
  MlsDisplay  display;
  gboolean    infrared;
  MlsExtent   extent;
} Sight;

static void
sight_free (gpointer data)
{
  Sight *sight = data;

  g_weak_ref_clear (&sight->window);
  g_free (sight->source);
  g_free (sight->crs);
  g_free (sight);
}

static gboolean
measure (MlsErrand *errand, gpointer data, GError **error)
{
  Sight *sight = data;
  MlsRasterOptions options = sight->display.raster;
  MlsStretch *stretch = sight->display.raster.stretch;
  MlsImagerySource source = { sight->source };
  g_autoptr (MlsImagery) imagery = NULL;
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();

  if (sight->infrared)
    memcpy (options.bands, sight->display.infrared, sizeof options.bands);
  source.options = options;
  imagery = mls_imagery_new (sight->crs, &source, 1);

  if (!mls_imagery_reader_measure (reader, imagery, 0, &sight->extent, stretch, mls_errand_get_cancellable (errand), error))
    return FALSE;

  mls_stretch_share (stretch);
  return TRUE;
}

static void
on_measured (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sight *sight = mls_errand_get_data (MLS_ERRAND (source));
  g_autoptr (MlsWindow) self = g_weak_ref_get (&sight->window);
  g_autoptr (GError) error = NULL;
  gboolean measured = mls_errand_run_finish (MLS_ERRAND (source), result, &error);
  g_autoptr (MlsImageLink) link = self != NULL ? dup_link (self) : NULL;

  if (link == NULL || link->id != sight->id)
    return;

  if (!measured)
    {
      mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
      return;
    }

  show_as (self, link, &sight->display);
  fill_menu (self);
}

static void
on_stretch (MlsWindow *self)
{
  g_autoptr (MlsImageLink) link = dup_link (self);
  g_autoptr (MlsErrand) errand = NULL;
  Sight *sight;
  MlsBox box;

  if (link == NULL || !mls_map_get_sight (self->canvas, &box))
    return;

  sight = g_new0 (Sight, 1);
  g_weak_ref_init (&sight->window, self);
  sight->id = link->id;
  sight->source = g_strdup (link->source);
  sight->crs = mls_store_dup_crs (mls_project_get_store (self->project), NULL);
  sight->display = mls_display_read (link->display);
  sight->infrared = shows_infrared (self, link, &sight->display);
  sight->extent = mls_extent_of_box (&box);
  errand = mls_errand_new (measure, sight, sight_free);
  mls_errand_run_async (errand, on_measured, NULL);
}

/**
 * mls_window_init_tone:
 * @self: a window being made
 */
void
mls_window_init_tone (MlsWindow *self)
{
  MlsPhotoMenu *menu = mls_bottom_bar_get_photo_menu (self->bottom);

  g_signal_connect_object (menu, "show", G_CALLBACK (fill_menu), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (menu, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (menu, "stretch", G_CALLBACK (on_stretch), self, G_CONNECT_SWAPPED);
}
