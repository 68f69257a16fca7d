/* What files from before there was a place for it in them have all the same: that of the nomenclature that comes with the
 * program. */

#include "store/nomenclature-private.h"

#include "rules/nomenclature-path.h"

/* (nullable): the one of its name. */
static MlsNomenclature *
load_shipped (const MlsNomenclature *nomenclature)
{
  const char *name = mls_nomenclature_about (nomenclature, "name");
  g_autofree char *folder = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return folder != NULL ? mls_nomenclature_load_named (folder, NULL) : NULL;
}

/**
 * mls_nomenclature_borrow_look:
 * @nomenclature: one without symbols and indicators
 */
void
mls_nomenclature_borrow_look (MlsNomenclature *nomenclature)
{
  g_autoptr (MlsNomenclature) shipped = load_shipped (nomenclature);
  const GArray *symbols, *titles, *classes;

  if (shipped == NULL)
    return;

  symbols = mls_nomenclature_symbols (shipped);
  titles = mls_nomenclature_indicators (shipped);
  classes = mls_nomenclature_indicator_classes (shipped);
  for (guint i = 0; i < symbols->len; i++)
    mls_nomenclature_add_symbol (nomenclature, &g_array_index (symbols, MlsSymbol, i));
  for (guint i = 0; i < titles->len; i++)
    mls_nomenclature_add_indicator_class (nomenclature, &g_array_index (titles, MlsIndicatorClass, i), NULL);
  for (guint i = 0; i < classes->len; i++)
    mls_nomenclature_add_indicator_class (nomenclature, &g_array_index (classes, MlsIndicatorClass, i), NULL);
}

/**
 * mls_nomenclature_borrow_favourites:
 * @nomenclature: a nomenclature, that may have none
 */
void
mls_nomenclature_borrow_favourites (MlsNomenclature *nomenclature)
{
  g_autoptr (MlsNomenclature) shipped =
    mls_nomenclature_about (nomenclature, "favourites") == NULL ? load_shipped (nomenclature) : NULL;
  const char *favourites = shipped != NULL ? mls_nomenclature_about (shipped, "favourites") : NULL;

  if (favourites != NULL)
    mls_nomenclature_set_about (nomenclature, "favourites", favourites, NULL);
}

/**
 * mls_nomenclature_borrow_families:
 * @nomenclature: one whose families were those of the program, whatever its name
 */
void
mls_nomenclature_borrow_families (MlsNomenclature *nomenclature)
{
  g_autoptr (MlsNomenclature) shipped =
    mls_nomenclature_families (nomenclature)->len > 0 ? mls_nomenclature_load_named (MLS_NOMENCLATURE_DEFAULT, NULL) : NULL;
  const GArray *families = shipped != NULL ? mls_nomenclature_families (shipped) : NULL;

  for (guint i = 0; families != NULL && i < families->len; i++)
    {
      const MlsFamily *family = &g_array_index (families, MlsFamily, i);

      if (mls_nomenclature_family (nomenclature, family->name) != NULL)
        mls_nomenclature_set_family (nomenclature, family);
    }
}
