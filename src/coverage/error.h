#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLS_COVERAGE_ERROR (mls_coverage_error_quark ())

typedef enum
{
  MLS_COVERAGE_ERROR_OPEN,   /* a delta leaves other directed segments than it found */
  MLS_COVERAGE_ERROR_FACE,   /* a face is not simple */
  MLS_COVERAGE_ERROR_SOURCE, /* a source gave faces that are no partition */
  MLS_COVERAGE_ERROR_STALE,  /* a face is not as the edit found it */
  MLS_COVERAGE_ERROR_CLASH,  /* another edit has changed the same */
  MLS_COVERAGE_ERROR_CANCELLED, /* the caller gave up */
} MlsCoverageError;

GQuark mls_coverage_error_quark (void);

G_END_DECLS
