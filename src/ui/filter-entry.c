#include "ui/filter-entry.h"

#include "document/ready-filter.h"
#include "ui/language.h"
#include "ui/recent.h"

#include <glib/gi18n.h>

#define TAKE "filter.take"

struct _MlsFilterEntry
{
  GtkBox         parent_instance;

  /* children made in code */
  GtkEntry      *entry;
  GtkMenuButton *button;
  GtkLabel      *problem;

  MlsFilterScope scope;    /* what is to be found */

  /* owned */
  MlsProject    *project;  /* (nullable) */
  GSettings     *settings; /* (nullable) */
  char          *chosen;   /* what is listed; "" for nothing yet */
};

G_DEFINE_FINAL_TYPE (MlsFilterEntry, mls_filter_entry, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MlsFilter *
parse (MlsFilterEntry *self, const char *text, GError **error)
{
  return mls_filter_parse (text, self->scope, mls_project_get_rules (self->project), error);
}

/* An empty one has nothing wrong yet. */
static void
tell_problem (MlsFilterEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFilter) filter = self->project != NULL && *text != '\0' ? parse (self, text, &error) : NULL;

  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
leave (MlsFilterEntry *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

static void
remember (MlsFilterEntry *self, const MlsFilter *filter)
{
  g_autofree char *text = mls_filter_print (filter, MLS_LANGUAGE_ENGLISH);

  if (self->settings != NULL)
    mls_recent_add_filter (self->settings, text);
}

/* A wrong one stays in hand, and what is listed as it was. */
static void
choose (MlsFilterEntry *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autoptr (MlsFilter) filter = self->project != NULL ? parse (self, text, NULL) : NULL;

  if (filter == NULL && *text != '\0')
    return;

  g_free (self->chosen);
  self->chosen = g_steal_pointer (&text);
  if (filter != NULL)
    remember (self, filter);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), 0);
  g_signal_emit (self, signals[CHOSEN], 0);
  leave (self);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, MlsFilterEntry *self)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->chosen);
  leave (self);

  return TRUE;
}

/* A filter in English, as settings keep it, in the words of the window; NULL if this project has not got what it names. */
static char *
translate (MlsFilterEntry *self, const char *text)
{
  g_autoptr (MlsFilter) filter = parse (self, text, NULL);

  return filter != NULL ? mls_filter_print (filter, mls_ui_language ()) : NULL;
}

static void
take (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mls_filter_entry_write (user_data, g_variant_get_string (parameter, NULL));
}

static void
append (GMenu *menu, const char *label, const char *text)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);

  g_menu_item_set_label (item, escaped);
  g_menu_item_set_action_and_target (item, TAKE, "s", text);
  g_menu_append_item (menu, item);
}

static void
append_ready (MlsFilterEntry *self, GMenu *menu)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (int ready = 0; ready < MLS_N_READY_FILTERS; ready++)
    {
      g_autofree char *text = mls_ready_filter_text ((MlsReadyFilter) ready, mls_project_get_author (self->project), now);

      if (mls_ready_filter_scope ((MlsReadyFilter) ready) == self->scope)
        append (menu, mls_ready_filter_title ((MlsReadyFilter) ready), text);
    }
}

static void
append_recent (MlsFilterEntry *self, GMenu *menu)
{
  g_auto (GStrv) texts = self->settings != NULL ? mls_recent_list_filters (self->settings) : NULL;

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_autofree char *text = translate (self, texts[i]);

      if (text != NULL)
        append (menu, text, texts[i]);
    }
}

/* As of now: the ready ones speak of today. */
static void
make_menu (GtkMenuButton *button, gpointer user_data)
{
  MlsFilterEntry *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) ready = g_menu_new ();
  g_autoptr (GMenu) recent = g_menu_new ();
  g_autoptr (GMenu) here = g_menu_new ();

  if (self->project != NULL)
    {
      append_ready (self, ready);
      append_recent (self, recent);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ready));
  g_menu_append (here, _("Only what is in view"), "win.filter-view");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (here));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (recent));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
  g_signal_connect_object (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (leave), self, G_CONNECT_SWAPPED);
}

static void
mls_filter_entry_dispose (GObject *object)
{
  MlsFilterEntry *self = MLS_FILTER_ENTRY (object);

  g_clear_object (&self->project);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (mls_filter_entry_parent_class)->dispose (object);
}

static void
mls_filter_entry_finalize (GObject *object)
{
  g_free (MLS_FILTER_ENTRY (object)->chosen);

  G_OBJECT_CLASS (mls_filter_entry_parent_class)->finalize (object);
}

static void
mls_filter_entry_class_init (MlsFilterEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_filter_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_filter_entry_finalize;

  signals[CHOSEN] =
    g_signal_new ("chosen", MLS_TYPE_FILTER_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "filter");
}

static const struct
{
  const char *name;
  const char *example;
  const char *words;
} texts[] = {
  [MLS_FILTER_OF_REGIONS] = {
    N_("Filter of regions"),
    /* Translators: an example of a filter, in words as they are read in this language. */
    N_("cover=6 area<500 !doubt"),
    /* Translators: the words that filters are written in, as they are read in this language. */
    N_("code=CS6.1 cover=6 use=1.1 uncoded doubt photovoltaic comment~lane source area<500\n"
       "author=Anna since=2026-11-01 until=… zone=X1,Y1,X2,Y2 finding=mmu vintage=24\n"
       "! before a word turns it round; “or” begins others"),
  },
  [MLS_FILTER_OF_CHANGES] = {
    N_("Filter of changes"),
    /* Translators: an example of a filter of changes, in words as they are read in this language. */
    N_("from=2 to=1 area<500"),
    /* Translators: the words that filters of changes are written in, as they are read in this language. */
    N_("from=2 to=CS1.1 from=enaf:A suspicious impossible small area<500 zone=X1,Y1,X2,Y2\n"
       "reviewed accepted sent-back corrected reviewer=Léa author=Anna since=2026-11-01 until=…\n"
       "before=21 vintage=24 dimension=cover\n"
       "! before a word turns it round; “or” begins others"),
  },
  [MLS_FILTER_OF_OPERATIONS] = {
    N_("Filter of what was done"),
    /* Translators: an example of a filter of the history, in words as they are read in this language. */
    N_("author=Anna from=6 to=1"),
    /* Translators: the words that filters of the history are written in, as they are read in this language. */
    N_("author=Anna verb=split kind=correction undone since=2026-11-01 until=…\n"
       "vintage=24 zone=X1,Y1,X2,Y2 code=CS6.1 from=2 to=CS1.1 area>500 comment~lane\n"
       "! before a word turns it round; “or” begins others"),
  },
  [MLS_FILTER_OF_DIFFERENCES] = {
    N_("Filter of what differs"),
    /* Translators: an example of a filter of what differs between two states, in words as they are read in this language. */
    N_("vintage=24 from=6 to=1"),
    /* Translators: the words that filters of what differs are written in, as they are read in this language. */
    N_("vintage=24 from=2 to=CS1.1 code=CS6.1 area>500 zone=X1,Y1,X2,Y2 comment~lane\n"
       "suspicious impossible small doubt uncoded dimension=cover\n"
       "! before a word turns it round; “or” begins others"),
  },
};

static void
make_entry (MlsFilterEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  const char *name = _(texts[self->scope].name);

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 1);
  gtk_entry_set_placeholder_text (self->entry, _(texts[self->scope].example));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), _(texts[self->scope].words));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (tell_problem), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (choose), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

static void
make_button (MlsFilterEntry *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_widget_set_focus_on_click (GTK_WIDGET (self->button), FALSE);
  gtk_menu_button_set_create_popup_func (self->button, make_menu, self, NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Filters ready or used last"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Filters ready or used last"), -1);
}

static void
add_action (MlsFilterEntry *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  const GActionEntry entries[] = { { "take", take, "s" } };

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "filter", G_ACTION_GROUP (group));
}

static void
mls_filter_entry_init (MlsFilterEntry *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->chosen = g_strdup ("");
  add_action (self);
  make_button (self);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->problem, 0);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (line, "linked");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->problem));
}

/**
 * mls_filter_entry_new:
 * @scope: what is to be found
 *
 * Returns: (transfer floating): an entry for no project yet
 */
GtkWidget *
mls_filter_entry_new (MlsFilterScope scope)
{
  MlsFilterEntry *self = g_object_new (MLS_TYPE_FILTER_ENTRY, NULL);

  self->scope = scope;
  make_entry (self);
  gtk_box_prepend (GTK_BOX (gtk_widget_get_first_child (GTK_WIDGET (self))), GTK_WIDGET (self->entry));

  return GTK_WIDGET (self);
}

/**
 * mls_filter_entry_set_project:
 * @self: the entry
 * @project: (nullable): whose regions are listed
 * @settings: (nullable): where the filters used last are kept
 */
void
mls_filter_entry_set_project (MlsFilterEntry *self, MlsProject *project, GSettings *settings)
{
  g_return_if_fail (MLS_IS_FILTER_ENTRY (self));

  g_set_object (&self->project, project);
  g_set_object (&self->settings, settings);
  tell_problem (self);
}

/**
 * mls_filter_entry_parse:
 * @self: the entry
 *
 * Returns: (transfer full) (nullable): the filter chosen, as of the project's rules now; %NULL where there is none
 */
MlsFilter *
mls_filter_entry_parse (MlsFilterEntry *self)
{
  g_return_val_if_fail (MLS_IS_FILTER_ENTRY (self), NULL);

  return self->project != NULL ? parse (self, self->chosen, NULL) : NULL;
}

/**
 * mls_filter_entry_write:
 * @self: the entry
 * @text: a filter, in words of any language; "" for none
 *
 * Chooses it, unless this project has not got what it names.
 */
void
mls_filter_entry_write (MlsFilterEntry *self, const char *text)
{
  g_autofree char *translated = NULL;

  g_return_if_fail (MLS_IS_FILTER_ENTRY (self));

  if (self->project != NULL && *text != '\0')
    translated = translate (self, text);
  if (translated == NULL && *text != '\0')
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), translated != NULL ? translated : "");
  choose (self);
}

/**
 * mls_filter_entry_limit:
 * @self: the entry
 * @box: some ground
 *
 * Chooses the filter that is written, if it is one, or none, of that ground alone; to the metre.
 */
void
mls_filter_entry_limit (MlsFilterEntry *self, const MlsBox *box)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (MlsFilter) filter = NULL;
  g_autofree char *zone = NULL;
  g_autofree char *within = NULL;

  g_return_if_fail (MLS_IS_FILTER_ENTRY (self));

  if (self->project == NULL)
    return;

  filter = parse (self, text, NULL);
  zone = g_strdup_printf ("%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT,
                          mls_floor_divide (box->min_x, MLS_MM_PER_M), mls_floor_divide (box->min_y, MLS_MM_PER_M),
                          mls_floor_divide (box->max_x, MLS_MM_PER_M) + 1, mls_floor_divide (box->max_y, MLS_MM_PER_M) + 1);
  within = mls_filter_print_within (filter, zone, mls_ui_language ());
  gtk_editable_set_text (GTK_EDITABLE (self->entry), within);
  choose (self);
}

/**
 * mls_filter_entry_start:
 * @self: the entry
 *
 * The hand writes there.
 */
void
mls_filter_entry_start (MlsFilterEntry *self)
{
  g_return_if_fail (MLS_IS_FILTER_ENTRY (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
