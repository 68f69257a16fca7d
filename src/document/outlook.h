#pragma once

#include "rules/indicator.h"
#include "rules/rules.h"

G_BEGIN_DECLS

#define MLS_MAX_PANES 4

/* How a map is drawn. */
typedef struct
{
  MlsDimension dimension;
  guint        level;     /* of the classes whose colours are shown … */
  MlsIndicator indicator; /* … or whose classes' */
  double       opacity;   /* of the fills, 0 to 1 */
  gboolean     patterned; /* classes have their symbols over their colours */
  gboolean     lettered;  /* regions have their codes written in them */
  gboolean     infrared;  /* photos are in infrared, where there are such */
} MlsManner;

/* In place of a vintage whose photo is shown. */
#define MLS_PHOTO_OWN  (G_MAXUINT - 1) /* that of the vintage whose codes are */
#define MLS_PHOTO_NONE G_MAXUINT

/* What one pane of a map shows, and how. */
typedef struct
{
  guint     vintage; /* whose codes */
  guint     photo;   /* the vintage whose photo, or one of the above */
  gint64    as_of;   /* the state right after this operation; 0 for the newest at any time */
  gint64    theirs;  /* what was set aside, laid over that state; 0 for nothing */
  gboolean  apart;   /* it is drawn in a manner of its own … */
  MlsManner manner;  /* … and not in the one that the others share */
} MlsOutlook;

/* How two panes are compared. */
typedef enum
{
  MLS_COMPARE_BESIDE,     /* all panes beside each other */
  MLS_COMPARE_SWIPE,      /* over one another, a divider between left and right */
  MLS_COMPARE_SWIPE_DOWN, /* same, between top and bottom */
  MLS_COMPARE_FADE,       /* one shines through the other */
  MLS_N_COMPARISONS
} MlsComparison;

G_END_DECLS
