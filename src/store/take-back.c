/* A map that another program has made none of any more is what it was again. No row of the past tells what a face is now, but all
 * others do: a face has what they leave of the territory, and it is known to be that by its area, which stands beside it. */

#include "store/take-back.h"

#include "base/format.h"
#include "coverage/dissolve.h"
#include "coverage/drawing.h"
#include "coverage/rest.h"
#include "coverage/territory.h"
#include "geometry/cut.h"
#include "store/blob.h"
#include "store/error.h"
#include "store/reading.h"
#include "store/surfaces.h"
#include "store/writing.h"

#include <cpl_error.h>
#include <glib/gi18n-lib.h>

/* How often faces are looked for that another program has changed and left as large as they were: each look finds those that
 * lie on what is known by then. */
#define MOST_LOOKS 64

/* Of ground that is not known, where it is drawn on: each outline reads the pieces that it meets. */
#define MAX_PIECE_POINTS 250

typedef struct
{
  MlsDatabase     *database;
  const MlsLayout *layout;
  MlsReading      *reading;
  MlsWriting      *writing;
  MlsMending      *mending;
  guint            max_points; /* of a piece of ground that is not known */
  GHashTable      *suspects;  /* (element-type gint64): as large as they say, and not where they were */
  gboolean         doubts;    /* there is one: what is written otherwise than here has been changed as well */
  MlsRest         *rest;      /* what the faces leave that are as they were */
  GPtrArray       *known;     /* (element-type MlsFace): those of them that are written otherwise than here */
  GPtrArray       *strays;    /* (element-type Stray) */
} TakeBack;

/* A row that is not as it was written here. */
typedef struct
{
  MlsDrawing *outline; /* what was drawn; of no rings where nothing can be read */
  gint64      since;
  double      area_m2; /* as it was written */
  gboolean    found;   /* its ground is known again */
} Stray;

static void
stray_free (gpointer data)
{
  Stray *stray = data;

  mls_drawing_free (stray->outline);
  g_free (stray);
}

/* Reading */

static double
area_of (const MlsFace *face)
{
  return mls_area2_to_m2 (mls_face_area2 (face));
}

static gboolean
is_as_written (const TakeBack *self, const MlsFace *face, double area_m2)
{
  MlsPoint where;

  return area_of (face) == area_m2 && mls_face_fault (face, &where) == MLS_POLYGON_SIMPLE &&
         !g_hash_table_contains (self->suspects, &face->id);
}

/* Whatever polygons another program makes of a row, to the millimetre; of none nothing is said. */
static void
read_drawn (sqlite3_stmt *row, const MlsLabel *labels, guint n_vintages, MlsDrawing *outline)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (n_vintages);
  g_autoptr (MlsSurfaces) surfaces = mls_surfaces_new (soup, "coverage", NULL, FALSE);
  g_autoptr (MlsShape) shape = mls_shape_new ();
  const MlsSoupFeature feature = { sqlite3_column_int64 (row, 0), 0, 0, labels };
  gsize length = (gsize) sqlite3_column_bytes (row, 2);
  gconstpointer wkb = mls_blob_find_wkb (sqlite3_column_blob (row, 2), &length);
  OGRGeometryH geometry = NULL;

  CPLPushErrorHandler (CPLQuietErrorHandler);
  if (wkb != NULL && OGR_G_CreateFromWkb (wkb, NULL, &geometry, (int) length) == OGRERR_NONE)
    mls_surfaces_add (surfaces, &feature, geometry, NULL);
  OGR_G_DestroyGeometry (geometry);
  CPLPopErrorHandler ();

  for (guint i = 0; i < mls_soup_n_faces (soup); i++)
    {
      mls_soup_read (soup, i, shape);
      mls_drawing_add (outline, shape);
    }
}

/* The same polygon written in another way, as with heights or from another vertex on, is none that was changed. */
static MlsFace *
face_of_outline (const MlsDrawing *outline, guint n_vintages)
{
  if (mls_shape_n_rings (outline->rings) == 0)
    return NULL;

  return mls_face_new (outline->face, mls_shape_get_rings (outline->rings), mls_shape_n_rings (outline->rings), outline->labels,
                       n_vintages);
}

static void
add_drawn (TakeBack *self, sqlite3_stmt *row, const MlsLabel *labels, double area_m2)
{
  guint n_vintages = self->layout->vintages->len;
  g_autoptr (MlsDrawing) outline = mls_drawing_new (sqlite3_column_int64 (row, 0), labels, n_vintages);
  g_autoptr (MlsFace) face = NULL;
  gint64 since = sqlite3_column_int64 (row, 1);

  read_drawn (row, labels, n_vintages, outline);
  face = face_of_outline (outline, n_vintages);
  if (face != NULL && !self->doubts && is_as_written (self, face, area_m2))
    {
      mls_rest_add_face (self->rest, face);
      g_ptr_array_add (self->known, mls_face_with (face, face->id, since, NULL, 0));
      return;
    }

  g_ptr_array_add (self->strays, g_memdup2 (&(Stray){ g_steal_pointer (&outline), since, area_m2, FALSE }, sizeof (Stray)));
}

static gboolean
add_row (TakeBack *self, sqlite3_stmt *row, GError **error)
{
  MlsLabel labels[MLS_MAX_VINTAGES];
  double area_m2 = sqlite3_column_double (row, sqlite3_column_count (row) - 1);
  g_autoptr (MlsFace) face = NULL;

  if (!mls_reading_row_labels (self->reading, row, labels, error))
    return FALSE;

  face = mls_blob_to_face (sqlite3_column_blob (row, 2), (gsize) sqlite3_column_bytes (row, 2), sqlite3_column_int64 (row, 0),
                           sqlite3_column_int64 (row, 1), labels, self->layout->vintages->len, NULL);
  if (face != NULL && is_as_written (self, face, area_m2))
    mls_rest_add_face (self->rest, face);
  else
    add_drawn (self, row, labels, area_m2);

  return TRUE;
}

static sqlite3_stmt *
select_rows (const TakeBack *self, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT fid, since, geom%s, surf_m2 FROM coverage ORDER BY fid", self->layout->labels);

  return mls_database_prepare (self->database, sql, error);
}

static gboolean
add_rows (TakeBack *self, GError **error)
{
  g_autoptr (sqlite3_stmt) query = select_rows (self, error);
  gboolean row;

  while (query != NULL && mls_database_step (self->database, query, &row, error))
    {
      if (!row)
        return TRUE;
      if (!add_row (self, query, error))
        return FALSE;
    }

  return FALSE;
}

static gboolean
add_edge (const MlsEdge *edge, gpointer user_data)
{
  mls_rest_add_edge (((TakeBack *) user_data)->rest, edge);

  return TRUE;
}

/* Two faces that are as large as they were and lie on one another: neither tells which one was changed. */
static gboolean
find_suspects (TakeBack *self, GError **error)
{
  g_autoptr (sqlite3_stmt) query = select_rows (self, error);
  gboolean row;

  while (query != NULL && mls_database_step (self->database, query, &row, error))
    {
      g_autoptr (MlsFace) face = NULL;

      if (!row)
        return TRUE;

      face = mls_blob_to_face (sqlite3_column_blob (query, 2), (gsize) sqlite3_column_bytes (query, 2),
                               sqlite3_column_int64 (query, 0), 0, NULL, 0, NULL);
      if (face != NULL && mls_rest_is_overlaid (self->rest, face))
        g_hash_table_add (self->suspects, g_memdup2 (&face->id, sizeof face->id));
    }

  return FALSE;
}

/* One look; the ground that no face has is for the caller. */
static GPtrArray *
look (TakeBack *self, GError **error)
{
  g_autoptr (GPtrArray) ground = NULL;

  g_clear_pointer (&self->rest, mls_rest_free);
  self->rest = mls_rest_new ();
  g_ptr_array_set_size (self->known, 0);
  g_ptr_array_set_size (self->strays, 0);
  if (!mls_reading_edges (self->reading, NULL, add_edge, self, error) || !add_rows (self, error))
    return NULL;

  ground = mls_rest_finish (self->rest);
  self->doubts |= mls_rest_is_false (self->rest);

  return find_suspects (self, error) ? g_steal_pointer (&ground) : NULL;
}

static GPtrArray *
look_closely (TakeBack *self, GError **error)
{
  GPtrArray *ground = NULL;
  for (guint i = 0; i < MOST_LOOKS; i++)
    {
      guint n_suspects = g_hash_table_size (self->suspects);
      gboolean doubted = self->doubts;

      g_clear_pointer (&ground, g_ptr_array_unref);
      ground = look (self, error);
      if (ground == NULL || (g_hash_table_size (self->suspects) == n_suspects && self->doubts == doubted))
        break;
    }

  return ground;
}

/* What was moved as it was, all of it by as much, is known by its rim alone, which lies on what was not. */
static MlsArea2
measure_enclosed (const TakeBack *self, const GPtrArray *ground)
{
  MlsArea2 enclosed = 0;

  if (g_hash_table_size (self->suspects) == 0)
    return 0;

  for (guint i = 0; i < ground->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (ground, i);

      for (guint r = 1; r < face->n_rings; r++)
        enclosed += ABS (mls_ring_area2 (mls_face_ring (face, r)));
    }

  return enclosed;
}

/* Writing */

static gboolean
write_known (TakeBack *self, GError **error)
{
  for (guint i = 0; i < self->known->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (self->known, i);

      if (!mls_writing_update_face (self->writing, face, face->since, error))
        return FALSE;
    }

  return TRUE;
}

/* The row that the ground was of: one as large, and best one that was drawn where it is. */
static Stray *
find_stray (const TakeBack *self, const MlsFace *ground, gboolean anywhere)
{
  MlsPoint inner = mls_face_inner_point (ground);
  Stray *near = NULL;

  for (guint i = 0; i < self->strays->len; i++)
    {
      Stray *stray = g_ptr_array_index (self->strays, i);

      if (stray->found || stray->area_m2 != area_of (ground))
        continue;
      if (mls_drawing_holds (stray->outline, inner))
        return stray;
      if (near == NULL && (anywhere || mls_box_intersects (&stray->outline->box, &ground->box)))
        near = stray;
    }

  return near;
}

static gboolean
restore (TakeBack *self, Stray *stray, const MlsFace *ground, GError **error)
{
  MlsDrawing *outline = stray->outline;

  stray->found = TRUE;
  outline->was = mls_face_with (ground, outline->face, stray->since, outline->labels, self->layout->vintages->len);
  self->mending->n_restored++;

  return mls_writing_update_face (self->writing, outline->was, stray->since, error);
}

/* Leaves in @ground what is not known again. */
static gboolean
restore_all (TakeBack *self, GPtrArray *ground, gboolean anywhere, GError **error)
{
  for (guint i = ground->len; i-- > 0;)
    {
      const MlsFace *face = g_ptr_array_index (ground, i);
      Stray *stray = find_stray (self, face, anywhere);

      if (stray != NULL && !restore (self, stray, face, error))
        return FALSE;
      if (stray != NULL)
        g_ptr_array_remove_index (ground, i);
    }

  return TRUE;
}

static gboolean
delete_rest (TakeBack *self, GError **error)
{
  for (guint i = 0; i < self->strays->len; i++)
    {
      const Stray *stray = g_ptr_array_index (self->strays, i);

      if (!stray->found && !mls_writing_delete_face (self->writing, stray->outline->face, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
insert_lost (TakeBack *self, const MlsFace *ground, gint64 operation, GError **error)
{
  static const MlsLabel nothing[MLS_MAX_VINTAGES] = { 0 };
  g_autofree MlsRing *rings = mls_face_dup_rings (ground);
  g_autoptr (GPtrArray) pieces = mls_polygon_cut (rings, ground->n_rings, self->max_points);

  for (guint i = 0; i < pieces->len; i++)
    {
      MlsShape *piece = g_ptr_array_index (pieces, i);
      g_autoptr (MlsFace) face =
        mls_face_new (0, mls_shape_get_rings (piece), mls_shape_n_rings (piece), nothing, self->layout->vintages->len);

      if (!mls_writing_insert_face (self->writing, face, operation, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write (TakeBack *self, GPtrArray *ground, gint64 operation, GError **error)
{
  if (!write_known (self, error) || !restore_all (self, ground, FALSE, error) || !restore_all (self, ground, TRUE, error) ||
      !delete_rest (self, error))
    return FALSE;

  for (guint i = 0; i < ground->len; i++)
    if (!insert_lost (self, g_ptr_array_index (ground, i), operation, error))
      return FALSE;

  return TRUE;
}

static GPtrArray *
steal_outlines (TakeBack *self)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_drawing_free);

  for (guint i = 0; i < self->strays->len; i++)
    g_ptr_array_add (outlines, g_steal_pointer (&((Stray *) g_ptr_array_index (self->strays, i))->outline));

  return outlines;
}

static gboolean
add_to_territory (const MlsEdge *edge, gpointer territory)
{
  mls_territory_add (territory, edge);

  return TRUE;
}

/* Without an edge nothing tells what faces leave. */
static gboolean
check_edge (TakeBack *self, GError **error)
{
  g_autoptr (MlsTerritory) territory = mls_territory_new ();
  MlsPoint where;
  gint64 n_edges;

  if (!mls_reading_edges (self->reading, NULL, add_to_territory, territory, error) ||
      !mls_database_get_integer (self->database, &n_edges, error, "SELECT count (*) FROM territory", ""))
    return FALSE;
  if (n_edges > 0 && !mls_territory_fault (territory, &where))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED,
               _("“%s” cannot be mended: the edge of its territory is gone or broken"), self->database->name);
  return FALSE;
}

/**
 * mls_take_back_faces:
 * @database: a project in a transaction, without triggers
 * @layout: its columns
 * @operation: the one that mends it
 * @draws_on_it: whether what was drawn is to be brought in then
 * @mending: gets how many are found again
 * @lost: (element-type MlsFace): gets ground of which nothing tells what it was
 * @error: %MLS_STORE_ERROR_DAMAGED if there is no edge to go by, or another #MLS_STORE_ERROR
 *
 * Makes faces what they were that another program has drawn anew. Ground that several of them had is told from the rest, but not
 * which of them had what: it is without a code then.
 *
 * Returns: (transfer full) (element-type MlsDrawing): what the other program drew, by the ids of its faces; or %NULL
 */
GPtrArray *
mls_take_back_faces (MlsDatabase     *database,
                     const MlsLayout *layout,
                     gint64           operation,
                     gboolean         draws_on_it,
                     MlsMending      *mending,
                     GPtrArray       *lost,
                     GError         **error)
{
  g_autoptr (MlsReading) reading = mls_reading_new (database, error);
  g_autoptr (MlsWriting) writing = mls_writing_new (database, layout);
  g_autoptr (GHashTable) suspects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (GPtrArray) strays = g_ptr_array_new_with_free_func (stray_free);
  g_autoptr (GPtrArray) ground = NULL;
  guint max_points = draws_on_it ? MAX_PIECE_POINTS : MLS_MAX_FACE_POINTS;
  TakeBack self = { database, layout, reading, writing, mending, max_points, suspects, FALSE, NULL, known, strays };
  gboolean done;

  if (reading == NULL || !check_edge (&self, error))
    return NULL;

  ground = look_closely (&self, error);
  done = ground != NULL && write (&self, ground, operation, error);
  g_clear_pointer (&self.rest, mls_rest_free);
  if (done)
    {
      mending->enclosed2 = measure_enclosed (&self, ground);
      g_ptr_array_extend_and_steal (lost, g_steal_pointer (&ground));
    }

  return done ? steal_outlines (&self) : NULL;
}
