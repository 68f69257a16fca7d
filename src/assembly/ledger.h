#pragma once

#include "base/grid.h"

G_BEGIN_DECLS

/* Directed segments, of which opposite ones cancel. What is left of the segments of all faces of a
 * partition is the edge of its territory. Filled in an order in which neighbours follow each other,
 * it never holds much more than the segments between what has come and what is to come. */
typedef struct _MlsLedger MlsLedger;

/* A vertex as a face has it, and which of those that fell together there it was. */
typedef struct
{
  MlsPoint point;
  guint16  mark;
} MlsLedgerEnd;

typedef struct
{
  MlsLedgerEnd a;
  MlsLedgerEnd b;
  guint        face;  /* the last one that walked it */
  guint        count; /* how often it is left, 1 or more */
  gboolean     mixed; /* between several vertices of the source, of which these are some */
} MlsLedgerRest;

#define MLS_LEDGER_NO_FACE G_MAXUINT

/* What marks cannot tell from a line, in mm. */
#define MLS_LEDGER_NOTHING 0.01

MlsLedger *mls_ledger_new  (void);
void       mls_ledger_free (MlsLedger       *ledger);
guint      mls_ledger_walk (MlsLedger       *ledger,
                            MlsLedgerEnd     a,
                            MlsLedgerEnd     b,
                            guint            face);
guint      mls_ledger_size (const MlsLedger *ledger);
GArray    *mls_ledger_rest (const MlsLedger *ledger);
GArray    *mls_ledger_unlike (const MlsLedger *ledger);

MlsPoint   mls_ledger_end_in_source (const MlsLedgerEnd *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLedger, mls_ledger_free)

G_END_DECLS
