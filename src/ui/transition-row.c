#include "ui/transition-row.h"

#include "ui/language.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MlsTransitionRow
{
  GtkBox parent_instance;

  GtkDropDown     *dimension; /* (nullable): where the nomenclature has both */
  GtkEntry        *from;
  GtkEntry        *to;
  GtkDropDown     *judged;
  GtkWidget       *up;
  GtkWidget       *down;
  GtkLabel        *meaning;

  /* owned */
  MlsNomenclature *nomenclature;
};

G_DEFINE_FINAL_TYPE (MlsTransitionRow, mls_transition_row, GTK_TYPE_BOX)

enum
{
  CHANGED,
  MOVED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const dimensions[] = { N_("Cover"), N_("Use"), NULL };

static const char *const judgements[MLS_N_TRANSITIONS + 1] = {
  [MLS_TRANSITION_POSSIBLE] = N_("Possible"),
  [MLS_TRANSITION_SUSPICIOUS] = N_("Suspicious"),
  [MLS_TRANSITION_IMPOSSIBLE] = N_("Impossible"),
};

static MlsDimension
get_dimension (MlsTransitionRow *self)
{
  if (self->dimension == NULL)
    return mls_nomenclature_has_dimension (self->nomenclature, MLS_DIMENSION_COVER) ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE;

  return gtk_drop_down_get_selected (self->dimension) == 0 ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE;
}

static char *
dup_end (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

/* What an end stands for, in words. */
static char *
dup_name (MlsTransitionRow *self, const char *text)
{
  MlsText code = g_quark_try_string (text);
  const MlsClass *klass = mls_nomenclature_class (self->nomenclature, get_dimension (self), code);
  const MlsFamily *family = mls_nomenclature_family (self->nomenclature, code);

  if (strcmp (text, "*") == 0)
    return g_strdup (_("anything"));
  if (klass != NULL)
    return g_strdup (mls_class_label (klass, mls_ui_language ()));

  return family != NULL ? g_strdup_printf (_("the family “%s”"), mls_family_label (family, mls_ui_language ())) : g_strdup (text);
}

static gboolean
check_end (MlsTransitionRow *self, GtkEntry *entry, const char *text, GString *problem)
{
  gboolean good = mls_nomenclature_is_transition_end (self->nomenclature, get_dimension (self), text);

  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");

  if (!good && problem->len == 0 && *text == '\0')
    g_string_append (problem, _("An end is a code, the name of a family, or * for anything"));
  else if (!good && problem->len == 0)
    g_string_append_printf (problem, _("There is no class or family “%s”"), text);

  return good;
}

static void
say (MlsTransitionRow *self, const char *text, gboolean is_problem)
{
  gtk_label_set_text (self->meaning, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->meaning), is_problem ? "dim-label" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->meaning), is_problem ? "error" : "dim-label");
}

/**
 * mls_transition_row_read:
 * @self: the row
 * @rule: (out): what it says
 *
 * Tells in the row what is wrong with it, or what it means.
 *
 * Returns: whether it is good
 */
gboolean
mls_transition_row_read (MlsTransitionRow *self, MlsTransitionRule *rule)
{
  g_autofree char *from = dup_end (self->from);
  g_autofree char *to = dup_end (self->to);
  g_autofree char *from_name = dup_name (self, from);
  g_autofree char *to_name = dup_name (self, to);
  g_autofree char *meaning = g_strdup_printf ("%s → %s", from_name, to_name);
  g_autoptr (GString) problem = g_string_new (NULL);
  gboolean good_from = check_end (self, self->from, from, problem);
  gboolean good = check_end (self, self->to, to, problem) && good_from;

  say (self, good ? meaning : problem->str, !good);
  if (good)
    *rule = (MlsTransitionRule){ get_dimension (self), g_quark_from_string (from), g_quark_from_string (to),
                                 (MlsTransition) gtk_drop_down_get_selected (self->judged) };

  return good;
}

/**
 * mls_transition_row_refuse:
 * @self: the row
 * @problem: what is wrong with it among the others
 */
void
mls_transition_row_refuse (MlsTransitionRow *self, const char *problem)
{
  say (self, problem, TRUE);
}

/**
 * mls_transition_row_set_place:
 * @self: the row
 * @place: where it stands, from 0
 * @n_rows: among how many
 */
void
mls_transition_row_set_place (MlsTransitionRow *self, guint place, guint n_rows)
{
  gtk_widget_set_sensitive (self->up, place > 0);
  gtk_widget_set_sensitive (self->down, place + 1 < n_rows);
}

static void
on_changed (MlsTransitionRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_up (MlsTransitionRow *self)
{
  g_signal_emit (self, signals[MOVED], 0, -1);
}

static void
on_down (MlsTransitionRow *self)
{
  g_signal_emit (self, signals[MOVED], 0, 1);
}

static void
on_remove (MlsTransitionRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
mls_transition_row_finalize (GObject *object)
{
  mls_nomenclature_unref (MLS_TRANSITION_ROW (object)->nomenclature);

  G_OBJECT_CLASS (mls_transition_row_parent_class)->finalize (object);
}

static void
mls_transition_row_class_init (MlsTransitionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_transition_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_TRANSITION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", MLS_TYPE_TRANSITION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_INT);
  signals[REMOVED] = g_signal_new ("removed", MLS_TYPE_TRANSITION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_transition_row_init (MlsTransitionRow *self)
{
}

static void
name_control (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkDropDown *
add_choice (GtkBox *line, const char *const *choices, guint selected, const char *name, MlsTransitionRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (; *choices != NULL; choices++)
    gtk_string_list_append (names, _(*choices));
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  name_control (choice, name);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (line, choice);

  return GTK_DROP_DOWN (choice);
}

static GtkEntry *
add_end (GtkBox *line, MlsText code, const char *name, MlsTransitionRow *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), code != 0 ? g_quark_to_string (code) : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_widget_set_hexpand (entry, TRUE);
  name_control (entry, name);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (line, entry);

  return GTK_ENTRY (entry);
}

static GtkWidget *
add_button (GtkBox *line, const char *icon, const char *name, void (*pressed) (MlsTransitionRow *), MlsTransitionRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  name_control (button, name);
  g_signal_connect_object (button, "clicked", G_CALLBACK (pressed), self, G_CONNECT_SWAPPED);
  gtk_box_append (line, button);

  return button;
}

static void
fill (MlsTransitionRow *self, const MlsTransitionRule *rule)
{
  GtkBox *line = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));

  if (mls_nomenclature_has_dimension (self->nomenclature, MLS_DIMENSION_PAIR))
    self->dimension = add_choice (line, dimensions, rule->dimension == MLS_DIMENSION_USE, _("Dimension"), self);
  self->from = add_end (line, rule->from, _("From"), self);
  gtk_box_append (line, gtk_label_new ("→"));
  self->to = add_end (line, rule->to, _("To"), self);
  self->judged = add_choice (line, judgements, rule->transition, _("What is to be thought of it"), self);
  self->up = add_button (line, "go-up-symbolic", _("Before the one above"), on_up, self);
  self->down = add_button (line, "go-down-symbolic", _("After the one below"), on_down, self);
  add_button (line, "user-trash-symbolic", _("Take this transition out"), on_remove, self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (line));

  self->meaning = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->meaning, 0);
  gtk_label_set_ellipsize (self->meaning, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->meaning), "caption");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->meaning));
}

/**
 * mls_transition_row_new:
 * @nomenclature: whose classes its ends are
 * @rule: what it says; ends may be 0
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
mls_transition_row_new (MlsNomenclature *nomenclature, const MlsTransitionRule *rule)
{
  MlsTransitionRow *self =
    g_object_new (MLS_TYPE_TRANSITION_ROW, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3, NULL);
  MlsTransitionRule said;

  self->nomenclature = mls_nomenclature_ref (nomenclature);
  fill (self, rule);
  mls_transition_row_read (self, &said);

  return GTK_WIDGET (self);
}
