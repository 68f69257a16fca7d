#include "quality/nearby-private.h"

#include "geometry/box-tree.h"

#include <string.h>

static void
region_free (MlsNearRegion *region)
{
  g_array_unref (region->fids);
  g_free (region);
}

/**
 * mls_nearby_new:
 * @nomenclature: whose indicators
 * @vintages: (array length=n_vintages): of a project
 * @n_vintages: how many
 * @asked: what is of interest
 *
 * Returns: (transfer full): what is near of no ground
 */
MlsNearby *
mls_nearby_new (const MlsNomenclature *nomenclature, const MlsVintage *vintages, guint n_vintages, MlsNearness asked)
{
  MlsNearby *self = g_new0 (MlsNearby, 1);

  self->stakes = mls_stakes_new (nomenclature, vintages, n_vintages, asked);
  self->n_vintages = n_vintages;
  self->members = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->spots = g_array_new (FALSE, FALSE, sizeof (MlsNearSpot));
  mls_near_seeds_init (&self->waiting);
  self->grounds = g_array_new (FALSE, FALSE, sizeof (MlsGround));

  return self;
}

/**
 * mls_nearby_free:
 * @self: (transfer full) (nullable): what is near
 */
void
mls_nearby_free (MlsNearby *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->members);
  for (guint i = 0; i < self->spots->len; i++)
    region_free (g_array_index (self->spots, MlsNearSpot, i).region);
  g_array_unref (self->spots);
  mls_near_seeds_clear (&self->waiting);
  g_array_unref (self->grounds);
  mls_stakes_free (self->stakes);
  g_free (self);
}

/*< private >
 * mls_nearby_find:
 * @self: what is near
 * @fid: a face
 *
 * Returns: (transfer none) (nullable): it, if it is of a region
 */
MlsNearMember *
mls_nearby_find (const MlsNearby *self, gint64 fid)
{
  return g_hash_table_lookup (self->members, &fid);
}

/*< private >
 * mls_nearby_adopt:
 * @self: what is near
 * @region: (transfer full): a region whose place is known
 */
void
mls_nearby_adopt (MlsNearby *self, MlsNearRegion *region)
{
  const MlsNearSpot spot = { region->place, region };

  region->spot = self->spots->len;
  g_array_append_val (self->spots, spot);
}

/*< private >
 * mls_nearby_dissolve:
 * @self: what is near
 * @region: (transfer full): a region that is none any more
 */
void
mls_nearby_dissolve (MlsNearby *self, MlsNearRegion *region)
{
  for (guint i = 0; i < region->fids->len; i++)
    mls_nearby_find (self, g_array_index (region->fids, gint64, i))->regions[region->vintage] = NULL;

  g_array_remove_index_fast (self->spots, region->spot);
  if (region->spot < self->spots->len)
    g_array_index (self->spots, MlsNearSpot, region->spot).region->spot = region->spot;
  region_free (region);
}

/* All that may lie near was asked of: nothing further off changes an answer. */
static gint64
furthest_reach (const MlsNearby *self)
{
  return mls_stakes_reach (self->stakes, MLS_ALL_NEARNESSES);
}

static gboolean
is_asked (MlsNearby *self, MlsPair codes, guint vintage)
{
  return mls_stakes_of (self->stakes, codes, vintage).asked != 0;
}

/**
 * mls_nearby_note:
 * @self: what is near of no ground yet
 * @gist: a face, each once, in the order of their ids
 *
 * Keeps what mls_nearby_settle() has to know of it.
 *
 * Returns: whether its class depends on what lies near in some vintage
 */
gboolean
mls_nearby_note (MlsNearby *self, const MlsGist *gist)
{
  const MlsGround ground = { gist->id, gist->box };
  MlsStake any = { 0, 0 };

  for (guint v = 0; v < self->n_vintages; v++)
    {
      MlsStake stake = mls_stakes_of (self->stakes, gist->codes[v], v);

      any.asked |= stake.asked;
      any.urban |= stake.urban;
    }

  if (any.asked != 0)
    mls_near_seeds_add (&self->waiting, gist->id, &gist->box, gist->codes, self->n_vintages);
  if (any.urban != 0)
    g_array_append_val (self->grounds, ground);

  return any.asked != 0;
}

/**
 * mls_nearby_get:
 * @self: what is near
 * @fid: a face
 * @near: (out) (array): what of what is asked lies near it in each vintage
 */
void
mls_nearby_get (const MlsNearby *self, gint64 fid, MlsNearness *near)
{
  const MlsNearMember *member = mls_nearby_find (self, fid);

  for (guint v = 0; v < self->n_vintages; v++)
    near[v] = member != NULL && member->regions[v] != NULL ? member->regions[v]->near : 0;
}

/* The first time */

static MlsVicinity *
ask_of (const MlsNearby *self, const GPtrArray *regions)
{
  MlsVicinity *vicinity = mls_vicinity_new (self->stakes);

  for (guint i = 0; i < regions->len; i++)
    {
      const MlsNearRegion *region = g_ptr_array_index (regions, i);

      mls_vicinity_add (vicinity, region->place, region->vintage, region->asked);
    }

  return vicinity;
}

/* What was noted is of no use any more. */
static void
forget_noted (MlsNearby *self)
{
  mls_near_seeds_clear (&self->waiting);
  mls_near_seeds_init (&self->waiting);
  g_array_unref (self->grounds);
  self->grounds = g_array_new (FALSE, FALSE, sizeof (MlsGround));
}

/**
 * mls_nearby_settle:
 * @self: what is near, having noted all faces of @source
 * @source: the faces there are
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Returns: whether all is decided
 */
gboolean
mls_nearby_settle (MlsNearby            *self,
                   MlsSource             source,
                   MlsStoreProgressFunc  func,
                   gpointer              user_data,
                   GError              **error)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new ();
  g_autoptr (MlsVicinity) vicinity = NULL;

  if (!mls_nearby_gather (self, source, &self->waiting, MLS_NEARBY_EVERY, regions, error))
    return FALSE;

  vicinity = ask_of (self, regions);
  if (!mls_vicinity_scan (vicinity, self->grounds, source, func, user_data, error))
    return FALSE;

  for (guint i = 0; i < regions->len; i++)
    ((MlsNearRegion *) g_ptr_array_index (regions, i))->near = mls_vicinity_get (vicinity, i);
  forget_noted (self);

  return TRUE;
}

static gboolean
note (const MlsGist *gist, gpointer self)
{
  mls_nearby_note (self, gist);

  return TRUE;
}

/**
 * mls_nearby_take:
 * @reader: a reader between begin and end
 * @nomenclature: whose indicators
 * @asked: what is of interest
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Returns: (transfer full): what lies near of what @reader reads, or %NULL
 */
MlsNearby *
mls_nearby_take (MlsStoreReader        *reader,
                 const MlsNomenclature *nomenclature,
                 MlsNearness            asked,
                 MlsStoreProgressFunc   func,
                 gpointer               user_data,
                 GError               **error)
{
  g_autoptr (MlsNearby) self = NULL;
  const MlsVintage *vintages;
  guint n_vintages;

  vintages = mls_store_reader_get_vintages (reader, &n_vintages);
  self = mls_nearby_new (nomenclature, vintages, n_vintages, asked);
  if (!mls_store_reader_each_gist (reader, note, self, error) ||
      !mls_nearby_settle (self, mls_store_reader_source (reader), func, user_data, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* After an edit */

/* What a delta does to it. */
typedef struct
{
  MlsNearby      *nearby;
  const MlsDelta *delta;
  MlsSource       source;
  GHashTable    **loose;   /* [n_vintages] sets of gint64: faces whose region in that vintage is to be found anew */
  GHashTable     *touched; /* (element-type gint64 MlsNearness) what lay near faces that stay, in each vintage */
  GPtrArray      *regions; /* (element-type MlsNearRegion) to be asked of */
} Following;

static void
following_clear (Following *following)
{
  for (guint v = 0; v < following->nearby->n_vintages; v++)
    g_hash_table_unref (following->loose[v]);
  g_free (following->loose);
  g_hash_table_unref (following->touched);
  g_ptr_array_unref (following->regions);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Following, following_clear)

static void
following_init (Following *following)
{
  following->loose = g_new (GHashTable *, following->nearby->n_vintages);
  for (guint v = 0; v < following->nearby->n_vintages; v++)
    following->loose[v] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  following->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  following->regions = g_ptr_array_new ();
}

static gpointer
key_of (gint64 fid)
{
  return g_memdup2 (&fid, sizeof fid);
}

/* Remembers what lay near, before that may change. */
static void
touch (Following *following, const MlsNearRegion *region)
{
  for (guint i = 0; i < region->fids->len; i++)
    {
      gint64 fid = g_array_index (region->fids, gint64, i);
      MlsNearness *near;

      if (g_hash_table_contains (following->touched, &fid))
        continue;

      near = g_new (MlsNearness, following->nearby->n_vintages);
      mls_nearby_get (following->nearby, fid, near);
      g_hash_table_insert (following->touched, key_of (fid), near);
    }
}

static void
loosen (Following *following, MlsNearRegion *region)
{
  touch (following, region);
  for (guint i = 0; i < region->fids->len; i++)
    g_hash_table_add (following->loose[region->vintage], key_of (g_array_index (region->fids, gint64, i)));
  mls_nearby_dissolve (following->nearby, region);
}

static void
take_before (Following *following, const MlsFace *face)
{
  const MlsNearMember *member = mls_nearby_find (following->nearby, face->id);

  for (guint v = 0; member != NULL && v < face->n_vintages; v++)
    if (member->regions[v] != NULL)
      loosen (following, member->regions[v]);
}

/* What is gone, or will come as another face, is of no region. */
static void
forget_before (Following *following, const MlsFace *face)
{
  for (guint v = 0; v < face->n_vintages; v++)
    g_hash_table_remove (following->loose[v], &face->id);
  g_hash_table_remove (following->touched, &face->id);
  g_hash_table_remove (following->nearby->members, &face->id);
}

typedef struct
{
  Following     *following;
  const MlsFace *after;
} Meeting;

/* A region that the new face may be of. */
static gboolean
meet_region (const MlsFace *face, gpointer user_data)
{
  const Meeting *meeting = user_data;
  const MlsNearMember *member = mls_nearby_find (meeting->following->nearby, face->id);

  for (guint v = 0; member != NULL && v < face->n_vintages; v++)
    if (member->regions[v] != NULL &&
        mls_pair_equal (member->regions[v]->codes, mls_label_pair (&meeting->after->labels[v])))
      loosen (meeting->following, member->regions[v]);

  return TRUE;
}

static gboolean
take_after (Following *following, const MlsFace *face, GError **error)
{
  gboolean waits = FALSE;

  for (guint v = 0; v < face->n_vintages; v++)
    if (is_asked (following->nearby, mls_label_pair (&face->labels[v]), v))
      {
        g_hash_table_add (following->loose[v], key_of (face->id));
        waits = TRUE;
      }

  return !waits || following->source.funcs->faces (following->source.self, &face->box, meet_region,
                                                   &(Meeting){ following, face }, error);
}

static gboolean
take_changes (Following *following, GError **error)
{
  const GArray *changes = following->delta->changes;

  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, MlsChange, i).before != NULL)
      take_before (following, g_array_index (changes, MlsChange, i).before);
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, MlsChange, i).before != NULL)
      forget_before (following, g_array_index (changes, MlsChange, i).before);
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, MlsChange, i).after != NULL &&
        !take_after (following, g_array_index (changes, MlsChange, i).after, error))
      return FALSE;

  return TRUE;
}

static int
compare_fids (gconstpointer left, gconstpointer right)
{
  gint64 a = *(const gint64 *) left;
  gint64 b = *(const gint64 *) right;

  return (a > b) - (a < b);
}

static GArray *
sorted (GHashTable *set)
{
  GArray *fids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), g_hash_table_size (set));
  GHashTableIter iter;
  gpointer fid;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &fid, NULL))
    g_array_append_vals (fids, fid, 1);
  g_array_sort (fids, compare_fids);

  return fids;
}

static gboolean
read_seeds (Following *following, const GArray *fids, MlsNearSeeds *seeds, GError **error)
{
  MlsPair codes[MLS_MAX_VINTAGES];

  for (guint i = 0; i < fids->len; i++)
    {
      g_autoptr (MlsFace) face =
        following->source.funcs->face (following->source.self, g_array_index (fids, gint64, i), error);

      if (face == NULL)
        return FALSE;

      for (guint v = 0; v < face->n_vintages; v++)
        codes[v] = mls_label_pair (&face->labels[v]);
      mls_near_seeds_add (seeds, face->id, &face->box, codes, face->n_vintages);
    }

  return TRUE;
}

static gboolean
gather_loose_in (Following *following, guint vintage, GError **error)
{
  g_autoptr (GArray) fids = sorted (following->loose[vintage]);
  MlsNearSeeds seeds;
  gboolean gathered;

  mls_near_seeds_init (&seeds);
  gathered = read_seeds (following, fids, &seeds, error) &&
             mls_nearby_gather (following->nearby, following->source, &seeds, vintage, following->regions, error);
  mls_near_seeds_clear (&seeds);

  return gathered;
}

static gboolean
gather_loose (Following *following, GError **error)
{
  for (guint v = 0; v < following->nearby->n_vintages; v++)
    if (g_hash_table_size (following->loose[v]) > 0 && !gather_loose_in (following, v, error))
      return FALSE;

  return TRUE;
}

static MlsBoxTree *
index_changes (const MlsDelta *delta)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (MlsBox));

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if (change->before != NULL)
        g_array_append_val (boxes, change->before->box);
      if (change->after != NULL)
        g_array_append_val (boxes, change->after->box);
    }

  return mls_box_tree_new ((const MlsBox *) (gpointer) boxes->data, boxes->len);
}

static gboolean
stop_at_first (guint index, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return FALSE;
}

static gboolean
is_reached (const MlsBoxTree *changes, MlsPoint place, gint64 reach)
{
  const MlsBox point = { place.x, place.y, place.x, place.y };
  const MlsBox reached = mls_box_grown (&point, reach);
  gboolean found = FALSE;

  mls_box_tree_query (changes, &reached, stop_at_first, &found);

  return found;
}

/* The regions that stay as they are, and near which something changed. */
static void
find_near (Following *following)
{
  g_autoptr (MlsBoxTree) tree = index_changes (following->delta);
  const MlsBox whole = mls_delta_box (following->delta);
  gint64 reach = furthest_reach (following->nearby);
  const MlsBox around = mls_box_grown (&whole, reach);
  g_autoptr (GHashTable) fresh = g_hash_table_new (NULL, NULL);
  const GArray *spots = following->nearby->spots;

  for (guint i = 0; i < following->regions->len; i++)
    g_hash_table_add (fresh, g_ptr_array_index (following->regions, i));

  for (guint i = 0; i < spots->len; i++)
    {
      const MlsNearSpot *spot = &g_array_index (spots, MlsNearSpot, i);

      if (mls_box_contains_point (&around, spot->place) && !g_hash_table_contains (fresh, spot->region) &&
          is_reached (tree, spot->place, reach))
        g_ptr_array_add (following->regions, spot->region);
    }
}

static gboolean
decide (Following *following, GError **error)
{
  g_autoptr (MlsVicinity) vicinity = ask_of (following->nearby, following->regions);

  if (!mls_vicinity_look (vicinity, following->source, error))
    return FALSE;

  for (guint i = 0; i < following->regions->len; i++)
    {
      MlsNearRegion *region = g_ptr_array_index (following->regions, i);

      if (region->near == mls_vicinity_get (vicinity, i))
        continue;

      touch (following, region);
      region->near = mls_vicinity_get (vicinity, i);
    }

  return TRUE;
}

static gboolean
is_in_delta (const GHashTable *afters, gint64 fid)
{
  return g_hash_table_contains ((GHashTable *) afters, &fid);
}

/* Faces that the delta made are counted by whoever has the delta. */
static GHashTable *
list_afters (const MlsDelta *delta)
{
  GHashTable *afters = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < delta->changes->len; i++)
    if (g_array_index (delta->changes, MlsChange, i).after != NULL)
      g_hash_table_add (afters, &g_array_index (delta->changes, MlsChange, i).after->id);

  return afters;
}

static gboolean
tell_touched (Following *following, MlsNearbyFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GHashTable) afters = list_afters (following->delta);
  MlsNearness is[MLS_MAX_VINTAGES];
  gsize size = following->nearby->n_vintages * sizeof is[0];
  GHashTableIter iter;
  gpointer fid, was;

  g_hash_table_iter_init (&iter, following->touched);
  while (g_hash_table_iter_next (&iter, &fid, &was))
    {
      g_autoptr (MlsFace) face = NULL;

      mls_nearby_get (following->nearby, *(gint64 *) fid, is);
      if (memcmp (is, was, size) == 0 || is_in_delta (afters, *(gint64 *) fid))
        continue;

      face = following->source.funcs->face (following->source.self, *(gint64 *) fid, error);
      if (face == NULL)
        return FALSE;

      func (face, was, is, user_data);
    }

  return TRUE;
}

/**
 * mls_nearby_change:
 * @self: what is near
 * @delta: what became of the coverage it is of
 * @source: the coverage as it is now
 * @func: (scope call): gets the faces that stayed, and near which there is something else than there was
 * @user_data: for @func
 * @error: the source's; @self is of no use then
 *
 * Costs what the regions cost that @delta meets, and what lies around those near it.
 *
 * Returns: whether all is decided again
 */
gboolean
mls_nearby_change (MlsNearby      *self,
                   const MlsDelta *delta,
                   MlsSource       source,
                   MlsNearbyFunc   func,
                   gpointer        user_data,
                   GError        **error)
{
  g_auto (Following) following = { .nearby = self, .delta = delta, .source = source };

  following_init (&following);
  if (!take_changes (&following, error) || !gather_loose (&following, error))
    return FALSE;

  find_near (&following);

  return decide (&following, error) && tell_touched (&following, func, user_data, error);
}
