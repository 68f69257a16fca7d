#include "quality/sample-draw.h"

#include "coverage/front.h"
#include "coverage/grouping.h"
#include "geometry/trace.h"
#include "quality/sample-authors.h"

#include <string.h>

/* A region is of an earlier sample too where so much of it, or of a unit of that, is the same ground: less is a border
 * that was moved since. */
#define SAME_GROUND 20

/* How much of the work it is to find the regions. */
#define FIND_SHARE 0.5

/* Ground of a face that is of a unit of an earlier sample. */
typedef struct
{
  guint32  face;
  guint    unit;
  MlsArea2 area2;
} Claim;

/* A unit in the making. */
typedef struct
{
  MlsUnit    *unit;
  guint32     largest;  /* its largest face */
  GHashTable *border;   /* MlsTraceSegment: those of its faces, but for what runs between two of them */
  GHashTable *others;   /* code of the other dimension → MlsArea2 of it */
  GArray     *touched;  /* (element-type MlsPoint) places in its faces that somebody has touched */
} Making;

typedef struct
{
  MlsStoreReader       *reader;
  const MlsSampleQuery *query;
  MlsGrouping          *grouping;
  MlsFigures           *without;  /* (nullable): outlines of earlier units */
  GArray               *claims;   /* (element-type Claim) */
  GArray               *groups;   /* (element-type MlsGroup) */
  GHashTable           *makings;  /* first face of a group → Making */
  MlsSampleAuthors     *authors;
  guint32               n_seen;   /* faces, the second time */
  MlsStoreProgressFunc  func;
  gpointer              user_data;
  double                done;
} Draw;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_hash_table_unref (making->border);
  g_hash_table_unref (making->others);
  g_array_unref (making->touched);
  g_free (making);
}

static void
draw_clear (Draw *draw)
{
  g_clear_pointer (&draw->grouping, mls_grouping_free);
  g_clear_pointer (&draw->without, mls_figures_unref);
  g_clear_pointer (&draw->claims, g_array_unref);
  g_clear_pointer (&draw->groups, g_array_unref);
  g_clear_pointer (&draw->makings, g_hash_table_unref);
  g_clear_pointer (&draw->authors, mls_sample_authors_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draw, draw_clear)

/* Finding the regions */

static void
give_key (const MlsLabel *labels, guint64 *keys, gpointer user_data)
{
  const Draw *draw = user_data;

  keys[0] = mls_label_code (&labels[draw->query->vintage], draw->query->dimension);
}

static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  mls_grouping_add_edge (((Draw *) user_data)->grouping, edge);

  return TRUE;
}

static void
note_claims (Draw *draw, guint32 index, const MlsFace *face)
{
  g_autoptr (GArray) near = mls_figures_find (draw->without, &face->box);
  g_autoptr (GArray) shares = near->len > 0 ? mls_face_share (face, draw->without) : NULL;

  for (guint i = 0; shares != NULL && i < shares->len; i++)
    {
      const MlsShare *share = &g_array_index (shares, MlsShare, i);
      Claim claim = { index, share->area, share->area2 };

      g_array_append_val (draw->claims, claim);
    }
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Draw *draw = user_data;
  guint32 index = mls_grouping_add_face (draw->grouping, face);

  if (draw->without != NULL)
    note_claims (draw, index, face);

  return TRUE;
}

static gboolean
tell (double fraction, gpointer user_data)
{
  const Draw *draw = user_data;

  return draw->func == NULL || draw->func (draw->done + fraction * (1 - FIND_SHARE), draw->user_data);
}

static void
index_earlier (Draw *draw)
{
  const GPtrArray *units = draw->query->without;

  if (units == NULL || units->len == 0)
    return;

  draw->without = mls_figures_new ();
  for (guint i = 0; i < units->len; i++)
    {
      const MlsShape *outline = ((const MlsUnit *) g_ptr_array_index (units, i))->outline;
      g_autofree guint *lengths = g_new (guint, mls_shape_n_rings (outline));

      for (guint ring = 0; ring < mls_shape_n_rings (outline); ring++)
        lengths[ring] = (guint) mls_shape_ring (outline, ring).n_points;
      mls_figures_add (draw->without, MLS_FIGURE_AREA, NULL, &g_array_index (outline->points, MlsPoint, 0), lengths,
                       mls_shape_n_rings (outline));
    }
  mls_figures_index (draw->without);
}

static gboolean
find_regions (Draw *draw, GError **error)
{
  MlsGroupingShape shape = { .n_keys = 1, .boxes = TRUE };
  MlsPass pass = { take_edge, take_face, draw, tell, draw };

  mls_store_reader_get_vintages (draw->reader, &shape.n_vintages);
  draw->claims = g_array_new (FALSE, FALSE, sizeof (Claim));
  draw->grouping = mls_grouping_new (&shape, give_key, draw);
  index_earlier (draw);
  if (!mls_pass_run (&pass, draw->reader, error))
    return FALSE;

  draw->groups = mls_grouping_groups (draw->grouping, 0);
  draw->done = FIND_SHARE;

  return TRUE;
}

/* What may be drawn */

/* A region’s claims on one unit, side by side. */
static int
compare_claims (gconstpointer left, gconstpointer right)
{
  const Claim *a = left;
  const Claim *b = right;

  if (a->face != b->face)
    return a->face < b->face ? -1 : 1;

  return (a->unit > b->unit) - (a->unit < b->unit);
}

/* The groups, by their first face, that are of an earlier sample. */
static GHashTable *
find_claimed (Draw *draw, GHashTable *group_of)
{
  GHashTable *claimed = g_hash_table_new (NULL, NULL);
  GArray *claims = draw->claims;

  for (guint i = 0; i < claims->len; i++)
    {
      Claim *claim = &g_array_index (claims, Claim, i);

      claim->face = mls_grouping_group_of (draw->grouping, 0, claim->face);
    }
  g_array_sort (claims, compare_claims);

  for (guint i = 0, end; i < claims->len; i = end)
    {
      const Claim *claim = &g_array_index (claims, Claim, i);
      const MlsGroup *group = g_hash_table_lookup (group_of, GUINT_TO_POINTER (claim->face));
      const MlsUnit *unit = g_ptr_array_index (draw->query->without, claim->unit);
      MlsArea2 common = 0;

      for (end = i; end < claims->len && compare_claims (claim, &g_array_index (claims, Claim, end)) == 0; end++)
        common += g_array_index (claims, Claim, end).area2;
      if (group != NULL && (common * SAME_GROUND >= group->area2 || common * SAME_GROUND >= unit->area2))
        g_hash_table_add (claimed, GUINT_TO_POINTER (claim->face));
    }

  return claimed;
}

static MlsText
stratum_of (MlsPair pair, MlsDimension dimension)
{
  g_autofree char *both = NULL;

  if (dimension != MLS_DIMENSION_PAIR)
    return dimension == MLS_DIMENSION_COVER ? pair.cover : pair.use;

  both = g_strdup_printf ("%s %s", pair.cover != 0 ? g_quark_to_string (pair.cover) : "-",
                          pair.use != 0 ? g_quark_to_string (pair.use) : "-");

  return g_quark_from_string (both);
}

static MlsPair
pair_of (const Draw *draw, const MlsGroup *group)
{
  const MlsLabel *labels = mls_grouping_labels (draw->grouping, group->first);

  return mls_label_pair_in (&labels[draw->query->vintage], draw->query->dimension);
}

static GArray *
list_drawable (Draw *draw)
{
  GArray *regions = g_array_sized_new (FALSE, FALSE, sizeof (MlsDrawable), draw->groups->len);
  g_autoptr (GHashTable) group_of = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) claimed = NULL;

  for (guint i = 0; i < draw->groups->len; i++)
    {
      MlsGroup *group = &g_array_index (draw->groups, MlsGroup, i);

      g_hash_table_insert (group_of, GUINT_TO_POINTER (group->first), group);
    }
  claimed = find_claimed (draw, group_of);

  for (guint i = 0; i < draw->groups->len; i++)
    {
      const MlsGroup *group = &g_array_index (draw->groups, MlsGroup, i);
      MlsDrawable region = { stratum_of (pair_of (draw, group), draw->query->dimension), group->area2,
                             mls_box_centre (&group->box),
                             g_hash_table_contains (claimed, GUINT_TO_POINTER (group->first)) };

      g_array_append_val (regions, region);
    }

  return regions;
}

/* Making units of what was drawn */

static MlsUnit *
begin_unit (Draw *draw, const MlsDrawnRegion *drawn, const MlsDrawable *region)
{
  const MlsGroup *group = &g_array_index (draw->groups, MlsGroup, drawn->region);
  Making *making = g_new0 (Making, 1);
  MlsUnit *unit = mls_unit_new ();

  unit->pair = pair_of (draw, group);
  unit->stratum = region->stratum;
  unit->probability = drawn->probability;
  unit->area2 = group->area2;
  unit->box = group->box;
  making->unit = unit;
  making->largest = group->largest;
  making->border = g_hash_table_new_full (mls_trace_segment_hash, mls_trace_segment_equal, g_free, NULL);
  making->others = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  making->touched = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_hash_table_insert (draw->makings, GUINT_TO_POINTER (group->first), making);

  return unit;
}

static GPtrArray *
begin_units (Draw *draw, const GArray *drawn, const GArray *regions)
{
  GPtrArray *sets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  draw->makings = g_hash_table_new_full (NULL, NULL, NULL, making_free);
  for (guint set = 0; set < draw->query->sampling.n_sets; set++)
    g_ptr_array_add (sets, g_ptr_array_new_with_free_func ((GDestroyNotify) mls_unit_free));

  for (guint i = 0; i < drawn->len; i++)
    {
      const MlsDrawnRegion *region = &g_array_index (drawn, MlsDrawnRegion, i);

      g_ptr_array_add (g_ptr_array_index (sets, region->set),
                       begin_unit (draw, region, &g_array_index (regions, MlsDrawable, region->region)));
    }

  for (guint set = 0; set < sets->len; set++)
    {
      GPtrArray *units = g_ptr_array_index (sets, set);

      for (guint i = 0; i < units->len; i++)
        {
          MlsUnit *unit = g_ptr_array_index (units, i);

          unit->id = i + 1;
          unit->part = mls_sampling_part (i, units->len);
        }
    }

  return sets;
}

/* What two faces of a unit have between them is no border of it. */
static void
add_border (Making *making, const MlsFace *face)
{
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0; i < ring.n_points; i++)
        {
          MlsTraceSegment segment = { ring.points[i], ring.points[(i + 1) % ring.n_points] };
          MlsTraceSegment back = { segment.b, segment.a };

          if (!g_hash_table_remove (making->border, &back))
            g_hash_table_add (making->border, g_memdup2 (&segment, sizeof segment));
        }
    }
}

static void
add_other (Making *making, const Draw *draw, const MlsFace *face)
{
  MlsPair pair = mls_label_pair (&face->labels[draw->query->vintage]);
  MlsText code = draw->query->dimension == MLS_DIMENSION_COVER ? pair.use : pair.cover;
  MlsArea2 *area2 = g_hash_table_lookup (making->others, GUINT_TO_POINTER (code));

  if (area2 == NULL)
    {
      area2 = g_new0 (MlsArea2, 1);
      g_hash_table_insert (making->others, GUINT_TO_POINTER (code), area2);
    }
  *area2 += mls_face_area2 (face);
}

static gboolean
take_drawn_face (const MlsFace *face, gpointer user_data)
{
  Draw *draw = user_data;
  guint32 index = draw->n_seen++;
  guint32 group = mls_grouping_group_of (draw->grouping, 0, index);
  Making *making = group != MLS_NOBODY ? g_hash_table_lookup (draw->makings, GUINT_TO_POINTER (group)) : NULL;
  gboolean is_touched = making != NULL && mls_sample_authors_may_have (draw->authors, face);

  if (making == NULL)
    return TRUE;

  add_border (making, face);
  add_other (making, draw, face);
  if (is_touched || index == making->largest)
    {
      MlsPoint place = mls_face_inner_point (face);

      if (index == making->largest)
        making->unit->place = place;
      if (is_touched)
        g_array_append_val (making->touched, place);
    }

  return TRUE;
}

/* Its rings as a face has them: the outer one first. */
static void
end_outline (Making *making)
{
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));
  g_autoptr (MlsShape) traced = mls_shape_new ();
  GHashTableIter iter;
  gpointer segment;

  g_hash_table_iter_init (&iter, making->border);
  while (g_hash_table_iter_next (&iter, &segment, NULL))
    g_array_append_vals (segments, segment, 1);
  mls_trace_rings (segments, traced);

  for (int outer = 1; outer >= 0; outer--)
    for (guint r = 0; r < mls_shape_n_rings (traced); r++)
      if ((mls_ring_area2 (mls_shape_ring (traced, r)) > 0) == (outer != 0))
        mls_shape_add_ring (making->unit->outline, mls_shape_ring (traced, r));
}

/* What most of it is in the other dimension; of equals what comes first by its code. */
static void
end_other (Making *making, MlsDimension dimension)
{
  MlsText *other = dimension == MLS_DIMENSION_COVER ? &making->unit->pair.use : &making->unit->pair.cover;
  GHashTableIter iter;
  gpointer code, area2;
  MlsArea2 most = -1;

  if (dimension == MLS_DIMENSION_PAIR)
    return;

  g_hash_table_iter_init (&iter, making->others);
  while (g_hash_table_iter_next (&iter, &code, &area2))
    {
      MlsArea2 size = *(MlsArea2 *) area2;
      MlsText text = GPOINTER_TO_UINT (code);

      if (size > most ||
          (size == most && g_strcmp0 (g_quark_to_string (text), g_quark_to_string (*other)) < 0))
        {
          *other = text;
          most = size;
        }
    }
  making->unit->mixed = g_hash_table_size (making->others) > 1;
}

static int
compare_names (gconstpointer left, gconstpointer right)
{
  return strcmp (*(const char *const *) left, *(const char *const *) right);
}

static gboolean
end_authors (Draw *draw, Making *making, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char **sorted = NULL;
  g_autofree char *lines = NULL;
  guint n_names;

  for (guint i = 0; i < making->touched->len; i++)
    if (!mls_sample_authors_add (draw->authors, g_array_index (making->touched, MlsPoint, i), names, error))
      return FALSE;

  sorted = (char **) g_hash_table_get_keys_as_array (names, &n_names);
  if (n_names == 0)
    return TRUE;

  qsort (sorted, n_names, sizeof *sorted, compare_names);
  lines = g_strjoinv ("\n", sorted);
  making->unit->authors = g_quark_from_string (lines);

  return TRUE;
}

static gboolean
end_units (Draw *draw, GError **error)
{
  MlsPass pass = { NULL, take_drawn_face, draw, tell, draw };
  GHashTableIter iter;
  gpointer making;

  draw->authors = mls_sample_authors_new (draw->reader, draw->query->vintage, error);
  if (draw->authors == NULL || !mls_pass_run (&pass, draw->reader, error))
    return FALSE;

  g_hash_table_iter_init (&iter, draw->makings);
  while (g_hash_table_iter_next (&iter, NULL, &making))
    {
      end_outline (making);
      end_other (making, draw->query->dimension);
      if (!end_authors (draw, making, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * mls_sample_draw_census:
 * @reader: a reader between begin and end
 * @query: of which regions; how they are to be drawn is nothing to this
 * @func: (scope call) (nullable): told how far the work is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Reads each face once. What mls_sampling_plan() tells of these is what mls_sample_draw() would draw of them.
 *
 * Returns: (transfer full) (element-type MlsDrawable): what there is to draw among, or %NULL
 */
GArray *
mls_sample_draw_census (MlsStoreReader        *reader,
                        const MlsSampleQuery  *query,
                        MlsStoreProgressFunc   func,
                        gpointer               user_data,
                        GError               **error)
{
  g_auto (Draw) draw = { .reader = reader, .query = query, .func = func, .user_data = user_data };

  return find_regions (&draw, error) ? list_drawable (&draw) : NULL;
}

/**
 * mls_sample_draw:
 * @reader: a reader between begin and end
 * @query: among which regions, and how
 * @func: (scope call) (nullable): told how far the work is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Ground without a code is of no region. Reads each face twice, whatever is drawn; memory is some hundred bytes a face,
 * and the borders of what is drawn.
 *
 * Returns: (transfer full): what was drawn, its outlines, codes and authors as they are now; or %NULL
 */
MlsSampleDraw *
mls_sample_draw (MlsStoreReader        *reader,
                 const MlsSampleQuery  *query,
                 MlsStoreProgressFunc   func,
                 gpointer               user_data,
                 GError               **error)
{
  g_auto (Draw) draw = { .reader = reader, .query = query, .func = func, .user_data = user_data };
  g_autoptr (MlsSampleDraw) result = g_new0 (MlsSampleDraw, 1);
  g_autoptr (GArray) regions = NULL;
  g_autoptr (GArray) drawn = NULL;

  if (!find_regions (&draw, error))
    return NULL;

  regions = list_drawable (&draw);
  result->strata = g_array_new (FALSE, TRUE, sizeof (MlsStratum));
  drawn = mls_sampling_draw (&query->sampling, regions, result->strata);
  result->sets = begin_units (&draw, drawn, regions);

  return end_units (&draw, error) ? g_steal_pointer (&result) : NULL;
}

/**
 * mls_sample_draw_free:
 * @draw: (transfer full): what was drawn
 */
void
mls_sample_draw_free (MlsSampleDraw *draw)
{
  g_clear_pointer (&draw->strata, g_array_unref);
  g_clear_pointer (&draw->sets, g_ptr_array_unref);
  g_free (draw);
}
