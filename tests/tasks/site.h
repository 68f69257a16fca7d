#pragma once

#include "ground.h"

G_BEGIN_DECLS

/* Where a task is done: what is drawn there, and what is to be looked at after. */
typedef struct
{
  gint64    fid;
  MlsGround centre;
  MlsGround line[6];
  guint     n_line;
  MlsGround sides[2];
  char      codes[2][32]; /* there, before */
} Site;

/* Whether the task can be done at a plot, and how. */
typedef gboolean (*SiteFunc) (const GPtrArray *plots,
                              const Plot      *plot,
                              Site            *site);

GArray  *site_list    (const GPtrArray *plots,
                       SiteFunc         func,
                       guint            n);

gboolean site_split   (const GPtrArray *plots,
                       const Plot      *plot,
                       Site            *site);
gboolean site_road    (const GPtrArray *plots,
                       const Plot      *plot,
                       Site            *site);
gboolean site_bulge   (const GPtrArray *plots,
                       const Plot      *plot,
                       Site            *site);
gboolean site_island  (const GPtrArray *plots,
                       const Plot      *plot,
                       Site            *site);
gboolean site_sliver  (const GPtrArray *plots,
                       const Plot      *plot,
                       Site            *site);
gboolean site_whole   (const GPtrArray *plots,
                       const Plot      *plot,
                       Site            *site);
gboolean site_vertex  (const GPtrArray *plots,
                       const Plot      *plot,
                       Site            *site);

G_END_DECLS
