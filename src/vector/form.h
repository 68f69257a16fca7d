#pragma once

#include "geometry/figures.h"

#include <ogr_api.h>

G_BEGIN_DECLS

/* Layers of a file of others that were filled in: whatever GDAL reads that has some of the columns looked for, in any case,
 * with or without accents, cut to ten letters as shapefiles do.
 *
 * A column is called by its names, with blanks between them: the first that the layer has is it. */
typedef struct _MlsForm MlsForm;

/* FALSE with @error set ends the reading. */
typedef gboolean (*MlsFormFunc) (MlsForm *form, OGRFeatureH feature, gpointer user_data, GError **error);

MlsForm    *mls_form_open       (const char         *path,
                                 const char *const  *columns,
                                 guint               n_columns,
                                 GError            **error);
void        mls_form_free       (MlsForm            *self);
gboolean    mls_form_find_layers
                                (MlsForm            *self,
                                 const guint        *telling,
                                 guint               n_telling);
gboolean    mls_form_set_system (MlsForm            *self,
                                 const char         *definition,
                                 GError            **error);
gboolean    mls_form_has        (const MlsForm      *self,
                                 guint               column);
gboolean    mls_form_each       (MlsForm            *self,
                                 MlsFormFunc         func,
                                 gpointer            user_data,
                                 GError            **error);
double      mls_form_get_fraction
                                (const MlsForm      *self);

char       *mls_form_dup_value  (const MlsForm      *self,
                                 OGRFeatureH         feature,
                                 guint               column);
GQuark      mls_form_read_text  (const MlsForm      *self,
                                 OGRFeatureH         feature,
                                 guint               column);
GQuark      mls_form_read_date  (const MlsForm      *self,
                                 OGRFeatureH         feature,
                                 guint               column);
gboolean    mls_form_read_flag  (const MlsForm      *self,
                                 OGRFeatureH         feature,
                                 guint               column);
MlsFigures *mls_form_read_place (MlsForm            *self,
                                 OGRFeatureH         feature);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsForm, mls_form_free)

G_END_DECLS
