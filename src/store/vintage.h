#pragma once

#include "store/pass.h"
#include "store/reader.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What would be lost with a vintage. */
typedef struct
{
  gint64   n_faces;      /* that say something there which the vintage it was copied from does not */
  MlsArea2 area2;        /* of those */
  gint64   n_exceptions;
  gint64   n_reviews;    /* sets of polygons to be controlled, and changes that were decided on */
} MlsVintageWork;

gboolean mls_store_copy_vintage       (MlsStore             *self,
                                       const MlsVintage     *vintage,
                                       const char           *author,
                                       MlsStoreProgressFunc  func,
                                       gpointer              user_data,
                                       gint64               *operation,
                                       GError              **error);
gboolean mls_store_has_codes          (MlsStore             *self,
                                       guint                 vintage);
gboolean mls_store_reader_measure_coded
                                      (MlsStoreReader       *self,
                                       GArray               *shares,
                                       GError              **error);
gboolean mls_store_set_vintage_title  (MlsStore             *self,
                                       guint                 vintage,
                                       const char           *title,
                                       GError              **error);
gboolean mls_store_set_vintage_state  (MlsStore             *self,
                                       guint                 vintage,
                                       MlsVintageState       state,
                                       const char           *author,
                                       GError              **error);
gboolean mls_store_rename_vintage     (MlsStore             *self,
                                       guint                 vintage,
                                       const char           *code,
                                       int                   year,
                                       const char           *author,
                                       GError              **error);
gboolean mls_store_count_vintage_work (MlsStore             *self,
                                       guint                 vintage,
                                       MlsVintageWork       *work,
                                       GError              **error);
gboolean mls_store_drop_vintage       (MlsStore             *self,
                                       guint                 vintage,
                                       const char           *author,
                                       MlsStoreProgressFunc  func,
                                       gpointer              user_data,
                                       GError              **error);

G_END_DECLS
