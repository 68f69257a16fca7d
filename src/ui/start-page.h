#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a window shows before a project is open.
 *
 * "project-chosen" (file) is emitted when a recent project is clicked. */
#define MLS_TYPE_START_PAGE (mls_start_page_get_type ())

G_DECLARE_FINAL_TYPE (MlsStartPage, mls_start_page, MLS, START_PAGE, AdwBin)

void mls_start_page_set_recent (MlsStartPage *self,
                                GPtrArray    *files);

G_END_DECLS
