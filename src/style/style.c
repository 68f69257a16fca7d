#include "style/style.h"

static MlsStyleClass *
class_new (const char *code, const char *label, guint32 colour)
{
  MlsStyleClass *self = g_new0 (MlsStyleClass, 1);

  self->codes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->codes, g_strdup (code));
  self->label = g_strdup (label);
  self->colour = colour;
  self->symbols = g_array_new (FALSE, FALSE, sizeof (MlsSymbol));

  return self;
}

static void
class_free (gpointer data)
{
  MlsStyleClass *self = data;

  g_ptr_array_unref (self->codes);
  g_free (self->label);
  g_array_unref (self->symbols);
  g_free (self);
}

static void
field_free (gpointer data)
{
  MlsStyleField *self = data;

  g_free (self->column);
  g_free (self->title);
  g_ptr_array_unref (self->words);
  g_free (self);
}

/**
 * mls_style_new:
 * @column: what tells the classes apart
 * @language: that of what a legend says of features of no class
 *
 * Returns: (transfer full): a style of filled polygons without classes or fields
 */
MlsStyle *
mls_style_new (const char *column, MlsLanguage language)
{
  static const char *const others[MLS_N_LANGUAGES] = {
    [MLS_LANGUAGE_FRENCH] = "Sans code, ou autre code",
    [MLS_LANGUAGE_ENGLISH] = "No code, or another one",
  };
  MlsStyle *self = g_new0 (MlsStyle, 1);

  self->column = g_strdup (column);
  self->look = MLS_STYLE_LOOK_FILL;
  self->others = class_new ("", others[language], MLS_STYLE_OTHERS);
  self->classes = g_ptr_array_new_with_free_func (class_free);
  self->fields = g_ptr_array_new_with_free_func (field_free);

  return self;
}

/**
 * mls_style_free:
 * @self: (transfer full): a style
 */
void
mls_style_free (MlsStyle *self)
{
  g_free (self->column);
  g_ptr_array_unref (self->classes);
  class_free (self->others);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

/**
 * mls_style_add_class:
 * @self: a style
 * @code: what its features have in the column
 * @label: what a legend says of it
 * @colour: 0xrrggbb
 *
 * Returns: (transfer none): the class, in front of no other
 */
MlsStyleClass *
mls_style_add_class (MlsStyle *self, const char *code, const char *label, guint32 colour)
{
  MlsStyleClass *class = class_new (code, label, colour);

  g_ptr_array_add (self->classes, class);

  return class;
}

/**
 * mls_style_add_field:
 * @self: a style
 * @column: a column of the layer
 * @title: (nullable): what a form calls it; %NULL for its name
 * @widget: how it is filled in
 *
 * Returns: (transfer none): the field
 */
MlsStyleField *
mls_style_add_field (MlsStyle *self, const char *column, const char *title, MlsStyleWidget widget)
{
  MlsStyleField *field = g_new0 (MlsStyleField, 1);

  field->column = g_strdup (column);
  field->title = g_strdup (title);
  field->widget = widget;
  field->words = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->fields, field);

  return field;
}

/**
 * mls_style_field_offer:
 * @self: a choice
 * @word: what is written when it is chosen
 * @title: what is read of it
 */
void
mls_style_field_offer (MlsStyleField *self, const char *word, const char *title)
{
  g_return_if_fail (self->widget == MLS_STYLE_WIDGET_CHOICE);

  g_ptr_array_add (self->words, g_strdup (word));
  g_ptr_array_add (self->words, g_strdup (title));
}

/* A class without a label is told by its code, once. */
static char *
text_of (const char *code, const char *label)
{
  return g_str_equal (code, label) ? g_strdup (code) : g_strdup_printf ("%s %s", code, label);
}

static void
add_symbols (const MlsNomenclature *nomenclature, MlsText code, GArray *symbols)
{
  const GArray *all = mls_nomenclature_symbols (nomenclature);

  for (guint i = 0; i < all->len; i++)
    {
      MlsSymbol symbol = g_array_index (all, MlsSymbol, i);

      if (symbol.code == code)
        g_array_append_val (symbols, symbol);
    }
}

static gboolean
is_within (const MlsNomenclature *nomenclature, const MlsClass *klass, MlsText ancestor)
{
  while (klass != NULL && klass->code != ancestor)
    klass = klass->parent != 0 ? mls_nomenclature_class (nomenclature, klass->dimension, klass->parent) : NULL;

  return klass != NULL;
}

/* The codes below a class are shown as that class. */
static void
add_codes_below (const MlsNomenclature *nomenclature, const MlsClass *above, GPtrArray *codes)
{
  guint n_classes;
  const MlsClass *const *classes = mls_nomenclature_classes (nomenclature, above->dimension, &n_classes);

  for (guint i = 0; i < n_classes; i++)
    if (classes[i] != above && is_within (nomenclature, classes[i], above->code))
      g_ptr_array_add (codes, g_strdup (g_quark_to_string (classes[i]->code)));
}

/**
 * mls_style_new_for_dimension:
 * @column: a column of codes
 * @nomenclature: where they come from
 * @dimension: of covers or of uses; pairs are shown by their covers, as on the map
 * @level: that of the classes shown, from 1; those that end above it are shown as well, so that %G_MAXUINT shows what may
 *   be given
 * @language: that of the labels
 *
 * What came with the data has no class of its own, and neither have codes that are coarser than the level.
 *
 * Returns: (transfer full): how a layer of these codes looks
 */
MlsStyle *
mls_style_new_for_dimension (const char            *column,
                             const MlsNomenclature *nomenclature,
                             MlsDimension           dimension,
                             guint                  level,
                             MlsLanguage            language)
{
  MlsStyle *self = mls_style_new (column, language);
  guint n_classes;
  const MlsClass *const *classes =
    mls_nomenclature_classes (nomenclature, dimension == MLS_DIMENSION_USE ? dimension : MLS_DIMENSION_COVER, &n_classes);

  for (guint i = 0; i < n_classes; i++)
    if (classes[i]->state == MLS_CODE_VALID &&
        (classes[i]->level == level || (classes[i]->level < level && classes[i]->n_children == 0)))
      {
        const char *code = g_quark_to_string (classes[i]->code);
        g_autofree char *label = text_of (code, mls_class_label (classes[i], language));
        MlsStyleClass *class = mls_style_add_class (self, code, label, classes[i]->colour);

        add_codes_below (nomenclature, classes[i], class->codes);
        add_symbols (nomenclature, classes[i]->code, class->symbols);
      }

  return self;
}

/**
 * mls_style_new_for_indicator:
 * @column: a column of its codes
 * @nomenclature: where they come from
 * @indicator: an indicator, not none
 * @language: that of the labels
 *
 * Returns: (transfer full): how a layer of these codes looks
 */
MlsStyle *
mls_style_new_for_indicator (const char            *column,
                             const MlsNomenclature *nomenclature,
                             MlsIndicator           indicator,
                             MlsLanguage            language)
{
  MlsStyle *self = mls_style_new (column, language);
  const GArray *classes = mls_nomenclature_indicator_classes (nomenclature);

  for (guint i = 0; i < classes->len; i++)
    {
      const MlsIndicatorClass *klass = &g_array_index (classes, MlsIndicatorClass, i);

      if (klass->indicator == indicator && klass->code != 0)
        {
          const char *code = g_quark_to_string (klass->code);
          g_autofree char *label = text_of (code, mls_indicator_class_label (klass, language));

          mls_style_add_class (self, code, label, klass->colour);
        }
    }

  return self;
}
