#pragma once

#include "base/json.h"
#include "cli/session.h"

G_BEGIN_DECLS

struct _MlsSession
{
  MlsProject *project;
  MlsIntent   intent;
  char       *reason; /* given by "because", for the next edit */

  /* the correction done last, while nothing else was done */
  struct
  {
    GArray        *points;   /* (element-type MlsPoint) in what was corrected */
    MlsIntent      intent;
    MlsVintageSet  vintages; /* where it may be carried over to */
  } last;

  /* of the line at work */
  GArray     *points; /* (element-type MlsPoint) */
  MlsJson    *json;
  char       *cure;   /* what would cure the edit refused */
};

const MlsRules *mls_session_rules             (const MlsSession  *self);
gboolean        mls_session_read_pair         (const MlsSession  *self,
                                               char            ***words,
                                               MlsPair           *out,
                                               GError           **error);

/* What the words of a script do, each given all words of its line. */
gboolean        mls_session_set_vintage       (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_set_kind          (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_set_dimension     (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_set_pair          (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_set_side          (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_set_reason        (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_line          (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_polygon       (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_complete      (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_strip         (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_move          (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_move_vertices (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_remove_vertices
                                              (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_straighten    (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_simplify      (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_smooth        (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_trace         (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_merge         (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_insert_vertex (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_remove_vertex (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_cure          (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_absorb        (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_set           (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_note          (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_verify        (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_except        (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_accept        (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_send_back     (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_remark        (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_carry_over    (MlsSession       *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_undo          (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_redo          (MlsSession        *self,
                                               char             **words,
                                               GError           **error);
gboolean        mls_session_run_version       (MlsSession        *self,
                                               char             **words,
                                               GError           **error);

G_END_DECLS
