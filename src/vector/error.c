#include "vector/error.h"

G_DEFINE_QUARK (mls-vector-error-quark, mls_vector_error)
