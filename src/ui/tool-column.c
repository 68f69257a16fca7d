#include "ui/tool-column.h"

#include "ui/help-topic.h"
#include "ui/keys.h"

#include <glib/gi18n.h>

struct _MlsToolColumn
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (MlsToolColumn, mls_tool_column, GTK_TYPE_BOX)

typedef struct
{
  const char *action;
  const char *icon;
  const char *title;
  const char *page;       /* of the guide */
  const char *key_action; /* what the key does, where that is not to take the tool */
} Tool;

static const Tool tools[] = {
  { "win.tool::line", "mls-line-symbolic", N_("Draw a line: split, reshape, island"), "line" },
  { "win.tool::select", "mls-select-symbolic", N_("Select a region"), "regions" },
  { "win.tool::vertex", "mls-vertex-symbolic", N_("Move, insert or remove vertices"), "vertices" },
  { "win.tool::merge", "mls-merge-symbolic", N_("Merge regions into their neighbour"), "regions" },
  { "win.tool::paint", "mls-paint-symbolic", N_("Paint codes over regions"), "regions" },
  { "win.tool::pick", "mls-pick-symbolic", N_("Pick the pair under the pointer"), "codes", "win.pick-here" },
  { "win.tool::cure", "mls-cure-symbolic", N_("Cure a region that is too small"), "regions" },
  { "win.tool::measure", "mls-measure-symbolic", N_("Measure distances and areas"), "aids" },
};

static const Tool modes[] = {
  { "win.snapping", "mls-snapping-symbolic", N_("Snap to vertices and borders"), "aids" },
  { "win.tracing", "mls-tracing-symbolic", N_("Draw along borders"), "aids" },
  { "win.livewire", "mls-livewire-symbolic", N_("Draw along edges of the photo"), "aids" },
  { "win.square", "mls-square-symbolic", N_("Draw at right angles"), "aids" },
  { "win.strips", "mls-strips-symbolic", N_("Draw roads and hedges as strips of a width"), "aids" },
  { "win.completing", "mls-complete-symbolic", N_("Draw a part of an outline that borders close"), "aids" },
  { "win.gauge", "mls-gauge-symbolic", N_("Show the smallest a region may be, at the pointer"), "refused" },
};

static GtkWidget *
button_new (const Tool *tool)
{
  GtkWidget *button = gtk_toggle_button_new ();
  const MlsKey *key = mls_keys_of_action (tool->key_action != NULL ? tool->key_action : tool->action);
  g_autofree char *label = key != NULL ? mls_key_get_label (key) : NULL;
  g_autofree char *tooltip
    = label != NULL ? g_strdup_printf ("%s (%s)", _(tool->title), label) : g_strdup (_(tool->title));

  gtk_button_set_icon_name (GTK_BUTTON (button), tool->icon);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), tool->action);
  gtk_widget_set_tooltip_text (button, tooltip);
  mls_help_topic_set (button, tool->page);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(tool->title), -1);

  return button;
}

static void
mls_tool_column_class_init (MlsToolColumnClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "tools");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
mls_tool_column_init (MlsToolColumn *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    gtk_box_append (GTK_BOX (self), button_new (&tools[i]));

  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    gtk_box_append (GTK_BOX (self), button_new (&modes[i]));
}
