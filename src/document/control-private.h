#pragma once

#include "document/control.h"

G_BEGIN_DECLS

/* A unit, and what one controller says of it. */
typedef struct
{
  const MlsUnit *unit;
  MlsJudgement   judgement;
} MlsControlItem;

/* What was said before, to be taken back to; or what was taken back, to be said again. */
typedef struct
{
  guint        item;
  MlsJudgement former;
} MlsControlStep;

struct _MlsControl
{
  GObject        parent_instance;

  MlsControlTask task;
  MlsSampleFile *file;
  MlsText        controller;
  GArray        *items;    /* (element-type MlsControlItem): as they are to be looked at */
  guint          n_own;    /* units left out: the controller made them */
  gboolean       told;     /* the controller knows what the map says of a blind sample */
  GArray        *shown;    /* (element-type guint): items that are stepped through, in order … */
  GArray        *only;     /* (nullable) (element-type gint64): … which is not all of them, but of these units … */
  char          *what;     /* (nullable): … that are called so */
  guint          position;
  GArray        *steps;    /* (element-type MlsControlStep): the last one last */
  GArray        *undone;   /* (element-type MlsControlStep): likewise */
  MlsPace       *pace;
};

extern guint mls_control_changed; /* the signal */

gboolean mls_control_is_same (const MlsControlItem *a,
                              const MlsControlItem *b);

static inline MlsControlItem *
mls_control_item (MlsControl *self, guint i)
{
  return &g_array_index (self->items, MlsControlItem, i);
}

static inline MlsDimension
mls_control_dimension (MlsControl *self)
{
  return mls_sample_file_get_sample (self->file)->dimension;
}

G_END_DECLS
