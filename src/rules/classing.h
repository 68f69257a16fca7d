#pragma once

#include "rules/nearness.h"

G_BEGIN_DECLS

/* What ground is counted as: classes of a dimension at some level, or those of an indicator. Borrowed. */
typedef struct
{
  const MlsNomenclature *nomenclature;
  MlsDimension           dimension;
  guint                  level;     /* from 1; codes below it are counted as the class above them */
  MlsIndicator           indicator; /* in place of both */
} MlsClassing;

/* Why ground is counted as what it is. */
typedef enum
{
  MLS_STANDING_CLASS,     /* a class of the nomenclature or of the indicator */
  MLS_STANDING_EITHER,    /* one of several classes of the indicator: nothing tells which */
  MLS_STANDING_FOREIGN,   /* a code that the nomenclature has no class for */
  MLS_STANDING_UNCOUNTED, /* a pair that the indicator says nothing of */
  MLS_STANDING_UNCODED,
} MlsStanding;

/* A class that ground is counted as. */
typedef struct
{
  MlsPair     key;      /* what mls_classing_key() gives for it */
  MlsStanding standing;
  guint       rank;     /* its place among the classes of this standing, from 0 */
  char       *code;     /* as files have it */
  char       *label;    /* for people, without the code; "" where there is none to tell */
  guint32     colour;   /* 0xrrggbb */
} MlsCounted;

/* What stands for the class of ground that an indicator does not count. */
#define MLS_CLASSING_UNCOUNTED "–"

/* The code of ground without one, in files. */
#define MLS_CLASSING_UNCODED "uncoded"

gboolean    mls_classing_set_name
                                 (MlsClassing       *classing,
                                  const char        *name);
const char *mls_classing_name    (const MlsClassing *classing);
MlsDimension
            mls_classing_get_dimension
                                 (const MlsClassing *classing);
MlsPair     mls_classing_key     (const MlsClassing *classing,
                                  const MlsSite     *site,
                                  int                year);
MlsText     mls_classing_indicator
                                 (const MlsClassing *classing,
                                  MlsPair            codes,
                                  int                year);
MlsCounted *mls_classing_counted (const MlsClassing *classing,
                                  MlsPair            key,
                                  MlsLanguage        language);
char       *mls_counted_dup_code (const MlsCounted  *counted);
char       *mls_counted_dup_title (const MlsCounted *counted);
char       *mls_counted_dup_word (const MlsCounted  *counted,
                                  const MlsClassing *classing);
void        mls_counted_free     (MlsCounted        *counted);
int         mls_counted_compare  (const MlsCounted  *a,
                                  const MlsCounted  *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsCounted, mls_counted_free)

G_END_DECLS
