#include "rules/error.h"

G_DEFINE_QUARK (mls-rules-error-quark, mls_rules_error)
