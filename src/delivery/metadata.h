#pragma once

#include "delivery/readiness.h"

G_BEGIN_DECLS

/* A layer as it was handed over. */
typedef struct
{
  char    *name;
  char    *file;       /* in the folder; the name of a table in a database */
  char    *zone;       /* (nullable) */
  guint    n_polygons;
  MlsArea2 area2;
} MlsDelivered;

/* What is told of a delivery to who gets it. Borrowed. */
typedef struct
{
  const char            *title;
  const char            *by;          /* (nullable): who hands it over */
  const char            *at;          /* UTC, ISO 8601 */
  const char            *crs;         /* WKT */
  MlsBox                 box;
  const MlsVintage      *vintages;
  guint                  n_vintages;
  const MlsNomenclature *nomenclature;
  MlsLanguage            language;
  const char            *fingerprint;
  const char            *version;     /* (nullable): the one sealed with it */
  const MlsReadiness    *readiness;
  const GPtrArray       *layers;      /* (element-type MlsDelivered) */
} MlsDeliveryFacts;

MlsDelivered *mls_delivered_new   (void);
void          mls_delivered_free  (MlsDelivered            *self);
char         *mls_metadata_xml    (const MlsDeliveryFacts  *facts);
char         *mls_metadata_line   (const MlsDeliveryFacts  *facts);

G_END_DECLS
