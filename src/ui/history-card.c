#include "ui/history-card.h"

#include "base/format.h"
#include "store/verb-title.h"
#include "ui/operation-text.h"
#include "ui/short-label.h"
#include "ui/swatch.h"

#include <glib/gi18n.h>

/* More flows than these are summed up. */
#define MAX_FLOWS 6

/* More operations than these are not named. */
#define MAX_NUMBERS 20

struct _MlsHistoryCard
{
  GtkBox     parent_instance;

  GtkLabel  *title;
  GtkLabel  *place;
  GtkLabel  *summary;
  GtkGrid   *flows;
  GtkLabel  *hint;
  GtkWidget *story;
  GtkWidget *back;
  GtkWidget *restore;
  GtkMenuButton *compare; /* with another state */
  GtkWidget *both;    /* compares the states after the two that are selected */
};

G_DEFINE_FINAL_TYPE (MlsHistoryCard, mls_history_card, GTK_TYPE_BOX)

static GtkWidget *
code_new (const MlsRules *rules, MlsDimension dimension, MlsText code)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *swatch = g_object_new (MLS_TYPE_SWATCH, NULL);
  const MlsClass *klass = code != 0 ? mls_nomenclature_class (rules->nomenclature, dimension, code) : NULL;

  if (klass != NULL)
    {
      mls_swatch_set_class (MLS_SWATCH (swatch), (MlsNomenclature *) rules->nomenclature, klass);
      gtk_widget_set_tooltip_text (box, mls_class_label (klass, rules->language));
    }
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), mls_short_label_new (code != 0 ? g_quark_to_string (code) : "–", "code"));

  return box;
}

/* "2024  ▪CS6.3.0 → ▪CS4.1.1  2 340 m²"; the year and the area once for both codes. */
static void
add_codes (MlsHistoryCard *self, const MlsRules *rules, const MlsFlow *flow, MlsDimension dimension, int row)
{
  gboolean is_use = dimension == MLS_DIMENSION_USE;

  gtk_grid_attach (self->flows, code_new (rules, dimension, is_use ? flow->from.use : flow->from.cover), 1, row, 1, 1);
  gtk_grid_attach (self->flows, mls_short_label_new ("→", "dim-label"), 2, row, 1, 1);
  gtk_grid_attach (self->flows, code_new (rules, dimension, is_use ? flow->to.use : flow->to.cover), 3, row, 1, 1);
}

/* Who reads may know of a date that another program has just added. */
static char *
dup_year (const MlsRules *rules, guint vintage)
{
  return vintage < rules->n_vintages ? g_strdup_printf ("%d", rules->vintages[vintage].year) : g_strdup ("…");
}

static int
add_flow (MlsHistoryCard *self, const MlsRules *rules, const MlsFlow *flow, int row)
{
  g_autofree char *year = dup_year (rules, flow->vintage);
  g_autofree char *text = mls_format_area (mls_area2_to_m2 (flow->area2));
  GtkWidget *area = mls_short_label_new (text, "numeric");
  int first = row;

  gtk_widget_set_hexpand (area, TRUE);
  gtk_label_set_xalign (GTK_LABEL (area), 1);
  gtk_grid_attach (self->flows, mls_short_label_new (year, "dim-label"), 0, row, 1, 1);
  gtk_grid_attach (self->flows, area, 4, row, 1, 1);

  if (flow->from.cover != flow->to.cover)
    add_codes (self, rules, flow, MLS_DIMENSION_COVER, row++);
  if (flow->from.use != flow->to.use)
    add_codes (self, rules, flow, MLS_DIMENSION_USE, row++);
  if (row == first)
    /* Translators: ground of which a doubt, a source or a comment is said, while its codes stay. */
    gtk_grid_attach (self->flows, mls_short_label_new (_("Annotated"), NULL), 1, row++, 3, 1);

  return row;
}

static void
add_note (MlsHistoryCard *self, const char *text, int row)
{
  GtkWidget *label = mls_short_label_new (text, "dim-label");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (self->flows, label, 0, row, 5, 1);
}

static void
add_flows (MlsHistoryCard *self, const MlsRules *rules, const MlsTurnover *turnover)
{
  guint n = turnover->flows->len;
  int row = 0;

  for (guint i = 0; i < MIN (n, MAX_FLOWS); i++)
    row = add_flow (self, rules, &g_array_index (turnover->flows, MlsFlow, i), row);

  if (n > MAX_FLOWS)
    {
      g_autofree char *rest = g_strdup_printf (ngettext ("and %u more", "and %u more", n - MAX_FLOWS), n - MAX_FLOWS);

      add_note (self, rest, row);
    }
}

/* Why nothing is told of the ground, or NULL. */
static char *
text_of_none (const MlsHistoryTold *told)
{
  if (told->operation->barrier)
    return g_strdup (_("What was there before it is not kept"));
  if (told->turnover == NULL)
    {
      g_autofree char *n = mls_format_count ((guint64) told->n_faces);

      return g_strdup_printf (_("%s faces: too many to be drawn"), n);
    }

  return told->turnover->flows->len == 0 ? g_strdup (_("No ground got another code")) : NULL;
}

static void
clear (MlsHistoryCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->flows))) != NULL)
    gtk_grid_remove (self->flows, child);
}

static gboolean
is_drawn (const MlsImprint *imprint)
{
  return imprint != NULL && imprint->ground->len + imprint->gone->len + imprint->come->len > 0;
}

/* "Operation 1 204 · 3 Nov 2026, 14:02:31" */
static void
tell_title (MlsHistoryCard *self, const MlsOperation *operation)
{
  g_autofree char *id = mls_format_id (operation->id);
  g_autoptr (GDateTime) at = mls_operation_get_time (operation);
  g_autofree char *time = at != NULL ? g_date_time_format (at, "%x %X") : g_strdup (operation->at);
  /* Translators: the number of an operation, and its date and time. */
  g_autofree char *text = g_strdup_printf (_("Operation %s · %s"), id, time);

  gtk_label_set_text (self->title, text);
}

/* "Plouzané · X 652 811,1   Y 6 963 001,3" */
static void
tell_place (MlsHistoryCard *self, MlsHistoryEntry *entry, const char *name)
{
  gboolean is_somewhere = !mls_history_entry_get_told (entry)->operation->barrier;
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;
  g_autofree char *text = NULL;
  MlsPoint centre;
  MlsBox box;

  is_somewhere = is_somewhere && mls_history_entry_get_box (entry, &box);
  gtk_widget_set_visible (GTK_WIDGET (self->place), is_somewhere);
  if (!is_somewhere)
    return;

  centre = mls_box_centre (&box);
  x = mls_format_coordinate (mls_grid_to_metres (centre.x));
  y = mls_format_coordinate (mls_grid_to_metres (centre.y));
  text = g_strdup_printf ("%s%sX %s   Y %s", name != NULL ? name : "", name != NULL ? " · " : "", x, y);
  gtk_label_set_text (self->place, text);
}

static void
mls_history_card_class_init (MlsHistoryCardClass *klass)
{
}

static GtkWidget *
button_new (const char *label, const char *tip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, tip);

  return button;
}

static void
mls_history_card_init (MlsHistoryCard *self)
{
  GtkWidget *buttons;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->title = GTK_LABEL (mls_short_label_new (NULL, "caption-heading"));
  self->place = GTK_LABEL (mls_short_label_new (NULL, "dim-label"));
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "numeric");
  self->summary = GTK_LABEL (mls_short_label_new (NULL, NULL));
  self->flows = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->flows, 8);
  gtk_grid_set_row_spacing (self->flows, 2);
  self->hint = GTK_LABEL (mls_short_label_new (_("Dashed: borders as they were"), "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dim-label");

  /* What can be done with an operation stands in one row. */
  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  self->story = button_new (_("Story"), _("Story of this place"), "win.operation-story");
  self->back = button_new (_("Take Back"), _("Take back this operation alone"), "win.take-back");
  self->restore = button_new (_("Bring Back…"), _("Bring back the state right after this operation"), "win.restore");
  gtk_box_append (GTK_BOX (buttons), self->story);
  gtk_box_append (GTK_BOX (buttons), self->back);
  gtk_box_append (GTK_BOX (buttons), self->restore);

  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->flows));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->hint));
  self->compare = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->compare, _("Compare With"));
  gtk_widget_set_focus_on_click (GTK_WIDGET (self->compare), FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->compare), _("What differs between the state after this operation and another"));
  self->both = button_new (_("Compare Both States"), _("What differs between the states after these two operations"),
                           "win.compare-selected");
  gtk_box_append (GTK_BOX (self), buttons);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->compare));
  gtk_box_append (GTK_BOX (self), self->both);
}

static void
tell_words (MlsHistoryCard *self, const char *words)
{
  gtk_label_set_text (self->summary, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), *words != '\0' ? words : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), *words != '\0');
}

/* Of several operations nothing but taking them back can be done. */
static void
offer (MlsHistoryCard *self, guint n_operations, gboolean is_somewhere)
{
  g_autofree char *n = mls_format_count (n_operations);
  g_autofree char *several =
    g_strdup_printf (ngettext ("Take Back %s Operation", "Take Back %s Operations", n_operations), n);
  gboolean is_alone = n_operations == 1;

  gtk_widget_set_visible (self->story, is_alone && is_somewhere);
  gtk_widget_set_visible (self->restore, is_alone);
  gtk_widget_set_visible (GTK_WIDGET (self->compare), is_alone);
  gtk_widget_set_visible (self->both, n_operations == 2);
  gtk_button_set_label (GTK_BUTTON (self->back), is_alone ? _("Take Back") : several);
  gtk_widget_set_tooltip_text (self->back, is_alone ? _("Take back this operation alone") : _("All of them, or none"));
}

/**
 * mls_history_card_show:
 * @self: the card
 * @entry: an operation that there is, and is told; not kept
 * @place: (nullable): what it is called where that was
 * @rules: of its project
 */
void
mls_history_card_show (MlsHistoryCard *self, MlsHistoryEntry *entry, const char *place, const MlsRules *rules)
{
  const MlsHistoryTold *told;
  g_autofree char *none = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (MLS_IS_HISTORY_CARD (self));

  told = mls_history_entry_get_told (entry);
  none = text_of_none (told);
  words = mls_operation_dup_words (told->operation);
  clear (self);
  tell_title (self, told->operation);
  tell_place (self, entry, place);
  tell_words (self, words);
  if (none != NULL)
    add_note (self, none, 0);
  else
    add_flows (self, rules, told->turnover);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), is_drawn (told->imprint) && told->imprint->gone->len > 0);
  offer (self, 1, !mls_box_is_empty (&told->operation->box));
  gtk_widget_set_sensitive (self->back, !told->operation->barrier && told->operation->undone_by == 0);
}

/**
 * mls_history_card_set_others:
 * @self: the card
 * @others: with what the state after the operation shown can be compared
 */
void
mls_history_card_set_others (MlsHistoryCard *self, GMenuModel *others)
{
  g_return_if_fail (MLS_IS_HISTORY_CARD (self));

  gtk_menu_button_set_menu_model (self->compare, others);
}

/* "12, 15, 17", the oldest first; the others are seen by their rows. */
static char *
list_some (const GArray *operations)
{
  guint n = MIN (operations->len, MAX_NUMBERS);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = mls_format_id (g_array_index (operations, gint64, operations->len - 1 - i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", id);
    }
  if (n < operations->len)
    g_string_append (text, " …");

  return g_string_free (text, FALSE);
}

/**
 * mls_history_card_show_several:
 * @self: the card
 * @operations: (element-type gint64): two at least
 */
void
mls_history_card_show_several (MlsHistoryCard *self, const GArray *operations)
{
  g_autofree char *n = mls_format_count (operations->len);
  g_autofree char *title = g_strdup_printf (ngettext ("%s operation", "%s operations", operations->len), n);
  g_autofree char *numbers = list_some (operations);

  g_return_if_fail (MLS_IS_HISTORY_CARD (self));

  clear (self);
  gtk_label_set_text (self->title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->place), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
  tell_words (self, numbers);
  offer (self, operations->len, FALSE);
  gtk_widget_set_sensitive (self->back, TRUE);
}
