#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The pages of a report: A4 across, each with what the report is of at its top and a number at its foot. Lengths are
 * points. */
typedef struct _MlsPaper MlsPaper;

#define MLS_PAPER_WIDTH  842
#define MLS_PAPER_HEIGHT 595
#define MLS_PAPER_MARGIN 36
#define MLS_PAPER_TOP    96 /* below what is at the top */
#define MLS_PAPER_BOTTOM (MLS_PAPER_HEIGHT - MLS_PAPER_MARGIN - 14)
#define MLS_PAPER_ROOM   (MLS_PAPER_WIDTH - 2 * MLS_PAPER_MARGIN)

MlsPaper *mls_paper_new    (const char  *path,
                            const char  *title,
                            const char  *subtitle,
                            const char  *foot);
void      mls_paper_free   (MlsPaper    *self);
cairo_t  *mls_paper_start  (MlsPaper    *self,
                            const char  *heading);
cairo_t  *mls_paper_get_page
                           (MlsPaper    *self);
gboolean  mls_paper_finish (MlsPaper    *self,
                            GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPaper, mls_paper_free)

G_END_DECLS
