#pragma once

#include "base/area.h"
#include "coverage/label.h"

G_BEGIN_DECLS

/* Which side of a line takes the label given. */
typedef enum
{
  MLS_TAKES_SMALLER, /* the smaller; of equals the one left of the line */
  MLS_TAKES_LEFT,
  MLS_TAKES_RIGHT,
  MLS_TAKES_LARGER,  /* the other than the smaller */
} MlsTakes;

/* What an operator means besides the gesture. */
typedef struct
{
  guint         vintage;    /* the edited one: gestures act on its regions */
  MlsDimension  dimension;  /* … in the dimension shown */
  gboolean      correction; /* the limit or code was wrong, else the land changed */
  MlsVintageSet vintages;   /* a correction's; a change is of the edited vintage alone */
  MlsVintageSet named;      /* those of them the operator named: only there a NULL is written */
  MlsPair       pair;       /* the current pair; 0 is a code not picked */
  MlsLabel      given;      /* doubt, source, comment, photovoltaic given with it; codes unused */
  MlsTakes      takes;
  gboolean      all;        /* a line cuts all the regions it crosses */
} MlsIntent;

MlsVintageSet mls_intent_vintages    (const MlsIntent *intent);
MlsIntent     mls_intent_carried     (const MlsIntent *intent,
                                      MlsVintageSet    vintages);
gboolean      mls_intent_has_pair    (const MlsIntent *intent);
MlsVintageSet mls_intent_writes_pair (const MlsIntent *intent,
                                      const MlsLabel  *labels);
gboolean      mls_intent_already_has (const MlsIntent *intent,
                                      const MlsLabel  *labels);
void          mls_intent_give_pair   (const MlsIntent *intent,
                                      MlsLabel        *labels);
void          mls_intent_give_note   (const MlsIntent *intent,
                                      const MlsNote   *note,
                                      MlsLabel        *labels);
void          mls_intent_give_label  (const MlsIntent *intent,
                                      const MlsLabel  *from,
                                      MlsLabel        *labels);

G_END_DECLS
