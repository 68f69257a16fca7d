#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLS_DELIVERY_ERROR (mls_delivery_error_quark ())

typedef enum
{
  MLS_DELIVERY_ERROR_NOT_CONFORM, /* something speaks against handing it over, and nobody has said “all the same” */
  MLS_DELIVERY_ERROR_ARGUMENT,    /* a mapping of names, a choice of products or zones that cannot be */
  MLS_DELIVERY_ERROR_ZONES,       /* a layer of zones that nothing can be cut by */
  MLS_DELIVERY_ERROR_BACK,        /* what was written reads back otherwise */
} MlsDeliveryError;

GQuark mls_delivery_error_quark (void);

G_END_DECLS
