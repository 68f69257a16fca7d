/* Names written at figures. Where one stands is found from the figure alone, and whether it is written from
 * what is near it alone: so every tile finds the same. */

#include "paint/figure-blend.h"

#include "paint/letter-sprite.h"

#include <math.h>
#include <string.h>

/* Longer names are cut. */
#define MAX_LETTERS 32

/* A letter is wider than this, logical px: what has no room for so many is not measured. */
#define LEAST_LETTER_PX 4

/* A name is not longer than its figure, but for so much. */
#define OVERHANG 1.1

/* How far from its point a name stands, and names of one thing from each other, logical px. */
#define POINT_PX 11
#define REPEAT_PX 160

typedef struct
{
  const MlsFigure *figure;
  char            *text;
  double           x;      /* of its middle, px */
  double           y;
  double           width;
  double           height;
} Name;

typedef struct
{
  const MlsFigureCanvas *canvas;
  GArray                *names; /* (element-type Name) */
  GArray                *cuts;  /* (element-type double) of an area, while it is looked at */
} Search;

static void
name_clear (gpointer data)
{
  g_free (((Name *) data)->text);
}

static char *
shortened (const char *name)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (name, -1) <= MAX_LETTERS)
    return g_strdup (name);

  start = g_utf8_substring (name, 0, MAX_LETTERS - 1);

  return g_strconcat (start, "…", NULL);
}

static int
compare_cuts (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

typedef struct
{
  Search *search;
  gint64  y; /* mm */
} Level;

static void
cut (MlsPoint a, MlsPoint b, gpointer user_data)
{
  const Level *level = user_data;
  double x;

  if ((a.y > level->y) == (b.y > level->y))
    return;

  x = (double) a.x + (double) (b.x - a.x) * (double) (level->y - a.y) / (double) (b.y - a.y);
  g_array_append_val (level->search->cuts, x);
}

/* Halfway up, in the middle of where it is widest. */
static MlsPoint
middle_of_area (Search *search, const MlsFigure *figure)
{
  MlsPoint middle = mls_box_centre (&figure->box);
  MlsBox line = { figure->box.min_x, middle.y, figure->box.max_x, middle.y };
  Level level = { search, middle.y };
  const double *x;
  double widest = 0;

  g_array_set_size (search->cuts, 0);
  mls_figure_each_segment (figure, &line, cut, &level);
  g_array_sort (search->cuts, compare_cuts);

  x = (const double *) (gpointer) search->cuts->data;
  for (guint i = 0; i + 1 < search->cuts->len; i += 2)
    if (x[i + 1] - x[i] > widest)
      {
        widest = x[i + 1] - x[i];
        middle.x = (gint64) ((x[i] + x[i + 1]) / 2);
      }

  return middle;
}

/* At the vertex in the middle of its longest part, or between the two of them. */
static MlsPoint
middle_of_line (const MlsFigure *figure)
{
  const MlsFigurePart *part = &figure->parts[0];
  const MlsPoint *points;

  for (guint i = 1; i < figure->n_parts; i++)
    if (figure->parts[i].n_points > part->n_points)
      part = &figure->parts[i];

  points = part->points + (part->n_points - 1) / 2;
  if (part->n_points % 2 == 1)
    return points[0];

  return (MlsPoint){ (points[0].x + points[1].x) / 2, (points[0].y + points[1].y) / 2 };
}

static MlsPoint
middle_of (Search *search, const MlsFigure *figure)
{
  switch (figure->kind)
    {
    case MLS_FIGURE_POINT:
      return figure->parts[0].points[0];
    case MLS_FIGURE_LINE:
      return middle_of_line (figure);
    case MLS_FIGURE_AREA:
      return middle_of_area (search, figure);
    }

  g_assert_not_reached ();
}

static double
px_long (const Search *search, gint64 mm)
{
  return mls_grid_to_metres (mm) / search->canvas->transform.m_per_px;
}

/* How long a name may be that is written at a figure, px. */
static double
room_of (const Search *search, const MlsFigure *figure)
{
  double width = px_long (search, figure->box.max_x - figure->box.min_x);
  double height = px_long (search, figure->box.max_y - figure->box.min_y);

  return figure->kind == MLS_FIGURE_POINT ? G_MAXDOUBLE
         : figure->kind == MLS_FIGURE_LINE ? OVERHANG * MAX (width, height)
                                           : OVERHANG * width;
}

static void
consider (const MlsFigure *figure, gpointer user_data)
{
  Search *search = user_data;
  const MlsFigureCanvas *canvas = search->canvas;
  double margin = MLS_FIGURE_NAMES_MARGIN_PX * canvas->hidpi;
  double room = room_of (search, figure);
  Name name = { .figure = figure };
  MlsPoint middle;

  if (figure->name == NULL || LEAST_LETTER_PX * canvas->hidpi * (double) strlen (figure->name) / 2 > room)
    return;

  middle = middle_of (search, figure);
  name.x = mls_transform_x (&canvas->transform, mls_grid_to_metres (middle.x));
  name.y = mls_transform_y (&canvas->transform, mls_grid_to_metres (middle.y));
  if (figure->kind == MLS_FIGURE_POINT)
    name.y -= POINT_PX * canvas->hidpi;
  if (name.x < -margin || name.y < -margin || name.x > canvas->width + margin || name.y > canvas->height + margin)
    return;

  name.text = shortened (figure->name);
  mls_letter_sprite_measure_name (name.text, canvas->hidpi, &name.width, &name.height);
  if (name.width <= room)
    g_array_append_val (search->names, name);
  else
    name_clear (&name);
}

/* The largest figure first; of one size by where they lie, so that the order never depends on how they were
 * found. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Name *first = a;
  const Name *second = b;
  const MlsBox *p = &first->figure->box;
  const MlsBox *q = &second->figure->box;
  gint64 p_size = MAX (p->max_x - p->min_x, p->max_y - p->min_y);
  gint64 q_size = MAX (q->max_x - q->min_x, q->max_y - q->min_y);

  if (p_size != q_size)
    return p_size > q_size ? -1 : 1;
  if (p->min_x != q->min_x)
    return p->min_x < q->min_x ? -1 : 1;
  if (p->min_y != q->min_y)
    return p->min_y < q->min_y ? -1 : 1;

  return strcmp (first->text, second->text);
}

/* Whether two names stand in each other's way: what has one name is named once in a place. */
static gboolean
collide (const Name *a, const Name *b, double hidpi)
{
  double apart = strcmp (a->text, b->text) == 0 ? REPEAT_PX * hidpi : 0;

  return fabs (a->x - b->x) < (a->width + b->width) / 2 + apart &&
         fabs (a->y - b->y) < (a->height + b->height) / 2 + apart;
}

/* One that gives way to another keeps its place from a third all the same: else what is written here would depend
 * on what is far away. */
static gboolean
gives_way (const GArray *names, guint i, double hidpi)
{
  const Name *name = &g_array_index (names, Name, i);

  for (guint k = 0; k < i; k++)
    if (collide (name, &g_array_index (names, Name, k), hidpi))
      return TRUE;

  return FALSE;
}

static void
write_name (const Name *name, const MlsFigureCanvas *canvas)
{
  MlsLetterSprite *sprite;

  if (name->x + name->width < 0 || name->y + name->height < 0 || name->x - name->width > canvas->width ||
      name->y - name->height > canvas->height)
    return;

  sprite = mls_letter_sprite_new_name (name->text, canvas->hidpi);
  mls_letter_sprite_blend (sprite, (int) floor (name->x), (int) floor (name->y), canvas->rgb, canvas->width,
                           canvas->height, 3 * (gsize) canvas->width);
  mls_letter_sprite_free (sprite);
}

/**
 * mls_figures_ground:
 * @canvas: a picture
 * @out: (out): the ground of it, and that around it on which its names depend, mm
 *
 * Returns: %FALSE where there is no ground of the grid
 */
gboolean
mls_figures_ground (const MlsFigureCanvas *canvas, MlsBox *out)
{
  double margin = MLS_FIGURE_NAMES_MARGIN_PX * canvas->hidpi;
  MlsExtent extent = mls_transform_extent (&canvas->transform, -margin, -margin, canvas->width + 2 * margin,
                                           canvas->height + 2 * margin);

  return mls_extent_to_box (&extent, out);
}

/**
 * mls_figures_blend_names:
 * @figures: (array length=n_figures): what is named
 * @n_figures: how many
 * @canvas: what is under the names
 *
 * Writes the names that have room, the largest features' before others'. Any thread.
 */
void
mls_figures_blend_names (const MlsFigures *const *figures, guint n_figures, const MlsFigureCanvas *canvas)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (double));
  Search search = { canvas, names, cuts };
  MlsBox box;

  if (!mls_figures_ground (canvas, &box))
    return;

  g_array_set_clear_func (names, name_clear);
  for (guint i = 0; i < n_figures; i++)
    mls_figures_each (figures[i], &box, consider, &search);
  g_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    if (!gives_way (names, i, canvas->hidpi))
      write_name (&g_array_index (names, Name, i), canvas);
}
