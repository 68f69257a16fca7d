/* Reference layers that a window adds to its project, shows and hides. */

#include "ui/window-private.h"

#include "document/errand.h"
#include "document/reference.h"
#include "vector/error.h"

#include <glib/gi18n.h>

/* The most of a list of layers that is seen at once, px. */
#define LIST_HEIGHT 360

/* A file on its way into the project: which layers it has is found out on a thread of its own. It lives as long as
 * its errand, which whoever asks about it keeps. */
typedef struct
{
  GWeakRef   window;
  char      *source;
  GPtrArray *layers; /* (nullable) (element-type MlsVectorFacts) once they are found */
  gboolean   may_be_photo;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_weak_ref_clear (&search->window);
  g_free (search->source);
  g_clear_pointer (&search->layers, g_ptr_array_unref);
  g_free (search);
}

static gboolean
find (MlsErrand *errand, gpointer data, GError **error)
{
  Search *search = data;

  search->layers = mls_vector_list (search->source, error);

  return search->layers != NULL;
}

/* Over the list of layers while that is open. */
static GtkWidget *
ask (MlsWindow *self, MlsErrand *errand, const char *heading, const char *body)
{
  GtkWindow *parent = self->layers != NULL ? GTK_WINDOW (self->layers) : GTK_WINDOW (self);
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  g_object_set_data_full (G_OBJECT (dialog), "errand", g_object_ref (errand), g_object_unref);

  return dialog;
}

static void
refuse (MlsWindow *self, MlsErrand *errand, const char *reason)
{
  GtkWidget *dialog = ask (self, errand, _("The layer cannot be shown"), reason);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void add_layer (MlsWindow *self, MlsErrand *errand, guint i, gboolean assume_crs);

static guint
index_of (gpointer object)
{
  return GPOINTER_TO_UINT (g_object_get_data (object, "index"));
}

static MlsErrand *
errand_of (gpointer object)
{
  return g_object_get_data (object, "errand");
}

static void
on_assumed (AdwMessageDialog *dialog, const char *response, MlsWindow *self)
{
  if (g_str_equal (response, "here") && self->project != NULL)
    add_layer (self, errand_of (dialog), index_of (dialog), TRUE);
}

/* A layer that does not say its reference system is most often in that of the map; but only the one who has it
 * knows. */
static void
ask_for_crs (MlsWindow *self, MlsErrand *errand, guint i, const char *reason)
{
  GtkWidget *dialog = ask (self, errand, _("Where does it lie?"), reason);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "here", _("It is in the map’s"),
                                    NULL);
  g_object_set_data (G_OBJECT (dialog), "index", GUINT_TO_POINTER (i));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_assumed), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_layer (MlsWindow *self, MlsErrand *errand, guint i, gboolean assume_crs)
{
  const Search *search = mls_errand_get_data (errand);
  const MlsVectorFacts *facts = g_ptr_array_index (search->layers, i);
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_project_get_store (self->project);

  if (mls_reference_check (search->source, facts, assume_crs, &error) &&
      mls_reference_add (search->source, facts, store, NULL, NULL, &error))
    mls_references_reload (mls_workspace_get_references (self->workspace));
  else if (g_error_matches (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_CRS))
    ask_for_crs (self, errand, i, error->message);
  else
    refuse (self, errand, error->message);
}

static void
on_chosen (AdwMessageDialog *dialog, const char *response, MlsWindow *self)
{
  GtkWidget *box = g_object_get_data (G_OBJECT (dialog), "box");

  if (!g_str_equal (response, "add") || self->project == NULL)
    return;

  for (GtkWidget *check = gtk_widget_get_first_child (box); check != NULL; check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      add_layer (self, errand_of (dialog), index_of (check), FALSE);
}

/* None is meant before it is ticked: a file of BD TOPO has dozens. */
static void
ask_which (MlsWindow *self, MlsErrand *errand)
{
  const Search *search = mls_errand_get_data (errand);
  GtkWidget *dialog = ask (self, errand, _("Which layers?"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < search->layers->len; i++)
    {
      const MlsVectorFacts *facts = g_ptr_array_index (search->layers, i);
      GtkWidget *check = gtk_check_button_new_with_label (facts->layer);

      g_object_set_data (G_OBJECT (check), "index", GUINT_TO_POINTER (i));
      gtk_box_append (GTK_BOX (box), check);
    }

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  g_object_set_data (G_OBJECT (dialog), "box", box);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scrolled);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "add", _("_Add"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "add", ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MlsErrand *errand = MLS_ERRAND (source);
  Search *search = mls_errand_get_data (errand);
  g_autoptr (MlsWindow) self = g_weak_ref_get (&search->window);
  g_autoptr (GError) error = NULL;

  mls_errand_run_finish (errand, result, &error);
  if (self == NULL || self->project == NULL)
    return;

  if (error != NULL && search->may_be_photo)
    mls_window_add_photo (self, search->source);
  else if (error != NULL)
    refuse (self, errand, error->message);
  else if (search->layers->len == 1)
    add_layer (self, errand, 0, FALSE);
  else
    ask_which (self, errand);
}

static void
look_for (MlsWindow *self, const char *source, gboolean may_be_photo)
{
  Search *search = g_new0 (Search, 1);
  g_autoptr (MlsErrand) errand = mls_errand_new (find, search, search_free);

  g_weak_ref_init (&search->window, self);
  search->source = g_strdup (source);
  search->may_be_photo = may_be_photo;
  mls_errand_run_async (errand, on_found, NULL);
}

static void
on_add (MlsWindow *self, const char *source)
{
  look_for (self, source, FALSE);
}

/**
 * mls_window_add_layer:
 * @self: a window with a project that is written
 * @path: a file or a folder
 *
 * Lays it over the map. What GDAL finds no vectors in is a photo, or nothing.
 */
void
mls_window_add_layer (MlsWindow *self, const char *path)
{
  look_for (self, path, TRUE);
}

static void
on_locate (MlsWindow *self, gint64 id, const char *path)
{
  mls_window_locate (self, MLS_LINK_REFERENCE, id, path);
}

static void
do_layers (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsLayersDialog *dialog;

  if (self->project == NULL)
    return;

  dialog = mls_layers_dialog_new (GTK_WINDOW (self), self->workspace);
  g_set_weak_pointer (&self->layers, dialog);
  g_signal_connect_object (dialog, "add", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "locate", G_CALLBACK (on_locate), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
do_references (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  gboolean referenced;

  if (self->workspace == NULL)
    return;

  if (mls_references_get_n (mls_workspace_get_references (self->workspace)) == 0)
    {
      mls_window_toast (self, mls_toast_new (_("There is no reference layer: Ctrl+L adds one")));
      return;
    }

  referenced = !mls_workspace_get_referenced (self->workspace);
  mls_workspace_set_referenced (self->workspace, referenced);
  mls_window_toast (self, mls_toast_new (referenced ? _("With reference layers") : _("Without reference layers")));
}

/**
 * mls_window_init_layers:
 * @self: a window being made
 */
void
mls_window_init_layers (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "layers", do_layers },
    { "references", do_references },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
