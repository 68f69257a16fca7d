#include "ui/pair-form.h"

#include "rules/pair-text.h"
#include "ui/field.h"
#include "ui/pair-item.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_YEAR 9999

struct _MlsPairForm
{
  AdwPreferencesGroup parent_instance;

  AdwEntryRow     *first;
  AdwEntryRow     *last;
  GtkSwitch       *given;
  GtkWidget       *add;
  GtkWidget       *remove;

  /* owned */
  MlsNomenclature *nomenclature; /* (nullable) */

  MlsPairRule      rule;         /* that is shown; no pair: none */
  gboolean         adding;       /* other years of its pair are being written */
  gboolean         showing;      /* what changes is shown, not written */
};

G_DEFINE_FINAL_TYPE (MlsPairForm, mls_pair_form, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_shown (MlsPairForm *self)
{
  return self->rule.pair.cover != 0;
}

/* What is written */

/* Nothing is 0: without limit. */
static gboolean
read_year (AdwEntryRow *field, int *year)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (field))));
  guint64 value = 0;
  gboolean good = *text == '\0' || g_ascii_string_to_unsigned (text, 10, 1, MAX_YEAR, &value, NULL);

  *year = (int) value;
  mls_field_tell (field, good ? NULL : _("A year is a whole number; nothing is without limit"));

  return good;
}

/* (nullable): the other years of the pair that these would meet. */
static const MlsPairRule *
find_overlap (MlsPairForm *self, const MlsPairRule *row)
{
  for (guint i = 0; i < mls_nomenclature_n_pair_rules (self->nomenclature); i++)
    {
      const MlsPairRule *other = mls_nomenclature_pair_rule (self->nomenclature, i);

      if (mls_pair_equal (other->pair, row->pair) && other->state == row->state &&
          (self->adding || !mls_pair_rule_equal (other, &self->rule)) && mls_pair_rule_overlaps (other, row))
        return other;
    }

  return NULL;
}

static char *
dup_problem (MlsPairForm *self, const MlsPairRule *row)
{
  const MlsPairRule *other = find_overlap (self, row);
  g_autofree char *years = other != NULL ? mls_pair_item_dup_years (other) : NULL;

  if (row->valid_from != 0 && row->valid_until != 0 && row->valid_until < row->valid_from)
    return g_strdup (_("These years end before they begin"));

  return other != NULL ? g_strdup_printf (_("The pair has these years already: %s"), years) : NULL;
}

static gboolean
read_all (MlsPairForm *self, MlsPairRule *row)
{
  gboolean good_first, good_last;
  g_autofree char *problem = NULL;

  *row = (MlsPairRule){ .pair = self->rule.pair, .state = gtk_switch_get_active (self->given) ? MLS_CODE_VALID : MLS_CODE_TOLERATED };
  good_first = read_year (self->first, &row->valid_from);
  good_last = read_year (self->last, &row->valid_until);
  if (!good_first || !good_last)
    return FALSE;

  problem = dup_problem (self, row);
  mls_field_tell (self->last, problem);

  return problem == NULL;
}

/**
 * mls_pair_form_settle:
 * @self: the form
 *
 * What is written there and good is taken.
 */
void
mls_pair_form_settle (MlsPairForm *self)
{
  MlsPairChange change = { .from = self->rule };

  if (!is_shown (self) || !read_all (self, &change.to) || (!self->adding && mls_pair_rule_equal (&change.to, &self->rule)))
    return;

  if (self->adding)
    change.from.pair = (MlsPair){ 0, 0 };
  g_signal_emit (self, signals[CHANGED], 0, &change);
}

static void
on_written (MlsPairForm *self)
{
  MlsPairRule row;

  if (is_shown (self) && !self->showing)
    read_all (self, &row);
}

static void
on_given (MlsPairForm *self)
{
  on_written (self);
  if (!self->showing && !self->adding)
    mls_pair_form_settle (self);
}

/* What it shows */

static void
write_year (AdwEntryRow *field, int year)
{
  g_autofree char *text = year != 0 ? g_strdup_printf ("%d", year) : g_strdup ("");

  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (field)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (field), text);
}

/* Without any valid pair, any cover could have any use. */
static gboolean
may_be_spared (MlsPairForm *self)
{
  guint n_valid = 0;

  for (guint i = 0; i < mls_nomenclature_n_pair_rules (self->nomenclature); i++)
    n_valid += mls_nomenclature_pair_rule (self->nomenclature, i)->state == MLS_CODE_VALID;

  return n_valid > 1 || self->rule.state != MLS_CODE_VALID;
}

static void
describe (MlsPairForm *self)
{
  g_autofree char *codes = mls_pair_text_write (self->rule.pair);
  g_autofree char *title = g_markup_escape_text (codes, -1);
  g_autofree char *labels = mls_pair_item_dup_title (self->nomenclature, self->rule.pair);
  g_autofree char *text = g_markup_escape_text (labels, -1);
  MlsPairRule row;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->given), self->adding || may_be_spared (self));
  gtk_widget_set_sensitive (self->add, !self->adding);
  gtk_button_set_label (GTK_BUTTON (self->remove), self->adding ? _("Cancel") : _("Take these years out"));
  gtk_widget_set_sensitive (self->remove, self->adding || may_be_spared (self));
  read_all (self, &row);
}

static void
fill (MlsPairForm *self)
{
  self->showing = TRUE;
  write_year (self->first, self->adding ? 0 : self->rule.valid_from);
  write_year (self->last, self->adding ? 0 : self->rule.valid_until);
  gtk_switch_set_active (self->given, self->adding || self->rule.state == MLS_CODE_VALID);
  self->showing = FALSE;
  describe (self);
}

/**
 * mls_pair_form_show:
 * @self: the form
 * @nomenclature: (nullable): a nomenclature
 * @rule: (nullable): a row of it, that is shown from now on
 *
 * What is being written for that row, and is not taken yet, stays.
 */
void
mls_pair_form_show (MlsPairForm *self, MlsNomenclature *nomenclature, const MlsPairRule *rule)
{
  MlsNomenclature *old = self->nomenclature;
  gboolean again = rule != NULL && is_shown (self) && mls_pair_rule_equal (rule, &self->rule);

  self->nomenclature = nomenclature != NULL ? mls_nomenclature_ref (nomenclature) : NULL;
  self->rule = rule != NULL ? *rule : (MlsPairRule){ { 0, 0 } };
  self->rule.counted = NULL;
  self->adding = self->adding && again;
  gtk_widget_set_visible (GTK_WIDGET (self), rule != NULL);
  if (again)
    describe (self);
  else if (rule != NULL)
    fill (self);

  g_clear_pointer (&old, mls_nomenclature_unref);
}

static void
on_add (MlsPairForm *self)
{
  mls_pair_form_settle (self);
  self->adding = TRUE;
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->first));
}

/* Years that are only being written are no years yet. */
static void
on_remove (MlsPairForm *self)
{
  const MlsPairChange change = { .from = self->rule };

  if (self->adding)
    {
      self->adding = FALSE;
      fill (self);
    }
  else
    g_signal_emit (self, signals[CHANGED], 0, &change);
}

static void
mls_pair_form_finalize (GObject *object)
{
  g_clear_pointer (&MLS_PAIR_FORM (object)->nomenclature, mls_nomenclature_unref);

  G_OBJECT_CLASS (mls_pair_form_parent_class)->finalize (object);
}

static void
mls_pair_form_class_init (MlsPairFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_pair_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_PAIR_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_POINTER);
}

static AdwEntryRow *
add_field (MlsPairForm *self, const char *title)
{
  GtkWidget *field = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (field), title);
  g_signal_connect_object (field, "entry-activated", G_CALLBACK (mls_pair_form_settle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "changed", G_CALLBACK (on_written), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), field);

  return ADW_ENTRY_ROW (field);
}

static void
add_switch (MlsPairForm *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->given = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->given), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("May be given"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Else it is tolerated where it is, never offered, and always a finding"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->given));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->given));
  g_signal_connect_object (self->given, "notify::active", G_CALLBACK (on_given), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static GtkWidget *
add_button (MlsPairForm *self, GtkWidget *line, const char *label, void (*pressed) (MlsPairForm *))
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", G_CALLBACK (pressed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), button);

  return button;
}

static void
mls_pair_form_init (MlsPairForm *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  /* From one year to the other nothing is finished yet. */
  g_signal_connect_object (focus, "leave", G_CALLBACK (mls_pair_form_settle), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  self->first = add_field (self, _("First year"));
  self->last = add_field (self, _("Last year"));
  add_switch (self);
  gtk_widget_set_margin_top (line, 12);
  self->add = add_button (self, line, _("Add other years"), on_add);
  self->remove = add_button (self, line, _("Take these years out"), on_remove);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), line);
}

/**
 * mls_pair_form_new:
 *
 * Returns: (transfer floating): the form, empty
 */
GtkWidget *
mls_pair_form_new (void)
{
  return g_object_new (MLS_TYPE_PAIR_FORM, NULL);
}
