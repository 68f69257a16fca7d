/* Views of a window beside or over one another. */

#include "ui/window-private.h"

#include "geometry/crs.h"
#include "ui/screenshot.h"

#include <glib/gi18n.h>

/* What a key moves the divider or the fader by. */
#define SHARE_STEP 0.05

static void
do_panes (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_set_n_panes (self->workspace, (guint) g_variant_get_int32 (parameter));
}

static void
do_next_comparison (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_set_comparison (self->workspace,
                                  (mls_workspace_get_comparison (self->workspace) + 1) % MLS_N_COMPARISONS);
}

static void
do_share (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_set_share (self->workspace, mls_workspace_get_share (self->workspace) +
                                                  SHARE_STEP * g_variant_get_int32 (parameter));
}

/* What mls_found_place_new() reads: the middle of the map and its scale. */
static char *
dup_locator (MlsWindow *self)
{
  MlsView view = mls_workspace_get_view (self->workspace);
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE], scale[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf ("%s, %s, 1:%s", g_ascii_formatd (x, sizeof x, "%.2f", view.x),
                          g_ascii_formatd (y, sizeof y, "%.2f", view.y),
                          g_ascii_formatd (scale, sizeof scale, "%.0f", view.scale));
}

/* "Territory · 652100.50, 6861000.00, 1:2500 · RGF93 v1 / Lambert-93" */
static char *
dup_line (MlsWindow *self, const char *locator)
{
  g_autofree char *definition = mls_store_dup_crs (mls_project_get_store (self->project), NULL);
  g_autoptr (MlsCrs) crs = definition != NULL ? mls_crs_new (definition, NULL) : NULL;

  return g_strdup_printf ("%s · %s%s%s", adw_window_title_get_title (self->title), locator, crs != NULL ? " · " : "",
                          crs != NULL ? mls_crs_get_name (crs) : "");
}

/* To be pasted as a picture, or where one goes to a place, as that. */
static void
do_copy_picture (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *locator = NULL;
  g_autofree char *line = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkContentProvider) content = NULL;

  if (self->workspace == NULL)
    return;

  locator = dup_locator (self);
  line = dup_line (self, locator);
  texture = mls_screenshot_take (GTK_WIDGET (self->canvas), line);
  if (texture == NULL)
    return;

  content = gdk_content_provider_new_union ((GdkContentProvider *[]){
                                              gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture),
                                              gdk_content_provider_new_typed (G_TYPE_STRING, locator) }, 2);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
  /* Translators: a place and a scale. */
  said = g_strdup_printf (_("Picture copied: %s"), locator);
  mls_window_toast (self, mls_toast_new (said));
}

static void
open_menu (MlsWindow *self, const GdkRectangle *at)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->outlook_menu), at);
  gtk_popover_popup (GTK_POPOVER (self->outlook_menu));
}

static void
outlook_wanted (MlsWindow *self, double x, double y, double width, double height)
{
  open_menu (self, &(GdkRectangle){ (int) x, (int) y, (int) width, (int) height });
}

static void
do_outlook (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  graphene_rect_t place;

  if (self->workspace != NULL && mls_map_get_caption (self->canvas, &place))
    outlook_wanted (self, (double) place.origin.x, (double) place.origin.y, (double) place.size.width,
                    (double) place.size.height);
}

/**
 * mls_window_init_compare:
 * @self: a window being made
 */
void
mls_window_init_compare (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "panes", do_panes, "i" },
    { "next-comparison", do_next_comparison },
    { "share", do_share, "i" },
    { "outlook", do_outlook },
    { "copy-picture", do_copy_picture },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->outlook_menu = MLS_OUTLOOK_MENU (mls_outlook_menu_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->outlook_menu), GTK_WIDGET (self->map));
  g_signal_connect_object (self->canvas, "outlook-wanted", G_CALLBACK (outlook_wanted), self, G_CONNECT_SWAPPED);
}

/**
 * mls_window_drop_compare:
 * @self: a window that goes
 */
void
mls_window_drop_compare (MlsWindow *self)
{
  GtkWidget *menu = GTK_WIDGET (g_steal_pointer (&self->outlook_menu));

  g_clear_pointer (&menu, gtk_widget_unparent);
}
