#include "delivery/error.h"

G_DEFINE_QUARK (mls-delivery-error-quark, mls_delivery_error)
