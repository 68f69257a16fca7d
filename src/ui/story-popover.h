#pragma once

#include "document/story.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What one place is at each date, with its photos, and what was done to it.
 *
 * "date-chosen" (guint): a vintage is to be edited there. "operation-chosen" (MlsOperation *): it is to be shown. */
#define MLS_TYPE_STORY_POPOVER (mls_story_popover_get_type ())
G_DECLARE_FINAL_TYPE (MlsStoryPopover, mls_story_popover, MLS, STORY_POPOVER, GtkPopover)

GtkWidget *mls_story_popover_new  (void);
void       mls_story_popover_tell (MlsStoryPopover *self,
                                   MlsProject      *project,
                                   MlsStory        *story,
                                   guint            edited);

G_END_DECLS
