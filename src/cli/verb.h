#pragma once

#include "cli/command.h"
#include "store/link.h"

G_BEGIN_DECLS

/* What can be done with the photos, the reference layers, the zones or the dates of a project. */
typedef struct
{
  const char  *name;
  MlsExit    (*run) (gpointer query, char **words);
  guint        n_least; /* words there must be */
  int          mode;    /* as of MlsStoreMode, or MLS_VERB_NO_PROJECT */
} MlsVerbRow;

/* There is none yet: its name is the first of the words. */
#define MLS_VERB_NO_PROJECT (-1)

/* Verbs end with a row without a name; the first is what is done when none is named. */
MlsExit           mls_verb_obey (const MlsCommandShape *shape,
                                 const MlsVerbRow      *verbs,
                                 char                 **words,
                                 gpointer               query,
                                 MlsStore             **store);

/* One word of "set": told how it makes no sense if it does not. */
typedef MlsExit (*MlsVerbSet) (gpointer user_data, const char *key, const char *value);

/* What "set" says of the place of a link among the others. */
#define MLS_VERB_AS_IT_LIES G_MAXUINT

char             *mls_verb_dup_source (const char  *word);
gboolean          mls_verb_read_id    (const char  *word,
                                       gint64      *out);
MlsExit           mls_verb_read_set   (char       **words,
                                       MlsVerbSet   set,
                                       gpointer     user_data,
                                       guint       *place);

/* What is done alike with photos and reference layers. */
MlsExit           mls_verb_remove     (MlsStore    *store,
                                       MlsLinkKind  kind,
                                       char       **words);
MlsExit           mls_verb_move       (MlsStore    *store,
                                       MlsLinkKind  kind,
                                       gint64       id,
                                       guint        place);
MlsExit           mls_verb_locate     (MlsStore    *store,
                                       MlsLinkKind  kind,
                                       char       **words);

G_END_DECLS
