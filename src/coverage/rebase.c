#include "coverage/rebase.h"

#include "coverage/border-carry.h"
#include "coverage/error.h"
#include "geometry/zone.h"

#include <string.h>

typedef struct
{
  MlsPatch        *patch;
  GPtrArray       *befores; /* (element-type MlsFace) of the delta */
  GPtrArray       *afters;  /* (element-type MlsFace) of the delta */
  MlsBorderChange *change;
  MlsBorderCarry  *carry;
  GPtrArray       *touched; /* (element-type MlsFace) of the patch, to be made anew */
  gboolean         shared;  /* another edit has done some of the same */
} Rebase;

/* An area of the new state, and whose labels it gets. */
typedef struct
{
  MlsFace       *shape;  /* of the labels and id it will have, once they are known */
  MlsArea2       area2;
  const MlsFace *after;  /* (nullable): what the edit makes of it */
  GPtrArray     *owners; /* (element-type MlsFace): of the patch, whose ground it is */
} Area;

static void
area_clear (gpointer data)
{
  Area *area = data;

  g_clear_pointer (&area->shape, mls_face_unref);
  g_ptr_array_unref (area->owners);
}

static void
rebase_init (Rebase *rebase, const MlsDelta *delta, MlsPatch *patch)
{
  *rebase = (Rebase){ .patch = patch, .befores = g_ptr_array_new (), .afters = g_ptr_array_new () };
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *row = &g_array_index (delta->changes, MlsChange, i);

      if (row->before != NULL)
        g_ptr_array_add (rebase->befores, row->before);
      if (row->after != NULL)
        g_ptr_array_add (rebase->afters, row->after);
    }
  rebase->change = mls_border_change_new (delta);
  rebase->carry = mls_border_carry_new (rebase->change, patch);
}

static void
rebase_clear (Rebase *rebase)
{
  mls_border_carry_free (rebase->carry);
  mls_border_change_free (rebase->change);
  g_ptr_array_unref (rebase->befores);
  g_ptr_array_unref (rebase->afters);
  g_clear_pointer (&rebase->touched, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rebase, rebase_clear)

static MlsFace *
face_of_id (const GPtrArray *faces, gint64 id)
{
  for (guint i = 0; i < faces->len; i++)
    if (((MlsFace *) g_ptr_array_index (faces, i))->id == id)
      return g_ptr_array_index (faces, i);

  return NULL;
}

static MlsFace *
face_around (const GPtrArray *faces, MlsPoint point)
{
  for (guint i = 0; i < faces->len; i++)
    if (mls_face_locate (g_ptr_array_index (faces, i), point) == MLS_SIDE_INSIDE)
      return g_ptr_array_index (faces, i);

  return NULL;
}

/* What @face, of either state, was when the edit was made. */
static const MlsFace *
origin_of (const Rebase *rebase, const MlsFace *face)
{
  const MlsFace *same = face_of_id (rebase->befores, face->id);

  return same != NULL ? same : face_around (rebase->befores, mls_face_inner_point (face));
}

static void
collect_face (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  g_hash_table_add (user_data, (gpointer) face);
}

/* The faces of the patch on the ground of @after. */
static void
touch_within (Rebase *rebase, const MlsFace *after)
{
  g_autoptr (GHashTable) near = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key;

  mls_patch_each_segment (rebase->patch, &after->box, collect_face, near);
  g_hash_table_iter_init (&iter, near);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const MlsFace *face = key;

      if (face->id == after->id || mls_face_locate (after, mls_face_inner_point (face)) == MLS_SIDE_INSIDE)
        mls_border_carry_touch (rebase->carry, face);
    }

  for (guint r = 0; r < after->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (after, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        mls_border_carry_touch (rebase->carry, mls_patch_left_of (rebase->patch, ring.points[j], ring.points[i]));
    }
}

/* What the edit gives other labels is made anew even where its borders stay. */
static void
touch_relabelled (Rebase *rebase)
{
  for (guint i = 0; i < rebase->afters->len; i++)
    {
      const MlsFace *after = g_ptr_array_index (rebase->afters, i);
      const MlsFace *origin = origin_of (rebase, after);

      if (origin == NULL || !mls_face_same_labels (origin, after))
        touch_within (rebase, after);
    }
}

static void
add_owner (Area *area, const MlsFace *face)
{
  if (face != NULL && !g_ptr_array_find (area->owners, face, NULL))
    g_ptr_array_add (area->owners, (gpointer) face);
}

/* Reads off the borders of @area what it is of, in both states. */
static gboolean
read_borders (Rebase *rebase, Area *area, GError **error)
{
  for (guint r = 0; r < area->shape->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (area->shape, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          const MlsFace *after = mls_segment_table_get (rebase->change->is, ring.points[j], ring.points[i]);

          add_owner (area, mls_border_carry_left_of (rebase->carry, ring.points[j], ring.points[i]));
          if (after != NULL && area->after != NULL && after != area->after)
            return mls_border_carry_clash (rebase->carry, ring.points[j], error);
          if (after != NULL)
            area->after = after;
        }
    }

  return TRUE;
}

static MlsFigures *
figure_of (const MlsFace *face)
{
  g_autofree MlsRing *rings = mls_face_dup_rings (face);
  g_autoptr (MlsZone) zone = NULL;
  zone = mls_zone_new (rings, face->n_rings);

  return mls_zone_to_figures (zone);
}

static MlsArea2
ground_in (const MlsFace *face, const MlsFigures *figures)
{
  g_autoptr (GArray) shares = mls_face_share (face, figures);

  return shares->len > 0 ? g_array_index (shares, MlsShare, 0).area2 : 0;
}

/* Adds all whose ground is in an area, which may have none of their borders; of what rounding makes out, the largest. */
static void
add_by_ground (Rebase *rebase, Area *area)
{
  g_autoptr (MlsFigures) figures = figure_of (area->shape);
  const MlsFace *most = NULL;
  MlsArea2 largest = -1;

  for (guint i = 0; i < rebase->touched->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (rebase->touched, i);
      MlsArea2 area2 = mls_box_intersects (&face->box, &area->shape->box) ? ground_in (face, figures) : -1;

      if (area2 > mls_border_carry_rounding (rebase->carry))
        add_owner (area, face);
      if (area2 > largest)
        {
          most = face;
          largest = area2;
        }
    }

  if (area->owners->len == 0)
    add_owner (area, most);
}

static void
look_within (Rebase *rebase, Area *area)
{
  if (area->after == NULL)
    area->after = face_around (rebase->afters, mls_face_inner_point (area->shape));

  add_by_ground (rebase, area);
}

static gboolean
read_area (Rebase *rebase, MlsShape *shape, GArray *areas, GError **error)
{
  const MlsFace *first = g_ptr_array_index (rebase->touched, 0);
  MlsPoint where = first->points[0];
  Area area = { .owners = g_ptr_array_new () };
  Area *kept;

  area.shape = mls_face_new (-1, mls_shape_get_rings (shape), mls_shape_n_rings (shape), first->labels, first->n_vintages);
  g_array_append_val (areas, area);
  kept = &g_array_index (areas, Area, areas->len - 1);
  if (mls_face_fault (kept->shape, &where) != MLS_POLYGON_SIMPLE)
    return mls_border_carry_clash (rebase->carry, where, error);

  kept->area2 = mls_face_area2 (kept->shape);
  if (!read_borders (rebase, kept, error))
    return FALSE;

  look_within (rebase, kept);

  return kept->owners->len > 0 || mls_border_carry_clash (rebase->carry, kept->shape->points[0], error);
}

/* The larger ones first: they keep the ids. */
static int
compare_areas (gconstpointer left, gconstpointer right)
{
  const Area *a = left, *b = right;

  return a->area2 != b->area2 ? (a->area2 < b->area2) - (a->area2 > b->area2)
                              : mls_point_compare (a->shape->points[0], b->shape->points[0]);
}

static GArray *
read_areas (Rebase *rebase, GError **error)
{
  g_autoptr (GPtrArray) shapes = mls_border_carry_areas (rebase->carry, error);
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (Area));

  g_array_set_clear_func (areas, area_clear);
  for (guint i = 0; shapes != NULL && i < shapes->len; i++)
    if (!read_area (rebase, g_ptr_array_index (shapes, i), areas, error))
      return NULL;
  g_array_sort (areas, compare_areas);

  return shapes != NULL ? g_steal_pointer (&areas) : NULL;
}

/* Of each field, who has changed it: FALSE if both have, and not to the same. */
static gboolean
merge_label (Rebase *rebase, const MlsLabel *base, const MlsLabel *ours, const MlsLabel *theirs, MlsLabel *merged)
{
  for (int f = 0; f < MLS_N_FIELDS; f++)
    {
      MlsText was = base->field[f], here = ours->field[f], there = theirs->field[f];

      if (here != was && there != was && here != there)
        return FALSE;
      merged->field[f] = there != was ? there : here;
      rebase->shared |= here != was && there != was;
    }

  return TRUE;
}

/* The labels that ground of @owner has once the edit has been made on it as well. */
static gboolean
merge_labels (Rebase *rebase, const Area *area, const MlsFace *owner, MlsLabel *merged)
{
  const MlsFace *origin;

  if (area->after == NULL)
    {
      memcpy (merged, owner->labels, owner->n_vintages * sizeof (MlsLabel));
      return TRUE;
    }

  origin = origin_of (rebase, owner);
  if (origin == NULL)
    origin = origin_of (rebase, area->after);
  for (guint v = 0; v < owner->n_vintages; v++)
    if (!merge_label (rebase, origin != NULL ? &origin->labels[v] : &owner->labels[v], &owner->labels[v],
                      &area->after->labels[v], &merged[v]))
      return FALSE;

  return TRUE;
}

static gboolean
same_labels (const MlsLabel *a, const MlsLabel *b, guint n_vintages)
{
  for (guint v = 0; v < n_vintages; v++)
    if (!mls_label_equal (&a[v], &b[v]))
      return FALSE;

  return TRUE;
}

/* All that an area is of must come to the same. */
static gboolean
label_area (Rebase *rebase, Area *area, GError **error)
{
  MlsLabel labels[MLS_MAX_VINTAGES], other[MLS_MAX_VINTAGES];
  guint n_vintages = area->shape->n_vintages;
  MlsFace *labelled;

  for (guint i = 0; i < area->owners->len; i++)
    {
      const MlsFace *owner = g_ptr_array_index (area->owners, i);

      if (!merge_labels (rebase, area, owner, i == 0 ? labels : other) ||
          (i > 0 && !same_labels (labels, other, n_vintages)))
        return mls_border_carry_clash (rebase->carry, mls_face_inner_point (area->shape), error);
    }

  labelled = mls_face_with (area->shape, -1, 0, labels, n_vintages);
  mls_face_unref (area->shape);
  area->shape = labelled;

  return TRUE;
}

/* The face of the patch whose id an area keeps, unless a larger one has it: what the edit calls it by; of what the edit does
 * not know, one that it is of. What the edit makes is nobody's successor. */
static MlsFace *
take_id (Rebase *rebase, const Area *area, GHashTable *taken)
{
  MlsFace *same = area->after != NULL ? face_of_id (rebase->touched, area->after->id) : NULL;

  if (area->after != NULL)
    return same != NULL && g_hash_table_add (taken, same) ? same : NULL;

  for (guint i = 0; i < area->owners->len; i++)
    if (g_hash_table_add (taken, g_ptr_array_index (area->owners, i)))
      return g_ptr_array_index (area->owners, i);

  return NULL;
}

static void
add_area (Rebase *rebase, const Area *area, GHashTable *taken, MlsDelta *delta)
{
  MlsFace *before = take_id (rebase, area, taken);
  gint64 id = before != NULL ? before->id : -1 - (gint64) delta->changes->len;

  if (before != NULL && mls_face_same_rings (before, area->shape) && mls_face_same_labels (before, area->shape))
    return;

  mls_delta_add (delta, before != NULL ? mls_face_ref (before) : NULL,
                 mls_face_with (area->shape, id, 0, area->shape->labels, area->shape->n_vintages));
}

static MlsDelta *
delta_of_areas (Rebase *rebase, const GArray *areas)
{
  MlsDelta *delta = mls_delta_new ();
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (int known = 1; known >= 0; known--)
    for (guint i = 0; i < areas->len; i++)
      if ((g_array_index (areas, Area, i).after != NULL) == known)
        add_area (rebase, &g_array_index (areas, Area, i), taken, delta);

  for (guint i = 0; i < rebase->touched->len; i++)
    if (!g_hash_table_contains (taken, g_ptr_array_index (rebase->touched, i)))
      mls_delta_add (delta, mls_face_ref (g_ptr_array_index (rebase->touched, i)), NULL);

  mls_delta_add_edges (delta, mls_border_carry_edges (rebase->carry));

  return delta;
}

static MlsDelta *
run (Rebase *rebase, GError **error)
{
  g_autoptr (GArray) areas = NULL;

  if (!mls_border_carry_run (rebase->carry, error))
    return NULL;

  touch_relabelled (rebase);
  if (!mls_patch_check (rebase->patch, error))
    return NULL;

  rebase->touched = mls_border_carry_touched (rebase->carry);
  if (rebase->touched->len == 0)
    return mls_delta_new ();

  areas = read_areas (rebase, error);
  if (areas == NULL)
    return NULL;

  for (guint i = 0; i < areas->len; i++)
    if (!label_area (rebase, &g_array_index (areas, Area, i), error))
      return NULL;

  return delta_of_areas (rebase, areas);
}

/**
 * mls_delta_rebase:
 * @delta: an edit, its labels those of the patch's vintages
 * @patch: another state of the coverage it was made of, which other edits have led to
 * @where: (out) (optional): where they clash
 * @shared: (out) (optional): whether others have done some of the same
 * @error: %MLS_COVERAGE_ERROR_CLASH if they do, or the source's error
 *
 * Makes the same edit of another state: the borders it drew or took away, and of each label what it changed. An area
 * takes what the edit did to the face it belongs to by the borders they share; all the ground it is of must come to the same.
 *
 * What comes of it is an exact partition whatever the two states are. That it is the same whichever of both is done first
 * is not known from one of them: who merges has to try the other way round as well.
 *
 * Returns: (transfer full): the edit of that state, empty where nothing is left to do; or %NULL
 */
MlsDelta *
mls_delta_rebase (const MlsDelta *delta, MlsPatch *patch, MlsPoint *where, gboolean *shared, GError **error)
{
  g_auto (Rebase) rebase = { 0 };
  MlsDelta *rebased;

  rebase_init (&rebase, delta, patch);
  rebased = run (&rebase, error);
  if (rebased == NULL && where != NULL)
    *where = mls_border_carry_where (rebase.carry);
  if (shared != NULL)
    *shared = rebase.shared || mls_border_carry_is_done (rebase.carry);

  return rebased;
}
