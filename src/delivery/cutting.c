#include "delivery/cutting.h"

#include "assembly/match.h"
#include "delivery/error.h"
#include "store/error.h"
#include "store/proof.h"

#include <glib/gi18n-lib.h>

/* Which share of the work it is to find what is cut, and to cut it; the rest is to look where zones overlap. */
#define SHARE_FINDING 0.45
#define SHARE_CUTTING 0.4

/* How far rounding moves what a limit crosses, mm. */
#define ROUNDING 2

/* How often to tell how far it is, in faces. */
#define STEP 4096

/* A piece of a face that is cut; shapes are those of the zone alone, labels are the face's. */
typedef struct
{
  guint      zone;
  MlsFace   *shape; /* with the id of its face and no labels */
} Piece;

struct _MlsCutting
{
  const MlsZoneSet *zones;
  GHashTable       *pieces; /* face (gint64) → (element-type Piece) GArray: of what is cut */
  GHashTable       *owners; /* face (gint64) → zone + 1: of what lies whole in one */
  GArray           *areas;  /* (element-type MlsArea2) of each zone … */
  GArray           *counts; /* (element-type guint) … and how many faces have something in it */
  MlsZoneOverlaps  *overlaps;
  MlsArea2          rest;
  guint             n_cut;
};

/* While it is made. */
typedef struct
{
  MlsCutting          *cutting;
  MlsSoup             *soup;  /* until it is matched */
  MlsMatch            *match;
  GArray              *fids;  /* (element-type gint64) of the outlines */
  MlsProof            *proof; /* (nullable): that what comes of it is a partition, until that is told */
  MlsStoreProgressFunc func;
  gpointer             user_data;
  double               done;  /* before the part under way */
  double               share; /* of that */
  GError              *error;
} Making;

static void
piece_clear (gpointer data)
{
  mls_face_unref (((Piece *) data)->shape);
}

/**
 * mls_cutting_free:
 * @self: (transfer full): a cutting
 */
void
mls_cutting_free (MlsCutting *self)
{
  g_hash_table_unref (self->pieces);
  g_hash_table_unref (self->owners);
  g_array_unref (self->areas);
  g_array_unref (self->counts);
  mls_zone_overlaps_free (self->overlaps);
  g_free (self);
}

static void
begin_part (Making *making, double share)
{
  making->done += making->share;
  making->share = share;
}

static gboolean
tell (double fraction, gpointer user_data)
{
  const Making *making = user_data;

  return making->func == NULL || making->func (making->done + making->share * fraction, making->user_data);
}

static gpointer
key_of (gint64 fid)
{
  return g_memdup2 (&fid, sizeof fid);
}

static void
count (MlsCutting *self, guint zone, MlsArea2 area2)
{
  if (zone == MLS_NO_ZONE)
    {
      self->rest += area2;
      return;
    }

  g_array_index (self->areas, MlsArea2, zone) += area2;
  g_array_index (self->counts, guint, zone)++;
}

/* Finding */

static gboolean
add_outline (Making *making, const MlsFace *face)
{
  static const MlsLabel none = { { 0 } };
  const MlsSoupFeature feature = { face->id, MLS_OUTLINE, 0, &none };
  g_autofree MlsSourceRing *rings = g_new (MlsSourceRing, face->n_rings);
  g_autofree double *xy = g_new (double, 2 * face->n_points);
  guint first = 0;

  for (guint i = 0; i < face->n_points; i++)
    {
      xy[2 * i] = mls_grid_to_metres (face->points[i].x);
      xy[2 * i + 1] = mls_grid_to_metres (face->points[i].y);
    }
  for (guint r = 0; r < face->n_rings; first = face->ring_end[r++])
    rings[r] = (MlsSourceRing){ xy + 2 * first, face->ring_end[r] - first };

  g_array_append_val (making->fids, face->id);

  return mls_soup_add (making->soup, &feature, rings, face->n_rings, &making->error);
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Making *making = user_data;
  MlsCutting *cutting = making->cutting;
  MlsBox box = mls_box_grown (&face->box, ROUNDING);
  g_autoptr (GArray) zones = NULL;
  guint zone;

  if (mls_zone_set_is_limit (cutting->zones, &box))
    return add_outline (making, face);

  zones = mls_zone_set_find (cutting->zones, face->points[0]);
  zone = zones->len > 0 ? g_array_index (zones, guint, 0) : MLS_NO_ZONE;
  count (cutting, zone, mls_face_area2 (face));
  for (guint i = 1; i < zones->len; i++)
    mls_zone_overlaps_add (cutting->overlaps, zone, g_array_index (zones, guint, i), mls_face_area2 (face));
  mls_proof_add_face (making->proof, face);
  if (zone != MLS_NO_ZONE)
    g_hash_table_insert (cutting->owners, key_of (face->id), GUINT_TO_POINTER (zone + 1));

  return TRUE;
}

static gboolean
find (Making *making, MlsStoreReader *reader, GError **error)
{
  const MlsPass pass = { NULL, take_face, making, tell, making };

  making->soup = mls_soup_new (1);
  begin_part (making, SHARE_FINDING);
  if (!mls_pass_run (&pass, reader, error))
    return FALSE;
  if (making->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&making->error));
  return FALSE;
}

/* Cutting */

/* Zones are told apart by what stands for a code: their number. */
static MlsText
text_of_zone (guint zone)
{
  g_autofree char *number = g_strdup_printf ("%u", zone);

  return g_quark_from_string (number);
}

static guint
zone_of_label (const MlsLabel *label)
{
  const char *number = g_quark_to_string (label->field[MLS_FIELD_COVER]);

  return number != NULL ? (guint) g_ascii_strtoull (number, NULL, 10) : MLS_NO_ZONE;
}

static gboolean
add_polygon (Making *making, guint zone, const MlsShape *shape)
{
  const MlsLabel label = { { [MLS_FIELD_COVER] = text_of_zone (zone) } };
  const MlsSoupFeature feature = { zone, 0, 0, &label };
  guint n_rings = mls_shape_n_rings (shape);
  g_autofree MlsSourceRing *rings = g_new (MlsSourceRing, n_rings);
  g_autofree double *xy = g_new (double, 2 * shape->points->len);
  guint first = 0;

  for (guint i = 0; i < shape->points->len; i++)
    {
      xy[2 * i] = mls_grid_to_metres (g_array_index (shape->points, MlsPoint, i).x);
      xy[2 * i + 1] = mls_grid_to_metres (g_array_index (shape->points, MlsPoint, i).y);
    }
  for (guint r = 0; r < n_rings; r++)
    {
      guint end = g_array_index (shape->ends, guint, r);

      rings[r] = (MlsSourceRing){ xy + 2 * first, end - first };
      first = end;
    }

  return mls_soup_add (making->soup, &feature, rings, n_rings, &making->error);
}

static gboolean
add_zones (Making *making, GError **error)
{
  const MlsZoneSet *zones = making->cutting->zones;

  for (guint zone = 0; zone < mls_zone_set_get_n (zones); zone++)
    {
      g_autoptr (GPtrArray) polygons = mls_zone_set_polygons (zones, zone);

      for (guint i = 0; i < polygons->len; i++)
        if (!add_polygon (making, zone, g_ptr_array_index (polygons, i)))
          {
            g_propagate_error (error, g_steal_pointer (&making->error));
            return FALSE;
          }
    }

  return TRUE;
}

static gboolean
take_outline (guint outline, GPtrArray *shapes, GArray *labels, gboolean is_whole, gpointer user_data)
{
  Making *making = user_data;
  MlsCutting *cutting = making->cutting;
  gint64 fid = g_array_index (making->fids, gint64, outline);
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  g_array_set_clear_func (pieces, piece_clear);
  cutting->n_cut += shapes->len > 1;
  for (guint i = 0; i < shapes->len; i++)
    {
      MlsShape *shape = g_ptr_array_index (shapes, i);
      Piece piece = { zone_of_label (mls_match_labels (making->match, g_array_index (labels, guint, i))),
                      mls_face_new (fid, mls_shape_get_rings (shape), mls_shape_n_rings (shape), NULL, 0) };

      count (cutting, piece.zone, mls_face_area2 (piece.shape));
      mls_proof_add_face (making->proof, piece.shape);
      g_array_append_val (pieces, piece);
    }
  g_hash_table_insert (cutting->pieces, key_of (fid), pieces);

  return TRUE;
}

static void
join (Making *making)
{
  const GArray *pieces = mls_match_pieces (making->match);
  g_autofree guint *labels = g_new (guint, MAX (pieces->len, 1));

  for (guint i = 0; i < pieces->len; i++)
    labels[i] = g_array_index (pieces, MlsMatchPiece, i).labels;
  mls_match_join (making->match, labels);
}

/* The edge of the territory gets a vertex on the grid where a limit crosses it. */
static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  Making *making = user_data;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  g_array_append_vals (points, edge->points, (guint) edge->n_points);
  if (making->match != NULL)
    mls_match_lead (making->match, points);
  mls_proof_add_edge (making->proof, &(MlsEdge){ edge->id, (const MlsPoint *) (gpointer) points->data, points->len });

  return TRUE;
}

/* What is cut has to be what there was, or something would be handed over that is not there, or twice. */
static gboolean
prove (Making *making, MlsStoreReader *reader, GError **error)
{
  g_autoptr (MlsInvariant) invariant = NULL;

  if (!mls_store_reader_each_edge (reader, take_edge, making, error))
    return FALSE;

  invariant = mls_proof_finish (g_steal_pointer (&making->proof));
  if (mls_invariant_holds (invariant))
    return TRUE;

  g_set_error_literal (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_ZONES,
                       _("The territory cannot be cut by these zones: what comes of it would have gaps or overlaps"));
  return FALSE;
}

/* Polygons of one zone may lie one on the other. */
static void
take_overlaps (MlsZoneOverlaps *overlaps, const MlsRemarks *remarks)
{
  for (guint i = 0; i < remarks->kept->len; i++)
    {
      const MlsRemark *remark = &g_array_index (remarks->kept, MlsRemark, i);

      if (remark->kind == MLS_REMARK_OVERLAP && remark->other != remark->source)
        mls_zone_overlaps_add (overlaps, (guint) remark->other, (guint) remark->source, -remark->gain);
    }
}

static gboolean
match (Making *making, GError **error)
{
  g_autoptr (MlsRemarks) remarks = mls_remarks_new ();

  if (!add_zones (making, error))
    return FALSE;

  making->match = mls_match_new (g_steal_pointer (&making->soup));
  begin_part (making, SHARE_CUTTING);
  if (!mls_match_run (making->match, 0, tell, making))
    return mls_store_fail_cancelled (error);

  begin_part (making, 1 - SHARE_FINDING - SHARE_CUTTING);
  if (!mls_match_find_overlaps (making->match, remarks, tell, making))
    return mls_store_fail_cancelled (error);

  take_overlaps (making->cutting->overlaps, remarks);
  join (making);
  mls_match_each (making->match, take_outline, making);

  return TRUE;
}

static gboolean
cut (Making *making, MlsStoreReader *reader, GError **error)
{
  return (making->fids->len == 0 || match (making, error)) && prove (making, reader, error);
}

static void
making_clear (Making *making)
{
  g_clear_pointer (&making->soup, mls_soup_free);
  g_clear_pointer (&making->match, mls_match_free);
  g_array_unref (making->fids);
  g_clear_pointer (&making->proof, mls_proof_free);
  g_clear_error (&making->error);
}

/**
 * mls_cutting_new:
 * @reader: a reader between begin and end
 * @zones: what to cut by; must outlive what is returned
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: %MLS_DELIVERY_ERROR_ZONES, %MLS_STORE_ERROR_CANCELLED if @func gave up, or another #MLS_STORE_ERROR
 *
 * Ground that several zones claim is the first one's. In memory are the pieces of faces that limits run through; of all
 * others only which zone they lie in.
 *
 * Returns: (transfer full): which ground is of which zone, or %NULL
 */
MlsCutting *
mls_cutting_new (MlsStoreReader       *reader,
                 const MlsZoneSet     *zones,
                 MlsStoreProgressFunc  func,
                 gpointer              user_data,
                 GError              **error)
{
  g_autoptr (MlsCutting) self = g_new0 (MlsCutting, 1);
  Making making = { .cutting = self, .func = func, .user_data = user_data };
  gboolean made;

  self->zones = zones;
  self->pieces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  self->owners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->areas = g_array_new (FALSE, TRUE, sizeof (MlsArea2));
  g_array_set_size (self->areas, mls_zone_set_get_n (zones));
  self->counts = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (self->counts, mls_zone_set_get_n (zones));
  self->overlaps = mls_zone_overlaps_new ();
  making.proof = mls_proof_new ();
  making.fids = g_array_new (FALSE, FALSE, sizeof (gint64));

  made = find (&making, reader, error) && cut (&making, reader, error);
  making_clear (&making);

  return made ? g_steal_pointer (&self) : NULL;
}

/**
 * mls_cutting_get_area2:
 * @self: a cutting
 * @zone: a zone
 *
 * Returns: how much of the territory lies in it
 */
MlsArea2
mls_cutting_get_area2 (const MlsCutting *self, guint zone)
{
  return g_array_index (self->areas, MlsArea2, zone);
}

/**
 * mls_cutting_get_rest:
 * @self: a cutting
 *
 * Returns: how much of the territory lies in no zone
 */
MlsArea2
mls_cutting_get_rest (const MlsCutting *self)
{
  return self->rest;
}

/**
 * mls_cutting_list_overlaps:
 * @self: a cutting
 *
 * Returns: (transfer full) (element-type MlsZoneOverlap): ground of the territory that several zones claim, each with the first,
 *   the largest first
 */
GArray *
mls_cutting_list_overlaps (const MlsCutting *self)
{
  return mls_zone_overlaps_list (self->overlaps);
}

/**
 * mls_cutting_n_cut:
 * @self: a cutting
 *
 * Returns: how many faces are parted
 */
guint
mls_cutting_n_cut (const MlsCutting *self)
{
  return self->n_cut;
}

/* One zone being read. */
typedef struct
{
  const MlsCutting    *cutting;
  guint                zone;
  MlsFaceFunc          func;
  gpointer             func_data;
  MlsStoreProgressFunc progress;
  gpointer             user_data;
  guint                n_read;
  gboolean             cancelled;
} Reading;

static gboolean
go_on (Reading *reading)
{
  guint n = g_array_index (reading->cutting->counts, guint, reading->zone);

  if (++reading->n_read % STEP == 0 && reading->progress != NULL)
    reading->cancelled = !reading->progress (MIN ((double) reading->n_read / MAX (n, 1), 1), reading->user_data);

  return !reading->cancelled;
}

static gboolean
give_pieces (Reading *reading, const MlsFace *face, const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      g_autoptr (MlsFace) labelled = NULL;

      if (piece->zone != reading->zone)
        continue;

      labelled = mls_face_with (piece->shape, face->id, face->since, face->labels, face->n_vintages);
      if (!reading->func (labelled, reading->func_data))
        return FALSE;
    }

  return go_on (reading);
}

static gboolean
give_face (const MlsFace *face, gpointer user_data)
{
  Reading *reading = user_data;
  const GArray *pieces = g_hash_table_lookup (reading->cutting->pieces, &face->id);

  if (pieces != NULL)
    return give_pieces (reading, face, pieces);
  if (GPOINTER_TO_UINT (g_hash_table_lookup (reading->cutting->owners, &face->id)) != reading->zone + 1)
    return TRUE;

  return reading->func (face, reading->func_data) && go_on (reading);
}

/**
 * mls_cutting_each:
 * @self: a cutting
 * @reader: the one it was made of, still in the same state
 * @zone: a zone
 * @func: (scope call): called with what each face has in it: the face itself, or pieces of its id and labels; FALSE stops
 * @func_data: for @func
 * @progress: (scope call) (nullable): told how far it is
 * @user_data: for @progress
 * @error: %MLS_STORE_ERROR_CANCELLED if @progress gave up, or another #MLS_STORE_ERROR
 *
 * The same in the same order each time.
 *
 * Returns: whether it could be read
 */
gboolean
mls_cutting_each (const MlsCutting     *self,
                  MlsStoreReader       *reader,
                  guint                 zone,
                  MlsFaceFunc           func,
                  gpointer              func_data,
                  MlsStoreProgressFunc  progress,
                  gpointer              user_data,
                  GError              **error)
{
  Reading reading = { self, zone, func, func_data, progress, user_data, 0, FALSE };
  MlsBox box = mls_zone_set_get_box (self->zones, zone);
  MlsBox around = mls_box_grown (&box, ROUNDING);
  MlsSource source = mls_store_reader_source (reader);

  if (!source.funcs->faces (source.self, &around, give_face, &reading, error))
    return FALSE;

  return !reading.cancelled || mls_store_fail_cancelled (error);
}
