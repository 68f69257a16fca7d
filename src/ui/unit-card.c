#include "ui/unit-card.h"

#include "ui/code-row.h"
#include "ui/language.h"

#include "base/format.h"

#include <glib/gi18n.h>

struct _MlsUnitCard
{
  GtkBox           parent_instance;

  /* owned */
  MlsNomenclature *nomenclature; /* (nullable) */

  /* children made in code */
  GtkLabel        *title;
  MlsCodeRow      *codes[MLS_N_CODES];
  GtkLabel        *verdicts[MLS_N_CODES];
  GtkLabel        *whole;        /* what is wrong of it as a whole */
};

G_DEFINE_FINAL_TYPE (MlsUnitCard, mls_unit_card, GTK_TYPE_BOX)

static GtkLabel *
label_new (const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);

  return label;
}

static void
mls_unit_card_dispose (GObject *object)
{
  g_clear_pointer (&MLS_UNIT_CARD (object)->nomenclature, mls_nomenclature_unref);

  G_OBJECT_CLASS (mls_unit_card_parent_class)->dispose (object);
}

static void
mls_unit_card_class_init (MlsUnitCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_unit_card_dispose;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "unit");
}

static void
mls_unit_card_init (MlsUnitCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->title = label_new ("numeric");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->title));
  for (int code = 0; code < MLS_N_CODES; code++)
    {
      self->codes[code] = MLS_CODE_ROW (mls_code_row_new ());
      self->verdicts[code] = label_new ("caption");
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->codes[code]));
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->verdicts[code]));
    }
  self->whole = label_new ("error");
  gtk_label_set_wrap (self->whole, TRUE);
  gtk_label_set_ellipsize (self->whole, PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->whole));
}

static void
show_code (MlsUnitCard *self, const MlsUnitState *state, int code)
{
  MlsText text = code == MLS_DIMENSION_COVER ? state->pair.cover : state->pair.use;
  const MlsClass *klass =
    text != 0 && self->nomenclature != NULL ? mls_nomenclature_class (self->nomenclature, (MlsDimension) code, text) : NULL;

  if (state->blind && text == 0)
    mls_code_row_set_text (self->codes[code], "?", code == MLS_DIMENSION_COVER ? _("Cover: type it")
                                                                               : _("Use: type it"));
  else if (klass != NULL)
    mls_code_row_set_class (self->codes[code], self->nomenclature, klass);
  else
    mls_code_row_set_text (self->codes[code], text != 0 ? g_quark_to_string (text) : "–", "");
}

/* A map of covers alone has no use to be judged. */
static gboolean
has_code (MlsUnitCard *self, const MlsUnitState *state, int code)
{
  MlsText text = code == MLS_DIMENSION_COVER ? state->pair.cover : state->pair.use;

  return text != 0 || self->nomenclature == NULL || mls_nomenclature_has_dimension (self->nomenclature, (MlsDimension) code);
}

static void
append_replacement (MlsUnitCard *self, GString *text, MlsDimension dimension, MlsText code)
{
  const MlsClass *klass = self->nomenclature != NULL ? mls_nomenclature_class (self->nomenclature, dimension, code) : NULL;

  g_string_append_printf (text, " → %s %s", g_quark_to_string (code),
                          klass != NULL ? mls_class_label (klass, mls_ui_language ()) : "");
}

/* Nothing but that something was typed, which stands above it. */
static char *
dup_blind_verdict (const MlsUnitState *state, int code)
{
  MlsJudged judged = state->judgement->judged[code];
  const char *text = judged == MLS_JUDGED_RIGHT || judged == MLS_JUDGED_WRONG ? _("judged") : mls_judged_text (judged);

  return mls_judgement_is_of (state->set, (MlsDimension) code) ? g_strdup (text)
                                                               : g_strdup_printf ("%s · %s", text, _("indicative"));
}

/* "wrong → CS2.1.0 Road"; of a code that the sample is not of, that it is told besides. */
static char *
dup_verdict (MlsUnitCard *self, const MlsUnitState *state, int code)
{
  const MlsUnit *unit = state->unit;
  const MlsJudgement *judgement = state->judgement;
  GString *text = g_string_new (mls_judged_text (judgement->judged[code]));

  if (judgement->replacement[code] != 0)
    append_replacement (self, text, (MlsDimension) code, judgement->replacement[code]);
  if (!mls_judgement_is_of (state->set, (MlsDimension) code))
    g_string_append_printf (text, " · %s", unit->mixed ? _("indicative, not the same in all of it") : _("indicative"));

  return g_string_free (text, FALSE);
}

static const char *
style_of (MlsJudged judged, gboolean blind)
{
  switch (judged)
    {
    case MLS_JUDGED_RIGHT:
      return blind ? "accent" : "success";
    case MLS_JUDGED_WRONG:
      return blind ? "accent" : "error";
    case MLS_JUDGED_NO_OPINION:
    case MLS_JUDGED_TOO_HARD:
      return "accent";
    case MLS_JUDGED_NOT:
    case MLS_N_JUDGED:
      break;
    }

  return "dim-label";
}

static void
set_style (GtkWidget *widget, const char *style)
{
  static const char *const all[] = { "success", "error", "accent", "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (all[i], style) == 0)
      gtk_widget_add_css_class (widget, all[i]);
    else
      gtk_widget_remove_css_class (widget, all[i]);
}

/* What is wrong with it as a whole, and what the second level said. */
static char *
dup_whole (const MlsJudgement *judgement, gboolean confirming)
{
  GString *text = g_string_new (NULL);

  if (judgement->geometric)
    g_string_append_printf (text, "%s\n", _("Outline off"));
  if (judgement->omission)
    g_string_append_printf (text, "%s\n",
                            judgement->proposal != 0 ? _("Something left out, which is drawn") : _("Something left out"));
  if (confirming && judgement->comment != 0)
    g_string_append_printf (text, "“%s”\n", g_quark_to_string (judgement->comment));
  if (confirming && judgement->controller != 0)
    g_string_append_printf (text, "— %s\n", g_quark_to_string (judgement->controller));
  if (judgement->confirmation != MLS_CONFIRMATION_NONE)
    g_string_append_printf (text, "%s%s%s\n", mls_confirmation_text (judgement->confirmation),
                            judgement->confirmer_comment != 0 ? " · " : "",
                            judgement->confirmer_comment != 0 ? g_quark_to_string (judgement->confirmer_comment) : "");
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);

  return g_string_free (text, FALSE);
}

/**
 * mls_unit_card_set_nomenclature:
 * @self: the card
 * @nomenclature: (nullable): what codes mean
 */
void
mls_unit_card_set_nomenclature (MlsUnitCard *self, MlsNomenclature *nomenclature)
{
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  self->nomenclature = nomenclature != NULL ? mls_nomenclature_ref (nomenclature) : NULL;
}

/**
 * mls_unit_card_show:
 * @self: the card
 * @state: the unit, and what is said of it
 */
void
mls_unit_card_show (MlsUnitCard *self, const MlsUnitState *state)
{
  const MlsJudgement *judgement = state->judgement;
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (state->unit->area2));
  g_autofree char *title = g_strdup_printf (_("Unit %d · %s"), (int) state->unit->id, area);
  g_autofree char *whole = dup_whole (judgement, state->confirming);

  gtk_label_set_text (self->title, title);
  for (int code = 0; code < MLS_N_CODES; code++)
    {
      g_autofree char *verdict = state->blind ? dup_blind_verdict (state, code) : dup_verdict (self, state, code);

      show_code (self, state, code);
      gtk_widget_set_visible (GTK_WIDGET (self->codes[code]), has_code (self, state, code));
      gtk_widget_set_visible (GTK_WIDGET (self->verdicts[code]), has_code (self, state, code));
      gtk_label_set_text (self->verdicts[code], verdict);
      set_style (GTK_WIDGET (self->verdicts[code]), style_of (judgement->judged[code], state->blind));
    }
  gtk_label_set_text (self->whole, whole);
  gtk_widget_set_visible (GTK_WIDGET (self->whole), *whole != '\0');
}

/**
 * mls_unit_card_new:
 *
 * Returns: (transfer none): a card of no unit yet
 */
GtkWidget *
mls_unit_card_new (void)
{
  return g_object_new (MLS_TYPE_UNIT_CARD, NULL);
}
