#include "delivery/product.h"

#include <glib/gi18n-lib.h>

/* What a column of an evolution has. */
#define EVOLUTION_UNKNOWN -1
#define EVOLUTION_COVER   1
#define EVOLUTION_USE     2

/* What there is to tell of a kind: how options call it, what its layers begin with, what it is counted by. */
typedef struct
{
  const char  *name;
  const char  *layer;
  const char  *title; /* of an indicator its own */
  MlsDimension dimension;
  MlsIndicator indicator;
} Kind;

static const Kind plain_kinds[] = {
  [MLS_PRODUCT_MULTIDATE] = { "multidate", "multidate", N_("All dates in one layer"), MLS_DIMENSION_PAIR, MLS_INDICATOR_NONE },
  [MLS_PRODUCT_COVER] = { "cover", "cs", N_("Cover, date by date"), MLS_DIMENSION_COVER, MLS_INDICATOR_NONE },
  [MLS_PRODUCT_USE] = { "use", "us", N_("Use, date by date"), MLS_DIMENSION_USE, MLS_INDICATOR_NONE },
  [MLS_PRODUCT_PAIR] = { "pair", "csus", N_("Cover and use, date by date"), MLS_DIMENSION_PAIR, MLS_INDICATOR_NONE },
};
G_STATIC_ASSERT (G_N_ELEMENTS (plain_kinds) == MLS_PRODUCT_INDICATOR);

/* A class that polygons of a product are of. */
typedef struct
{
  MlsPair  key;
  gboolean is_none; /* nothing is handed over of its ground */
  MlsText  code;
  MlsText  label;
} Class;

/**
 * mls_product_n_kinds:
 * @nomenclature: a nomenclature
 *
 * Returns: how many kinds there are, those of its indicators included
 */
MlsProductKind
mls_product_n_kinds (const MlsNomenclature *nomenclature)
{
  return MIN (MLS_PRODUCT_INDICATOR + mls_nomenclature_indicators (nomenclature)->len, MLS_MAX_PRODUCT_KINDS);
}

static Kind
kind_of (const MlsNomenclature *nomenclature, MlsProductKind kind)
{
  MlsIndicator indicator;

  if (kind < MLS_PRODUCT_INDICATOR)
    return plain_kinds[kind];

  indicator = g_array_index (mls_nomenclature_indicators (nomenclature), MlsIndicatorClass, kind - MLS_PRODUCT_INDICATOR).indicator;

  return (Kind){ g_quark_to_string (indicator), mls_nomenclature_indicator_column (nomenclature, indicator), NULL,
                 MLS_DIMENSION_PAIR, indicator };
}

/**
 * mls_product_kind_from_name:
 * @nomenclature: a nomenclature
 * @name: a word
 * @out: (out): the kind that options call so
 *
 * Returns: whether there is one
 */
gboolean
mls_product_kind_from_name (const MlsNomenclature *nomenclature, const char *name, MlsProductKind *out)
{
  for (MlsProductKind kind = 0; kind < mls_product_n_kinds (nomenclature); kind++)
    if (g_str_equal (kind_of (nomenclature, kind).name, name))
      {
        *out = kind;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_product_kind_name:
 * @nomenclature: a nomenclature
 * @kind: a kind that it has
 *
 * Returns: (transfer none): what options call it
 */
const char *
mls_product_kind_name (const MlsNomenclature *nomenclature, MlsProductKind kind)
{
  return kind_of (nomenclature, kind).name;
}

/**
 * mls_product_kind_dup_title:
 * @nomenclature: a nomenclature
 * @kind: a kind of it
 * @language: of what indicators are called
 *
 * Returns: (transfer full): what it is for people
 */
char *
mls_product_kind_dup_title (const MlsNomenclature *nomenclature, MlsProductKind kind, MlsLanguage language)
{
  const Kind of = kind_of (nomenclature, kind);

  if (of.title != NULL)
    return g_strdup (_(of.title));

  /* Translators: the title of an indicator, as “4 classes”. */
  return g_strdup_printf (_("%s, date by date"), mls_nomenclature_indicator_title (nomenclature, of.indicator, language));
}

/**
 * mls_product_kind_dup_column:
 * @nomenclature: a nomenclature
 * @kind: a kind of it, of one date
 * @vintage: the code of a date
 *
 * Returns: (transfer full) (nullable): what the column of the layer of all dates is called that has its classes then; both
 *   codes together are in two of them
 */
char *
mls_product_kind_dup_column (const MlsNomenclature *nomenclature, MlsProductKind kind, const char *vintage)
{
  if (kind == MLS_PRODUCT_PAIR)
    return NULL;

  return g_strconcat (kind_of (nomenclature, kind).layer, kind >= MLS_PRODUCT_INDICATOR ? "_" : "", vintage, NULL);
}

/**
 * mls_product_kind_classing:
 * @nomenclature: a nomenclature; must outlive what is returned
 * @kind: a kind of it
 *
 * Returns: what its ground is told apart by
 */
MlsClassing
mls_product_kind_classing (const MlsNomenclature *nomenclature, MlsProductKind kind)
{
  const Kind of = kind_of (nomenclature, kind);

  return (MlsClassing){ nomenclature, of.dimension, G_MAXUINT, of.indicator };
}

/* Which products */

/**
 * mls_product_kind_is_in:
 * @nomenclature: a nomenclature
 * @kind: a kind
 *
 * Returns: whether it has what such a product is told apart by
 */
gboolean
mls_product_kind_is_in (const MlsNomenclature *nomenclature, MlsProductKind kind)
{
  if (kind == MLS_PRODUCT_MULTIDATE || kind >= MLS_PRODUCT_INDICATOR)
    return kind < mls_product_n_kinds (nomenclature);

  return mls_nomenclature_has_dimension (nomenclature, plain_kinds[kind].dimension);
}

/* Columns */

static const char *const field_titles[] = {
  [MLS_FIELD_COVER] = N_("Cover"),     [MLS_FIELD_USE] = N_("Use"),         [MLS_FIELD_DOUBT] = N_("Doubt"),
  [MLS_FIELD_SOURCE] = N_("Source"),   [MLS_FIELD_COMMENT] = N_("Comment"), [MLS_FIELD_PHOTOVOLTAIC] = N_("Photovoltaic"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (field_titles) == MLS_N_FIELDS);

static char *
dup_dated (const char *title, int year)
{
  /* Translators: what a column holds, as “Cover”, and a year. */
  return g_strdup_printf (_("%s, %d"), title, year);
}

static gboolean
has_field (const MlsNomenclature *nomenclature, MlsField field)
{
  return (field != MLS_FIELD_COVER || mls_nomenclature_has_dimension (nomenclature, MLS_DIMENSION_COVER)) &&
         (field != MLS_FIELD_USE || mls_nomenclature_has_dimension (nomenclature, MLS_DIMENSION_USE));
}

static void
add_indicator_columns (const MlsProduct *self, MlsProductKind kind)
{
  for (guint v = 0; v < self->n_vintages; v++)
    {
      const MlsNomenclature *nomenclature = self->classing.nomenclature;
      g_autofree char *name = mls_product_kind_dup_column (nomenclature, kind, self->vintages[v].code);

      mls_columns_add (self->columns, name, "", MLS_COLUMN_TEXT)->title =
        dup_dated (mls_nomenclature_indicator_title (nomenclature, kind_of (nomenclature, kind).indicator, self->language),
                   self->vintages[v].year);
    }
}

/* From each date to each later one. */
static void
add_evolution_columns (const MlsProduct *self)
{
  const GArray *order = self->by_year;

  for (guint i = 0; i < order->len; i++)
    for (guint j = i + 1; j < order->len; j++)
      {
        const MlsVintage *from = &self->vintages[g_array_index (order, guint, i)];
        const MlsVintage *to = &self->vintages[g_array_index (order, guint, j)];
        g_autofree char *ending = g_strdup_printf ("%s_%s", from->code, to->code);

        mls_columns_add (self->columns, "evol", ending, MLS_COLUMN_INTEGER)->title =
          g_strdup_printf (_("From %d to %d: 0 the same, 1 another cover, 2 another use, 3 both"), from->year, to->year);
      }
}

static void
add_multidate_columns (const MlsProduct *self)
{
  const MlsNomenclature *nomenclature = self->classing.nomenclature;

  for (guint v = 0; v < self->n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      if (has_field (nomenclature, (MlsField) f))
        mls_columns_add (self->columns, mls_field_column ((MlsField) f), self->vintages[v].code, MLS_COLUMN_TEXT)->title =
          dup_dated (_(field_titles[f]), self->vintages[v].year);

  add_evolution_columns (self);
  for (MlsProductKind kind = MLS_PRODUCT_INDICATOR; kind < mls_product_n_kinds (nomenclature); kind++)
    add_indicator_columns (self, kind);
}

static void
add_class_columns (const MlsProduct *self)
{
  mls_columns_add (self->columns, MLS_CODE_COLUMN, "", MLS_COLUMN_TEXT)->title = g_strdup (_("Code of the class"));
  mls_columns_add (self->columns, "label", "", MLS_COLUMN_TEXT)->title = g_strdup (_("What the class is called"));
  if (self->kind != MLS_PRODUCT_PAIR)
    return;

  for (MlsField f = MLS_FIELD_COVER; f <= MLS_FIELD_USE; f++)
    mls_columns_add (self->columns, mls_field_column (f), "", MLS_COLUMN_TEXT)->title = g_strdup (_(field_titles[f]));
}

static guint
hash_pair (gconstpointer data)
{
  const MlsPair *pair = data;

  return pair->cover * 31 + pair->use;
}

static gboolean
pairs_equal (gconstpointer left, gconstpointer right)
{
  return mls_pair_equal (*(const MlsPair *) left, *(const MlsPair *) right);
}

static void
product_free (gpointer data)
{
  MlsProduct *self = data;

  g_free (self->name);
  g_free (self->given);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->by_year);
  g_hash_table_unref (self->classes);
  g_free (self);
}

static MlsProduct *
product_new (const MlsProductQuery *query, MlsProductKind kind, guint vintage)
{
  const Kind of = kind_of (query->nomenclature, kind);
  MlsProduct *self = g_new0 (MlsProduct, 1);

  self->kind = kind;
  self->vintage = vintage;
  self->name = kind == MLS_PRODUCT_MULTIDATE ? g_strdup (of.layer)
                                             : g_strconcat (of.layer, "_", query->vintages[vintage].code, NULL);
  self->given = g_strdup (self->name);
  self->columns = mls_columns_new ();
  self->vintages = query->vintages;
  self->n_vintages = query->n_vintages;
  self->by_year = mls_vintages_by_year (query->vintages, query->n_vintages);
  self->classing = mls_product_kind_classing (query->nomenclature, kind);
  self->language = query->language;
  self->classes = g_hash_table_new_full (hash_pair, pairs_equal, NULL, g_free);

  if (kind == MLS_PRODUCT_MULTIDATE)
    add_multidate_columns (self);
  else
    add_class_columns (self);
  mls_columns_add (self->columns, MLS_AREA_COLUMN, "", MLS_COLUMN_REAL)->title = g_strdup (_("Area, m²"));
  mls_columns_add (self->columns, MLS_PERIMETER_COLUMN, "", MLS_COLUMN_REAL)->title = g_strdup (_("Perimeter, m"));

  return self;
}

/**
 * mls_products_list:
 * @query: what is wanted; must outlive what is returned, but for itself
 *
 * Of a dimension or an indicator that the nomenclature has not there is no product, nor a column.
 *
 * Returns: (transfer full) (element-type MlsProduct): the products, those of all dates first
 */
GPtrArray *
mls_products_list (const MlsProductQuery *query)
{
  GPtrArray *products = g_ptr_array_new_with_free_func (product_free);

  if ((query->kinds & MLS_PRODUCT (MLS_PRODUCT_MULTIDATE)) != 0)
    g_ptr_array_add (products, product_new (query, MLS_PRODUCT_MULTIDATE, 0));

  for (guint v = 0; v < query->n_vintages; v++)
    for (MlsProductKind kind = MLS_PRODUCT_COVER; kind < mls_product_n_kinds (query->nomenclature); kind++)
      if ((query->of & MLS_VINTAGE (v)) != 0 && (query->kinds & MLS_PRODUCT (kind)) != 0 &&
          mls_product_kind_is_in (query->nomenclature, kind))
        g_ptr_array_add (products, product_new (query, kind, v));

  return products;
}

/**
 * mls_products_asked:
 * @products: (element-type MlsProduct): products
 *
 * Returns: what has to be known of what lies near the ground, to tell its classes
 */
MlsNearness
mls_products_asked (const GPtrArray *products)
{
  MlsNearness asked = 0;

  for (guint i = 0; i < products->len; i++)
    {
      const MlsProduct *product = g_ptr_array_index (products, i);
      const MlsNomenclature *nomenclature = product->classing.nomenclature;

      for (MlsProductKind kind = MLS_PRODUCT_INDICATOR; kind < mls_product_n_kinds (nomenclature); kind++)
        if (product->kind == kind || product->kind == MLS_PRODUCT_MULTIDATE)
          asked |= mls_nearness_asked_for (nomenclature, kind_of (nomenclature, kind).indicator);
    }

  return asked;
}

/* Ground */

/* Which class that is, and whether it is one: ground that is not coded, or that an indicator says nothing of, is none. */
static const Class *
find_class (MlsProduct *self, MlsPair key)
{
  Class *class = g_hash_table_lookup (self->classes, &key);
  MlsCounted *counted;

  if (class != NULL)
    return class;

  counted = mls_classing_counted (&self->classing, key, self->language);
  class = g_new0 (Class, 1);
  class->key = key;
  class->is_none = counted->standing == MLS_STANDING_UNCODED || counted->standing == MLS_STANDING_UNCOUNTED;
  class->code = g_quark_from_string (counted->code);
  class->label = *counted->label != '\0' ? g_quark_from_string (counted->label) : 0;
  g_hash_table_insert (self->classes, &class->key, class);
  mls_counted_free (counted);

  return class;
}

static MlsPair
key_of (const MlsClassing *classing, const MlsFace *face, const MlsNearness *near, const MlsVintage *vintages, guint vintage)
{
  const MlsSite site = { mls_label_pair (&face->labels[vintage]), near[vintage] };

  return mls_classing_key (classing, &site, vintages[vintage].year);
}

/**
 * mls_product_n_labels:
 * @self: a product
 *
 * Returns: how many labels faces have that mls_product_recast() gives
 */
guint
mls_product_n_labels (const MlsProduct *self)
{
  return self->kind == MLS_PRODUCT_MULTIDATE ? self->n_vintages : 1;
}

/**
 * mls_product_recast:
 * @self: a product
 * @face: a face of the project
 * @near: (array): what lies near it at each date
 *
 * Returns: (transfer full) (nullable): it as the product tells it from others: faces that are equal then are of one
 *   polygon where they meet; %NULL where the product has nothing of it
 */
MlsFace *
mls_product_recast (MlsProduct *self, const MlsFace *face, const MlsNearness *near)
{
  MlsLabel label = { { 0 } };
  MlsPair key;

  if (self->kind == MLS_PRODUCT_MULTIDATE)
    return mls_face_ref (face);

  key = key_of (&self->classing, face, near, self->vintages, self->vintage);
  if (find_class (self, key)->is_none)
    return NULL;

  label.field[MLS_FIELD_COVER] = key.cover;
  label.field[MLS_FIELD_USE] = key.use;

  return mls_face_with (face, face->id, face->since, &label, 1);
}

/**
 * mls_evolution:
 * @from: what some ground was
 * @to: what it is at a later date
 *
 * Returns: 0 if both codes are the same, 1 if the cover is another, 2 if the use is, 3 if both are; -1 if nothing is
 *   coded, or not the same of both at both dates: then nobody knows
 */
int
mls_evolution (const MlsLabel *from, const MlsLabel *to)
{
  MlsPair was = mls_label_pair (from);
  MlsPair is = mls_label_pair (to);

  if (mls_label_is_null (from) || (was.cover == 0) != (is.cover == 0) || (was.use == 0) != (is.use == 0))
    return EVOLUTION_UNKNOWN;

  return (was.cover != is.cover ? EVOLUTION_COVER : 0) | (was.use != is.use ? EVOLUTION_USE : 0);
}

static MlsValue *
fill_evolutions (const MlsProduct *self, const MlsFace *polygon, MlsValue *value)
{
  const GArray *order = self->by_year;

  for (guint i = 0; i < order->len; i++)
    for (guint j = i + 1; j < order->len; j++)
      {
        int evolution = mls_evolution (&polygon->labels[g_array_index (order, guint, i)],
                                       &polygon->labels[g_array_index (order, guint, j)]);

        *value++ = evolution != EVOLUTION_UNKNOWN ? mls_value_integer (evolution) : (MlsValue){ 0 };
      }

  return value;
}

/* What an indicator does not count has no class. */
static MlsText
indicator_of (const MlsProduct *self, MlsProductKind kind, const MlsFace *polygon, const MlsNearness *near, guint vintage)
{
  const MlsClassing classing = mls_product_kind_classing (self->classing.nomenclature, kind);
  MlsText code = key_of (&classing, polygon, near, self->vintages, vintage).cover;

  return code != g_quark_from_static_string (MLS_CLASSING_UNCOUNTED) ? code : 0;
}

static MlsValue *
fill_multidate (const MlsProduct *self, const MlsFace *polygon, const MlsNearness *near, MlsValue *value)
{
  const MlsNomenclature *nomenclature = self->classing.nomenclature;

  for (guint v = 0; v < self->n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      if (has_field (nomenclature, (MlsField) f))
        *value++ = mls_value_text (polygon->labels[v].field[f]);

  value = fill_evolutions (self, polygon, value);
  for (MlsProductKind kind = MLS_PRODUCT_INDICATOR; kind < mls_product_n_kinds (nomenclature); kind++)
    for (guint v = 0; v < self->n_vintages; v++)
      *value++ = mls_value_text (indicator_of (self, kind, polygon, near, v));

  return value;
}

static MlsValue *
fill_class (MlsProduct *self, const MlsFace *polygon, MlsValue *value)
{
  const Class *class = find_class (self, mls_label_pair (&polygon->labels[0]));

  *value++ = mls_value_text (class->code);
  *value++ = mls_value_text (class->label);
  if (self->kind == MLS_PRODUCT_PAIR)
    {
      *value++ = mls_value_text (class->key.cover);
      *value++ = mls_value_text (class->key.use);
    }

  return value;
}

/**
 * mls_product_fill:
 * @self: a product
 * @polygon: one of its polygons, of faces as mls_product_recast() gives them, with the id of one of them
 * @near: (array): what lies near that one at each date
 * @values: (out) (array): what its columns have
 */
void
mls_product_fill (MlsProduct *self, const MlsFace *polygon, const MlsNearness *near, MlsValue *values)
{
  MlsValue *value = self->kind == MLS_PRODUCT_MULTIDATE ? fill_multidate (self, polygon, near, values)
                                                        : fill_class (self, polygon, values);

  *value++ = mls_value_real (mls_area2_to_m2 (mls_face_area2 (polygon)));
  *value = mls_value_real (mls_face_perimeter (polygon) / MLS_MM_PER_M);
}
