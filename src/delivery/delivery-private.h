#pragma once

#include "delivery/cutting.h"
#include "delivery/delivery.h"
#include "delivery/layer-file.h"
#include "delivery/making.h"
#include "quality/nearby.h"

G_BEGIN_DECLS

/* A delivery that is being made. */
typedef struct
{
  const MlsDeliveryOptions *options;
  MlsDeliveryReport        *report;

  MlsMaking                *making;      /* (nullable): of files … */
  MlsLayerFile             *database;    /* (nullable): … or what takes them */
  MlsStore                 *store;
  MlsStoreReader           *reader;
  gint64                    operation;   /* whose state it is */
  char                     *crs;         /* WKT */
  MlsNomenclature          *nomenclature;
  const MlsVintage         *vintages;
  guint                     n_vintages;
  char                     *title;
  char                     *at;
  char                     *description; /* what a table in a database is told */

  GPtrArray                *products;    /* (element-type MlsProduct) */
  MlsNearby                *nearby;      /* (nullable) */
  MlsCutting               *cutting;     /* (nullable) */

  double                    done;        /* before the part under way */
  double                    share;       /* of that */
  const char               *what;        /* that is */
} MlsDelivery;

void     mls_delivery_remark     (MlsDelivery  *self,
                                  char         *text);
gboolean mls_delivery_tell       (double        fraction,
                                  gpointer      user_data);
void     mls_delivery_begin_part (MlsDelivery  *self,
                                  double        share,
                                  const char   *what);

/* The folder of styles, for whoever picks one. */
#define MLS_DELIVERY_STYLES "styles"

/* delivery-style.c */
gboolean mls_delivery_style_file   (const MlsDelivery  *self,
                                    const MlsProduct   *product,
                                    const char         *file,
                                    GError            **error);
gboolean mls_delivery_write_styles (const MlsDelivery  *self,
                                    GError            **error);

/* delivery-write.c */
gboolean mls_delivery_write      (MlsDelivery  *self,
                                  GError      **error);

G_END_DECLS
