#include "ui/swatch.h"

#include "paint/rim.h"

#define SIZE   16
#define RADIUS 4

/* Of each half of a pair: narrower ones would hide what the coarser patterns are. */
#define HALF 12

/* Something of one colour, with the pattern of its class if it is of one. */
typedef struct
{
  gboolean is_shown;
  guint32  colour; /* 0xrrggbb */
  MlsText  code;   /* 0 for none */
} Patch;

struct _MlsSwatch
{
  GtkWidget parent_instance;

  Patch            patches[2];
  gboolean         has_halves;
  MlsNomenclature *nomenclature; /* (nullable): of the codes */
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
  gboolean is_wide = orientation == GTK_ORIENTATION_HORIZONTAL && MLS_SWATCH (widget)->has_halves;

  *minimum = *natural = is_wide ? 2 * HALF : SIZE;
}

static GdkRGBA
rgba_of (guint32 colour)
{
  return (GdkRGBA){ (float) (colour >> 16 & 0xff) / 255.f, (float) (colour >> 8 & 0xff) / 255.f,
                    (float) (colour & 0xff) / 255.f, 1 };
}

/* As the map draws it, pixel by pixel. */
static void
snapshot_pattern (MlsSwatch *self, GtkSnapshot *snapshot, const Patch *patch, const graphene_rect_t *place)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (MlsPattern) pattern = NULL;
  cairo_t *cr;

  if (patch->code != 0)
    pattern = mls_pattern_new (self->nomenclature, patch->code, patch->colour, scale);
  if (pattern == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, place);
  gdk_cairo_rectangle (cr, &(GdkRectangle){ (int) place->origin.x, (int) place->origin.y, (int) place->size.width,
                                            (int) place->size.height });
  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  mls_pattern_fill (pattern, cr, (double) place->origin.x * scale, (double) place->origin.y * scale);
  cairo_destroy (cr);
}

static void
snapshot_rim (MlsSwatch *self, GtkSnapshot *snapshot, const Patch *patch, const graphene_rect_t *place)
{
  MlsRim rim;
  cairo_t *cr;

  if (patch->code == 0 || !mls_rim_find (self->nomenclature, patch->code, &rim))
    return;

  cr = gtk_snapshot_append_cairo (snapshot, place);
  mls_rim_frame (&rim, cr, (double) place->origin.x, (double) place->origin.y, (double) place->size.width,
                 (double) place->size.height);
  cairo_destroy (cr);
}

static void
snapshot_patch (MlsSwatch *self, GtkSnapshot *snapshot, const Patch *patch, const graphene_rect_t *place)
{
  GdkRGBA colour = rgba_of (patch->colour);

  if (!patch->is_shown)
    return;

  gtk_snapshot_append_color (snapshot, &colour, place);
  snapshot_pattern (self, snapshot, patch, place);
  snapshot_rim (self, snapshot, patch, place);
}

static void
mls_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const float widths[] = { 1, 1, 1, 1 };
  const GdkRGBA line = { 0, 0, 0, 0.25f };
  const GdkRGBA lines[] = { line, line, line, line };
  MlsSwatch *self = MLS_SWATCH (widget);
  int width = self->has_halves ? HALF : SIZE;
  int n = self->has_halves ? 2 : 1;
  float x = (float) ((gtk_widget_get_width (widget) - n * width) / 2);
  float y = (float) ((gtk_widget_get_height (widget) - SIZE) / 2);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, (float) (n * width), SIZE), RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  for (int i = 0; i < n; i++)
    snapshot_patch (self, snapshot, &self->patches[i],
                    &GRAPHENE_RECT_INIT (x + (float) (i * width), y, (float) width, SIZE));
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
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/* What is not of classes has no nomenclature. */
static void
show (MlsSwatch *self, MlsNomenclature *nomenclature, Patch first, Patch second, gboolean has_halves)
{
  MlsNomenclature *old = self->nomenclature;

  g_return_if_fail (MLS_IS_SWATCH (self));

  self->nomenclature = nomenclature != NULL ? mls_nomenclature_ref (nomenclature) : NULL;
  self->patches[0] = first;
  self->patches[1] = second;
  if (has_halves != self->has_halves)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->has_halves = has_halves;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_clear_pointer (&old, mls_nomenclature_unref);
}

static Patch
patch_of (const MlsClass *klass)
{
  return klass != NULL ? (Patch){ TRUE, klass->colour, klass->code } : (Patch){ FALSE };
}

/**
 * mls_swatch_clear:
 * @self: a swatch
 *
 * Leaves it empty, as wide as it was.
 */
void
mls_swatch_clear (MlsSwatch *self)
{
  show (self, NULL, (Patch){ FALSE }, (Patch){ FALSE }, self->has_halves);
}

/**
 * mls_swatch_set_colour:
 * @self: a swatch
 * @colour: 0xrrggbb
 */
void
mls_swatch_set_colour (MlsSwatch *self, guint32 colour)
{
  show (self, NULL, (Patch){ TRUE, colour }, (Patch){ FALSE }, FALSE);
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
  show (self, nomenclature, patch_of (klass), (Patch){ FALSE }, FALSE);
}

/**
 * mls_swatch_set_pair:
 * @self: a swatch
 * @nomenclature: (nullable): a nomenclature
 * @pair: a cover and a use of it, side by side with their patterns; a side that it does not know stays empty, and one code
 *   alone fills the patch
 */
void
mls_swatch_set_pair (MlsSwatch *self, MlsNomenclature *nomenclature, MlsPair pair)
{
  const MlsClass *cover = NULL, *use = NULL;

  if (nomenclature != NULL)
    {
      cover = mls_nomenclature_class (nomenclature, MLS_DIMENSION_COVER, pair.cover);
      use = mls_nomenclature_class (nomenclature, MLS_DIMENSION_USE, pair.use);
    }

  if ((pair.cover == 0) != (pair.use == 0))
    show (self, nomenclature, patch_of (cover != NULL ? cover : use), (Patch){ FALSE }, FALSE);
  else
    show (self, nomenclature, patch_of (cover), patch_of (use), TRUE);
}
