#include "demo/demo.h"

#include "demo/demo-private.h"
#include "demo/error.h"

/* m² a face has on average; fitted to what the builder makes of it. */
#define FACE_AREA 2250

/* How often a commune alone is made anew, and how far from the faces wanted it may be. */
#define ATTEMPTS 6
#define ENOUGH   0.1

struct _MlsDemo
{
  MlsDemoOptions options;
  MlsCountry    *country;
  double         thrift; /* of the communes */
  MlsShowcase    showcase;
};

/* A commune in the middle of the territory, where the first view is. */
static guint
capital (const MlsDemo *demo)
{
  return mls_country_n_communes (demo->country) / 2;
}

static MlsPiece *
make_commune (const MlsDemo *demo, guint commune)
{
  MlsSite site = mls_country_site (demo->country, commune);
  MlsPiece *piece;

  site.has_showcase = commune == capital (demo);
  site.thrift = demo->thrift;
  piece = mls_piece_new_commune (&site);
  mls_site_clear (&site);

  return piece;
}

/* Chance evens out over many communes. One alone is made anew, with larger or smaller fields, until
 * it has about the faces wanted. */
static MlsPiece *
make_capital (MlsDemo *demo)
{
  MlsPiece *piece = NULL;

  demo->thrift = 1;
  for (int attempt = 0; attempt < ATTEMPTS; attempt++)
    {
      double excess;

      g_clear_pointer (&piece, mls_piece_free);
      piece = make_commune (demo, capital (demo));
      excess = (double) piece->maps[MLS_DEMO_COVERAGE]->len / demo->options.n_faces - 1;
      if (mls_country_n_communes (demo->country) > 1 || ABS (excess) < ENOUGH)
        break;
      demo->thrift *= 1 + 1.5 * excess;
    }

  return piece;
}

/**
 * mls_demo_new:
 * @options: how large a territory, and which
 * @error: %MLS_DEMO_ERROR_OPTIONS
 *
 * Returns: (transfer full): the territory, or %NULL if there are too few or too many faces for one
 */
MlsDemo *
mls_demo_new (const MlsDemoOptions *options, GError **error)
{
  g_autoptr (MlsPiece) piece = NULL;
  MlsDemo *demo;

  if (options->n_faces < MLS_DEMO_LEAST_FACES || options->n_faces > MLS_DEMO_MOST_FACES)
    {
      g_set_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_OPTIONS,
                   "A demo territory has from %d to %d faces, not %u", MLS_DEMO_LEAST_FACES,
                   MLS_DEMO_MOST_FACES, options->n_faces);
      return NULL;
    }

  demo = g_new0 (MlsDemo, 1);
  demo->options = *options;
  demo->country = mls_country_new (options->seed, options->n_faces, FACE_AREA);
  piece = make_capital (demo);
  demo->showcase = piece->showcase;

  return demo;
}

/**
 * mls_demo_free:
 * @demo: (transfer full): a territory
 */
void
mls_demo_free (MlsDemo *demo)
{
  mls_country_free (demo->country);
  g_free (demo);
}

/* Hands a piece to a visitor, numbering its faces on from those before it. */
static gboolean
hand_over (const MlsPiece       *piece,
           const MlsDemoVisitor *visitor,
           gpointer              user_data,
           gint64               *next_id)
{
  gboolean (*const funcs[MLS_DEMO_N_MAPS]) (const MlsFace *, gpointer) = {
    [MLS_DEMO_TRUTH] = visitor->truth,
    [MLS_DEMO_COVERAGE] = visitor->face,
  };

  for (int map = 0; map < MLS_DEMO_N_MAPS; map++)
    for (guint i = 0; i < piece->maps[map]->len && funcs[map] != NULL; i++)
      {
        g_autoptr (MlsFace) face =
            mls_face_with (g_ptr_array_index (piece->maps[map], i), next_id[map]++, 0, NULL, 0);

        if (!funcs[map](face, user_data))
          return FALSE;
      }

  for (guint i = 0; i < piece->faults->len && visitor->fault != NULL; i++)
    if (!visitor->fault (&g_array_index (piece->faults, MlsDemoFault, i), user_data))
      return FALSE;

  return TRUE;
}

/* A piece being made on some thread. */
typedef struct
{
  const MlsDemo *demo;
  guint          commune;
  MlsPiece      *piece;
} Order;

static void
fill_order (gpointer data, gpointer user_data)
{
  Order *order = data;

  order->piece = make_commune (order->demo, order->commune);
}

/* Makes as many communes at once as there are processors, and hands them over in order. */
static gboolean
visit_communes (MlsDemo *demo, const MlsDemoVisitor *visitor, gpointer user_data, gint64 *next_id)
{
  guint n_communes = mls_country_n_communes (demo->country);
  guint n_at_once = MIN (g_get_num_processors () * 4, n_communes);
  g_autofree Order *orders = g_new0 (Order, n_at_once);
  gboolean goes_on = TRUE;

  for (guint first = 0; first < n_communes && goes_on; first += n_at_once)
    {
      guint n = MIN (n_at_once, n_communes - first);
      GThreadPool *pool =
          g_thread_pool_new (fill_order, NULL, (int) g_get_num_processors (), FALSE, NULL);

      for (guint i = 0; i < n; i++)
        {
          orders[i] = (Order){ demo, first + i, NULL };
          g_thread_pool_push (pool, &orders[i], NULL);
        }
      g_thread_pool_free (pool, FALSE, TRUE);

      for (guint i = 0; i < n; i++)
        {
          goes_on = goes_on && hand_over (orders[i].piece, visitor, user_data, next_id);
          mls_piece_free (orders[i].piece);
        }
    }

  return goes_on;
}

/**
 * mls_demo_visit:
 * @demo: a territory
 * @visitor: what to do with its faces and faults
 * @user_data: for @visitor
 *
 * Makes the territory and hands it over, commune by commune, on this thread; other threads help
 * with the making. No more than a few communes are in memory at once.
 *
 * Returns: %FALSE if @visitor stopped it
 */
gboolean
mls_demo_visit (MlsDemo *demo, const MlsDemoVisitor *visitor, gpointer user_data)
{
  gint64 next_id[MLS_DEMO_N_MAPS] = { 1, 1 };
  MlsMesh *roads = mls_country_roads (demo->country);
  g_autoptr (MlsPiece) piece = roads != NULL ? mls_piece_new_roads (roads) : NULL;

  return (piece == NULL || hand_over (piece, visitor, user_data, next_id)) &&
         visit_communes (demo, visitor, user_data, next_id);
}

/**
 * mls_demo_has_photos:
 * @demo: a territory
 *
 * Returns: whether it is small enough to be photographed
 */
gboolean
mls_demo_has_photos (MlsDemo *demo)
{
  return demo->options.n_faces <= MLS_DEMO_MOST_PHOTO_FACES;
}

/**
 * mls_demo_territory:
 * @demo: a territory
 *
 * Returns: (transfer full) (element-type MlsPoint): its edge, one ring, counter-clockwise, the
 * first point not repeated
 */
GArray *
mls_demo_territory (MlsDemo *demo)
{
  return mls_country_edge (demo->country);
}

/**
 * mls_demo_showcase:
 * @demo: a territory
 *
 * Returns: (transfer none): where to look first, and what to do there
 */
const MlsShowcase *
mls_demo_showcase (MlsDemo *demo)
{
  return &demo->showcase;
}

/* What a camera above the territory would see. */
MlsScene *
mls_demo_make_scene (MlsDemo *demo)
{
  g_autoptr (GArray) edge = mls_demo_territory (demo);
  MlsBox box = mls_box_of_points ((const MlsPoint *) edge->data, edge->len);
  MlsExtent extent = mls_extent_of_box (&box);
  MlsScene *scene = mls_scene_new (&extent);
  MlsMesh *roads = mls_country_roads (demo->country);

  if (roads != NULL)
    {
      g_autoptr (MlsPiece) piece = mls_piece_new_roads (roads);

      mls_scene_add_mesh (scene, piece->mesh, (const guint8 *const *) piece->truth->lands);
    }

  for (guint c = 0; c < mls_country_n_communes (demo->country); c++)
    {
      g_autoptr (MlsPiece) piece = make_commune (demo, c);

      mls_scene_add_mesh (scene, piece->mesh, (const guint8 *const *) piece->truth->lands);
    }

  mls_scene_finish (scene);

  return scene;
}
