/* How QGIS shows a project: a style for each date and dimension of its map, and forms that offer the codes there are. They
 * follow from the dates and the classes, and are written again when these are others. */

#include "store/project-style.h"

#include "rules/language.h"
#include "store/layer-style.h"
#include "store/layout.h"
#include "store/nomenclature.h"
#include "store/setting.h"

#include <glib/gi18n-lib.h>

/* Of what the styles that the file has were made. */
#define SETTING "styles"

/* To be another one when styles of the same classes are to be others. */
#define GENERATION "1"

static const char *const sources[] = {
  "SELECT code, year, title, state FROM vintage ORDER BY position",
  "SELECT code, parent, label_fr, label_en, colour, state FROM cover WHERE until IS NULL ORDER BY code",
  "SELECT code, parent, label_fr, label_en, colour, state FROM use WHERE until IS NULL ORDER BY code",
  "SELECT code, shape, colour, outline, size_mm, across_mm, down_mm, angle FROM symbol WHERE until IS NULL ORDER BY id",
};

static const MlsDimension dimensions[] = { MLS_DIMENSION_COVER, MLS_DIMENSION_USE };

static gboolean
add_rows (MlsDatabase *database, const char *sql, GChecksum *sum, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, sql, error);
  gboolean row = query != NULL;

  while (row && mls_database_step (database, query, &row, error))
    {
      if (!row)
        return TRUE;

      for (int i = 0; i < sqlite3_column_count (query); i++)
        {
          const char *text = (const char *) sqlite3_column_text (query, i);

          g_checksum_update (sum, (const guint8 *) (text != NULL ? text : ""), -1);
          g_checksum_update (sum, (const guint8 *) "|", 1);
        }
    }

  return FALSE;
}

static char *
sum_sources (MlsDatabase *database, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guint8 *) GENERATION, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!add_rows (database, sources[i], sum, error))
      return NULL;

  return g_strdup (g_checksum_get_string (sum));
}

static gboolean
has_classes (const MlsNomenclature *nomenclature, MlsDimension dimension)
{
  guint n_classes;

  mls_nomenclature_classes (nomenclature, dimension, &n_classes);
  return n_classes > 0;
}

static const char *
title_of (MlsField field)
{
  switch (field)
    {
    case MLS_FIELD_COVER:
      return _("cover");
    case MLS_FIELD_USE:
      return _("use");
    case MLS_FIELD_DOUBT:
      return C_("of a label", "doubt");
    case MLS_FIELD_SOURCE:
      return C_("of a label", "source");
    case MLS_FIELD_COMMENT:
      return C_("of a label", "comment");
    case MLS_FIELD_PHOTOVOLTAIC:
      return C_("of a label", "photovoltaic");
    case MLS_N_FIELDS:
      break;
    }

  g_assert_not_reached ();
}

/* A field in which one of the codes that may be given is chosen. */
static MlsStyleField *
add_codes (MlsStyle              *style,
           const char            *column,
           const char            *title,
           const MlsNomenclature *nomenclature,
           MlsDimension           dimension)
{
  MlsStyleField *field = mls_style_add_field (style, column, title, MLS_STYLE_WIDGET_CHOICE);
  guint n_classes;
  const MlsClass *const *classes = mls_nomenclature_classes (nomenclature, dimension, &n_classes);

  for (guint i = 0; i < n_classes; i++)
    if (mls_class_is_offered (classes[i]))
      {
        const char *code = g_quark_to_string (classes[i]->code);
        g_autofree char *text = g_strdup_printf ("%s %s", code, mls_class_label (classes[i], mls_language_of_user ()));

        mls_style_field_offer (field, code, text);
      }

  return field;
}

static void
add_vintage_fields (MlsStyle *style, const MlsVintage *vintage, const MlsNomenclature *nomenclature)
{
  for (MlsField f = 0; f < MLS_N_FIELDS; f++)
    {
      g_autofree char *column = g_strconcat (mls_field_column (f), vintage->code, NULL);
      g_autofree char *title = g_strdup_printf ("%s · %s", vintage->title, title_of (f));
      MlsDimension dimension = f == MLS_FIELD_USE ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER;
      MlsStyleField *field = f == MLS_FIELD_COVER || f == MLS_FIELD_USE
                               ? add_codes (style, column, title, nomenclature, dimension)
                               : mls_style_add_field (style, column, title, MLS_STYLE_WIDGET_TEXT);

      field->read_only = vintage->state != MLS_VINTAGE_OPEN;
    }
}

/* The form of a face: what other programs may not write cannot be written in it. */
static void
add_fields (MlsStyle *style, const MlsLayout *layout, const MlsNomenclature *nomenclature)
{
  mls_style_add_field (style, "fid", NULL, MLS_STYLE_WIDGET_TEXT)->read_only = TRUE;
  mls_style_add_field (style, "since", NULL, MLS_STYLE_WIDGET_HIDDEN)->read_only = TRUE;
  mls_style_add_field (style, "surf_m2", _("area (m²)"), MLS_STYLE_WIDGET_TEXT)->read_only = TRUE;
  for (guint v = layout->vintages->len; v-- > 0;)
    add_vintage_fields (style, &g_array_index (layout->vintages, MlsVintage, v), nomenclature);
}

/* A layer that is opened has the form of its default style, which stays when another style is chosen. */
static gboolean
save_style (MlsDatabase           *database,
            const MlsLayout       *layout,
            const MlsNomenclature *nomenclature,
            guint                  vintage,
            MlsDimension           dimension,
            gboolean               is_default,
            GError               **error)
{
  const MlsVintage *of = &g_array_index (layout->vintages, MlsVintage, vintage);
  MlsField field = dimension == MLS_DIMENSION_USE ? MLS_FIELD_USE : MLS_FIELD_COVER;
  g_autofree char *column = g_strconcat (mls_field_column (field), of->code, NULL);
  g_autofree char *name = g_strdup_printf ("%s · %s", of->title, title_of (field));
  g_autoptr (MlsStyle) style =
    mls_style_new_for_dimension (column, nomenclature, dimension, G_MAXUINT, mls_language_of_user ());

  if (is_default)
    add_fields (style, layout, nomenclature);

  return mls_layer_style_add (database, "coverage", name, style, is_default, error);
}

static gboolean
save_map_styles (MlsDatabase *database, const MlsLayout *layout, const MlsNomenclature *nomenclature, GError **error)
{
  gboolean is_default = TRUE;

  for (guint v = layout->vintages->len; v-- > 0;)
    for (gsize d = 0; d < G_N_ELEMENTS (dimensions); d++)
      if (has_classes (nomenclature, dimensions[d]))
        {
          if (!save_style (database, layout, nomenclature, v, dimensions[d], is_default, error))
            return FALSE;
          is_default = FALSE;
        }

  return TRUE;
}

static void
offer_vintages (MlsStyle *style, const MlsLayout *layout)
{
  MlsStyleField *field = mls_style_add_field (style, "vintage", C_("of a remark", "date"), MLS_STYLE_WIDGET_CHOICE);

  for (guint v = layout->vintages->len; v-- > 0;)
    {
      const MlsVintage *vintage = &g_array_index (layout->vintages, MlsVintage, v);

      mls_style_field_offer (field, vintage->code, vintage->title);
    }
}

static void
offer_states (MlsStyle *style)
{
  MlsStyleField *field = mls_style_add_field (style, "state", C_("of a remark", "state"), MLS_STYLE_WIDGET_CHOICE);

  mls_style_add_class (style, "", C_("remark", "new"), 0xff1744);
  mls_style_add_class (style, "queued", C_("remark", "in the queue of corrections"), 0x00b8d4);
  mls_style_add_class (style, "left", C_("remark", "left out"), 0x9e9e9e);
  mls_style_field_offer (field, "queued", C_("remark", "in the queue of corrections"));
  mls_style_field_offer (field, "left", C_("remark", "left out"));
  field->read_only = TRUE;
}

static gboolean
save_remark_style (MlsDatabase *database, const MlsLayout *layout, const MlsNomenclature *nomenclature, GError **error)
{
  g_autoptr (MlsStyle) style = mls_style_new ("state", mls_language_of_user ());

  style->look = MLS_STYLE_LOOK_POINT;
  mls_style_add_field (style, "fid", NULL, MLS_STYLE_WIDGET_HIDDEN)->read_only = TRUE;
  offer_vintages (style, layout);
  add_codes (style, "cover", _("should be, cover"), nomenclature, MLS_DIMENSION_COVER);
  add_codes (style, "use", _("should be, use"), nomenclature, MLS_DIMENSION_USE);
  mls_style_add_field (style, "outline", _("the outline is off"), MLS_STYLE_WIDGET_TICK);
  mls_style_add_field (style, "comment", C_("of a label", "comment"), MLS_STYLE_WIDGET_TEXT);
  mls_style_add_field (style, "author", _("author"), MLS_STYLE_WIDGET_TEXT);
  mls_style_add_field (style, "at", C_("of a remark", "made"), MLS_STYLE_WIDGET_TEXT)->read_only = TRUE;
  offer_states (style);
  mls_style_add_field (style, "answer", _("why it was left out"), MLS_STYLE_WIDGET_TEXT)->read_only = TRUE;

  return mls_layer_style_add (database, "remark", _("remarks"), style, TRUE, error);
}

static gboolean
save_styles (MlsDatabase *database, const char *sum, GError **error)
{
  g_autoptr (MlsLayout) layout = mls_layout_read (database, error);
  g_autoptr (MlsNomenclature) nomenclature = layout != NULL ? mls_nomenclature_read (database, error) : NULL;

  return nomenclature != NULL && mls_layer_style_clear (database, error) &&
         save_map_styles (database, layout, nomenclature, error) &&
         save_remark_style (database, layout, nomenclature, error) && mls_setting_set (database, SETTING, sum, error);
}

/* Somebody may have dropped the table. */
static gboolean
are_there (MlsDatabase *database, const char *sum, gboolean *there, GError **error)
{
  g_autofree char *made_of = NULL;
  gint64 n_tables;

  if (!mls_setting_get (database, SETTING, &made_of, error) ||
      !mls_database_get_integer (database, &n_tables, error,
                                 "SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND name = 'layer_styles'", NULL))
    return FALSE;

  *there = n_tables > 0 && g_strcmp0 (made_of, sum) == 0;
  return TRUE;
}

/**
 * mls_project_style_update:
 * @database: a project open for writing, without a transaction
 * @error: a #MLS_STORE_ERROR
 *
 * Writes the styles if dates or classes are others than those that they were made of, in the language of the user who
 * changed them: whoever only looks changes nothing.
 *
 * Returns: whether the file has styles of what it has now
 */
gboolean
mls_project_style_update (MlsDatabase *database, GError **error)
{
  g_autofree char *sum = sum_sources (database, error);
  gboolean there;

  if (sum == NULL || !are_there (database, sum, &there, error))
    return FALSE;
  if (there)
    return TRUE;

  return mls_database_begin (database, error) && mls_database_end (database, save_styles (database, sum, error), error);
}
