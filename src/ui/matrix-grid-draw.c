/* A matrix as it is drawn: headings and totals stay, the rest scrolls under them. */

#include "ui/matrix-grid-private.h"

#include <math.h>

static graphene_rect_t
place_of (MlsMatrixGrid *self, guint row, guint column)
{
  return GRAPHENE_RECT_INIT ((float) mls_matrix_grid_left (self, column), (float) mls_matrix_grid_top (self, row),
                             (float) mls_matrix_grid_column (self, column)->width, MLS_MATRIX_ROW);
}

static GdkRGBA
rgba_of (guint32 colour)
{
  return (GdkRGBA){ (float) (colour >> 16 & 0xff) / 255.f, (float) (colour >> 8 & 0xff) / 255.f,
                    (float) (colour & 0xff) / 255.f, 1 };
}

static GdkRGBA
text_colour (MlsMatrixGrid *self, float alpha)
{
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  colour.alpha *= alpha;

  return colour;
}

static GdkRGBA
named_colour (MlsMatrixGrid *self, const char *name, float alpha)
{
  GdkRGBA colour = text_colour (self, 1);

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &colour);
  colour.alpha = alpha;

  return colour;
}

typedef enum
{
  AT_START,
  IN_MIDDLE,
  AT_END,
} Alignment;

static void
draw_text (MlsMatrixGrid         *self,
           GtkSnapshot           *snapshot,
           const graphene_rect_t *place,
           const char            *text,
           Alignment              alignment,
           gboolean               is_bold,
           float                  alpha)
{
  g_autoptr (PangoLayout) layout = mls_matrix_grid_layout (self, text, is_bold);
  GdkRGBA colour = text_colour (self, alpha);
  double room = place->size.width - MLS_MATRIX_PADDING;
  int width, height;

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (place->origin.x + (float) (MLS_MATRIX_PADDING / 2.0 + (alignment == AT_START ? 0 : alignment == AT_END ? room - width : (room - width) / 2)),
                                                place->origin.y + (float) floor ((place->size.height - height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

/* The more ground, the stronger; what stayed the same is no change. */
static void
draw_cell (MlsMatrixGrid *self, GtkSnapshot *snapshot, guint row, guint column)
{
  graphene_rect_t place = place_of (self, row, column);
  double area = mls_matrix_grid_area (self, row, column);
  gboolean is_total = row == 0 || column == 0;
  g_autofree char *number = NULL;

  if (area <= 0)
    return;

  number = mls_matrix_grid_dup_number (self, row, column, self->unit);
  if (!is_total && !mls_matrix_grid_is_same (self, row, column) && self->largest > 0)
    {
      GdkRGBA tint = named_colour (self, "accent_bg_color", (float) (0.1 + 0.35 * sqrt (area / self->largest)));

      gtk_snapshot_append_color (snapshot, &tint, &place);
    }
  draw_text (self, snapshot, &place, number, AT_END, is_total, mls_matrix_grid_is_same (self, row, column) ? 0.45f : 1);
}

static void
draw_line (MlsMatrixGrid *self, GtkSnapshot *snapshot, double x, double y, double width, double height, float alpha)
{
  GdkRGBA colour = text_colour (self, alpha);

  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
draw_swatch (MlsMatrixGrid *self, GtkSnapshot *snapshot, const MlsMatrixLine *line, double x, double y)
{
  graphene_rect_t place = GRAPHENE_RECT_INIT ((float) x, (float) y, MLS_MATRIX_SWATCH, MLS_MATRIX_SWATCH);
  GdkRGBA fill = rgba_of (mls_matrix_class (self->matrix, line->index)->colour);
  GdkRGBA edge = text_colour (self, 0.3f);
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &place, 3);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &fill, &place);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &rounded, (float[]){ 1, 1, 1, 1 }, (GdkRGBA[]){ edge, edge, edge, edge });
}

static void
draw_column_heading (MlsMatrixGrid *self, GtkSnapshot *snapshot, guint column)
{
  const MlsMatrixLine *line = mls_matrix_grid_column (self, column);
  graphene_rect_t place = GRAPHENE_RECT_INIT ((float) mls_matrix_grid_left (self, column), 0, (float) line->width, MLS_MATRIX_HEADING);
  g_autofree char *code = mls_matrix_grid_dup_code (self, line);

  if (line->index != MLS_MATRIX_ALL)
    {
      draw_swatch (self, snapshot, line, (double) place.origin.x + (double) place.size.width - MLS_MATRIX_PADDING / 2.0 - mls_matrix_grid_text_width (self, code, TRUE) - MLS_MATRIX_SWATCH - 6, (MLS_MATRIX_HEADING - MLS_MATRIX_SWATCH) / 2.0);
    }
  draw_text (self, snapshot, &place, code, AT_END, TRUE, column == self->column ? 1 : 0.8f);
}

static void
draw_row_heading (MlsMatrixGrid *self, GtkSnapshot *snapshot, guint row)
{
  const MlsMatrixLine *line = mls_matrix_grid_row (self, row);
  double indent = line->index != MLS_MATRIX_ALL ? MLS_MATRIX_SWATCH + MLS_MATRIX_PADDING : 0;
  graphene_rect_t place = GRAPHENE_RECT_INIT ((float) indent, (float) mls_matrix_grid_top (self, row), (float) (self->name_width - indent), MLS_MATRIX_ROW);
  g_autofree char *name = mls_matrix_grid_dup_name (self, line);

  if (line->index != MLS_MATRIX_ALL)
    draw_swatch (self, snapshot, line, MLS_MATRIX_PADDING / 2.0, mls_matrix_grid_top (self, row) + (MLS_MATRIX_ROW - MLS_MATRIX_SWATCH) / 2.0);
  draw_text (self, snapshot, &place, name, AT_START, row == 0 || row == self->row, row == self->row ? 1 : 0.8f);
}

static void
draw_cursor (MlsMatrixGrid *self, GtkSnapshot *snapshot)
{
  graphene_rect_t place = place_of (self, self->row, self->column);
  GdkRGBA colour = named_colour (self, "accent_color", gtk_widget_has_focus (GTK_WIDGET (self)) ? 1.f : 0.4f);
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &place, 4);
  gtk_snapshot_append_border (snapshot, &rounded, (float[]){ 2, 2, 2, 2 }, (GdkRGBA[]){ colour, colour, colour, colour });
}

/* The cells of some lines, clipped to where they are seen. */
static void
draw_block (MlsMatrixGrid *self, GtkSnapshot *snapshot, const graphene_rect_t *block, gboolean total_row, gboolean total_column)
{
  gtk_snapshot_push_clip (snapshot, block);
  for (guint row = total_row ? 0 : 1; row < (total_row ? 1 : self->rows->len); row++)
    for (guint column = total_column ? 0 : 1; column < (total_column ? 1 : self->columns->len); column++)
      {
        graphene_rect_t place = place_of (self, row, column);

        if (graphene_rect_intersection (block, &place, NULL))
          draw_cell (self, snapshot, row, column);
      }
  if ((self->row == 0) == total_row && (self->column == 0) == total_column)
    draw_cursor (self, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
draw_headings (MlsMatrixGrid *self, GtkSnapshot *snapshot, double width, double height)
{
  double left = mls_matrix_grid_fixed_width (self);
  double top = MLS_MATRIX_FIXED_HEIGHT;

  draw_column_heading (self, snapshot, 0);
  if (self->dates != NULL)
    draw_text (self, snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) self->name_width, MLS_MATRIX_HEADING), self->dates, AT_START, FALSE, 0.55f);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) left, 0, (float) (width - left), MLS_MATRIX_HEADING));
  for (guint i = 1; i < self->columns->len; i++)
    draw_column_heading (self, snapshot, i);
  gtk_snapshot_pop (snapshot);

  draw_row_heading (self, snapshot, 0);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, (float) top, (float) self->name_width, (float) (height - top)));
  for (guint i = 1; i < self->rows->len; i++)
    draw_row_heading (self, snapshot, i);
  gtk_snapshot_pop (snapshot);
}

/**
 * mls_matrix_grid_draw:
 * @self: a grid
 * @snapshot: gets what is seen of it
 */
void
mls_matrix_grid_draw (MlsMatrixGrid *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double left, top;

  if (self->matrix == NULL)
    return;

  left = mls_matrix_grid_fixed_width (self);
  top = MLS_MATRIX_FIXED_HEIGHT;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  draw_block (self, snapshot, &GRAPHENE_RECT_INIT ((float) left, (float) top, (float) (width - left), (float) (height - top)), FALSE, FALSE);
  draw_block (self, snapshot, &GRAPHENE_RECT_INIT ((float) left, MLS_MATRIX_HEADING, (float) (width - left), MLS_MATRIX_ROW), TRUE, FALSE);
  draw_block (self, snapshot, &GRAPHENE_RECT_INIT ((float) self->name_width, (float) top, (float) (left - self->name_width), (float) (height - top)), FALSE, TRUE);
  draw_block (self, snapshot, &GRAPHENE_RECT_INIT ((float) self->name_width, MLS_MATRIX_HEADING, (float) (left - self->name_width), MLS_MATRIX_ROW), TRUE, TRUE);
  draw_headings (self, snapshot, width, height);
  draw_line (self, snapshot, 0, top, MIN (width, mls_matrix_grid_content_width (self)), 1, 0.2f);
  draw_line (self, snapshot, left, 0, 1, MIN (height, mls_matrix_grid_content_height (self)), 0.2f);
  gtk_snapshot_pop (snapshot);
}
