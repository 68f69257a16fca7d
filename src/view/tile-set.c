#include "view/tile-set.h"

#include "imagery/error.h"
#include "view/backdrop.h"
#include "view/pane-loader.h"

#include <math.h>

/* Tiles are kept up to this many, 0.75 MB each, or to so many views of them if that is more. */
#define MAX_TILES 96
#define MAX_VIEWS 3

/* Tiles asked for around the view, after those in it. */
#define MARGIN_TILES 1

/* After how long what a server or a disk did not give is asked for again. */
#define FIRST_RETRY_S 1
#define LAST_RETRY_S 32

typedef struct
{
  MlsTileKey  key;
  GBytes     *rgb;
  GdkTexture *texture;
  guint       serial;    /* of the request it answers */
  gint64      operation;
  gboolean    is_waiting; /* for a server or a disk: some of it is missing */
  guint64     last_seen;
} Tile;

struct _MlsTileSet
{
  MlsTileSetFunc  changed;
  gpointer        user_data;

  MlsTileLoader  *loader;
  gulong          on_done;
  guint           pane;         /* its number among those the loader serves */

  MlsPaneContent *content;      /* (nullable) */
  int             scale_factor;
  MlsPaneRequest *request;      /* (nullable): for both */
  guint           serial;       /* of request; counts those there have been */

  MlsTileWindow   window;
  GHashTable     *tiles;        /* (element-type MlsTileKey Tile) */
  MlsBackdrop    *backdrop;     /* (nullable): at the scale of the window */
  guint64         n_snapshots;

  guint           retry_source;
  guint           retry_s;      /* how long the last wait was */
};

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  g_bytes_unref (tile->rgb);
  g_object_unref (tile->texture);
  g_free (tile);
}

static gboolean
is_fresh (MlsTileSet *set, const MlsTileKey *key)
{
  const Tile *tile = g_hash_table_lookup (set->tiles, key);

  return tile != NULL && tile->serial == set->serial &&
         mls_pane_content_is_current (set->content, key, tile->operation);
}

static gboolean
is_in_view (MlsTileSet *set, const MlsTileKey *key)
{
  MlsTileRange range = mls_tile_window_range (&set->window);

  return key->m_per_px == set->window.m_per_px && key->column >= range.first_column &&
         key->column < range.end_column && key->row >= range.first_row && key->row < range.end_row;
}

/* Asks for what is not there: the view from its middle on, then what a short move would show. */
static void
ask (MlsTileSet *set)
{
  MlsExtent view = mls_tile_window_extent (&set->window);
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (MlsTileKey));

  if (set->request == NULL || set->window.width <= 0 || set->window.height <= 0)
    return;

  keys = mls_tiles_cover (&view, set->window.m_per_px, MARGIN_TILES);
  for (guint i = 0; i < keys->len; i++)
    if (!is_fresh (set, &g_array_index (keys, MlsTileKey, i)))
      g_array_append_val (wanted, g_array_index (keys, MlsTileKey, i));

  mls_tile_loader_want (set->loader, set->pane, (const MlsTileKey *) (gpointer) wanted->data,
                        wanted->len, set->request);
}

static int
compare_last_seen (gconstpointer a, gconstpointer b)
{
  const Tile *s = a;
  const Tile *t = b;

  return (s->last_seen > t->last_seen) - (s->last_seen < t->last_seen);
}

/* Forgets the quarter not seen for the longest time. */
static void
trim (MlsTileSet *set)
{
  MlsTileRange range = mls_tile_window_range (&set->window);
  guint n_seen = (guint) ((range.end_column - range.first_column) * (range.end_row - range.first_row));
  guint n_left = g_hash_table_size (set->tiles) / 4;
  g_autoptr (GList) tiles = NULL;

  if (g_hash_table_size (set->tiles) <= MAX (MAX_TILES, MAX_VIEWS * n_seen))
    return;

  tiles = g_list_sort (g_hash_table_get_values (set->tiles), compare_last_seen);
  for (GList *link = tiles; n_left > 0; link = link->next, n_left--)
    {
      const Tile *tile = link->data;

      if (!is_in_view (set, &tile->key))
        g_hash_table_remove (set->tiles, &tile->key);
    }
}

static void
take_tile (MlsTileSet *set, const MlsTileKey *key, const MlsPaneTile *made)
{
  Tile *tile = g_new0 (Tile, 1);

  tile->key = *key;
  tile->rgb = g_bytes_ref (made->rgb);
  tile->texture = gdk_memory_texture_new (MLS_TILE_PX, MLS_TILE_PX, GDK_MEMORY_R8G8B8, tile->rgb,
                                          3 * MLS_TILE_PX);
  tile->serial = set->serial;
  tile->operation = made->operation;
  tile->is_waiting = mls_imagery_error_may_pass (made->error);
  tile->last_seen = set->n_snapshots;
  g_hash_table_replace (set->tiles, &tile->key, tile);
  trim (set);
}

/* Asks again for all that was waited for, in view or not. */
static gboolean
retry (gpointer user_data)
{
  MlsTileSet *set = user_data;
  gboolean has_waiting = FALSE;
  GHashTableIter iter;
  gpointer tile;

  set->retry_source = 0;
  g_hash_table_iter_init (&iter, set->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &tile))
    if (((const Tile *) tile)->is_waiting)
      {
        ((Tile *) tile)->serial = 0;
        has_waiting = TRUE;
      }

  if (!has_waiting)
    set->retry_s = 0;
  ask (set);

  return G_SOURCE_REMOVE;
}

/* What is away is asked for again after a while, and after a longer one if it still is. As soon as some of it
 * has come the rest is not far. */
static void
wait_for_it (MlsTileSet *set, const MlsPaneTile *made, gboolean was_waiting)
{
  gboolean is_waiting = mls_imagery_error_may_pass (made->error);

  if (was_waiting && !is_waiting)
    {
      set->retry_s = 0;
      g_clear_handle_id (&set->retry_source, g_source_remove);
    }
  else if (!is_waiting || set->retry_source != 0)
    return;

  set->retry_s = CLAMP (2 * set->retry_s, FIRST_RETRY_S, LAST_RETRY_S);
  set->retry_source = g_timeout_add_seconds (set->retry_s, retry, set);
}

static void
on_done (MlsTileLoader    *loader,
         guint             pane,
         const MlsTileKey *key,
         const MlsPaneTile *made,
         const GError     *error,
         MlsTileSet       *set)
{
  const Tile *old;
  gboolean was_waiting;

  if (pane != set->pane || made == NULL)
    return;

  old = g_hash_table_lookup (set->tiles, key);
  was_waiting = old != NULL && old->is_waiting;
  take_tile (set, key, made);
  wait_for_it (set, made, was_waiting);

  /* An edit may have come while it was made. */
  if (!is_fresh (set, key))
    ask (set);
  if (mls_tile_set_is_complete (set))
    g_clear_pointer (&set->backdrop, mls_backdrop_free);
  if (is_in_view (set, key) || made->error != NULL)
    set->changed (set, made->error, set->user_data);
}

/**
 * mls_tile_set_new:
 * @loader: makes the tiles, see mls_pane_loader_new()
 * @changed: called when there is something new to show, or with an error when something could not
 * be read
 * @user_data: for @changed
 *
 * Returns: (transfer full): a set without content
 */
MlsTileSet *
mls_tile_set_new (MlsTileLoader *loader, MlsTileSetFunc changed, gpointer user_data)
{
  static guint n_panes;
  MlsTileSet *set = g_new0 (MlsTileSet, 1);

  set->changed = changed;
  set->user_data = user_data;
  set->loader = g_object_ref (loader);
  set->on_done = g_signal_connect (loader, "done", G_CALLBACK (on_done), set);
  set->pane = ++n_panes;
  set->tiles = g_hash_table_new_full (mls_tile_key_hash, mls_tile_key_equal, NULL, tile_free);
  set->scale_factor = 1;

  return set;
}

static void
stop (MlsTileSet *set)
{
  if (set->request != NULL)
    mls_tile_loader_want (set->loader, set->pane, NULL, 0, NULL);
  g_clear_pointer (&set->request, mls_pane_request_unref);
}

/**
 * mls_tile_set_free:
 * @set: (transfer full): a set
 */
void
mls_tile_set_free (MlsTileSet *set)
{
  stop (set);
  g_clear_handle_id (&set->retry_source, g_source_remove);
  g_clear_signal_handler (&set->on_done, set->loader);
  g_object_unref (set->loader);
  g_clear_pointer (&set->content, mls_pane_content_unref);
  g_clear_pointer (&set->backdrop, mls_backdrop_free);
  g_hash_table_unref (set->tiles);
  g_free (set);
}

/* Whatever was made for another request is old from now on. */
static void
renew_request (MlsTileSet *set)
{
  g_clear_pointer (&set->request, mls_pane_request_unref);
  set->request = mls_pane_request_new (set->content, set->scale_factor);
  set->serial++;
}

/**
 * mls_tile_set_set_content:
 * @set: a set
 * @content: (nullable): what to show; the tiles there are stay until theirs are made. Without,
 * there is nothing
 */
void
mls_tile_set_set_content (MlsTileSet *set, MlsPaneContent *content)
{
  if (mls_pane_content_equal (content, set->content))
    return;

  g_clear_pointer (&set->content, mls_pane_content_unref);
  if (content == NULL)
    {
      stop (set);
      g_hash_table_remove_all (set->tiles);
      g_clear_pointer (&set->backdrop, mls_backdrop_free);
      return;
    }

  set->content = mls_pane_content_ref (content);
  renew_request (set);
  ask (set);
}

static void
add_tile (MlsBackdrop *backdrop, const Tile *tile)
{
  MlsTileWindow piece = { tile->key.m_per_px, (gint64) tile->key.column * MLS_TILE_PX,
                          (gint64) tile->key.row * MLS_TILE_PX, MLS_TILE_PX, MLS_TILE_PX };

  mls_backdrop_add (backdrop, &piece, g_bytes_get_data (tile->rgb, NULL));
}

/* Stretches what is shown now to the scale of @window. */
static MlsBackdrop *
stretch (MlsTileSet *set, const MlsTileWindow *window)
{
  MlsBackdrop *backdrop = mls_backdrop_new (window, MLS_PHOTO_BACKGROUND);
  GHashTableIter iter;
  gpointer tile;

  if (set->backdrop != NULL)
    mls_backdrop_add_other (backdrop, set->backdrop);

  g_hash_table_iter_init (&iter, set->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &tile))
    if (((const Tile *) tile)->key.m_per_px == set->window.m_per_px)
      add_tile (backdrop, tile);

  return backdrop;
}

/* Keeps what is shown in sight at the scale of @window. */
static void
carry_over (MlsTileSet *set, const MlsTileWindow *window)
{
  MlsBackdrop *backdrop = stretch (set, window);

  g_clear_pointer (&set->backdrop, mls_backdrop_free);
  set->backdrop = backdrop;
}

/**
 * mls_tile_set_look:
 * @set: a set
 * @window: what is to be seen
 * @scale_factor: device px to a logical one
 */
void
mls_tile_set_look (MlsTileSet *set, const MlsTileWindow *window, int scale_factor)
{
  if (mls_tile_window_equal (window, &set->window) && scale_factor == set->scale_factor)
    return;

  if (window->m_per_px != set->window.m_per_px && set->window.width > 0 && window->width > 0 &&
      window->height > 0)
    carry_over (set, window);

  if (scale_factor != set->scale_factor)
    {
      set->scale_factor = scale_factor;
      if (set->content != NULL)
        renew_request (set);
    }

  set->window = *window;
  ask (set);
  if (mls_tile_set_is_complete (set))
    g_clear_pointer (&set->backdrop, mls_backdrop_free);
}

/**
 * mls_tile_set_refresh:
 * @set: a set
 *
 * Asks again for the tiles that an edit has made old.
 */
void
mls_tile_set_refresh (MlsTileSet *set)
{
  ask (set);
}

/**
 * mls_tile_set_is_complete:
 * @set: a set
 *
 * Returns: whether all in view is up to date
 */
gboolean
mls_tile_set_is_complete (MlsTileSet *set)
{
  MlsTileRange range = mls_tile_window_range (&set->window);

  if (set->content == NULL || range.first_column == range.end_column)
    return FALSE;

  for (int row = range.first_row; row < range.end_row; row++)
    for (int column = range.first_column; column < range.end_column; column++)
      if (!is_fresh (set, &(MlsTileKey){ set->window.m_per_px, column, row }))
        return FALSE;

  return TRUE;
}

/**
 * mls_tile_set_is_waiting:
 * @set: a set
 *
 * Returns: whether some of what is in view lacks what a server or a disk has not given yet
 */
gboolean
mls_tile_set_is_waiting (MlsTileSet *set)
{
  GHashTableIter iter;
  gpointer tile;

  g_hash_table_iter_init (&iter, set->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &tile))
    if (((const Tile *) tile)->is_waiting && is_in_view (set, &((const Tile *) tile)->key))
      return TRUE;

  return FALSE;
}

/**
 * mls_tile_set_face_at:
 * @set: a set
 * @x: logical px from the window's corner
 * @y: same
 *
 * Returns: the id of the face there, or 0 if there is none or it is not known yet
 */
gint64
mls_tile_set_face_at (MlsTileSet *set, double x, double y)
{
  if (set->content == NULL)
    return 0;

  return mls_pane_content_face_at (set->content, &set->window, (int) floor (x * set->scale_factor),
                                   (int) floor (y * set->scale_factor));
}

/* Whole device px from the window's corner, in logical px: the sides of tiles
 * that touch are one. */
static graphene_rect_t
place (MlsTileSet *set, gint64 x, gint64 y, int width, int height)
{
  float scale = (float) set->scale_factor;

  return GRAPHENE_RECT_INIT ((float) (x - set->window.x) / scale,
                             (float) (y - set->window.y) / scale, (float) width / scale,
                             (float) height / scale);
}

static void
snapshot_behind (MlsTileSet *set, GtkSnapshot *snapshot)
{
  static const GdkRGBA colour = { (MLS_PHOTO_BACKGROUND >> 16) / 255.0f,
                                  (MLS_PHOTO_BACKGROUND >> 8 & 0xff) / 255.0f,
                                  (MLS_PHOTO_BACKGROUND & 0xff) / 255.0f, 1 };
  graphene_rect_t all =
      place (set, set->window.x, set->window.y, set->window.width, set->window.height);

  gtk_snapshot_append_color (snapshot, &colour, &all);
  if (set->backdrop != NULL)
    {
      const MlsTileWindow *window = mls_backdrop_get_window (set->backdrop);
      graphene_rect_t rect = place (set, window->x, window->y, window->width, window->height);

      gtk_snapshot_append_texture (snapshot, mls_backdrop_get_texture (set->backdrop), &rect);
    }
}

static gboolean
is_covered (MlsTileSet *set, MlsTileRange range)
{
  for (int row = range.first_row; row < range.end_row; row++)
    for (int column = range.first_column; column < range.end_column; column++)
      if (!g_hash_table_contains (set->tiles, &(MlsTileKey){ set->window.m_per_px, column, row }))
        return FALSE;

  return TRUE;
}

static void
snapshot_tile (MlsTileSet *set, GtkSnapshot *snapshot, const MlsTileKey *key)
{
  Tile *tile = g_hash_table_lookup (set->tiles, key);
  graphene_rect_t rect;

  if (tile == NULL)
    return;

  tile->last_seen = set->n_snapshots;
  rect = place (set, (gint64) key->column * MLS_TILE_PX, (gint64) key->row * MLS_TILE_PX,
                MLS_TILE_PX, MLS_TILE_PX);
  gtk_snapshot_append_texture (snapshot, tile->texture, &rect);
}

/**
 * mls_tile_set_snapshot:
 * @set: a set
 * @snapshot: where to draw, the window's corner at 0, 0, in logical px
 */
void
mls_tile_set_snapshot (MlsTileSet *set, GtkSnapshot *snapshot)
{
  MlsTileRange range = mls_tile_window_range (&set->window);

  set->n_snapshots++;
  if (!is_covered (set, range))
    snapshot_behind (set, snapshot);

  for (int row = range.first_row; row < range.end_row; row++)
    for (int column = range.first_column; column < range.end_column; column++)
      snapshot_tile (set, snapshot, &(MlsTileKey){ set->window.m_per_px, column, row });
}
