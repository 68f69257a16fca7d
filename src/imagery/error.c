#include "imagery/error.h"

G_DEFINE_QUARK (mls-imagery-error-quark, mls_imagery_error)
