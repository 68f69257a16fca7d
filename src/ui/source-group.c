#include "ui/source-group.h"

#include "base/format.h"
#include "document/ground-look.h"
#include "ui/choose-file.h"
#include "ui/import-form.h"

#include <glib/gi18n.h>

struct _MlsSourceGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *file;
  GtkSpinner   *spinner;
  GtkButton    *choose;
  GtkButton    *remove;
  AdwComboRow  *layer;
  AdwEntryRow  *where;
  AdwEntryRow  *crs;

  /* owned */
  MlsErrand    *look;     /* (nullable): reads the file that was chosen last */
  GPtrArray    *list;     /* (nullable) (element-type MlsGroundFacts): once it is read */
  char         *failure;  /* (nullable): why it cannot be, or has no layer that a recipe names */
  char         *wanted;   /* (nullable): the layer of it that was chosen once; without it the file is not asked for */
  char         *name;     /* what is asked for */
  gboolean      optional;
  gboolean      plain;    /* all of a layer is meant, and in the project's reference system if it tells none */
};

G_DEFINE_FINAL_TYPE (MlsSourceGroup, mls_source_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mls_source_group_dispose (GObject *object)
{
  g_clear_object (&MLS_SOURCE_GROUP (object)->look);

  G_OBJECT_CLASS (mls_source_group_parent_class)->dispose (object);
}

static void
mls_source_group_finalize (GObject *object)
{
  MlsSourceGroup *self = MLS_SOURCE_GROUP (object);

  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_free (self->failure);
  g_free (self->wanted);
  g_free (self->name);

  G_OBJECT_CLASS (mls_source_group_parent_class)->finalize (object);
}

static void
mls_source_group_class_init (MlsSourceGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_source_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_source_group_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_SOURCE_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * mls_source_group_get_facts:
 * @self: the group
 *
 * Returns: (nullable) (transfer none): what is known of the layer that is chosen
 */
const MlsGroundFacts *
mls_source_group_get_facts (MlsSourceGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->layer);

  if (self->list == NULL)
    return NULL;

  return g_ptr_array_index (self->list, selected < self->list->len ? selected : 0);
}

static void
show_facts (MlsSourceGroup *self)
{
  const MlsGroundFacts *facts = mls_source_group_get_facts (self);
  g_autoptr (MlsCrs) crs = facts != NULL && facts->crs != NULL ? mls_crs_new (facts->crs, NULL) : NULL;
  g_autofree char *count = facts != NULL ? mls_format_count (facts->n_features) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->where), self->list != NULL && !self->plain);
  gtk_widget_set_visible (GTK_WIDGET (self->crs), facts != NULL && crs == NULL && !self->plain);
  if (self->failure != NULL)
    {
      adw_action_row_set_subtitle (self->file, self->failure);
      return;
    }

  if (facts != NULL)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s feature", "%s features", facts->n_features), count);
  if (crs != NULL || (facts != NULL && self->plain))
    {
      const char *system = crs != NULL ? mls_crs_get_name (crs) : _("no reference system told: that of the project");
      g_autofree char *both = g_strjoin (" · ", text, system, NULL);

      adw_action_row_set_subtitle (self->file, both);
    }
  else
    adw_action_row_set_subtitle (self->file, text != NULL ? text : "");
}

static void
on_changed (MlsSourceGroup *self)
{
  show_facts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A layer that is there is chosen in the place of one that was not. */
static void
on_layer (MlsSourceGroup *self)
{
  if (self->list != NULL)
    g_clear_pointer (&self->failure, g_free);
  on_changed (self);
}

static void
show_layers (MlsSourceGroup *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; self->list != NULL && i < self->list->len; i++)
    gtk_string_list_append (names, ((const MlsGroundFacts *) g_ptr_array_index (self->list, i))->layer);

  adw_combo_row_set_model (self->layer, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->layer), self->list != NULL && self->list->len > 1);
}

/* Reading */

static void
set_busy (MlsSourceGroup *self, gboolean busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static guint
number_of_layer (const GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (((const MlsGroundFacts *) g_ptr_array_index (list, i))->layer, name) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/* What was chosen once is chosen again, or nothing is. */
static void
choose_wanted (MlsSourceGroup *self)
{
  guint number = self->list != NULL ? number_of_layer (self->list, self->wanted) : GTK_INVALID_LIST_POSITION;

  if (number != GTK_INVALID_LIST_POSITION)
    adw_combo_row_set_selected (self->layer, number);
  else
    mls_source_group_forget (self);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsSourceGroup) self = user_data;
  MlsErrand *errand = MLS_ERRAND (source);
  MlsGroundLook *look = mls_errand_get_data (errand);
  g_autoptr (GError) error = NULL;
  gboolean done = mls_errand_run_finish (errand, result, &error);

  /* Another was chosen meanwhile, or the user has left. */
  if (errand != self->look)
    return;

  set_busy (self, FALSE);
  if (done)
    self->list = g_steal_pointer (&look->list);
  else
    self->failure = g_strdup (error->message);
  show_layers (self);
  g_clear_object (&self->look);
  if (self->wanted != NULL)
    choose_wanted (self);
  on_changed (self);
}

static void
forget (MlsSourceGroup *self)
{
  g_clear_object (&self->look);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->wanted, g_free);
  set_busy (self, FALSE);
  show_layers (self);
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/**
 * mls_source_group_look_at:
 * @self: the group
 * @path: a file that was chosen
 *
 * Reads what there is to know of it, while the window goes on, and shows it.
 */
void
mls_source_group_look_at (MlsSourceGroup *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  forget (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file), name);
  gtk_widget_set_visible (GTK_WIDGET (self->remove), self->optional);
  set_text (self->where, NULL);
  set_busy (self, TRUE);
  on_changed (self);

  self->look = mls_ground_look_new (path);
  mls_errand_run_async (self->look, on_looked, g_object_ref (self));
}

/**
 * mls_source_group_recall:
 * @self: the group
 * @path: a file that was chosen some time ago
 * @layer: (nullable): the layer that was; %NULL for the first
 *
 * Looks at it as mls_source_group_look_at() does, and is left without a file where that cannot be read or has no such layer.
 */
void
mls_source_group_recall (MlsSourceGroup *self, const char *path, const char *layer)
{
  mls_source_group_look_at (self, path);
  self->wanted = g_strdup (layer);
}

static guint
number_of (const GPtrArray *list, const MlsGroundFacts *facts)
{
  guint i;

  return facts != NULL && g_ptr_array_find ((GPtrArray *) list, facts, &i) ? i : GTK_INVALID_LIST_POSITION;
}

/**
 * mls_source_group_show:
 * @self: the group
 * @source: a part of the recipe
 * @look: a look at it, that is done
 *
 * Shows what a recipe has here, or what of it is not there.
 */
void
mls_source_group_show (MlsSourceGroup *self, const MlsRecipeSource *source, const MlsRecipeLook *look)
{
  g_autofree char *name = g_filename_display_basename (source->file);
  g_autofree char *fault = NULL;
  GPtrArray *list = mls_recipe_look_get_list (look, source, &fault);

  forget (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file), name);
  gtk_widget_set_visible (GTK_WIDGET (self->remove), self->optional);
  set_text (self->where, source->where);
  if (source->crs != NULL)
    set_text (self->crs, source->crs);
  if (list != NULL)
    {
      self->list = g_ptr_array_ref (list);
      show_layers (self);
      adw_combo_row_set_selected (self->layer, number_of (list, mls_recipe_look_find (look, source, &fault)));
    }

  self->failure = g_steal_pointer (&fault);
  on_changed (self);
}

static void
take_file (gpointer owner, const char *path)
{
  mls_source_group_look_at (owner, path);
}

static void
on_choose (MlsSourceGroup *self)
{
  GtkFileChooserNative *chooser = mls_import_form_chooser_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  const MlsGroundFacts *facts = mls_source_group_get_facts (self);

  if (facts != NULL)
    mls_chooser_look_beside (chooser, facts->path);
  mls_choose_file (chooser, take_file, self);
}

/**
 * mls_source_group_forget:
 * @self: the group
 *
 * Leaves it without a file.
 */
void
mls_source_group_forget (MlsSourceGroup *self)
{
  forget (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file), self->name);
  gtk_widget_set_visible (GTK_WIDGET (self->remove), FALSE);
  on_changed (self);
}

static void
add_file (MlsSourceGroup *self)
{
  self->file = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->file), FALSE);
  adw_action_row_set_title_lines (self->file, 1);
  adw_action_row_set_subtitle_lines (self->file, 2);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->choose = GTK_BUTTON (gtk_button_new_with_label (_("Choose…")));
  self->remove = GTK_BUTTON (gtk_button_new_from_icon_name ("user-trash-symbolic"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->remove), _("Leave it out"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Leave it out"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->remove), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->choose), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->remove), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->remove), FALSE);
  adw_action_row_add_suffix (self->file, GTK_WIDGET (self->spinner));
  adw_action_row_add_suffix (self->file, GTK_WIDGET (self->remove));
  adw_action_row_add_suffix (self->file, GTK_WIDGET (self->choose));
  adw_action_row_set_activatable_widget (self->file, GTK_WIDGET (self->choose));
  g_signal_connect_object (self->choose, "clicked", G_CALLBACK (on_choose), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (mls_source_group_forget), self, G_CONNECT_SWAPPED);
  mls_accept_files (GTK_WIDGET (self), take_file, self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->file));
}

static AdwEntryRow *
add_entry (MlsSourceGroup *self, const char *title, const char *text)
{
  AdwEntryRow *row = ADW_ENTRY_ROW (adw_entry_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_widget_set_visible (GTK_WIDGET (row), FALSE);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));

  return row;
}

static void
mls_source_group_init (MlsSourceGroup *self)
{
  add_file (self);

  self->layer = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->layer), _("Layer of the file"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->layer), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->layer), FALSE);
  g_signal_connect_object (self->layer, "notify::selected", G_CALLBACK (on_layer), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->layer));

  self->where = add_entry (self, _("Only features for which, as SQL has it"), "");
  self->crs = add_entry (self, _("Reference system of the layer, which does not tell it"), "EPSG:2154");
}

/**
 * mls_source_group_ask:
 * @self: the group
 * @name: what is asked for, as long as no file is chosen
 * @optional: whether there may be none
 */
void
mls_source_group_ask (MlsSourceGroup *self, const char *name, gboolean optional)
{
  self->name = g_strdup (name);
  self->optional = optional;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file), name);
}

/**
 * mls_source_group_ask_plainly:
 * @self: the group
 *
 * Asks for a file and its layer alone, all of which is meant. Where it tells no reference system it is taken to be in the
 * project's.
 */
void
mls_source_group_ask_plainly (MlsSourceGroup *self)
{
  self->plain = TRUE;
}

/**
 * mls_source_group_dup_crs:
 * @self: the group
 *
 * Returns: (transfer full) (nullable): the reference system of the layer, told or given
 */
MlsCrs *
mls_source_group_dup_crs (MlsSourceGroup *self)
{
  const MlsGroundFacts *facts = mls_source_group_get_facts (self);
  MlsCrs *told = facts != NULL && facts->crs != NULL ? mls_crs_new (facts->crs, NULL) : NULL;

  if (facts == NULL || told != NULL)
    return told;

  return mls_crs_new (gtk_editable_get_text (GTK_EDITABLE (self->crs)), NULL);
}

/**
 * mls_source_group_get_missing:
 * @self: the group
 *
 * Returns: (nullable): what is missing, in words; %NULL if nothing is
 */
const char *
mls_source_group_get_missing (MlsSourceGroup *self)
{
  g_autoptr (MlsCrs) crs = mls_source_group_dup_crs (self);

  if (self->look != NULL)
    return _("The file is being read.");
  if (self->failure != NULL)
    return self->failure;
  if (self->list == NULL)
    return self->optional ? NULL : self->name;

  return crs == NULL && !self->plain ? _("The reference system of the layer is none that is known.") : NULL;
}

/**
 * mls_source_group_fill:
 * @self: a group with a layer
 * @source: to be filled
 */
void
mls_source_group_fill (MlsSourceGroup *self, MlsRecipeSource *source)
{
  const MlsGroundFacts *facts = mls_source_group_get_facts (self);
  g_autofree char *where = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->where))));

  source->file = g_strdup (facts->path);
  source->layer = g_strdup (facts->layer);
  source->where = *where != '\0' ? g_steal_pointer (&where) : NULL;
  if (gtk_widget_get_visible (GTK_WIDGET (self->crs)))
    source->crs = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->crs)));
}
