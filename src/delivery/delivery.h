#pragma once

#include "delivery/metadata.h"
#include "delivery/naming.h"
#include "delivery/zone-overlap.h"

G_BEGIN_DECLS

/* Told now and then how far a delivery is, from 0 to 1, and what is being done, to be translated. FALSE gives up. */
typedef gboolean (*MlsDeliveryFunc) (double fraction, const char *what, gpointer user_data);

/* What is handed over, and how. Borrowed. */
typedef struct
{
  gint64            operation;    /* of the state after it; 0 for the newest */
  const char       *target;       /* a folder that is not there, or the address of a database */
  const MlsFormat  *format;
  guint             kinds;        /* MLS_PRODUCT() of each product */
  MlsVintageSet     of;           /* the dates of those that are of one; 0 for all */
  MlsLanguage       language;     /* of labels */
  gboolean          multi;        /* geometries are multipolygons, of one polygon each */
  const MlsNaming  *naming;       /* (nullable) */
  const MlsZoneSet *zones;        /* (nullable): what it is cut by */
  const char       *title;        /* (nullable): the project's name if not given */
  const char       *by;           /* (nullable): who hands it over */
  gboolean          all_the_same; /* though it is not conform */
  MlsDeliveryFunc   func;         /* (nullable) */
  gpointer          user_data;    /* of that */
} MlsDeliveryOptions;

/* What came of it. */
typedef struct
{
  MlsReadiness *readiness;   /* (nullable): also where it was refused for that */
  GPtrArray    *layers;      /* (element-type MlsDelivered) */
  GPtrArray    *remarks;     /* (element-type utf8): what who hands it over should know, a line each */
  GArray       *overlaps;    /* (nullable) (element-type MlsZoneOverlap): of the zones, the largest first */
  char         *fingerprint; /* (nullable) */
  char         *version;     /* (nullable): sealed with it */
} MlsDeliveryReport;

gboolean      mls_delivery_run          (const char                *path,
                                         const MlsDeliveryOptions  *options,
                                         MlsDeliveryReport         *report,
                                         GError                   **error);
MlsReadiness *mls_delivery_check        (const char                *path,
                                         gint64                     operation,
                                         MlsDeliveryFunc            func,
                                         gpointer                   user_data,
                                         GError                   **error);
GPtrArray    *mls_delivery_foresee      (const MlsDeliveryOptions  *options,
                                         const MlsNomenclature     *nomenclature,
                                         const MlsVintage          *vintages,
                                         guint                      n_vintages,
                                         GError                   **error);
gboolean      mls_delivery_look_at_zones
                                        (const char                *path,
                                         const MlsDeliveryOptions  *options,
                                         MlsDeliveryReport         *report,
                                         GError                   **error);
void          mls_delivery_report_clear (MlsDeliveryReport         *report);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlsDeliveryReport, mls_delivery_report_clear)

G_END_DECLS
