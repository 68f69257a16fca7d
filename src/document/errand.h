#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Long work on a thread of its own, which a window can watch and give up.
 *
 * "progress" (double fraction, const char *what) is emitted on the main thread now and then. */
#define MLS_TYPE_ERRAND (mls_errand_get_type ())
G_DECLARE_FINAL_TYPE (MlsErrand, mls_errand, MLS, ERRAND, GObject)

/* The work itself, on its thread: FALSE with @error set if it could not be done, or was cancelled. */
typedef gboolean (*MlsErrandFunc) (MlsErrand *errand, gpointer data, GError **error);

MlsErrand    *mls_errand_new             (MlsErrandFunc         func,
                                          gpointer              data,
                                          GDestroyNotify        destroy);
void          mls_errand_run_async       (MlsErrand            *self,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean      mls_errand_run_finish      (MlsErrand            *self,
                                          GAsyncResult         *result,
                                          GError              **error);
gpointer      mls_errand_get_data        (MlsErrand            *self);
void          mls_errand_cancel          (MlsErrand            *self);
GCancellable *mls_errand_get_cancellable (MlsErrand            *self);
void          mls_errand_tell            (MlsErrand            *self,
                                          double                fraction,
                                          const char           *what);
gboolean      mls_errand_go_on           (MlsErrand            *self,
                                          double                fraction,
                                          const char           *what);

G_END_DECLS
