#include "quality/census.h"

#include "quality/nearby.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

/* How often to tell how far the work is, in faces. */
#define STEP 16384

/* Finding out what lies near is as much work as reading all faces so many times. */
#define NEARBY_PASSES 2

struct _MlsCensus
{
  MlsTally   *whole;
  MlsFigures *areas;   /* (nullable) */
  GPtrArray  *tallies; /* (element-type MlsTally) of each of these */
  MlsNearby  *nearby;  /* (nullable): if anything was asked of it */
};

/* Faces whose ground cannot be counted before it is known what lies near. */
typedef struct
{
  GArray *fids;  /* (element-type gint64) */
  GArray *codes; /* (element-type MlsPair) n_vintages for each */
  GArray *areas; /* (element-type MlsArea2) */
} Waiting;

typedef struct
{
  MlsCensus           *census;
  Waiting              waiting;
  MlsStoreProgressFunc func;
  gpointer             user_data;
  gint64               n_faces; /* expected, of all passes */
  gint64               n_read;
  gint64               n_once;  /* expected, of one */
  gboolean             cancelled;
} Taking;

static void
taking_clear (Taking *taking)
{
  g_array_unref (taking->waiting.fids);
  g_array_unref (taking->waiting.codes);
  g_array_unref (taking->waiting.areas);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taking, taking_clear)

static void
taking_init (Taking *taking)
{
  taking->waiting.fids = g_array_new (FALSE, FALSE, sizeof (gint64));
  taking->waiting.codes = g_array_new (FALSE, FALSE, sizeof (MlsPair));
  taking->waiting.areas = g_array_new (FALSE, FALSE, sizeof (MlsArea2));
}

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
  g_clear_pointer (&self->nearby, mls_nearby_free);
  g_free (self);
}

static MlsCensus *
census_new (const MlsCensusQuery *query, const MlsVintage *vintages, guint n_vintages)
{
  MlsCensus *self = g_new0 (MlsCensus, 1);
  MlsFigures *areas = query->areas;

  self->whole = mls_tally_new (n_vintages);
  self->areas = areas != NULL ? mls_figures_ref (areas) : NULL;
  self->tallies = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_tally_free);
  for (guint i = 0; areas != NULL && i < mls_figures_get_n (areas); i++)
    g_ptr_array_add (self->tallies, mls_tally_new (n_vintages));
  if (query->asked != 0)
    self->nearby = mls_nearby_new (query->nomenclature, vintages, n_vintages, query->asked);

  return self;
}

/* @sign tells whether the face is there or no longer there. */
static void
count_in_areas (MlsCensus *self, const MlsFace *face, const MlsNearness *near, int sign)
{
  g_autoptr (GArray) shares = mls_face_share (face, self->areas);

  for (guint i = 0; i < shares->len; i++)
    {
      const MlsShare *share = &g_array_index (shares, MlsShare, i);

      mls_tally_add_face (g_ptr_array_index (self->tallies, share->area), face, near, sign * share->area2);
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

/* @near: (nullable) (array) */
static void
count_codes (MlsCensus *self, const MlsPair *codes, const MlsNearness *near, MlsArea2 area2)
{
  MlsSite sites[MLS_MAX_VINTAGES];

  for (guint v = 0; v < mls_tally_n_vintages (self->whole); v++)
    sites[v] = (MlsSite){ codes[v], near != NULL ? near[v] : 0 };
  mls_tally_add (self->whole, sites, area2);
}

static gboolean
take_gist (const MlsGist *gist, gpointer user_data)
{
  Taking *taking = user_data;
  MlsCensus *census = taking->census;

  if (census->nearby == NULL || !mls_nearby_note (census->nearby, gist))
    {
      count_codes (census, gist->codes, NULL, gist->area2);
      return go_on (taking);
    }

  g_array_append_val (taking->waiting.fids, gist->id);
  g_array_append_vals (taking->waiting.codes, gist->codes, mls_tally_n_vintages (census->whole));
  g_array_append_val (taking->waiting.areas, gist->area2);

  return go_on (taking);
}

static gboolean
tell_nearby (double fraction, gpointer user_data)
{
  const Taking *taking = user_data;
  double read = (double) taking->n_read + fraction * NEARBY_PASSES * (double) taking->n_once;

  return taking->func == NULL || taking->func (MIN (read / (double) MAX (taking->n_faces, 1), 1), taking->user_data);
}

static gboolean
count_waiting (Taking *taking, MlsStoreReader *reader, GError **error)
{
  MlsCensus *census = taking->census;
  const Waiting *waiting = &taking->waiting;
  guint n_vintages = mls_tally_n_vintages (census->whole);
  MlsNearness near[MLS_MAX_VINTAGES];

  if (census->nearby == NULL)
    return TRUE;
  if (!mls_nearby_settle (census->nearby, mls_store_reader_source (reader), tell_nearby, taking, error))
    return FALSE;

  taking->n_read += NEARBY_PASSES * taking->n_once;
  for (guint i = 0; i < waiting->fids->len; i++)
    {
      mls_nearby_get (census->nearby, g_array_index (waiting->fids, gint64, i), near);
      count_codes (census, &g_array_index (waiting->codes, MlsPair, i * n_vintages), near,
                   g_array_index (waiting->areas, MlsArea2, i));
    }

  return TRUE;
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Taking *taking = user_data;
  MlsNearness near[MLS_MAX_VINTAGES];

  mls_census_get_near (taking->census, face->id, near);
  count_in_areas (taking->census, face, near, 1);

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

  if (!mls_store_reader_count_faces (reader, &taking->n_once, error))
    return FALSE;

  /* All that is counted in areas is read once more. */
  taking->n_faces = taking->n_once * (1 + (areas != NULL ? 1 : 0) + (taking->census->nearby != NULL ? NEARBY_PASSES : 0));
  if (!mls_store_reader_each_gist (reader, take_gist, taking, error) ||
      (!taking->cancelled && !count_waiting (taking, reader, error)) ||
      (!taking->cancelled && !mls_box_is_empty (&box) &&
       !source.funcs->faces (source.self, &box, take_face, taking, error)))
    return FALSE;

  if (taking->cancelled)
    mls_store_fail_cancelled (error);

  return !taking->cancelled && prove (taking->census, reader, error);
}

/**
 * mls_census_take:
 * @reader: a reader between begin and end
 * @query: what is to be known
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up, %MLS_STORE_ERROR_DAMAGED where the faces do
 *   not add up to the territory that the file keeps
 *
 * Without areas, and where nothing is asked of what lies near, no outline is looked at: a million faces are a matter of
 * a second.
 *
 * Returns: (transfer full): the census of what @reader reads, or %NULL
 */
MlsCensus *
mls_census_take (MlsStoreReader       *reader,
                 const MlsCensusQuery *query,
                 MlsStoreProgressFunc  func,
                 gpointer              user_data,
                 GError              **error)
{
  g_autoptr (MlsCensus) self = NULL;
  g_auto (Taking) taking = { .func = func, .user_data = user_data };
  const MlsVintage *vintages;
  guint n_vintages;

  taking_init (&taking);
  vintages = mls_store_reader_get_vintages (reader, &n_vintages);
  taking.census = self = census_new (query, vintages, n_vintages);

  return take (&taking, reader, error) ? g_steal_pointer (&self) : NULL;
}

static void
count_face (MlsCensus *self, const MlsFace *face, const MlsNearness *near, int sign)
{
  mls_tally_add_face (self->whole, face, near, sign * mls_face_area2 (face));
  if (self->areas != NULL)
    count_in_areas (self, face, near, sign);
}

static void
count_as_it_is (MlsCensus *self, const MlsFace *face, int sign)
{
  MlsNearness near[MLS_MAX_VINTAGES];

  if (face == NULL)
    return;

  mls_census_get_near (self, face->id, near);
  count_face (self, face, near, sign);
}

/* Ground that is what it was, and counts as something else for what lies near it. */
static void
recount (const MlsFace *face, const MlsNearness *was, const MlsNearness *is, gpointer self)
{
  count_face (self, face, was, -1);
  count_face (self, face, is, 1);
}

/**
 * mls_census_change:
 * @self: a census
 * @delta: what became of the coverage it is of
 * @source: the coverage as it is now
 * @error: the source's; @self is of no use then
 *
 * Costs what the faces of @delta cost, and the ground near it that depends on what lies near, however large the territory.
 *
 * Returns: whether it is true again
 */
gboolean
mls_census_change (MlsCensus *self, const MlsDelta *delta, MlsSource source, GError **error)
{
  for (guint i = 0; i < delta->changes->len; i++)
    count_as_it_is (self, g_array_index (delta->changes, MlsChange, i).before, -1);

  if (self->nearby != NULL && !mls_nearby_change (self->nearby, delta, source, recount, self, error))
    return FALSE;

  for (guint i = 0; i < delta->changes->len; i++)
    count_as_it_is (self, g_array_index (delta->changes, MlsChange, i).after, 1);

  return TRUE;
}

/**
 * mls_census_get_near:
 * @self: a census
 * @fid: a face
 * @near: (out) (array): what of what was asked lies near it at each date
 */
void
mls_census_get_near (const MlsCensus *self, gint64 fid, MlsNearness *near)
{
  for (guint v = 0; v < mls_tally_n_vintages (self->whole); v++)
    near[v] = 0;
  if (self->nearby != NULL)
    mls_nearby_get (self->nearby, fid, near);
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
