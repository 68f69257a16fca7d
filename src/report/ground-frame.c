#include "report/ground-frame.h"

#include "base/grid.h"
#include "imagery/picture-jpeg.h"
#include "paint/pen.h"

/* How much is left free around what is shown. */
#define MARGIN_SHARE 0.12

/* Pixels are printed as fine as this. */
#define PX_PER_PT (150 / 72.0)

/* … and so well: nothing is measured in them. */
#define JPEG_QUALITY 85

/* Where there is no photo. */
#define PAPER 0xf4f4f4

/**
 * mls_ground_frame_around:
 * @cr: a drawing
 * @box: what is to be in it
 * @least_m: how wide and high the ground is at least, m
 * @place: (array fixed-size=4): where it is on paper: left, top, width and height
 *
 * Returns: a frame of that place around @box, with some room around it
 */
MlsGroundFrame
mls_ground_frame_around (cairo_t *cr, const MlsBox *box, double least_m, const double place[4])
{
  MlsPoint middle = mls_box_centre (box);
  double width = MAX (mls_grid_to_metres (box->max_x - box->min_x) * (1 + 2 * MARGIN_SHARE), least_m);
  double height = MAX (mls_grid_to_metres (box->max_y - box->min_y) * (1 + 2 * MARGIN_SHARE), least_m);
  double m_per_pt = MAX (width / place[2], height / place[3]);
  double x = mls_grid_to_metres (middle.x);
  double y = mls_grid_to_metres (middle.y);
  double half_width = m_per_pt * place[2] / 2;
  double half_height = m_per_pt * place[3] / 2;

  return (MlsGroundFrame){ cr, place[0], place[1], place[2], place[3],
                           { x - half_width, y - half_height, x + half_width, y + half_height } };
}

static void
fill (const MlsGroundFrame *self, double alpha)
{
  cairo_set_source_rgba (self->cr, 1, 1, 1, alpha);
  cairo_rectangle (self->cr, self->x, self->y, self->width, self->height);
  cairo_fill (self->cr);
}

/**
 * mls_ground_frame_photo:
 * @self: a frame
 * @reader: what reads photos on this thread
 * @photos: (nullable): what there is
 * @paleness: from 0, as they are, to 1, white
 *
 * Draws what of them is there; pale paper where there is nothing.
 *
 * Returns: whether there is anything
 */
gboolean
mls_ground_frame_photo (const MlsGroundFrame *self, MlsImageryReader *reader, MlsImagery *photos, double paleness)
{
  guint width = (guint) (self->width * PX_PER_PT);
  guint height = (guint) (self->height * PX_PER_PT);
  g_autoptr (MlsPicture) picture = mls_picture_new (width, height);
  g_autoptr (GBytes) jpeg = NULL;
  gboolean is_there;

  is_there = photos != NULL && mls_imagery_reader_read (reader, photos, &self->extent, picture, NULL, NULL) &&
             picture->cover != MLS_COVER_NONE;
  mls_picture_lay_on (picture, PAPER);
  jpeg = is_there ? mls_picture_to_jpeg (picture, JPEG_QUALITY) : NULL;
  cairo_save (self->cr);
  cairo_rectangle (self->cr, self->x, self->y, self->width, self->height);
  cairo_clip (self->cr);
  mls_pen_photo (self->cr, picture->rgb, (int) width, (int) height, self->x, self->y, self->width / width, jpeg);
  fill (self, is_there ? paleness : 0);
  cairo_restore (self->cr);

  return is_there;
}

/**
 * mls_ground_frame_place:
 * @self: a frame
 * @point: a place on the ground
 * @x: (out): where that is on paper
 * @y: (out): where that is on paper
 */
void
mls_ground_frame_place (const MlsGroundFrame *self, MlsPoint point, double *x, double *y)
{
  double pt_per_m = self->width / (self->extent.max_x - self->extent.min_x);

  *x = self->x + (mls_grid_to_metres (point.x) - self->extent.min_x) * pt_per_m;
  *y = self->y + (self->extent.max_y - mls_grid_to_metres (point.y)) * pt_per_m;
}

/**
 * mls_ground_frame_lead:
 * @self: a frame
 * @outline: rings on the ground
 *
 * Makes them the path of its drawing.
 */
void
mls_ground_frame_lead (const MlsGroundFrame *self, const MlsShape *outline)
{
  for (guint i = 0; i < mls_shape_n_rings (outline); i++)
    {
      MlsRing ring = mls_shape_ring (outline, i);

      cairo_new_sub_path (self->cr);
      for (gsize p = 0; p < ring.n_points; p++)
        {
          double x;
          double y;

          mls_ground_frame_place (self, ring.points[p], &x, &y);
          cairo_line_to (self->cr, x, y);
        }
      cairo_close_path (self->cr);
    }
}
