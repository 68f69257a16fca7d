#include "quality/spots.h"

typedef struct
{
  MlsPoint place;
  guint    number;
} Spot;

struct _MlsSpots
{
  GArray  *spots;  /* (element-type Spot) from west to east, once a face was shown */
  GArray  *hits;   /* (element-type MlsSpotHit) */
  gboolean sorted;
};

/**
 * mls_spots_new:
 *
 * Returns: (transfer full): no place yet
 */
MlsSpots *
mls_spots_new (void)
{
  MlsSpots *self = g_new0 (MlsSpots, 1);

  self->spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  self->hits = g_array_new (FALSE, FALSE, sizeof (MlsSpotHit));

  return self;
}

/**
 * mls_spots_free:
 * @self: (transfer full): places
 */
void
mls_spots_free (MlsSpots *self)
{
  g_array_unref (self->spots);
  g_array_unref (self->hits);
  g_free (self);
}

/**
 * mls_spots_add:
 * @self: places, before any face
 * @place: one more
 */
void
mls_spots_add (MlsSpots *self, MlsPoint place)
{
  const Spot spot = { place, self->spots->len };

  g_return_if_fail (!self->sorted);

  g_array_append_val (self->spots, spot);
}

static int
compare_spots (gconstpointer left, gconstpointer right)
{
  const Spot *a = left;
  const Spot *b = right;

  return (a->place.x > b->place.x) - (a->place.x < b->place.x);
}

static void
sort (MlsSpots *self)
{
  if (!self->sorted)
    g_array_sort (self->spots, compare_spots);
  self->sorted = TRUE;
}

/* The first that is not west of @x. */
static guint
first_from (const MlsSpots *self, gint64 x)
{
  guint low = 0;
  guint high = self->spots->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->spots, Spot, middle).place.x < x)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * mls_spots_add_face:
 * @self: places
 * @index: its number
 * @face: a face
 *
 * Remembers which places it holds.
 */
void
mls_spots_add_face (MlsSpots *self, guint32 index, const MlsFace *face)
{
  sort (self);
  for (guint i = first_from (self, face->box.min_x); i < self->spots->len; i++)
    {
      const Spot *spot = &g_array_index (self->spots, Spot, i);
      const MlsSpotHit hit = { spot->number, index };

      if (spot->place.x > face->box.max_x)
        return;

      if (mls_face_locate (face, spot->place) != MLS_SIDE_OUTSIDE)
        g_array_append_val (self->hits, hit);
    }
}

/**
 * mls_spots_hits:
 * @self: places
 *
 * Returns: (transfer none) (element-type MlsSpotHit): the faces that hold one, as they came
 */
const GArray *
mls_spots_hits (MlsSpots *self)
{
  return self->hits;
}
