#pragma once

#include "demo/demo.h"
#include "rules/nomenclature.h"

G_BEGIN_DECLS

/* Settings of the project file that tell the first thing to do, in m: "x y", or "x y x y" for lines.
 * See MlsShowcase. */
#define MLS_DEMO_SETTING_VIEW   "demo.view"
#define MLS_DEMO_SETTING_FIELD  "demo.field"
#define MLS_DEMO_SETTING_LINE   "demo.line"
#define MLS_DEMO_SETTING_CORNER "demo.corner"

gboolean mls_demo_write_project (MlsDemo                *demo,
                                 const char             *path,
                                 const MlsNomenclature  *nomenclature,
                                 GError                **error);

G_END_DECLS
