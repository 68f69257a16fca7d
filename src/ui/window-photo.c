/* Photos that a window adds to its project, and makes quick to look at: files, folders, addresses. */

#include "ui/window-private.h"

#include "base/format.h"
#include "document/photo.h"
#include "imagery/address.h"
#include "imagery/error.h"
#include "imagery/prepare.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

/* A photo on its way into the project. It is looked for on a thread of its own: a folder may hold
 * thousands of files, and a server may be asleep. */
typedef struct
{
  gint64      id;      /* which it is among those of the project, 0 for none yet */
  char       *source;
  char       *crs;
  char       *vintage; /* its code */
  MlsDisplay  display;
  MlsPhoto   *photo;   /* once it is found */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->source);
  g_free (search->crs);
  g_free (search->vintage);
  mls_photo_free (search->photo);
  g_free (search);
}

static void
tell (double fraction, gpointer errand)
{
  mls_errand_tell (errand, fraction, NULL);
}

static gboolean
find (MlsErrand *errand, gpointer data, GError **error)
{
  Search *search = data;

  search->photo = mls_photo_find (search->source, search->crs, &search->display, tell, errand,
                                  mls_errand_get_cancellable (errand), error);

  return search->photo != NULL;
}

/**
 * mls_window_name_photos:
 * @self: a window with a project
 *
 * Says which photos the map shows now.
 */
void
mls_window_name_photos (MlsWindow *self)
{
  mls_bottom_bar_set_photo (self->bottom, mls_map_get_photo_title (self->canvas));
  if (self->photos != NULL)
    mls_photos_dialog_refresh (self->photos);
}

/**
 * mls_window_show_photos:
 * @self: a window with a project
 *
 * Shows the project's photos as they are now.
 */
void
mls_window_show_photos (MlsWindow *self)
{
  mls_map_reload_images (self->canvas);
  mls_window_name_photos (self);
}

/* What is said over the map is not to be covered. */
static void
uncover_messages (MlsWindow *self)
{
  if (self->photos != NULL)
    gtk_window_destroy (GTK_WINDOW (self->photos));
}

/* A photo that does not say its reference system is most often in that of the map, and one that has nothing
 * but points is placed by them well or badly; but only the one who has it knows.
 *
 * Returns: (nullable): what to offer, %NULL for nothing */
static const char *
find_offer (const GError *error, MlsRasterOptions *options)
{
  if (g_error_matches (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_NO_CRS))
    {
      options->assume_project_crs = TRUE;
      return _("It is in the map’s");
    }

  if (g_error_matches (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_GCPS))
    {
      options->place_by_points = TRUE;
      return _("Place it by its points");
    }

  return NULL;
}

/* Says what is wrong with a photo, or a file of one that is a folder, and offers what would put it right. */
static void
say_with_offer (MlsWindow *self, MlsMessage kind, const char *text, const Search *search, const GError *error)
{
  MlsDisplay display = search->display;
  const char *offer = find_offer (error, &display.raster);
  g_autofree char *words = mls_display_dup_text (&display);
  g_autoptr (GVariant) target = g_variant_ref_sink (
    g_variant_new ("(xsss)", search->id, search->source, search->vintage, words != NULL ? words : ""));
  g_autofree char *action = g_action_print_detailed_name ("win.add-photo-as", target);
  const MlsMessageButton button = { offer, action };

  mls_message_bar_say (self->messages, kind, text, &button, offer != NULL ? 1 : 0);
}

static void
tell_left (MlsWindow *self, const Search *search)
{
  const MlsPhoto *photo = search->photo;
  g_autofree char *left =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u file of the folder is left out: %s",
                                  "%u files of the folder are left out, one of them: %s", photo->n_left),
                     photo->n_left, photo->why_left->message);

  uncover_messages (self);
  say_with_offer (self, MLS_MESSAGE_INFORMATION, left, search, photo->why_left);
}

/* How well its points agree tells whether to trust them. */
static void
tell_points (MlsWindow *self, const MlsPhoto *photo)
{
  g_autofree char *off = mls_format_length (photo->residual_m);
  g_autofree char *text =
    g_strdup_printf (_("The photo is placed by %u points, which are off by %s on the average"), photo->n_points, off);

  mls_window_say (self, MLS_MESSAGE_INFORMATION, text);
}

/* A photo that was taken to be in the map's system and is not would be looked for in vain. */
static gboolean
is_elsewhere (MlsWindow *self, const MlsPhoto *photo)
{
  MlsBox box;
  MlsExtent ground;

  if (!photo->display.raster.assume_project_crs || !mls_project_get_territory (self->project, &box))
    return FALSE;

  ground = mls_extent_of_box (&box);

  return !mls_extent_intersects (&photo->extent, &ground);
}

static void
offer_to_prepare (MlsWindow *self, const MlsPhoto *photo)
{
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (photo->source));
  g_autofree char *action = g_action_print_detailed_name ("win.prepare-photo", target);
  const MlsMessageButton prepare = { _("Prepare"), action };

  mls_message_bar_say (self->messages, MLS_MESSAGE_INFORMATION,
                       _("The photo has no overviews: from afar it comes slowly"), &prepare, 1);
}

/* As a photo of its own, or in the place of what was found of it before. */
static gboolean
put (MlsWindow *self, Search *search, GError **error)
{
  MlsStore *store = mls_project_get_store (self->project);

  return search->id != 0 ? mls_photo_renew (search->photo, store, search->id, error)
                         : mls_photo_add (search->photo, store, search->vintage, &search->id, error);
}

static void
take (MlsWindow *self, Search *search)
{
  const MlsPhoto *photo = search->photo;
  g_autoptr (GError) error = NULL;

  if (is_elsewhere (self, photo))
    {
      mls_window_say (self, MLS_MESSAGE_WARNING, _("In the map’s reference system the photo lies elsewhere: it is not added"));
      return;
    }

  if (!put (self, search, &error))
    {
      mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
      return;
    }

  mls_window_show_photos (self);
  if (photo->n_left > 0)
    tell_left (self, search);
  else if (photo->n_points > 0)
    tell_points (self, photo);
  else if (photo->is_slow)
    offer_to_prepare (self, photo);
}

static void
refuse (MlsWindow *self, const Search *search, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  uncover_messages (self);
  say_with_offer (self, MLS_MESSAGE_WARNING, error->message, search, error);
}

static void
on_found (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsWindow *self = owner;
  Search *search = mls_errand_get_data (errand);

  if (self->project == NULL)
    return;

  if (error == NULL)
    take (self, search);
  else
    refuse (self, search, error);
}

/* Over the list of photos, where that is open. */
static void
run (MlsWindow *self, MlsErrand *errand, const char *title, MlsErrandEndedFunc ended)
{
  mls_progress_run (self->photos != NULL ? GTK_WINDOW (self->photos) : GTK_WINDOW (self), title, errand, ended, self);
}

/* One file is there at once; what may take longer is waited for. */
static void
look_for (MlsWindow *self, Search *search, gboolean may_last)
{
  g_autoptr (MlsErrand) errand = mls_errand_new (find, search, search_free);

  run (self, errand, may_last ? _("Looking at the photo") : NULL, on_found);
}

/* Puts a photo on top of those of its vintage, as soon as it has been looked at, or has one of the project be shown
 * otherwise. */
static void
add (MlsWindow *self, gint64 id, const char *source, const char *vintage, const char *words)
{
  g_autoptr (GError) error = NULL;
  Search *search = g_new0 (Search, 1);

  search->id = id;
  search->source = g_strdup (source);
  search->vintage = g_strdup (vintage);
  search->display = mls_display_read (words);
  search->crs = mls_store_dup_crs (mls_project_get_store (self->project), &error);
  if (search->crs != NULL)
    look_for (self, search, mls_address_is_remote (source) || mls_mosaic_is_folder (source));
  else
    {
      mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
      search_free (search);
    }
}

static void
on_add (MlsWindow *self, const char *source, const char *vintage)
{
  if (self->project != NULL)
    add (self, 0, source, vintage, NULL);
}

/**
 * mls_window_add_photo:
 * @self: a window with a project
 * @source: a file, a folder or an address
 *
 * Puts a photo on top of those of the vintage in hand, or says why it cannot be shown.
 */
void
mls_window_add_photo (MlsWindow *self, const char *source)
{
  const MlsRules *rules = mls_project_get_rules (self->project);

  add (self, 0, source, rules->vintages[mls_workspace_get_vintage (self->workspace)].code, NULL);
}

static gboolean
go_on (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, NULL);
}

static gboolean
write_overviews (MlsErrand *errand, gpointer source, GError **error)
{
  return mls_prepare_source (source, go_on, errand, mls_errand_get_cancellable (errand), error);
}

static void
on_prepared (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsWindow *self = owner;

  if (self->project == NULL)
    return;

  if (error == NULL)
    {
      mls_window_show_photos (self);
      mls_window_toast (self, mls_toast_new (_("The photo has all it needs to be seen from afar")));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mls_window_toast (self, mls_toast_new (_("What is done is kept: prepare the photo again to go on")));
  else
    {
      uncover_messages (self);
      mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
    }
}

static void
prepare (MlsWindow *self, const char *source)
{
  g_autoptr (MlsErrand) errand = mls_errand_new (write_overviews, g_strdup (source), g_free);

  run (self, errand, _("Preparing the photo"), on_prepared);
}

static void
do_prepare (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project == NULL)
    return;

  mls_message_bar_close (self->messages);
  prepare (self, g_variant_get_string (parameter, NULL));
}

static void
on_locate (MlsWindow *self, gint64 id, const char *path)
{
  mls_window_locate (self, MLS_LINK_IMAGE, id, path);
}

static void
do_photos (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsPhotosDialog *dialog;

  if (self->project == NULL)
    return;

  dialog = mls_photos_dialog_new (GTK_WINDOW (self), self->project, mls_workspace_get_vintage (self->workspace));
  g_set_weak_pointer (&self->photos, dialog);
  g_signal_connect_object (dialog, "add", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "locate", G_CALLBACK (on_locate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "prepare", G_CALLBACK (prepare), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "changed", G_CALLBACK (mls_window_show_photos), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
do_add_as (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  const char *source, *vintage, *words;
  gint64 id;

  if (self->project == NULL)
    return;

  g_variant_get (parameter, "(x&s&s&s)", &id, &source, &vintage, &words);
  mls_message_bar_close (self->messages);
  add (self, id, source, vintage, words);
}

/**
 * mls_window_init_photo:
 * @self: a window being made
 */
void
mls_window_init_photo (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "photos", do_photos },
    { "add-photo-as", do_add_as, "(xsss)" },
    { "prepare-photo", do_prepare, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
