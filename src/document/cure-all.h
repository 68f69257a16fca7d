#pragma once

#include "document/project.h"
#include "rules/cure.h"
#include "rules/finding.h"
#include "store/pass.h"

G_BEGIN_DECLS

/* What came of one region that is too small. */
typedef struct
{
  const MlsFinding *finding;     /* the region, as it was found */
  const GArray     *absorptions; /* (nullable) (element-type MlsAbsorption) what went where */
  gint64            operation;   /* the one that did it */
  const char       *reason;      /* (nullable): why it could not be cured */
} MlsCureStep;

typedef void (*MlsCureFunc) (const MlsCureStep *step, gpointer user_data);

/* The cure of all regions of a project that are too small. */
typedef struct
{
  MlsCureScope         scope;
  MlsCureFunc          step;      /* told of each */
  MlsStoreProgressFunc progress;  /* (nullable) */
  gpointer             user_data; /* of both */
} MlsCureAll;

typedef struct
{
  guint n_cured;
  guint n_left;     /* that cannot be cured */
  guint n_measured; /* faces whose area the file had wrong */
} MlsCureCounts;

gboolean mls_project_cure_all (MlsProject       *self,
                               const MlsCureAll *all,
                               MlsCureCounts    *counts,
                               GError          **error);

G_END_DECLS
