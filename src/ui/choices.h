#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Rows of things to choose, each under a title and beside the key that does the same: buttons of which those that are
 * so are in. What is so is asked of whoever owns the rows, and what is clicked is told to it: the buttons decide
 * nothing, for two of a row may never be in at once. */
#define MLS_TYPE_CHOICES (mls_choices_get_type ())
G_DECLARE_FINAL_TYPE (MlsChoices, mls_choices, MLS, CHOICES, GtkWidget)

typedef struct
{
  const char *title;  /* (N_) */
  const char *action; /* (nullable): whose key does the same */
  const char *back;   /* (nullable): whose key does the contrary */
} MlsChoicesRow;

typedef struct
{
  void     (*choose)        (guint    row,
                             guint    index,
                             gpointer user_data);
  gboolean (*is_chosen)     (guint    row,
                             guint    index,
                             gpointer user_data);
  gboolean (*is_choosable)  (guint    row,
                             guint    index,
                             gpointer user_data);
} MlsChoicesFuncs;

GtkWidget *mls_choices_new    (const MlsChoicesRow   *rows,
                               guint                  n_rows,
                               const MlsChoicesFuncs *funcs,
                               gpointer               user_data);
void       mls_choices_add    (MlsChoices            *self,
                               guint                  row,
                               const char            *text);
void       mls_choices_clear  (MlsChoices            *self,
                               guint                  row);
void       mls_choices_put    (MlsChoices            *self,
                               guint                  row,
                               GtkWidget             *widget);
void       mls_choices_update (MlsChoices            *self);
void       mls_choices_fill   (MlsChoices            *self,
                               GtkPopover            *menu);

G_END_DECLS
