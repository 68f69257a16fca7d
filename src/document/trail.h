#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a map looks: its centre in m, and n of its scale 1:n. */
typedef struct
{
  double x;
  double y;
  double scale;
} MlsView;

/* The views an operator has rested at, one after the other, to go back to and forth again. What the
 * map passed through on its way from one to the next is not among them. Knows no clock: it is told the time. */
typedef struct _MlsTrail MlsTrail;

/* A view that is changed sooner than this after it came was passed through, µs. */
#define MLS_TRAIL_REST_US G_USEC_PER_SEC

/* More views than this back nobody remembers. */
#define MLS_TRAIL_MAX 100

MlsTrail *mls_trail_new  (void);
void      mls_trail_free (MlsTrail      *self);
void      mls_trail_look (MlsTrail      *self,
                          const MlsView *view,
                          gint64         at_us);
gboolean  mls_trail_step (MlsTrail      *self,
                          int            direction,
                          MlsView       *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsTrail, mls_trail_free)

G_END_DECLS
