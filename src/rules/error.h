#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLS_RULES_ERROR (mls_rules_error_quark ())

typedef enum
{
  MLS_RULES_ERROR_FORMAT,  /* a table cannot be read as what it should be */
  MLS_RULES_ERROR_CODE,    /* a code is defined twice, or not at all */
  MLS_RULES_ERROR_MISSING, /* there is no such nomenclature */
  MLS_RULES_ERROR_FILTER,  /* a filter says what it cannot */
} MlsRulesError;

GQuark mls_rules_error_quark (void);

G_END_DECLS
