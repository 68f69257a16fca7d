#include "quality/contrast.h"

#include "coverage/forest.h"
#include "coverage/overlap.h"

/* An imprint of more faces than that tells nothing that the map does not. */
#define MOST_FACES 3000

/* Ground that differs in one vintage. */
typedef struct
{
  guint    vintage;
  MlsPoint place;
  MlsBox   box;
  MlsArea2 area2;
  guint    first;    /* of its pieces, the largest … */
  guint    n_pieces; /* … and how many there are */
} Ground;

struct _MlsContrast
{
  gatomicrefcount ref_count;
  MlsDelta       *delta;
  MlsTurnover    *turnover;
  GArray         *grounds; /* (element-type Ground) vintage by vintage */
  GArray         *pieces;  /* (element-type guint): indices of pieces of the turnover, ground by ground */
};

static const MlsPiece *
piece_at (const MlsContrast *self, guint i)
{
  return &g_array_index (self->turnover->pieces, MlsPiece, i);
}

static const MlsPiece *
piece_of (const MlsContrast *self, const Ground *ground, guint i)
{
  return piece_at (self, g_array_index (self->pieces, guint, ground->first + i));
}

/* Gathering */

/* Pieces of one vintage, those that hang together joined. */
typedef struct
{
  const MlsContrast *contrast;
  guint              vintage;
  MlsForest          forest;
  GHashTable        *by_face; /* of each face (element-type GArray) a piece for each way in which its ground differs */
} Gathering;

static gboolean
differs (const MlsPiece *piece, guint vintage)
{
  return !mls_label_equal (&piece->before->labels[vintage], &piece->after->labels[vintage]);
}

static gboolean
is_same_way (const MlsPiece *a, const MlsPiece *b, guint vintage)
{
  return mls_label_equal (&a->before->labels[vintage], &b->before->labels[vintage]) &&
         mls_label_equal (&a->after->labels[vintage], &b->after->labels[vintage]);
}

/* Pieces of one face that differ in the same way are one ground: nothing is drawn between them. */
static void
join_by (Gathering *gathering, const MlsFace *face, guint i)
{
  GArray *known = g_hash_table_lookup (gathering->by_face, face);

  if (known == NULL)
    {
      known = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (gathering->by_face, (gpointer) face, known);
    }

  for (guint k = 0; k < known->len; k++)
    {
      guint other = g_array_index (known, guint, k);

      if (is_same_way (piece_at (gathering->contrast, i), piece_at (gathering->contrast, other), gathering->vintage))
        {
          mls_forest_join (&gathering->forest, i, other);
          return;
        }
    }

  g_array_append_val (known, i);
}

static int
compare_members (gconstpointer left, gconstpointer right, gpointer user_data)
{
  Gathering *gathering = user_data;
  guint a = *(const guint *) left, b = *(const guint *) right;
  guint32 root_a = mls_forest_root (&gathering->forest, a), root_b = mls_forest_root (&gathering->forest, b);
  MlsArea2 area_a = piece_at (gathering->contrast, a)->area2, area_b = piece_at (gathering->contrast, b)->area2;

  if (root_a != root_b)
    return root_a < root_b ? -1 : 1;
  if (area_a != area_b)
    return area_a > area_b ? -1 : 1;

  return (a > b) - (a < b);
}

static void
add_piece (Ground *ground, const MlsPiece *piece)
{
  MlsBox box = mls_box_intersection (&piece->before->box, &piece->after->box);

  ground->n_pieces++;
  ground->area2 += piece->area2;
  ground->box = mls_box_union (&ground->box, &box);
}

/* Pieces that follow one another and have one root. */
static void
add_grounds (Gathering *gathering, const GArray *members)
{
  MlsContrast *self = (MlsContrast *) gathering->contrast;
  guint32 root_before = G_MAXUINT32;

  for (guint i = 0; i < members->len; i++)
    {
      guint member = g_array_index (members, guint, i);
      const MlsPiece *piece = piece_at (self, member);
      guint32 root = mls_forest_root (&gathering->forest, member);

      if (root != root_before)
        {
          const Ground ground = { gathering->vintage, mls_overlap_point (piece->before, piece->after), MLS_BOX_EMPTY, 0,
                                  self->pieces->len, 0 };

          g_array_append_val (self->grounds, ground);
        }
      root_before = root;
      g_array_append_val (self->pieces, member);
      add_piece (&g_array_index (self->grounds, Ground, self->grounds->len - 1), piece);
    }
}

static void
gather (MlsContrast *self, guint vintage)
{
  g_autoptr (GHashTable) by_face = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));
  Gathering gathering = { .contrast = self, .vintage = vintage, .by_face = by_face };

  mls_forest_init (&gathering.forest);
  for (guint i = 0; i < self->turnover->pieces->len; i++)
    {
      const MlsPiece *piece = piece_at (self, i);

      mls_forest_grow (&gathering.forest);
      if (!differs (piece, vintage))
        continue;

      join_by (&gathering, piece->before, i);
      join_by (&gathering, piece->after, i);
      g_array_append_val (members, i);
    }

  g_array_sort_with_data (members, compare_members, &gathering);
  add_grounds (&gathering, members);
  mls_forest_clear (&gathering.forest);
}

/**
 * mls_contrast_new:
 * @delta: (transfer full): what leads from one state to the other, all of it in the same vintages
 *
 * Any thread.
 *
 * Returns: (transfer full): what that is of
 */
MlsContrast *
mls_contrast_new (MlsDelta *delta)
{
  MlsContrast *self = g_new (MlsContrast, 1);
  guint n_vintages;

  g_atomic_ref_count_init (&self->ref_count);
  self->delta = delta;
  self->turnover = mls_turnover_new (delta);
  self->grounds = g_array_new (FALSE, FALSE, sizeof (Ground));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (guint));
  n_vintages = self->turnover->pieces->len > 0 ? piece_at (self, 0)->before->n_vintages : 0;
  for (guint v = 0; v < n_vintages; v++)
    gather (self, v);

  return self;
}

/**
 * mls_contrast_ref:
 * @self: a contrast
 *
 * Any thread.
 *
 * Returns: (transfer full): @self, counted once more
 */
MlsContrast *
mls_contrast_ref (MlsContrast *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mls_contrast_unref:
 * @self: (transfer full): a contrast
 *
 * Any thread.
 */
void
mls_contrast_unref (MlsContrast *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  mls_turnover_free (self->turnover);
  mls_delta_unref (self->delta);
  g_array_unref (self->grounds);
  g_array_unref (self->pieces);
  g_free (self);
}

/**
 * mls_contrast_get_delta:
 * @self: a contrast
 *
 * Returns: (transfer none): what leads from one state to the other
 */
const MlsDelta *
mls_contrast_get_delta (const MlsContrast *self)
{
  return self->delta;
}

/**
 * mls_contrast_get_turnover:
 * @self: a contrast
 *
 * Returns: (transfer none): how much ground that is
 */
const MlsTurnover *
mls_contrast_get_turnover (const MlsContrast *self)
{
  return self->turnover;
}

/* Listing */

static gboolean
is_asked_for (const MlsContrast *self, const Ground *ground, const MlsContrastQuery *query)
{
  const MlsFilter *filter = query->filter;
  const MlsFilterRegion whole = { .area2 = ground->area2,
                                  .is_small = ground->area2 < query->rules->limits.change_minimum };
  g_autoptr (GPtrArray) pieces = NULL;

  if (filter == NULL)
    return TRUE;
  if (mls_filter_get_vintage (filter, ground->vintage) != ground->vintage)
    return FALSE;

  pieces = g_ptr_array_sized_new (ground->n_pieces);
  for (guint i = 0; i < ground->n_pieces; i++)
    g_ptr_array_add (pieces, (gpointer) piece_of (self, ground, i));

  return mls_filter_finds_ground (filter, pieces, ground->vintage, query->rules->nomenclature, &whole);
}

static MlsWholeRegion
region_of (const MlsContrast *self, const Ground *ground)
{
  const MlsPiece *piece = piece_of (self, ground, 0);

  return (MlsWholeRegion){ .vintage = ground->vintage,
                           .pair = mls_label_pair (&piece->after->labels[ground->vintage]),
                           .from = mls_label_pair (&piece->before->labels[ground->vintage]),
                           .area2 = ground->area2,
                           .n_faces = ground->n_pieces,
                           .fid = piece->after->id,
                           .place = ground->place,
                           .box = ground->box,
                           .rule = MLS_N_FINDING_RULES };
}

/**
 * mls_contrast_list:
 * @self: a contrast
 * @query: which of it
 *
 * Returns: (transfer full) (element-type MlsWholeRegion): ground that was @from and is @pair; both the same where only what
 *   else is said of it is something else
 */
GArray *
mls_contrast_list (const MlsContrast *self, const MlsContrastQuery *query)
{
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (MlsWholeRegion));

  for (guint i = 0; i < self->grounds->len; i++)
    {
      const Ground *ground = &g_array_index (self->grounds, Ground, i);

      if (is_asked_for (self, ground, query))
        {
          MlsWholeRegion region = region_of (self, ground);

          g_array_append_val (regions, region);
        }
    }

  return mls_regions_in_order (regions, query->order);
}

/* Counting */

/* Ground at both states, in one vintage. */
typedef struct
{
  MlsTally *both;
  guint     vintage;
} Count;

static void
add_ground (MlsTally *both, MlsPair before, MlsPair after, MlsArea2 area2)
{
  const MlsSite sites[] = { { before, 0 }, { after, 0 } };

  mls_tally_add (both, sites, area2);
}

static void
take_unchanged (const MlsSite *sites, MlsArea2 area2, gpointer user_data)
{
  const Count *count = user_data;

  add_ground (count->both, sites[count->vintage].codes, sites[count->vintage].codes, area2);
}

/**
 * mls_contrast_tally:
 * @self: a contrast
 * @after: all ground as it is after, in all vintages
 * @vintage: one of them
 *
 * Returns: (transfer full): of two dates, the state before and the state after, how much ground is what at each
 */
MlsTally *
mls_contrast_tally (const MlsContrast *self, const MlsTally *after, guint vintage)
{
  MlsTally *both = mls_tally_new (2);
  Count count = { both, vintage };

  mls_tally_each (after, take_unchanged, &count);
  for (guint i = 0; i < self->turnover->pieces->len; i++)
    {
      const MlsPiece *piece = piece_at (self, i);
      MlsPair was = mls_label_pair (&piece->before->labels[vintage]), is = mls_label_pair (&piece->after->labels[vintage]);

      add_ground (both, is, is, -piece->area2);
      add_ground (both, was, is, piece->area2);
    }

  return both;
}

/* Drawing */

static const Ground *
find_ground (const MlsContrast *self, guint vintage, MlsPoint place)
{
  for (guint i = 0; i < self->grounds->len; i++)
    {
      const Ground *ground = &g_array_index (self->grounds, Ground, i);

      if (ground->vintage == vintage && mls_point_equal (ground->place, place))
        return ground;
    }

  return NULL;
}

static gboolean
reaches (const MlsFace *face, const MlsBox *box)
{
  return face != NULL && mls_box_intersects (&face->box, box);
}

static MlsFace *
ref_or_null (MlsFace *face)
{
  return face != NULL ? mls_face_ref (face) : NULL;
}

/* With what lies around it, so that borders which stay have both sides. */
static MlsDelta *
cut_out (const MlsContrast *self, const MlsBox *box)
{
  MlsDelta *part = mls_delta_new ();

  for (guint i = 0; i < self->delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (self->delta->changes, MlsChange, i);

      if (reaches (change->before, box) || reaches (change->after, box))
        mls_delta_add (part, ref_or_null (change->before), ref_or_null (change->after));
    }

  return part;
}

/**
 * mls_contrast_imprint:
 * @self: a contrast
 * @vintage: of ground that mls_contrast_list() gave
 * @place: its place
 *
 * Returns: (transfer full) (nullable): that ground, and the borders that came and went about there; %NULL where there is no
 *   such ground, or too much to be drawn
 */
MlsImprint *
mls_contrast_imprint (const MlsContrast *self, guint vintage, MlsPoint place)
{
  const Ground *ground = find_ground (self, vintage, place);
  g_autoptr (MlsDelta) part = ground != NULL ? cut_out (self, &ground->box) : NULL;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (MlsPiece));
  const MlsTurnover own = { .pieces = pieces };

  if (part == NULL || part->changes->len > MOST_FACES)
    return NULL;

  for (guint i = 0; i < ground->n_pieces; i++)
    g_array_append_vals (pieces, piece_of (self, ground, i), 1);

  return mls_imprint_new (part, &own);
}
