#include "ui/note-panel.h"

#include "ui/keys.h"

#include <glib/gi18n.h>

struct _MlsNotePanel
{
  GtkGrid parent_instance;

  /* children made in code, by field; the others are NULL */
  GtkCheckButton *ticks[MLS_N_FIELDS];
  GtkEntry       *entries[MLS_N_FIELDS];

  /* owned */
  char           *shown[MLS_N_FIELDS]; /* what stood in an entry before it was written in */

  guint           differs;             /* the fields, as MLS_FIELD, that are not the same everywhere */
  gboolean        filling;             /* the hand has no part in what changes */
};

G_DEFINE_FINAL_TYPE (MlsNotePanel, mls_note_panel, GTK_TYPE_GRID)

enum
{
  TOGGLED,
  WRITTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const titles[MLS_N_FIELDS] = {
  [MLS_FIELD_DOUBT] = N_("Doubt"),
  [MLS_FIELD_SOURCE] = N_("Source"),
  [MLS_FIELD_COMMENT] = N_("Comment"),
  [MLS_FIELD_PHOTOVOLTAIC] = N_("Photovoltaic"),
};

static MlsField
field_of (MlsNotePanel *self, gpointer widget)
{
  int f = MLS_FIELD_DOUBT;

  while (self->ticks[f] != widget && self->entries[f] != widget)
    f++;

  return (MlsField) f;
}

static void
on_toggled (GtkCheckButton *tick, MlsNotePanel *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[TOGGLED], 0, (guint) field_of (self, tick));
}

/* What is kept is shown from then on, so that it is kept once. */
static void
keep (MlsNotePanel *self, GtkEntry *entry, gboolean as_it_is)
{
  MlsField field = field_of (self, entry);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (g_strcmp0 (text, self->shown[field]) == 0 && !as_it_is)
    return;

  g_free (self->shown[field]);
  self->shown[field] = g_strdup (text);
  self->differs &= ~MLS_FIELD (field);
  g_signal_emit (self, signals[WRITTEN], 0, (guint) field, text);
}

static void
leave (MlsNotePanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

static void
on_activate (GtkEntry *entry, MlsNotePanel *self)
{
  /* What stands there is not said everywhere: Enter says it. */
  keep (self, entry, (self->differs & MLS_FIELD (field_of (self, entry))) != 0);
  leave (self);
}

static void
on_focus_left (MlsNotePanel *self, GtkEventController *controller)
{
  keep (self, GTK_ENTRY (gtk_event_controller_get_widget (controller)), FALSE);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, MlsNotePanel *self)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (keyval != GDK_KEY_Escape)
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (entry), self->shown[field_of (self, entry)]);
  leave (self);

  return TRUE;
}

static void
mls_note_panel_finalize (GObject *object)
{
  MlsNotePanel *self = MLS_NOTE_PANEL (object);

  for (int f = 0; f < MLS_N_FIELDS; f++)
    g_free (self->shown[f]);

  G_OBJECT_CLASS (mls_note_panel_parent_class)->finalize (object);
}

static void
mls_note_panel_class_init (MlsNotePanelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_note_panel_finalize;

  signals[TOGGLED] = g_signal_new ("toggled", MLS_TYPE_NOTE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[WRITTEN] = g_signal_new ("written", MLS_TYPE_NOTE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "note");
}

/* "Comment (Y)" */
static void
tell_key (GtkWidget *widget, const char *action, MlsField field)
{
  g_autofree char *detailed = g_strdup_printf ("win.%s::%s", action, mls_field_name (field));
  const MlsKey *key = mls_keys_of_action (detailed);
  g_autofree char *label = key != NULL ? mls_key_get_label (key) : NULL;
  g_autofree char *text = g_strdup_printf ("%s (%s)", _(titles[field]), label);

  gtk_widget_set_tooltip_text (widget, label != NULL ? text : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _(titles[field]), -1);
}

static void
add_tick (MlsNotePanel *self, GtkWidget *ticks, MlsField field)
{
  GtkWidget *tick = gtk_check_button_new_with_label (_(titles[field]));

  self->ticks[field] = GTK_CHECK_BUTTON (tick);
  gtk_widget_set_focus_on_click (tick, FALSE);
  g_signal_connect (tick, "toggled", G_CALLBACK (on_toggled), self);
  tell_key (tick, "toggle-note", field);
  gtk_box_append (GTK_BOX (ticks), tick);
}

static void
add_entry (MlsNotePanel *self, MlsField field, int row)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *title = gtk_label_new (_(titles[field]));
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_set_hexpand (entry, TRUE);
  self->entries[field] = GTK_ENTRY (entry);
  self->shown[field] = g_strdup ("");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 1);
  g_signal_connect (entry, "activate", G_CALLBACK (on_activate), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (entry, focus);
  tell_key (entry, "write-note", field);
  gtk_grid_attach (GTK_GRID (self), title, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self), entry, 1, row, 1, 1);
}

static void
mls_note_panel_init (MlsNotePanel *self)
{
  GtkWidget *ticks = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);

  gtk_grid_set_column_spacing (GTK_GRID (self), 9);
  gtk_grid_set_row_spacing (GTK_GRID (self), 3);
  gtk_grid_attach (GTK_GRID (self), ticks, 0, 0, 2, 1);
  add_tick (self, ticks, MLS_FIELD_DOUBT);
  add_tick (self, ticks, MLS_FIELD_PHOTOVOLTAIC);
  add_entry (self, MLS_FIELD_SOURCE, 1);
  add_entry (self, MLS_FIELD_COMMENT, 2);
}

static void
show_text (MlsNotePanel *self, MlsField field, MlsText text, gboolean differs)
{
  GtkEntry *entry = self->entries[field];
  const char *value = text != 0 ? g_quark_to_string (text) : "";

  g_free (self->shown[field]);
  self->shown[field] = g_strdup (value);
  gtk_editable_set_text (GTK_EDITABLE (entry), value);
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, differs ? "view-more-horizontal-symbolic" : NULL);
  gtk_entry_set_icon_activatable (entry, GTK_ENTRY_ICON_SECONDARY, FALSE);
  if (differs)
    gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, _("Not the same in all of the region"));
}

/**
 * mls_note_panel_set_label:
 * @self: the panel
 * @label: (nullable): what is said of the region selected; %NULL if none is
 * @differs: the fields, as MLS_FIELD, that are not the same in all of it
 */
void
mls_note_panel_set_label (MlsNotePanel *self, const MlsLabel *label, guint differs)
{
  g_return_if_fail (MLS_IS_NOTE_PANEL (self));

  self->filling = TRUE;
  self->differs = label != NULL ? differs : 0;
  for (int f = MLS_FIELD_DOUBT; f < MLS_N_FIELDS; f++)
    {
      MlsText text = label != NULL ? label->field[f] : 0;
      gboolean is_mixed = label != NULL && (differs & MLS_FIELD (f)) != 0;

      if (self->entries[f] != NULL)
        show_text (self, (MlsField) f, text, is_mixed);
      else
        {
          gtk_check_button_set_active (self->ticks[f], mls_text_is_yes (text));
          gtk_check_button_set_inconsistent (self->ticks[f], is_mixed);
        }
    }
  self->filling = FALSE;

  gtk_widget_set_sensitive (GTK_WIDGET (self), label != NULL);
}

/**
 * mls_note_panel_write:
 * @self: the panel
 * @field: source or comment
 *
 * The hand writes there.
 */
void
mls_note_panel_write (MlsNotePanel *self, MlsField field)
{
  g_return_if_fail (MLS_IS_NOTE_PANEL (self));
  g_return_if_fail (self->entries[field] != NULL);

  gtk_widget_grab_focus (GTK_WIDGET (self->entries[field]));
}
