#pragma once

#include "quality/assessment.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How right the map is by a sample: what it has to reach, class by class, and what was taken for what. It follows the
 * sample as that is judged.
 *
 * "chosen" (GArray *, char *): the ids of the units behind a figure, and what they are; each a gint64. */
#define MLS_TYPE_ACCURACY_WINDOW (mls_accuracy_window_get_type ())
G_DECLARE_FINAL_TYPE (MlsAccuracyWindow, mls_accuracy_window, MLS, ACCURACY_WINDOW, AdwWindow)

GtkWidget *mls_accuracy_window_new   (GtkApplication    *application,
                                      const char        *path);
void       mls_accuracy_window_touch (MlsAccuracyWindow *self);

G_END_DECLS
