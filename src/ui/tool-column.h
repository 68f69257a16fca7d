#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The tools, one button each, driven by the action "win.tool". */
#define MLS_TYPE_TOOL_COLUMN (mls_tool_column_get_type ())

G_DECLARE_FINAL_TYPE (MlsToolColumn, mls_tool_column, MLS, TOOL_COLUMN, GtkBox)

G_END_DECLS
