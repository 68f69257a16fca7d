#include "assembly/sheet.h"

#include "assembly/crew.h"

/* A sheet is cut no finer than this, in mm, whatever lies on it. */
#define SMALLEST_SIDE 16

typedef struct
{
  MlsBox window;
  guint  first; /* of its faces */
  guint  end;
} Place;

struct _MlsSheets
{
  const MlsSoup *soup;
  gsize          size;
  GArray        *places;  /* (element-type Place) */
  GArray        *faces;   /* (element-type guint), of each place in turn */
  guint         *n_places; /* [n_faces]: how many each face is in */
};

static double
side (gint64 min, gint64 max)
{
  return (double) (max - min) + 1;
}

/* How much of a face is to be expected within @window. */
static double
share_within (const MlsSoupFace *face, const MlsBox *window)
{
  MlsBox common = { MAX (face->box.min_x, window->min_x), MAX (face->box.min_y, window->min_y),
                    MIN (face->box.max_x, window->max_x), MIN (face->box.max_y, window->max_y) };
  double of_box = side (common.min_x, common.max_x) / side (face->box.min_x, face->box.max_x) *
                  side (common.min_y, common.max_y) / side (face->box.min_y, face->box.max_y);

  return mls_box_is_empty (&common) ? 0 : of_box * (double) face->size;
}

/* The part of @window that faces come into, and how much of them there is. */
static MlsBox
measure (const MlsSheets *self, const GArray *faces, const MlsBox *window, double *size)
{
  MlsBox ground = MLS_BOX_EMPTY;

  *size = 0;
  for (guint i = 0; i < faces->len; i++)
    {
      const MlsSoupFace *face = mls_soup_face (self->soup, g_array_index (faces, guint, i));
      double share = share_within (face, window);

      if (share > 0)
        ground = mls_box_union (&ground, &face->box);
      *size += share;
    }

  return (MlsBox){ MAX (ground.min_x, window->min_x), MAX (ground.min_y, window->min_y),
                   MIN (ground.max_x, window->max_x), MIN (ground.max_y, window->max_y) };
}

/* Those that come within 1 mm of @ground. */
static GArray *
faces_near (const MlsSheets *self, const GArray *faces, const MlsBox *ground)
{
  GArray *near = g_array_new (FALSE, FALSE, sizeof (guint));
  MlsBox grown = mls_box_grown (ground, 1);

  for (guint i = 0; i < faces->len; i++)
    {
      guint face = g_array_index (faces, guint, i);

      if (mls_box_intersects (&mls_soup_face (self->soup, face)->box, &grown))
        g_array_append_val (near, face);
    }

  return near;
}

static void
add_place (MlsSheets *self, const GArray *faces, const MlsBox *ground)
{
  Place place = { { ground->min_x, ground->min_y, ground->max_x + 1, ground->max_y + 1 },
                  self->faces->len, self->faces->len + faces->len };

  g_array_append_vals (self->faces, faces->data, faces->len);
  for (guint i = 0; i < faces->len; i++)
    self->n_places[g_array_index (faces, guint, i)]++;

  g_array_append_val (self->places, place);
}

static void
cut (MlsSheets *self, const GArray *faces, const MlsBox *window)
{
  double size;
  MlsBox ground = measure (self, faces, window, &size);
  g_autoptr (GArray) near = NULL;
  MlsBox low, high;

  if (mls_box_is_empty (&ground))
    return;

  near = faces_near (self, faces, &ground);
  if (size <= (double) self->size ||
      MAX (ground.max_x - ground.min_x, ground.max_y - ground.min_y) < SMALLEST_SIDE)
    {
      add_place (self, near, &ground);
      return;
    }

  low = high = ground;
  if (ground.max_x - ground.min_x > ground.max_y - ground.min_y)
    {
      low.max_x = mls_box_centre (&ground).x;
      high.min_x = low.max_x + 1;
    }
  else
    {
      low.max_y = mls_box_centre (&ground).y;
      high.min_y = low.max_y + 1;
    }

  cut (self, near, &low);
  cut (self, near, &high);
}

/**
 * mls_sheets_new:
 * @soup: (transfer none): polygons that stay as they are
 * @size: in bytes of packed rings, how much may be on a sheet
 *
 * Returns: (transfer full): sheets of them, neighbours in space near each other in order
 */
MlsSheets *
mls_sheets_new (const MlsSoup *soup, gsize size)
{
  MlsSheets *self = g_new0 (MlsSheets, 1);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (guint));
  const MlsBox plane = { -MLS_GRID_LIMIT, -MLS_GRID_LIMIT, MLS_GRID_LIMIT, MLS_GRID_LIMIT };

  self->soup = soup;
  self->size = size;
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->faces = g_array_new (FALSE, FALSE, sizeof (guint));
  self->n_places = g_new0 (guint, mls_soup_n_faces (soup));

  for (guint i = 0; i < mls_soup_n_faces (soup); i++)
    if (mls_soup_face (soup, i)->n_rings > 0)
      g_array_append_val (faces, i);

  cut (self, faces, &plane);

  return self;
}

/**
 * mls_sheets_free:
 * @sheets: (transfer full): sheets
 */
void
mls_sheets_free (MlsSheets *sheets)
{
  g_array_unref (sheets->places);
  g_array_unref (sheets->faces);
  g_free (sheets->n_places);
  g_free (sheets);
}

/* One run over all sheets. */
typedef struct
{
  const MlsSheets     *sheets;
  const MlsSheetFuncs *funcs;
  gpointer             user_data;
  guint               *rest;      /* [n_faces]: of how many sheets each has not been taken */
  MlsAssemblyFunc      tell;
  gpointer             tell_data;
} Run;

static const Place *
place_at (const MlsSheets *self, guint i)
{
  return &g_array_index (self->places, Place, i);
}

static gpointer
work_on (guint i, gpointer user_data)
{
  const Run *run = user_data;
  const Place *place = place_at (run->sheets, i);
  MlsSheet sheet = { place->window, &g_array_index (run->sheets->faces, guint, place->first),
                     place->end - place->first };

  return run->funcs->work (&sheet, run->user_data);
}

static gboolean
take (guint i, gpointer result, gpointer user_data)
{
  Run *run = user_data;
  const Place *place = place_at (run->sheets, i);

  run->funcs->take (result, run->user_data);

  for (guint k = place->first; k < place->end; k++)
    {
      guint face = g_array_index (run->sheets->faces, guint, k);

      if (--run->rest[face] == 0)
        run->funcs->finish (face, run->user_data);
    }

  return run->tell ((double) (i + 1) / run->sheets->places->len, run->tell_data);
}

/**
 * mls_sheets_run:
 * @sheets: sheets
 * @funcs: the work
 * @user_data: for @funcs
 * @tell: told how far it is
 * @tell_data: for @tell
 *
 * Returns: %FALSE if @tell gave up
 */
gboolean
mls_sheets_run (const MlsSheets     *sheets,
                const MlsSheetFuncs *funcs,
                gpointer             user_data,
                MlsAssemblyFunc      tell,
                gpointer             tell_data)
{
  const MlsCrewFuncs crew = { work_on, take, funcs->free_result };
  g_autofree guint *rest = g_memdup2 (sheets->n_places, mls_soup_n_faces (sheets->soup) * sizeof (guint));
  Run run = { sheets, funcs, user_data, rest, tell, tell_data };

  return mls_crew_run (sheets->places->len, &crew, &run);
}
