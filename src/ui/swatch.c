#include "ui/swatch.h"

#include "paint/pattern.h"

#define SIZE   16
#define RADIUS 4

struct _MlsSwatch
{
  GtkWidget parent_instance;

  guint32          colours[2];   /* 0xrrggbb, or MLS_SWATCH_NONE */
  MlsNomenclature *nomenclature; /* (nullable): of the class, if it is of one */
  MlsText          code;
};

G_DEFINE_FINAL_TYPE (MlsSwatch, mls_swatch, GTK_TYPE_WIDGET)

static void
mls_swatch_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static GdkRGBA
rgba_of (guint32 colour)
{
  return (GdkRGBA){ (float) (colour >> 16 & 0xff) / 255.f, (float) (colour >> 8 & 0xff) / 255.f,
                    (float) (colour & 0xff) / 255.f, 1 };
}

/* As the map draws it, pixel by pixel. */
static void
snapshot_pattern (MlsSwatch *self, GtkSnapshot *snapshot, float x, float y)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (MlsPattern) pattern = NULL;
  cairo_t *cr;

  if (self->nomenclature != NULL)
    pattern = mls_pattern_new (self->nomenclature, self->code, self->colours[0], scale);
  if (pattern == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x, y, SIZE, SIZE));
  cairo_rectangle (cr, (double) x, (double) y, SIZE, SIZE);
  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  mls_pattern_fill (pattern, cr, (double) x * scale, (double) y * scale);
  cairo_destroy (cr);
}

static void
mls_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const float widths[] = { 1, 1, 1, 1 };
  const GdkRGBA line = { 0, 0, 0, 0.25f };
  const GdkRGBA lines[] = { line, line, line, line };
  MlsSwatch *self = MLS_SWATCH (widget);
  float x = ((float) gtk_widget_get_width (widget) - SIZE) / 2;
  float y = ((float) gtk_widget_get_height (widget) - SIZE) / 2;
  gboolean split = self->colours[0] != MLS_SWATCH_NONE && self->colours[1] != MLS_SWATCH_NONE;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, SIZE, SIZE), RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);

  for (int i = 0; i < 2; i++)
    if (self->colours[i] != MLS_SWATCH_NONE)
      {
        GdkRGBA colour = rgba_of (self->colours[i]);
        float width = split ? SIZE / 2.f : SIZE;

        gtk_snapshot_append_color (snapshot, &colour,
                                   &GRAPHENE_RECT_INIT (split && i == 1 ? x + width : x, y, width, SIZE));
      }

  snapshot_pattern (self, snapshot, x, y);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, widths, lines);
}

static void
mls_swatch_finalize (GObject *object)
{
  MlsSwatch *self = MLS_SWATCH (object);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);

  G_OBJECT_CLASS (mls_swatch_parent_class)->finalize (object);
}

static void
mls_swatch_class_init (MlsSwatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_swatch_finalize;

  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = mls_swatch_measure;
  widget_class->snapshot = mls_swatch_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "swatch");
}

static void
mls_swatch_init (MlsSwatch *self)
{
  self->colours[0] = self->colours[1] = MLS_SWATCH_NONE;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * mls_swatch_set_colours:
 * @self: a swatch
 * @cover: 0xrrggbb, or %MLS_SWATCH_NONE
 * @use: 0xrrggbb, or %MLS_SWATCH_NONE
 */
void
mls_swatch_set_colours (MlsSwatch *self, guint32 cover, guint32 use)
{
  g_return_if_fail (MLS_IS_SWATCH (self));

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  self->colours[0] = cover;
  self->colours[1] = use;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * mls_swatch_set_class:
 * @self: a swatch
 * @nomenclature: a nomenclature
 * @klass: a class of it, shown with its pattern
 */
void
mls_swatch_set_class (MlsSwatch *self, MlsNomenclature *nomenclature, const MlsClass *klass)
{
  mls_swatch_set_colours (self, klass->colour, MLS_SWATCH_NONE);
  self->nomenclature = mls_nomenclature_ref (nomenclature);
  self->code = klass->code;
}
