#pragma once

#include "demo/demo.h"
#include "rules/nomenclature.h"
#include "store/check.h"

G_BEGIN_DECLS

/* Settings of the project file that tell the first thing to do, in m: "x y", or "x y x y" for
 * lines. See MlsShowcase. */
#define MLS_DEMO_SETTING_VIEW   "demo.view"
#define MLS_DEMO_SETTING_FIELD  "demo.field"
#define MLS_DEMO_SETTING_LINE   "demo.line"
#define MLS_DEMO_SETTING_CORNER "demo.corner"

/* The names of what is written. */
#define MLS_DEMO_PROJECT "demo.gpkg"
#define MLS_DEMO_TRUTH_FILE "truth.gpkg"

typedef struct
{
  const char            *dir;          /* made if it is not there */
  const MlsNomenclature *nomenclature; /* OCS2D */
  gboolean               no_photos;    /* not even where the territory is small enough for them */
  MlsStoreProgressFunc   progress;     /* (nullable) */
  gpointer               user_data;    /* for progress */
} MlsDemoOutput;

gboolean mls_demo_write (MlsDemo              *demo,
                         const MlsDemoOutput  *output,
                         GError              **error);

G_END_DECLS
