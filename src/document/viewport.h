#pragma once

#include "base/transform.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* What ground a map shows: its centre and its scale, shared by all the panes that move together,
 * whatever the size of each. Scale 1:n means 96 logical px to the inch, corrected by a calibration.
 *
 * "changed" is emitted after the centre, the scale or the calibration have changed. */
#define MLS_TYPE_VIEWPORT (mls_viewport_get_type ())
G_DECLARE_FINAL_TYPE (MlsViewport, mls_viewport, MLS, VIEWPORT, GObject)

/* The scale at which interpreters work, and at which places are looked at. */
#define MLS_WORKING_SCALE 2500

/* In towns the nearest they go. */
#define MLS_NEAREST_WORKING_SCALE 1500

#define MLS_VIEWPORT_MIN_SCALE 10
#define MLS_VIEWPORT_MAX_SCALE 20000000

/* A pane: its size in logical px, and device px to the logical one. */
typedef struct
{
  int width;
  int height;
  int scale_factor;
} MlsPaneSize;

MlsViewport *mls_viewport_new             (void);

void         mls_viewport_get_centre      (MlsViewport     *self,
                                           double          *x,
                                           double          *y);
void         mls_viewport_set_centre      (MlsViewport     *self,
                                           double           x,
                                           double           y);
gboolean     mls_viewport_get_middle      (MlsViewport     *self,
                                           MlsPoint        *out);
double       mls_viewport_get_scale       (MlsViewport     *self);
void         mls_viewport_set_scale       (MlsViewport     *self,
                                           double           scale);
double       mls_viewport_get_calibration (MlsViewport     *self);
void         mls_viewport_set_calibration (MlsViewport     *self,
                                           double           calibration);
void         mls_viewport_set             (MlsViewport     *self,
                                           double           x,
                                           double           y,
                                           double           scale);

double       mls_viewport_get_m_per_px    (MlsViewport     *self);
MlsTransform mls_viewport_get_transform   (MlsViewport     *self,
                                           MlsPaneSize      size);
MlsExtent    mls_viewport_get_extent      (MlsViewport     *self,
                                           MlsPaneSize      size);

void         mls_viewport_pan             (MlsViewport     *self,
                                           double           dx,
                                           double           dy);
void         mls_viewport_zoom_at         (MlsViewport     *self,
                                           double           dx,
                                           double           dy,
                                           double           scale);
void         mls_viewport_fit             (MlsViewport     *self,
                                           const MlsExtent *extent,
                                           MlsPaneSize      size);

gboolean     mls_scale_is_working         (double           scale);
double       mls_scale_step               (double           scale,
                                           int              n_steps);

G_END_DECLS
