#pragma once

#include "base/box.h"
#include "rules/decision.h"
#include "rules/exception.h"
#include "rules/finding.h"
#include "store/layout.h"
#include "store/settlement.h"

G_BEGIN_DECLS

/* What was done to the project, at what time and by whom: a row of its history. */
typedef struct
{
  gint64        id;
  char         *at;        /* UTC, ISO 8601 */
  char         *author;    /* "" for another program */
  char         *verb;      /* "split", …, "undo", "redo", "foreign", "import", "vintage" */
  char         *kind;      /* (nullable): "change" or "correction" */
  MlsVintageSet vintages;
  char         *dimension; /* (nullable) */
  double        scale;     /* denominator of the scale it was drawn at; 0 where there is none */
  char         *summary;   /* (nullable) */
  gint64        undoes;    /* the operation it takes back, or 0 */
  gint64        undone_by; /* the one that took it back, or 0 */
  gboolean      barrier;   /* nothing before it can be taken back, nor it */
  MlsBox        box;       /* empty where it touched no place */
} MlsOperation;

/* What an edit says of itself. */
typedef struct
{
  const char   *author;
  const char   *verb;
  const char   *kind;      /* (nullable): "change" or "correction" */
  MlsVintageSet vintages;
  const char   *dimension; /* (nullable) */
  double        scale;     /* denominator, or 0 */
  const char   *summary;   /* (nullable) */
  gint64        undoes;    /* set by undo and redo alone */
  const char   *at;        /* (nullable): when it was made, where that was not now */
  const char   *origin;    /* (nullable): the package and operation it was first */

  /* The exceptions the edit needs, and the ids of those that lapse with it. */
  const MlsException *exceptions;
  guint               n_exceptions;
  const gint64       *lapsed;
  guint               n_lapsed;

  /* The findings that somebody decides on: what is gone is verified, anything else is to stay. */
  const MlsFinding   *kept;
  guint               n_kept;

  /* The faces of which the file says another area than they have: it is written anew. */
  const gint64       *measured;
  guint               n_measured;

  /* What somebody thinks of changes, and the ids of decisions that end with it. */
  const MlsDecision  *decisions;
  guint               n_decisions;
  const gint64       *ended;
  guint               n_ended;

  /* (nullable): what was set aside that it settles. */
  const MlsSettling  *settles;
} MlsOperationFacts;

#define MLS_VERB_CREATE  "create"
#define MLS_VERB_IMPORT  "import"
#define MLS_VERB_VINTAGE "vintage"
#define MLS_VERB_CHECK_OUT "check-out"
#define MLS_VERB_MIGRATE "migrate" /* to another nomenclature */
#define MLS_VERB_EXCEPT  "except"
#define MLS_VERB_ACCEPT  "accept"
#define MLS_VERB_SEND_BACK "send-back"
#define MLS_VERB_REMARK  "remark"
#define MLS_VERB_VERIFY  "verify"
#define MLS_VERB_SETTLE  "settle"
#define MLS_VERB_FOREIGN "foreign"
#define MLS_VERB_REVERT  "revert"
#define MLS_VERB_RESTORE "restore"
#define MLS_VERB_MEND    "mend"    /* what another program had taken away was made again */
#define MLS_VERB_COMPACT "compact" /* several, made one: see store/compact */
#define MLS_VERB_UNDO    "undo"
#define MLS_VERB_REDO    "redo"

void          mls_operation_free      (MlsOperation             *operation);
GDateTime    *mls_operation_get_time  (const MlsOperation       *operation);
gboolean      mls_operation_is_today  (const MlsOperation       *operation);
GArray       *mls_operation_list_targets
                                      (const MlsOperation       *operation);

gint64        mls_operation_append    (MlsDatabase              *database,
                                       const MlsLayout          *layout,
                                       const MlsOperationFacts  *facts,
                                       const MlsBox             *box,
                                       GError                  **error);
MlsOperation *mls_operation_read      (MlsDatabase              *database,
                                       const MlsLayout          *layout,
                                       gint64                    id,
                                       GError                  **error);
GPtrArray    *mls_operation_read_all  (MlsDatabase              *database,
                                       const MlsLayout          *layout,
                                       const gint64             *ids,
                                       guint                     n_ids,
                                       GError                  **error);
GPtrArray    *mls_operation_list      (MlsDatabase              *database,
                                       const MlsLayout          *layout,
                                       gint64                    after,
                                       GError                  **error);
char         *mls_operation_print_vintages
                                      (const MlsLayout          *layout,
                                       MlsVintageSet             set);
MlsVintageSet mls_operation_read_vintages
                                      (const MlsLayout          *layout,
                                       const char               *text);
MlsBox        mls_operation_read_box  (sqlite3_stmt             *row,
                                       int                       first);
gboolean      mls_operation_find_undo (MlsDatabase              *database,
                                       gint64                   *id,
                                       GError                  **error);
gboolean      mls_operation_find_redo (MlsDatabase              *database,
                                       gint64                   *id,
                                       GError                  **error);
GArray       *mls_operation_list_undo (MlsDatabase              *database,
                                       guint                     n,
                                       GError                  **error);
GArray       *mls_operation_list_redo (MlsDatabase              *database,
                                       guint                     n,
                                       GError                  **error);
gboolean      mls_operation_last      (MlsDatabase              *database,
                                       gint64                   *id,
                                       GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsOperation, mls_operation_free)

G_END_DECLS
