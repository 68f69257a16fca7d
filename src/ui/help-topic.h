#pragma once

#include "tool/tool.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The most keys that a topic tells. */
#define MLS_HELP_MAX_KEYS 7

/* What there is to be said in a few lines of what is at hand: a tool, a panel, a dialog. */
typedef struct
{
  const char *page;  /* of the guide, which tells the rest */
  const char *title; /* (N_) */
  const char *text;  /* (N_) */
  const char *actions[MLS_HELP_MAX_KEYS]; /* whose keys are told; detailed, as in the table of keys */
} MlsHelpTopic;

const MlsHelpTopic *mls_help_topics       (guint       *n_topics);
const MlsHelpTopic *mls_help_topic        (const char  *page);
const MlsHelpTopic *mls_help_topic_of     (const char  *type_name);
void                mls_help_topic_set    (GtkWidget   *widget,
                                           const char  *page);
const MlsHelpTopic *mls_help_topic_at     (GtkWidget   *widget);
const MlsHelpTopic *mls_help_topic_of_tool
                                          (MlsToolKind  tool);

G_END_DECLS
