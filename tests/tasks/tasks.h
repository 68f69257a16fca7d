#pragma once

#include "job.h"
#include "site.h"

G_BEGIN_DECLS

/* The tasks that an operator's day is made of. */
typedef struct
{
  const char *name;
  guint       target;  /* actions, of one of its parts */
  guint       n_parts;
  SiteFunc    site;
  void      (*prepare) (const char *path, const Site *site); /* (nullable): what the file is like before */
  void      (*begin)   (MlsJob *job, const Site *site);      /* (nullable): what is done before, uncounted */
  void      (*act)     (MlsJob *job, const Site *site);
  void      (*judge)   (MlsJob *job, const Site *site);      /* whether the file holds what was asked for */
} Task;

extern const Task tasks[];
extern const guint n_tasks;

G_END_DECLS
