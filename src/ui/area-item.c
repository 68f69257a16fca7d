#include "ui/area-item.h"

#include "base/format.h"

struct _MlsAreaItem
{
  GObject  parent_instance;

  char    *name;
  guint    area;
  GArray  *figures; /* (element-type MlsArea2) from MLS_AREA_ALL on */
};

G_DEFINE_FINAL_TYPE (MlsAreaItem, mls_area_item, G_TYPE_OBJECT)

enum
{
  PROP_ROW = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
mls_area_item_finalize (GObject *object)
{
  MlsAreaItem *self = MLS_AREA_ITEM (object);

  g_free (self->name);
  g_array_unref (self->figures);

  G_OBJECT_CLASS (mls_area_item_parent_class)->finalize (object);
}

static void
mls_area_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_ROW)
    g_value_set_string (value, MLS_AREA_ITEM (object)->name);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
mls_area_item_class_init (MlsAreaItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mls_area_item_finalize;
  object_class->get_property = mls_area_item_get_property;
  properties[PROP_ROW] = g_param_spec_string ("row", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mls_area_item_init (MlsAreaItem *self)
{
  self->figures = g_array_new (FALSE, FALSE, sizeof (MlsArea2));
}

/**
 * mls_area_item_new:
 *
 * Returns: (transfer full): a row without figures
 */
MlsAreaItem *
mls_area_item_new (void)
{
  return g_object_new (MLS_TYPE_AREA_ITEM, NULL);
}

static void
add_figure (MlsAreaItem *self, MlsArea2 area2)
{
  g_array_append_val (self->figures, area2);
}

/**
 * mls_area_item_set_row:
 * @self: a row
 * @row: its figures
 * @n_classes: of so many classes
 */
void
mls_area_item_set_row (MlsAreaItem *self, const MlsAreaRow *row, guint n_classes)
{
  g_free (self->name);
  self->name = g_strdup (row->name);
  self->area = row->area;
  g_array_set_size (self->figures, 0);
  add_figure (self, row->all);
  add_figure (self, row->changed);
  add_figure (self, row->take.taken);
  add_figure (self, row->take.given_back);
  for (guint i = 0; i < n_classes; i++)
    {
      add_figure (self, row->before[i]);
      add_figure (self, row->after[i]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW]);
}

/**
 * mls_area_item_get_area:
 * @self: a row
 *
 * Returns: which of the figures it is of, or %MLS_AREA_ELSEWHERE
 */
guint
mls_area_item_get_area (MlsAreaItem *self)
{
  return self->area;
}

/* A column that goes may still be shown. */
static MlsArea2
get_figure (MlsAreaItem *self, guint figure)
{
  guint i = figure - MLS_AREA_ALL;

  return i < self->figures->len ? g_array_index (self->figures, MlsArea2, i) : 0;
}

/**
 * mls_area_item_dup_text:
 * @self: a row
 * @figure: which column
 *
 * Returns: (transfer full): what stands there, for people
 */
char *
mls_area_item_dup_text (MlsAreaItem *self, guint figure)
{
  MlsArea2 area2 = figure != MLS_AREA_NAME ? get_figure (self, figure) : 0;

  if (figure == MLS_AREA_NAME)
    return g_strdup (self->name);

  return area2 != 0 ? mls_format_hectares (mls_area2_to_m2 (area2)) : g_strdup ("–");
}

/**
 * mls_area_item_compare:
 * @a: a row
 * @b: another one
 * @figure: by which column
 *
 * Returns: below 0 if @a comes first; what lies in no area comes after all names
 */
int
mls_area_item_compare (MlsAreaItem *a, MlsAreaItem *b, guint figure)
{
  MlsArea2 left, right;

  if (figure == MLS_AREA_NAME)
    return a->area == MLS_AREA_ELSEWHERE || b->area == MLS_AREA_ELSEWHERE ? (a->area > b->area) - (a->area < b->area)
                                                                          : g_utf8_collate (a->name, b->name);

  left = get_figure (a, figure);
  right = get_figure (b, figure);

  return (left > right) - (left < right);
}
