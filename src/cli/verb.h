#pragma once

#include "cli/command.h"

G_BEGIN_DECLS

/* What can be done with the photos or the reference layers of a project. */
typedef struct
{
  const char  *name;
  MlsExit    (*run) (gpointer query, char **words);
  guint        n_least; /* words there must be */
  MlsStoreMode mode;
} MlsVerbRow;

/* Each ends with a row without a name; the first is what is done when none is named. */
const MlsVerbRow *mls_verb_find (const MlsVerbRow  *verbs,
                                 char             **operands);
MlsExit           mls_verb_run  (const MlsVerbRow  *verb,
                                 gpointer           query,
                                 MlsStore         **store,
                                 char             **operands);

char             *mls_verb_dup_source (const char  *word);
gboolean          mls_verb_read_id    (const char  *word,
                                       gint64      *out);
gboolean          mls_verb_read_place (const char  *word,
                                       guint       *out);
char            **mls_verb_read_pair  (const char  *word);

G_END_DECLS
