#include "quality/census.h"

#include "store/error.h"

#include <glib/gi18n-lib.h>

/* How often to tell how far the work is, in faces. */
#define STEP 16384

struct _MlsCensus
{
  MlsTally   *whole;
  MlsFigures *areas;   /* (nullable) */
  GPtrArray  *tallies; /* (element-type MlsTally) of each of these */
};

typedef struct
{
  MlsCensus           *census;
  MlsStoreProgressFunc func;
  gpointer             user_data;
  gint64               n_faces; /* expected */
  gint64               n_read;
  gboolean             cancelled;
} Taking;

/**
 * mls_census_free:
 * @self: (transfer full) (nullable): a census
 */
void
mls_census_free (MlsCensus *self)
{
  if (self == NULL)
    return;

  mls_tally_free (self->whole);
  g_clear_pointer (&self->areas, mls_figures_unref);
  g_ptr_array_unref (self->tallies);
  g_free (self);
}

static MlsCensus *
census_new (guint n_vintages, MlsFigures *areas)
{
  MlsCensus *self = g_new0 (MlsCensus, 1);

  self->whole = mls_tally_new (n_vintages);
  self->areas = areas != NULL ? mls_figures_ref (areas) : NULL;
  self->tallies = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_tally_free);
  for (guint i = 0; areas != NULL && i < mls_figures_get_n (areas); i++)
    g_ptr_array_add (self->tallies, mls_tally_new (n_vintages));

  return self;
}

/* @sign tells whether the face is there or no longer there. */
static void
count_in_areas (MlsCensus *self, const MlsFace *face, int sign)
{
  g_autoptr (GArray) shares = mls_face_share (face, self->areas);

  for (guint i = 0; i < shares->len; i++)
    {
      const MlsShare *share = &g_array_index (shares, MlsShare, i);

      mls_tally_add_face (g_ptr_array_index (self->tallies, share->area), face, sign * share->area2);
    }
}

static gboolean
go_on (Taking *taking)
{
  double fraction = MIN ((double) ++taking->n_read / (double) MAX (taking->n_faces, 1), 1);

  if (taking->n_read % STEP == 0 && taking->func != NULL)
    taking->cancelled = !taking->func (fraction, taking->user_data);

  return !taking->cancelled;
}

static gboolean
take_area (const MlsPair *codes, MlsArea2 area2, gpointer user_data)
{
  Taking *taking = user_data;

  mls_tally_add (taking->census->whole, codes, area2);

  return go_on (taking);
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Taking *taking = user_data;

  count_in_areas (taking->census, face, 1);

  return go_on (taking);
}

static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  MlsArea2 *territory = user_data;

  for (gsize i = 0; i + 1 < edge->n_points; i++)
    *territory += (MlsArea2) edge->points[i].x * edge->points[i + 1].y -
                  (MlsArea2) edge->points[i].y * edge->points[i + 1].x;

  return TRUE;
}

/* The file tells the area of each face beside its outline. That these are those of the faces shows where they add up. */
static gboolean
prove (const MlsCensus *self, MlsStoreReader *reader, GError **error)
{
  MlsArea2 territory = 0;
  g_autofree char *off = NULL;

  if (!mls_store_reader_each_edge (reader, take_edge, &territory, error))
    return FALSE;
  if (territory == mls_tally_total (self->whole))
    return TRUE;

  off = mls_area2_to_text (mls_tally_total (self->whole) - territory);
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
               _("The faces do not add up to the territory: they are %s m² off. A check tells where"), off);

  return FALSE;
}

static gboolean
take (Taking *taking, MlsStoreReader *reader, GError **error)
{
  MlsFigures *areas = taking->census->areas;
  MlsBox box = areas != NULL ? mls_figures_get_box (areas) : MLS_BOX_EMPTY;
  MlsSource source = mls_store_reader_source (reader);

  if (!mls_store_reader_count_faces (reader, &taking->n_faces, error))
    return FALSE;

  /* All that is counted in areas is read once more. */
  taking->n_faces *= areas != NULL ? 2 : 1;
  if (!mls_store_reader_each_area (reader, take_area, taking, error) ||
      (!taking->cancelled && !mls_box_is_empty (&box) &&
       !source.funcs->faces (source.self, &box, take_face, taking, error)))
    return FALSE;

  if (taking->cancelled)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED, _("Cancelled; nothing was written"));

  return !taking->cancelled && prove (taking->census, reader, error);
}

/**
 * mls_census_take:
 * @reader: a reader between begin and end
 * @areas: (nullable): figures that are indexed, of which areas are counted; of places that several claim, the first
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up, %MLS_STORE_ERROR_DAMAGED where the faces do
 *   not add up to the territory that the file keeps
 *
 * Without areas no outline is looked at: a million faces are a matter of a second.
 *
 * Returns: (transfer full): the census of what @reader reads, or %NULL
 */
MlsCensus *
mls_census_take (MlsStoreReader       *reader,
                 MlsFigures           *areas,
                 MlsStoreProgressFunc  func,
                 gpointer              user_data,
                 GError              **error)
{
  g_autoptr (MlsCensus) self = NULL;
  Taking taking = { .func = func, .user_data = user_data };
  guint n_vintages;

  mls_store_reader_get_vintages (reader, &n_vintages);
  taking.census = self = census_new (n_vintages, areas);

  return take (&taking, reader, error) ? g_steal_pointer (&self) : NULL;
}

static void
count_face (MlsCensus *self, const MlsFace *face, int sign)
{
  mls_tally_add_face (self->whole, face, sign * mls_face_area2 (face));
  if (self->areas != NULL)
    count_in_areas (self, face, sign);
}

/**
 * mls_census_change:
 * @self: a census
 * @delta: what became of the coverage it is of
 *
 * Costs what the faces of @delta cost, however large the territory.
 */
void
mls_census_change (MlsCensus *self, const MlsDelta *delta)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if (change->before != NULL)
        count_face (self, change->before, -1);
      if (change->after != NULL)
        count_face (self, change->after, 1);
    }
}

/**
 * mls_census_get_whole:
 * @self: a census
 *
 * Returns: (transfer none): what the territory is
 */
const MlsTally *
mls_census_get_whole (const MlsCensus *self)
{
  return self->whole;
}

/**
 * mls_census_get_areas:
 * @self: a census
 *
 * Returns: (transfer none) (nullable): the figures it was taken in
 */
MlsFigures *
mls_census_get_areas (const MlsCensus *self)
{
  return self->areas;
}

/**
 * mls_census_get_area:
 * @self: a census taken in areas
 * @i: which of the figures
 *
 * Returns: (transfer none): what lies in it; nothing where that is no area
 */
const MlsTally *
mls_census_get_area (const MlsCensus *self, guint i)
{
  g_return_val_if_fail (i < self->tallies->len, NULL);

  return g_ptr_array_index (self->tallies, i);
}

/**
 * mls_census_rest:
 * @self: a census
 *
 * Returns: (transfer full): what lies in none of the areas
 */
MlsTally *
mls_census_rest (const MlsCensus *self)
{
  MlsTally *rest = mls_tally_new (mls_tally_n_vintages (self->whole));

  mls_tally_add_all (rest, self->whole, 1);
  for (guint i = 0; i < self->tallies->len; i++)
    mls_tally_add_all (rest, g_ptr_array_index (self->tallies, i), -1);

  return rest;
}
