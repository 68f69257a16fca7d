#include "demo/error.h"

G_DEFINE_QUARK (mls-demo-error-quark, mls_demo_error)
