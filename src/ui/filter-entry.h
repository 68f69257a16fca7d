#pragma once

#include "document/project.h"
#include "rules/filter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where a filter is written, or chosen among those used last and those that are ready. What is wrong with it is told
 * while it is written.
 *
 * "chosen" (no argument): the filter is another one, see mls_filter_entry_parse(). */
#define MLS_TYPE_FILTER_ENTRY (mls_filter_entry_get_type ())
G_DECLARE_FINAL_TYPE (MlsFilterEntry, mls_filter_entry, MLS, FILTER_ENTRY, GtkBox)

GtkWidget *mls_filter_entry_new         (MlsFilterScope  scope);
void       mls_filter_entry_set_project (MlsFilterEntry *self,
                                         MlsProject     *project,
                                         GSettings      *settings);
MlsFilter *mls_filter_entry_parse       (MlsFilterEntry *self);
void       mls_filter_entry_write       (MlsFilterEntry *self,
                                         const char     *text);
void       mls_filter_entry_limit       (MlsFilterEntry *self,
                                         const MlsBox   *box);
void       mls_filter_entry_start       (MlsFilterEntry *self);

G_END_DECLS
