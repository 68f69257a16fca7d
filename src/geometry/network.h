#pragma once

#include "geometry/band.h"

G_BEGIN_DECLS

/* Lines that meet at their ends, such as the roads of a map, each with a width, made into ground. Where lines meet, those
 * of one width that go on straightest are led on as one, so that the ground has corners where the road has them and not
 * where its data are cut; an end that meets no other is flat. Points are kept in scratch room. */
typedef struct _MlsNetwork MlsNetwork;

/* Lines led on as one. */
typedef struct
{
  const MlsPoint *points;
  gsize           n_points;
  MlsBand         band;
  const guint    *lines;   /* what it consists of, numbered as they were added */
  guint           n_lines;
} MlsStrand;

typedef gboolean (*MlsStrandFunc) (const MlsStrand *strand, gpointer user_data);

MlsNetwork *mls_network_new  (void);
void        mls_network_free (MlsNetwork     *self);
void        mls_network_add  (MlsNetwork     *self,
                              const MlsPoint *points,
                              guint           n_points,
                              gint64          width);
guint       mls_network_get_n
                             (const MlsNetwork *self);
gboolean    mls_network_each (MlsNetwork     *self,
                              MlsStrandFunc   func,
                              gpointer        user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsNetwork, mls_network_free)

G_END_DECLS
