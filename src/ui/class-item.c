#include "ui/class-item.h"

struct _MlsClassItem
{
  GObject parent_instance;

  /* owned: keeps the class alive */
  MlsNomenclature *nomenclature;

  /* borrowed */
  const MlsClass *klass;
};

G_DEFINE_FINAL_TYPE (MlsClassItem, mls_class_item, G_TYPE_OBJECT)

static void
mls_class_item_finalize (GObject *object)
{
  MlsClassItem *self = MLS_CLASS_ITEM (object);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);

  G_OBJECT_CLASS (mls_class_item_parent_class)->finalize (object);
}

static void
mls_class_item_class_init (MlsClassItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_class_item_finalize;
}

static void
mls_class_item_init (MlsClassItem *self)
{
}

/**
 * mls_class_item_new:
 * @nomenclature: the nomenclature of @klass, which the item keeps
 * @klass: a class of it
 *
 * Returns: (transfer full): an item
 */
MlsClassItem *
mls_class_item_new (MlsNomenclature *nomenclature, const MlsClass *klass)
{
  MlsClassItem *self = g_object_new (MLS_TYPE_CLASS_ITEM, NULL);

  self->nomenclature = mls_nomenclature_ref (nomenclature);
  self->klass = klass;

  return self;
}

/**
 * mls_class_item_get_nomenclature:
 * @self: an item
 *
 * Returns: (transfer none): the nomenclature of its class
 */
MlsNomenclature *
mls_class_item_get_nomenclature (MlsClassItem *self)
{
  return self->nomenclature;
}

/**
 * mls_class_item_get_class:
 * @self: an item
 *
 * Returns: (transfer none): its class
 */
const MlsClass *
mls_class_item_get_class (MlsClassItem *self)
{
  return self->klass;
}
