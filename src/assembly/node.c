#include "assembly/node.h"

#include "assembly/lines.h"
#include "geometry/predicate.h"

/* A vertex that a border gets. */
typedef struct
{
  guint     face;
  guint     index; /* of the vertex the segment starts at */
  MlsPoint  point;
  MlsInt128 along; /* the segment: how far, in units that do not matter */
} Stop;

typedef struct
{
  const MlsSoup *soup;
  MlsSoup       *noded;
  GArray       **stops;    /* (element-type Stop) [n_faces]: of those under way; NULL without */
  MlsRemarks    *remarks;
  MlsAccount    *account;
  MlsShape      *shape;
  MlsShape      *led;
} Noding;

/* The lines of one sheet, on a worker thread. */
typedef struct
{
  MlsLines *lines;
  guint     face;   /* whose stops are looked for */
  GArray   *chain;
  GArray   *stops;
} Work;

static void
add_line (const MlsRingSegment *segment, gpointer user_data)
{
  Work *work = user_data;

  mls_lines_add (work->lines, segment->a, segment->b);
}

static MlsInt128
along (const MlsRingSegment *segment, MlsPoint point)
{
  return (MlsInt128) (segment->b.x - segment->a.x) * (point.x - segment->a.x) +
         (MlsInt128) (segment->b.y - segment->a.y) * (point.y - segment->a.y);
}

static void
find_stops (const MlsRingSegment *segment, gpointer user_data)
{
  Work *work = user_data;

  mls_lines_chain (work->lines, segment->a, segment->b, work->chain);

  for (guint i = 0; i + 1 < work->chain->len; i++)
    {
      MlsPoint point = g_array_index (work->chain, MlsPoint, i);
      Stop stop = { work->face, segment->index, point, along (segment, point) };

      g_array_append_val (work->stops, stop);
    }
}

static gpointer
work_on_sheet (const MlsSheet *sheet, gpointer user_data)
{
  const Noding *self = user_data;
  g_autoptr (MlsLines) lines = mls_lines_new ();
  g_autoptr (GArray) chain = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  Work work = { lines, 0, chain, g_array_new (FALSE, FALSE, sizeof (Stop)) };
  MlsBox near = mls_box_grown (&sheet->window, 1);

  for (guint i = 0; i < sheet->n_faces; i++)
    mls_soup_walk (self->soup, sheet->faces[i], &near, add_line, &work);

  mls_lines_node_within (lines, &sheet->window);

  for (guint i = 0; i < sheet->n_faces; i++)
    {
      work.face = sheet->faces[i];
      mls_soup_walk (self->soup, work.face, &near, find_stops, &work);
    }

  return work.stops;
}

static void
take_stops (gpointer result, gpointer user_data)
{
  g_autoptr (GArray) stops = result;
  Noding *self = user_data;

  for (guint i = 0; i < stops->len; i++)
    {
      const Stop *stop = &g_array_index (stops, Stop, i);
      GArray **list = &self->stops[stop->face];

      if (*list == NULL)
        *list = g_array_new (FALSE, FALSE, sizeof (Stop));
      g_array_append_val (*list, *stop);
    }
}

static int
compare_stops (gconstpointer left, gconstpointer right)
{
  const Stop *s = left;
  const Stop *t = right;

  if (s->index != t->index)
    return s->index < t->index ? -1 : 1;

  return (s->along > t->along) - (s->along < t->along);
}

/* Fills self->led with the rings of self->shape led through @stops. */
static void
lead (Noding *self, GArray *stops)
{
  guint k = 0;

  g_array_sort (stops, compare_stops);
  mls_shape_clear (self->led);

  for (guint r = 0, i = 0; r < mls_shape_n_rings (self->shape); r++)
    {
      for (; i < g_array_index (self->shape->ends, guint, r); i++)
        {
          mls_shape_add_point (self->led, g_array_index (self->shape->points, MlsPoint, i));
          for (; k < stops->len && g_array_index (stops, Stop, k).index == i; k++)
            mls_shape_add_point (self->led, g_array_index (stops, Stop, k).point);
        }

      mls_shape_end_ring (self->led);
    }
}

static void
finish_face (guint face, gpointer user_data)
{
  Noding *self = user_data;
  const MlsSoupFace *facts = mls_soup_face (self->soup, face);
  g_autoptr (GArray) stops = g_steal_pointer (&self->stops[face]);
  MlsArea2 gain;

  if (stops == NULL)
    {
      mls_soup_copy (self->noded, face, self->soup);
      return;
    }

  gain = -mls_soup_area2 (self->soup, face, self->shape);
  lead (self, stops);
  mls_soup_replace (self->noded, face, self->led);
  gain += mls_soup_area2 (self->noded, face, self->shape);

  if (facts->layer == MLS_OUTLINE)
    return;

  self->account->lines[MLS_ACCOUNT_ROUNDING] += gain;
  mls_remarks_add (self->remarks,
                   &(MlsRemark){ .kind = MLS_REMARK_NODED, .layer = facts->layer, .source = facts->source,
                                 .other = -1, .place = g_array_index (stops, Stop, 0).point,
                                 .gain = gain });
}

/**
 * mls_soup_node:
 * @soup: polygons
 * @sheets: their sheets
 * @remarks: where to say which borders got vertices
 * @account: what became of their area
 * @tell: told how far it is
 * @tell_data: for @tell
 *
 * Leads all borders through each vertex and each crossing whose square of 1 mm they pass. None moves
 * by more than 0.71 mm.
 *
 * Returns: (transfer full) (nullable): the polygons, their borders meeting at common vertices only;
 *   %NULL if @tell gave up
 */
MlsSoup *
mls_soup_node (const MlsSoup   *soup,
               const MlsSheets *sheets,
               MlsRemarks      *remarks,
               MlsAccount      *account,
               MlsAssemblyFunc  tell,
               gpointer         tell_data)
{
  static const MlsSheetFuncs funcs = { work_on_sheet, take_stops, finish_face, (GDestroyNotify) g_array_unref };
  g_autoptr (MlsSoup) noded = mls_soup_new_like (soup);
  g_autoptr (MlsShape) shape = mls_shape_new ();
  g_autoptr (MlsShape) led = mls_shape_new ();
  guint n_faces = mls_soup_n_faces (soup);
  Noding self = { soup, noded, g_new0 (GArray *, n_faces), remarks, account, shape, led };
  gboolean done = mls_sheets_run (sheets, &funcs, &self, tell, tell_data);

  for (guint i = 0; i < n_faces; i++)
    g_clear_pointer (&self.stops[i], g_array_unref);
  g_free (self.stops);

  return done ? g_steal_pointer (&noded) : NULL;
}
