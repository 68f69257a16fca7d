#include "ui/verdict-tip.h"

#include "base/format.h"
#include "store/verb-title.h"

#include <glib/gi18n.h>

enum
{
  /* More regions than these say nothing at a glance. */
  MAX_ROWS = 4,
  /* A reason that is longer takes another line: the tip is not to hide what it is about. */
  WIDEST_CHARS = 50,
};

struct _MlsVerdictTip
{
  GtkBox    parent_instance;

  GtkLabel *verb;
  GtkLabel *rows[MAX_ROWS];
  GtkLabel *more;
};

G_DEFINE_FINAL_TYPE (MlsVerdictTip, mls_verdict_tip, GTK_TYPE_BOX)

static GtkLabel *
add_label (MlsVerdictTip *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDEST_CHARS);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);

  return GTK_LABEL (label);
}

static void
mls_verdict_tip_class_init (MlsVerdictTipClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "verdict");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mls_verdict_tip_init (MlsVerdictTip *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What would be done"), -1);

  self->verb = add_label (self, "heading");
  for (guint i = 0; i < MAX_ROWS; i++)
    self->rows[i] = add_label (self, "code");
  self->more = add_label (self, "hint");
}

/**
 * mls_verdict_tip_new:
 *
 * Returns: (transfer floating): a tip that shows nothing yet
 */
GtkWidget *
mls_verdict_tip_new (void)
{
  return g_object_new (MLS_TYPE_VERDICT_TIP, NULL);
}

static void
set_state (GtkLabel *label, const char *state)
{
  static const char *const states[] = { "good", "near", "bad" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (label), states[i]);
  if (state != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), state);
}

/* Why a region that is too small may be so. */
static const char *
leave_of (const MlsRegionEffect *effect)
{
  if (effect->on_edge)
    return _(", at the edge of the territory");

  return effect->was_small ? _(", as before") : "";
}

/* "● CS6.3.0  812.4 m² ≥ 300 m²": green, amber near the minimum, red below. A code that came with the data
 * has no minimum. */
static void
show_region (GtkLabel *label, const MlsRegionEffect *effect)
{
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (effect->area2));
  g_autofree char *minimum = mls_format_minimum (mls_area2_to_m2 (effect->minimum));
  gboolean large = effect->area2 >= effect->minimum;
  g_autofree char *against = g_strdup_printf (" %s %s%s", large ? "≥" : "<", minimum, large ? "" : leave_of (effect));
  g_autofree char *text = g_strdup_printf ("● %s  %s%s%s", g_quark_to_string (effect->code),
                                           effect->at_least ? "> " : "", area, effect->minimum > 0 ? against : "");

  gtk_label_set_text (label, text);
  set_state (label, !effect->ok ? "bad" : effect->area2 < effect->minimum * 6 / 5 ? "near" : "good");
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
}

static void
show_row (MlsVerdictTip *self, guint i, const char *title, MlsArea2 area2)
{
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (area2));
  g_autofree char *text = g_strdup_printf ("%s %s", title, area);

  gtk_label_set_text (self->rows[i], text);
  set_state (self->rows[i], NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[i]), TRUE);
}

/* The sides of a line that waits for a pair: the one that will take it, and what stays of the first
 * region it cuts. */
static guint
show_sides (MlsVerdictTip *self, const MlsPlan *plan)
{
  g_autoptr (MlsRegion) region =
      mls_region_new (plan->overlay, g_ptr_array_index (plan->given, 0), plan->intent.vintage,
                      plan->intent.dimension, (MlsRegionLimit){ .n_points = MLS_FOLLOWED_POINTS });
  MlsArea2 given = 0, rest = region->area2;

  for (guint i = 0; i < plan->given->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (plan->given, i);

      given += cell->area2;
      rest -= mls_region_has (region, cell) ? cell->area2 : 0;
    }

  show_row (self, 0, _("This side"), given);
  show_row (self, 1, region->at_least ? _("Other side, over") : _("Other side"), rest);

  return 2;
}

static guint
show_regions (MlsVerdictTip *self, const MlsVerdict *verdict, guint vintage)
{
  guint n_rows = 0;

  for (guint i = 0; verdict != NULL && i < verdict->regions->len && n_rows < MAX_ROWS; i++)
    {
      const MlsRegionEffect *effect = &g_array_index (verdict->regions, MlsRegionEffect, i);

      if (effect->vintage == vintage)
        show_region (self->rows[n_rows++], effect);
    }

  return n_rows;
}

static void
show_hint (MlsVerdictTip *self, const MlsProposal *proposal, const MlsRules *rules, const char *hint)
{
  g_autofree char *text = NULL;

  if (mls_proposal_is_pending (proposal))
    text = g_strdup (_("Pick a code for this side"));
  else if (proposal->refusal != NULL && proposal->cure != NULL)
    {
      g_autofree char *cure = mls_cure_text (proposal->absorptions, rules);

      text = g_strdup_printf (_("Enter: %s"), cure);
    }
  else if (proposal->refusal != NULL && proposal->plan != NULL)
    text = g_strdup (proposal->refusal->message);
  else if (proposal->refusal == NULL && hint != NULL)
    text = g_strdup (hint);
  else if (proposal->refusal == NULL && proposal->verdict->warnings->len > 0)
    text = mls_finding_text (&g_array_index (proposal->verdict->warnings, MlsFinding, 0), rules);

  gtk_label_set_text (self->more, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->more), text != NULL);
}

/**
 * mls_verdict_tip_show:
 * @self: the tip
 * @proposal: (nullable): what the sketch would do; %NULL hides the tip
 * @rules: what it was judged by
 * @vintage: the one edited, whose regions are told
 * @hint: (nullable): how to go on from what is allowed
 */
void
mls_verdict_tip_show (MlsVerdictTip *self, const MlsProposal *proposal, const MlsRules *rules, guint vintage, const char *hint)
{
  guint n_rows;

  gtk_widget_set_visible (GTK_WIDGET (self), proposal != NULL);
  if (proposal == NULL)
    return;

  gtk_label_set_text (self->verb, proposal->plan != NULL ? mls_verb_title (proposal->plan->verb)
                                                         : proposal->refusal->message);
  set_state (self->verb, proposal->refusal != NULL ? "bad" : "good");
  n_rows = mls_proposal_is_pending (proposal) ? show_sides (self, proposal->plan)
                                              : show_regions (self, proposal->verdict, vintage);
  for (guint i = n_rows; i < MAX_ROWS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->rows[i]), FALSE);
  show_hint (self, proposal, rules, hint);
}
