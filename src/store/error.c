#include "store/error.h"

G_DEFINE_QUARK (mls-store-error-quark, mls_store_error)
