#include "ui/pair-item.h"

#include "ui/language.h"

#include <glib/gi18n.h>

struct _MlsPairItem
{
  GObject parent_instance;

  /* owned: keeps the row alive */
  MlsNomenclature *nomenclature;

  /* borrowed */
  const MlsPairRule *rule;
};

G_DEFINE_FINAL_TYPE (MlsPairItem, mls_pair_item, G_TYPE_OBJECT)

static void
mls_pair_item_finalize (GObject *object)
{
  g_clear_pointer (&MLS_PAIR_ITEM (object)->nomenclature, mls_nomenclature_unref);

  G_OBJECT_CLASS (mls_pair_item_parent_class)->finalize (object);
}

static void
mls_pair_item_class_init (MlsPairItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_pair_item_finalize;
}

static void
mls_pair_item_init (MlsPairItem *self)
{
}

/**
 * mls_pair_item_new:
 * @nomenclature: the nomenclature of @rule, which the item keeps
 * @rule: a row of it
 *
 * Returns: (transfer full): an item
 */
MlsPairItem *
mls_pair_item_new (MlsNomenclature *nomenclature, const MlsPairRule *rule)
{
  MlsPairItem *self = g_object_new (MLS_TYPE_PAIR_ITEM, NULL);

  self->nomenclature = mls_nomenclature_ref (nomenclature);
  self->rule = rule;

  return self;
}

/**
 * mls_pair_item_get_nomenclature:
 * @self: an item
 *
 * Returns: (transfer none): the nomenclature of its row
 */
MlsNomenclature *
mls_pair_item_get_nomenclature (MlsPairItem *self)
{
  return self->nomenclature;
}

/**
 * mls_pair_item_get_rule:
 * @self: an item
 *
 * Returns: (transfer none): its row
 */
const MlsPairRule *
mls_pair_item_get_rule (MlsPairItem *self)
{
  return self->rule;
}

/**
 * mls_pair_item_dup_title:
 * @nomenclature: a nomenclature
 * @pair: a pair of it
 *
 * Returns: (transfer full): what both codes are called
 */
char *
mls_pair_item_dup_title (MlsNomenclature *nomenclature, MlsPair pair)
{
  const MlsClass *cover = mls_nomenclature_class (nomenclature, MLS_DIMENSION_COVER, pair.cover);
  const MlsClass *use = mls_nomenclature_class (nomenclature, MLS_DIMENSION_USE, pair.use);

  g_return_val_if_fail (cover != NULL && use != NULL, NULL);

  return g_strdup_printf ("%s × %s", mls_class_label (cover, mls_ui_language ()), mls_class_label (use, mls_ui_language ()));
}

/**
 * mls_pair_item_dup_years:
 * @rule: a row
 *
 * Returns: (transfer full): in which years it holds, in words
 */
char *
mls_pair_item_dup_years (const MlsPairRule *rule)
{
  if (rule->valid_from != 0 && rule->valid_until != 0)
    return g_strdup_printf (_("%d to %d"), rule->valid_from, rule->valid_until);
  if (rule->valid_from != 0)
    return g_strdup_printf (_("from %d"), rule->valid_from);
  if (rule->valid_until != 0)
    return g_strdup_printf (_("until %d"), rule->valid_until);

  return g_strdup (_("all years"));
}
