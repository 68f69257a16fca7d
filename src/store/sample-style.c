#include "store/sample-style.h"

#include "store/layer-style.h"

/* The words of the form that partners know, what is read of them, and the colours in use. */
static const struct
{
  const char *word;
  const char *title;
  guint32     colour;
} states[] = {
  { "noverif", "non vérifié", 0xeceff1 },
  { "ok", "juste", 0x64dd17 },
  { "erreur", "erreur", 0xff1744 },
  { "nsp", "sans avis", 0x00b8d4 },
};

static void
offer_states (MlsStyle *style, const char *column)
{
  MlsStyleField *field = mls_style_add_field (style, column, NULL, MLS_STYLE_WIDGET_CHOICE);

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    mls_style_field_offer (field, states[i].word, states[i].title);
}

/**
 * mls_sample_style_save:
 * @database: a new sample, open for writing
 * @error: a #MLS_STORE_ERROR
 *
 * Tells QGIS how a sample is shown: outlines alone, so that the photo stays visible, and a form that offers the words there
 * are.
 *
 * Returns: whether it could
 */
gboolean
mls_sample_style_save (MlsDatabase *database, GError **error)
{
  g_autoptr (MlsStyle) style = mls_style_new ("etat_cqp", MLS_LANGUAGE_FRENCH);

  style->look = MLS_STYLE_LOOK_OUTLINE;
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    mls_style_add_class (style, states[i].word, states[i].title, states[i].colour);

  offer_states (style, "etat_cqp");
  offer_states (style, "valid_cqe");
  mls_style_add_field (style, "erreur_geom", NULL, MLS_STYLE_WIDGET_TICK);
  mls_style_add_field (style, "omission", NULL, MLS_STYLE_WIDGET_TICK);
  mls_style_add_field (style, "etat_code", NULL, MLS_STYLE_WIDGET_HIDDEN);
  mls_style_add_field (style, "proposition", NULL, MLS_STYLE_WIDGET_HIDDEN);

  return mls_layer_style_clear (database, error) && mls_layer_style_add (database, "controle", "controle", style, TRUE, error);
}
