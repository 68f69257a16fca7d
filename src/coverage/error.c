#include "coverage/error.h"

G_DEFINE_QUARK (mls-coverage-error-quark, mls_coverage_error)
