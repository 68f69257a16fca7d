#pragma once

#include "document/project.h"

G_BEGIN_DECLS

/* What one place is at a date, and how it has come to that. */
typedef struct
{
  guint         vintage;
  MlsLabel      label;
  MlsArea2      area2;     /* of its region in the dimension asked for; 0 where it is not coded */
  gboolean      at_least;  /* there is more of that */
  GPtrArray    *outline;   /* (element-type MlsShape) of it */
  MlsBox        box;
  MlsOperation *change;    /* (nullable): what gave it these labels */
} MlsStoryDate;

/* One place through time. */
typedef struct
{
  MlsPoint   place;
  GPtrArray *dates;      /* (element-type MlsStoryDate) in the order of their years */
  GPtrArray *operations; /* (element-type MlsOperation) that touched it, the newest first */
} MlsStory;

MlsStory *mls_story_read (MlsProject    *project,
                          MlsPoint       place,
                          MlsDimension   dimension,
                          GError       **error);
void      mls_story_free (MlsStory      *story);
MlsBox    mls_story_box  (const MlsStory *story);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsStory, mls_story_free)

G_END_DECLS
