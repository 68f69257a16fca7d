#include "document/edge-guide.h"

#include "imagery/livewire.h"
#include "imagery/tile-loader.h"

/* Photos have no finer pixels, m; looked at from nearer, the guide would only reach less far. */
#define FINEST_M_PER_PX 0.2

/* Ways are made like tiles, whose loader knows how to wait for servers and how to be let go. */
typedef struct
{
  gatomicrefcount  ref_count;
  MlsImagery      *photo;
  MlsPoint         from;
  double           m_per_px;
} Start;

struct _MlsEdgeGuide
{
  MlsEdgeGuideFunc  func;
  gpointer          owner;
  MlsTileLoader    *loader;
  MlsImagery       *photo; /* (nullable) */
  Start            *start; /* (nullable): what was asked for last … */
  MlsLivewire      *ways;  /* (nullable): … and the ways from there, once they are known */
};

static Start *
start_new (MlsImagery *photo, MlsPoint from, double m_per_px)
{
  Start *start = g_new (Start, 1);

  g_atomic_ref_count_init (&start->ref_count);
  start->photo = mls_imagery_ref (photo);
  start->from = from;
  start->m_per_px = m_per_px;

  return start;
}

static gpointer
start_ref (gpointer data)
{
  g_atomic_ref_count_inc (&((Start *) data)->ref_count);

  return data;
}

static void
start_unref (gpointer data)
{
  Start *start = data;

  if (!g_atomic_ref_count_dec (&start->ref_count))
    return;

  mls_imagery_unref (start->photo);
  g_free (start);
}

/* A photo is opened anew for each place: it may be another file by now. */
static gpointer
open_nothing (gpointer user_data)
{
  return NULL;
}

static void
close_nothing (gpointer state)
{
}

static gpointer
find_ways (gpointer state, const MlsTileKey *key, gpointer request, GCancellable *cancellable, GError **error)
{
  const Start *start = request;
  MlsExtent extent = mls_livewire_extent (start->from, start->m_per_px);
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsPicture) picture = mls_picture_new (MLS_LIVEWIRE_SIDE, MLS_LIVEWIRE_SIDE);

  if (!mls_imagery_reader_read (reader, start->photo, &extent, picture, cancellable, error))
    return NULL;

  return mls_livewire_new (picture, start->from, start->m_per_px);
}

static gboolean
is_slow (gpointer request)
{
  return mls_imagery_is_remote (((const Start *) request)->photo);
}

static void
on_done (MlsEdgeGuide *self, guint pane, const MlsTileKey *key, MlsLivewire *ways, const GError *error)
{
  if (ways == NULL)
    return;

  self->ways = mls_livewire_ref (ways);
  self->func (self->owner);
}

static MlsTileLoader *
loader_new (MlsEdgeGuide *self)
{
  static const MlsTileLoaderFuncs funcs = {
    .open = open_nothing,
    .close = close_nothing,
    .make = find_ways,
    .is_slow = is_slow,
    .free_tile = (void (*) (gpointer)) mls_livewire_unref,
    .ref_request = start_ref,
    .unref_request = start_unref,
  };
  MlsTileLoader *loader = mls_tile_loader_new (&funcs, NULL, NULL, 1);

  g_signal_connect_swapped (loader, "done", G_CALLBACK (on_done), self);

  return loader;
}

/**
 * mls_edge_guide_new:
 * @func: told when ways are known
 * @owner: for @func; owns the guide
 *
 * Returns: (transfer full): a guide without a photo
 */
MlsEdgeGuide *
mls_edge_guide_new (MlsEdgeGuideFunc func, gpointer owner)
{
  MlsEdgeGuide *self = g_new0 (MlsEdgeGuide, 1);

  self->func = func;
  self->owner = owner;
  self->loader = loader_new (self);

  return self;
}

static void
forget (MlsEdgeGuide *self)
{
  mls_tile_loader_want (self->loader, 0, NULL, 0, NULL);
  g_clear_pointer (&self->start, start_unref);
  g_clear_pointer (&self->ways, mls_livewire_unref);
}

/**
 * mls_edge_guide_free:
 * @self: (transfer full): a guide; does not wait for its thread
 */
void
mls_edge_guide_free (MlsEdgeGuide *self)
{
  forget (self);
  g_signal_handlers_disconnect_by_data (self->loader, self);
  g_object_unref (self->loader);
  g_clear_pointer (&self->photo, mls_imagery_unref);
  g_free (self);
}

/**
 * mls_edge_guide_set_photo:
 * @self: a guide
 * @photo: (nullable): the photo along whose edges it leads from now on
 */
void
mls_edge_guide_set_photo (MlsEdgeGuide *self, MlsImagery *photo)
{
  if (photo == self->photo || (photo != NULL && self->photo != NULL && mls_imagery_equal (photo, self->photo)))
    return;

  forget (self);
  g_clear_pointer (&self->photo, mls_imagery_unref);
  if (photo != NULL)
    self->photo = mls_imagery_ref (photo);
}

/**
 * mls_edge_guide_start:
 * @self: a guide
 * @from: where the hand starts
 * @m_per_px: how large a pixel is that it sees, m
 *
 * Finds the ways from there; those that are known or being found are not looked for again.
 */
void
mls_edge_guide_start (MlsEdgeGuide *self, MlsPoint from, double m_per_px)
{
  const MlsTileKey key = { .m_per_px = MAX (m_per_px, FINEST_M_PER_PX) };

  if (self->photo == NULL || mls_imagery_get_n_sources (self->photo) == 0 ||
      (self->start != NULL && mls_point_equal (self->start->from, from) && self->start->m_per_px == key.m_per_px))
    return;

  forget (self);
  self->start = start_new (self->photo, from, key.m_per_px);
  mls_tile_loader_want (self->loader, 0, &key, 1, self->start);
}

/**
 * mls_edge_guide_lead:
 * @self: a guide
 * @to: where the hand is
 *
 * Returns: (transfer full) (nullable) (element-type MlsPoint): the way along edges from where the hand started, both
 *   ends among its vertices; %NULL if there is none worth following, or none is known yet
 */
GArray *
mls_edge_guide_lead (MlsEdgeGuide *self, MlsPoint to)
{
  return self->ways != NULL ? mls_livewire_lead (self->ways, to) : NULL;
}
