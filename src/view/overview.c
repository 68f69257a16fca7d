#include "view/overview.h"

#include "coverage/territory.h"
#include "store/shelf.h"

#include <math.h>

/* What is kept, and how it was worked out. */
#define KIND "millesime label tiles 1"
#define ENDING ".overview"

/* What is kept of all projects: for a season, and up to so many bytes together. */
#define KEPT_S (90 * 24 * 60 * 60)
#define KEPT_BYTES (G_GUINT64_CONSTANT (1) << 30)

/* Tiles of that level are made between two tellings of how far the work is. */
#define TOLD_LEVEL 2

struct _MlsOverview
{
  MlsShelf   *shelf;
  gint64      patience_us; /* for a tile; 0 for any length of time */

  GMutex      mutex;    /* for all below */
  GCond       made;     /* a tile is in the making no more */
  GHashTable *making;   /* (element-type MlsLabelTileKey): those of level 0 in the making, by one thread each */
  GHashTable *begun;    /* (element-type MlsLabelTileKey): those with a piece that was made in this session */
  guint       n_jobs;   /* that there have been */
  GArray     *steps;    /* (element-type MlsStep): the history, oldest first */
  gint64      settled;  /* the newest operation of it that will not grow */
  MlsBox      ground;   /* the territory; empty until it was looked for */
};

/* What one thread is about. */
typedef struct
{
  MlsOverview    *self;
  MlsStoreReader *reader;
  GCancellable   *cancellable; /* (nullable) */
  gint64          operation;   /* what is made holds all until this one */
  MlsBox          ground;      /* outside of it there is nothing to make */
  gint64          deadline;    /* from which on nothing more is read; 0 for none */
  gboolean        has_read;    /* a piece at least, so that each call comes further */
  gboolean        unfinished;  /* something was not read for it */
  guint           turn;        /* the quarter to begin with, so that threads do not follow each other */
} Job;

/**
 * mls_overview_dup_cache_path:
 * @path: a project file
 *
 * Returns: (transfer full): where the user's cache keeps the overview of the project of that name
 */
char *
mls_overview_dup_cache_path (const char *path)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);
  g_autofree char *name = g_strdup_printf ("%.32s" ENDING, sum);

  return g_build_filename (g_get_user_cache_dir (), "millesime", name, NULL);
}

/**
 * mls_overview_new:
 * @cache: where to keep it; what cannot be kept is made again
 *
 * Returns: (transfer full): an overview, for readers of one project
 */
MlsOverview *
mls_overview_new (const char *cache)
{
  MlsOverview *self = g_new0 (MlsOverview, 1);

  self->shelf = mls_shelf_new (cache, KIND);
  self->making = g_hash_table_new_full (mls_label_tile_key_hash, mls_label_tile_key_equal, g_free, NULL);
  self->begun = g_hash_table_new_full (mls_label_tile_key_hash, mls_label_tile_key_equal, g_free, NULL);
  self->steps = g_array_new (FALSE, FALSE, sizeof (MlsStep));
  self->ground = MLS_BOX_EMPTY;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->made);

  return self;
}

/**
 * mls_overview_free:
 * @self: (transfer full): an overview that no thread reads
 */
void
mls_overview_free (MlsOverview *self)
{
  mls_shelf_free (self->shelf);
  g_hash_table_unref (self->making);
  g_hash_table_unref (self->begun);
  g_array_unref (self->steps);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->made);
  g_free (self);
}

/**
 * mls_overview_set_project:
 * @self: an overview
 * @path: the project it is of, with which it goes
 */
void
mls_overview_set_project (MlsOverview *self, const char *path)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);

  mls_shelf_set_origin (self->shelf, whole);
}

/**
 * mls_overview_tidy:
 *
 * Takes away what the user's cache keeps of projects that are gone, were not looked at for long, or take too
 * much room together; not of those that are open. Not for the main thread.
 */
void
mls_overview_tidy (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "millesime", NULL);

  mls_shelf_tidy (folder, ENDING, KEPT_S, KEPT_BYTES);
}

/* Goes on with the history from where it was known. Under the mutex. */
static gboolean
learn (MlsOverview *self, MlsStoreReader *reader, GError **error)
{
  guint n_known = self->steps->len;

  while (n_known > 0 && g_array_index (self->steps, MlsStep, n_known - 1).operation > self->settled)
    n_known--;
  g_array_set_size (self->steps, n_known);

  if (!mls_store_reader_list_steps (reader, self->settled, self->steps, &self->settled, error))
    return FALSE;

  /* Ground comes with an import. */
  for (guint i = n_known; i < self->steps->len; i++)
    {
      const MlsBox *box = &g_array_index (self->steps, MlsStep, i).box;

      if (!mls_box_is_empty (box) && !mls_box_contains (&self->ground, box))
        self->ground = MLS_BOX_EMPTY;
    }

  return !mls_box_is_empty (&self->ground) ||
         mls_store_reader_each_edge (reader, mls_territory_widen, &self->ground, error);
}

/* Begins to read, and gives the operation that what is read is sure to hold. */
static gboolean
begin (Job *job, gint64 *operation, GError **error)
{
  MlsOverview *self = job->self;
  gboolean learnt;

  if (!mls_store_reader_begin (job->reader, 0, NULL, error))
    return FALSE;

  g_mutex_lock (&self->mutex);
  learnt = learn (self, job->reader, error);
  *operation = self->settled;
  job->ground = self->ground;
  g_mutex_unlock (&self->mutex);

  if (!learnt)
    mls_store_reader_end (job->reader);

  return learnt;
}

static const MlsStep *
find_step (const MlsOverview *self, gint64 operation)
{
  guint first = 0;
  guint end = self->steps->len;

  while (first < end)
    {
      guint middle = (first + end) / 2;

      if (g_array_index (self->steps, MlsStep, middle).operation < operation)
        first = middle + 1;
      else
        end = middle;
    }

  return first < self->steps->len ? &g_array_index (self->steps, MlsStep, first) : NULL;
}

/* Whether what was made as of @operation of this very history is still so. */
static gboolean
is_current (MlsOverview *self, const MlsLabelTileKey *key, gint64 operation, gint64 stamp)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const MlsStep *step = find_step (self, operation);
  const MlsStep *end = &g_array_index (self->steps, MlsStep, self->steps->len);
  MlsBox box = mls_label_tile_key_box (key);

  if (step == NULL || step->operation != operation || step->stamp != stamp)
    return FALSE;

  for (step++; step < end; step++)
    if (mls_box_intersects (&step->box, &box))
      return FALSE;

  return TRUE;
}

static MlsShelfKey
shelf_key (const MlsLabelTileKey *key)
{
  return (MlsShelfKey){ key->level, key->column, key->row };
}

static MlsLabelTile *
fetch (MlsOverview *self, const MlsLabelTileKey *key)
{
  MlsShelfKey place = shelf_key (key);
  gint64 operation, stamp;
  g_autoptr (GBytes) bytes = mls_shelf_get (self->shelf, &place, &operation, &stamp);

  return bytes != NULL && is_current (self, key, operation, stamp) ? mls_label_tile_from_bytes (bytes) : NULL;
}

static void
keep (MlsOverview *self, const MlsLabelTileKey *key, gint64 operation, const MlsLabelTile *tile)
{
  MlsShelfKey place = shelf_key (key);
  g_autoptr (GBytes) bytes = mls_label_tile_to_bytes (tile);
  const MlsStep *step;
  gint64 stamp;

  g_mutex_lock (&self->mutex);
  step = find_step (self, operation);
  stamp = step != NULL ? step->stamp : 0;
  g_mutex_unlock (&self->mutex);

  mls_shelf_put (self->shelf, &place, operation, stamp, bytes);
}

/* Waits until no other thread makes a tile, which may be there then. */
static void
claim (MlsOverview *self, const MlsLabelTileKey *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (g_hash_table_contains (self->making, key))
    g_cond_wait (&self->made, &self->mutex);
  g_hash_table_add (self->making, g_memdup2 (key, sizeof *key));
}

/* The tile of the level above. */
static MlsLabelTileKey
parent_of (const MlsLabelTileKey *key)
{
  return (MlsLabelTileKey){ key->level + 1, key->column >> 1, key->row >> 1 };
}

static void
release (MlsOverview *self, const MlsLabelTileKey *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (MlsLabelTileKey up = parent_of (key); up.level <= MLS_LABEL_TILE_MAX_LEVEL; up = parent_of (&up))
    g_hash_table_add (self->begun, g_memdup2 (&up, sizeof up));
  g_hash_table_remove (self->making, key);
  g_cond_broadcast (&self->made);
}

static MlsLabelTile *tile_at (const MlsLabelTileKey *key, gpointer user_data, GError **error);

static MlsLabelTile *
read_faces (Job *job, const MlsLabelTileKey *key, GError **error)
{
  MlsLabelTile *tile;
  MlsSource source;
  gint64 operation;

  if (!begin (job, &operation, error))
    return NULL;

  source = mls_store_reader_source (job->reader);
  tile = mls_label_tile_read (key, &source, error);
  mls_store_reader_end (job->reader);
  if (tile != NULL)
    keep (job->self, key, operation, tile);

  return tile;
}

static MlsLabelTile *
reduce (Job *job, const MlsLabelTileKey *key, GError **error)
{
  MlsLabelTile *quarters[4] = { NULL };
  MlsLabelTile *tile = NULL;
  gboolean whole = TRUE;

  for (guint n = 0; n < 4 && whole; n++)
    {
      guint i = (n + job->turn) % 4;
      MlsLabelTileKey quarter = { key->level - 1, 2 * key->column + (int) (i % 2), 2 * key->row + (int) (i / 2) };

      quarters[i] = tile_at (&quarter, job, error);
      whole = quarters[i] != NULL;
    }

  /* Another thread may have been as far. */
  if (whole && (tile = fetch (job->self, key)) == NULL)
    {
      tile = mls_label_tile_reduce (quarters);
      if (!job->unfinished)
        keep (job->self, key, job->operation, tile);
    }
  for (guint i = 0; i < 4; i++)
    g_clear_pointer (&quarters[i], mls_label_tile_unref);

  return tile;
}

static MlsLabelTile *
read_alone (Job *job, const MlsLabelTileKey *key, GError **error)
{
  MlsLabelTile *tile;

  claim (job->self, key);
  tile = fetch (job->self, key);
  if (tile == NULL)
    tile = read_faces (job, key, error);
  release (job->self, key);
  job->has_read = TRUE;

  return tile;
}

/* Whether to leave a tile out: one that nothing is made of yet, when there is no time left. */
static gboolean
is_left_out (Job *job, const MlsLabelTileKey *key)
{
  MlsOverview *self = job->self;
  gboolean is_begun;

  if (!job->has_read || job->deadline == 0 || g_get_monotonic_time () <= job->deadline)
    return FALSE;

  g_mutex_lock (&self->mutex);
  is_begun = g_hash_table_contains (self->begun, key);
  g_mutex_unlock (&self->mutex);

  return !is_begun;
}

/* A tile that holds all up to the job's operation at least. */
static MlsLabelTile *
tile_at (const MlsLabelTileKey *key, gpointer user_data, GError **error)
{
  Job *job = user_data;
  MlsBox box = mls_label_tile_key_box (key);
  MlsLabelTile *tile;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return NULL;
  if (!mls_box_intersects (&box, &job->ground))
    return mls_label_tile_new_blank ();

  tile = fetch (job->self, key);
  if (tile != NULL)
    return tile;

  if (is_left_out (job, key))
    {
      job->unfinished = TRUE;
      return mls_label_tile_new_blank ();
    }

  return key->level == 0 ? read_alone (job, key, error) : reduce (job, key, error);
}

/**
 * mls_overview_set_patience:
 * @self: an overview that nobody reads yet
 * @patience_us: how long the reading of a tile may go on before it is given unfinished, µs; 0 for as
 *   long as it takes
 */
void
mls_overview_set_patience (MlsOverview *self, gint64 patience_us)
{
  self->patience_us = patience_us;
}

static gboolean
job_init (Job *job, MlsOverview *self, MlsStoreReader *reader, GCancellable *cancellable, GError **error)
{
  g_mutex_lock (&self->mutex);
  *job = (Job){ .self = self, .reader = reader, .cancellable = cancellable, .turn = self->n_jobs++ };
  g_mutex_unlock (&self->mutex);
  if (!begin (job, &job->operation, error))
    return FALSE;

  mls_store_reader_end (reader);

  return TRUE;
}

/**
 * mls_overview_read:
 * @self: an overview
 * @reader: a reader of its project, for this thread, not between begin and end
 * @extent: a square of ground, m
 * @size_px: px of the picture along its side
 * @operation: (out): what the tile is sure to hold; %MLS_ID_TILE_UNFINISHED if patience has ended: each
 *   further call goes on from there
 * @error: a #MLS_STORE_ERROR
 *
 * Makes what is missing under the tile, each piece in a reading of its own.
 *
 * Returns: (transfer full): the tile, or %NULL; without @error set for ground off the grid
 */
MlsIdTile *
mls_overview_read (MlsOverview     *self,
                   MlsStoreReader  *reader,
                   const MlsExtent *extent,
                   int              size_px,
                   gint64          *operation,
                   GError         **error)
{
  MlsIdTile *tile;
  Job job;

  if (!job_init (&job, self, reader, NULL, error))
    return NULL;

  if (self->patience_us > 0)
    job.deadline = g_get_monotonic_time () + self->patience_us;
  tile = mls_overview_tile_new (extent, size_px, size_px, tile_at, &job, error);
  *operation = job.unfinished ? MLS_ID_TILE_UNFINISHED : job.operation;

  return tile;
}

/* The tiles of a level that meet the ground: columns and rows from first up to but without end. */
typedef struct
{
  int level;
  int first_column;
  int end_column;
  int first_row;
  int end_row;
} Range;

static int
place_at (gint64 mm, double side)
{
  return (int) floor ((double) mm / side);
}

static Range
range_of (const MlsBox *ground, int level)
{
  MlsBox tile = mls_label_tile_key_box (&(MlsLabelTileKey){ level, 0, 0 });
  double side = (double) (tile.max_x - tile.min_x);

  return (Range){ level, place_at (ground->min_x, side), place_at (ground->max_x, side) + 1,
                  place_at (-ground->max_y, side), place_at (-ground->min_y, side) + 1 };
}

static gboolean
make_level (Job                     *job,
            int                      level,
            MlsOverviewProgressFunc  progress,
            gpointer                 user_data,
            GError                 **error)
{
  Range range = range_of (&job->ground, level);
  int n = (range.end_column - range.first_column) * (range.end_row - range.first_row);
  int n_made = 0;

  for (int row = range.first_row; row < range.end_row; row++)
    for (int column = range.first_column; column < range.end_column; column++)
      {
        g_autoptr (MlsLabelTile) tile = tile_at (&(MlsLabelTileKey){ level, column, row }, job, error);

        if (tile == NULL)
          return FALSE;
        if (progress != NULL)
          progress ((double) ++n_made / n, user_data);
      }

  return TRUE;
}

/**
 * mls_overview_make_all:
 * @self: an overview
 * @reader: a reader of its project, for this thread
 * @progress: (nullable): told how far it is
 * @user_data: for @progress
 * @cancellable: (nullable): gives up, between two pieces; what is made until then is kept
 * @error: a #MLS_STORE_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Makes all that is missing, so that any view from afar is there at once.
 *
 * Returns: whether all is there
 */
gboolean
mls_overview_make_all (MlsOverview              *self,
                       MlsStoreReader           *reader,
                       MlsOverviewProgressFunc   progress,
                       gpointer                  user_data,
                       GCancellable             *cancellable,
                       GError                  **error)
{
  Job job;

  return job_init (&job, self, reader, cancellable, error) &&
         (mls_box_is_empty (&job.ground) ||
          (make_level (&job, TOLD_LEVEL, progress, user_data, error) &&
           make_level (&job, MLS_LABEL_TILE_MAX_LEVEL, NULL, NULL, error)));
}
