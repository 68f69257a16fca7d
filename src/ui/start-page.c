#include "ui/start-page.h"

#include <string.h>

struct _MlsStartPage
{
  AdwBin parent_instance;

  /* template */
  AdwPreferencesGroup *recent;

  /* owned */
  GPtrArray *rows; /* (element-type GtkWidget), borrowed, those of recent projects */
};

G_DEFINE_FINAL_TYPE (MlsStartPage, mls_start_page, ADW_TYPE_BIN)

enum
{
  PROJECT_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_row_activated (AdwActionRow *row, MlsStartPage *self)
{
  g_signal_emit (self, signals[PROJECT_CHOSEN], 0, g_object_get_data (G_OBJECT (row), "file"));
}

/* The folder of a file for people: below the home as ~. */
static char *
folder_name (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = folder != NULL ? g_file_get_parse_name (folder) : g_strdup ("");
  const char *home = g_get_home_dir ();
  gsize length = strlen (home);

  if (g_str_has_prefix (name, home) && (name[length] == '/' || name[length] == '\0'))
    return g_strconcat ("~", name + length, NULL);

  return g_steal_pointer (&name);
}

static GtkWidget *
row_new (MlsStartPage *self, GFile *file)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *folder = folder_name (file);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "file", g_object_ref (file), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (on_row_activated), self);

  return row;
}

static void
mls_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_START_PAGE);

  G_OBJECT_CLASS (mls_start_page_parent_class)->dispose (object);
}

static void
mls_start_page_finalize (GObject *object)
{
  g_clear_pointer (&MLS_START_PAGE (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (mls_start_page_parent_class)->finalize (object);
}

static void
mls_start_page_class_init (MlsStartPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mls_start_page_dispose;
  object_class->finalize = mls_start_page_finalize;

  signals[PROJECT_CHOSEN] = g_signal_new ("project-chosen", MLS_TYPE_START_PAGE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsStartPage, recent);
}

static void
mls_start_page_init (MlsStartPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mls_start_page_set_recent:
 * @self: the page
 * @files: (element-type GFile): projects, the newest first; not kept
 */
void
mls_start_page_set_recent (MlsStartPage *self, GPtrArray *files)
{
  g_return_if_fail (MLS_IS_START_PAGE (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->recent, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < files->len; i++)
    {
      GtkWidget *row = row_new (self, g_ptr_array_index (files, i));

      adw_preferences_group_add (self->recent, row);
      g_ptr_array_add (self->rows, row);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->recent), files->len > 0);
}
