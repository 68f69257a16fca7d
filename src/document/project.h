#pragma once

#include "quality/check.h"
#include "document/zone-progress.h"
#include "rules/decision.h"
#include "rules/proposal.h"
#include "store/maintenance.h"
#include "store/nomenclature-class.h"
#include "store/nomenclature-pair.h"
#include "store/revert.h"
#include "store/sample-file.h"
#include "store/store.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* An open project: the file, what edits in it are judged by, and the one way to change it. Every
 * edit is in the file when it returns; there is nothing to save. Main thread.
 *
 * "zone-changed" is emitted when its author has another zone, or has come further in it.
 *
 * "changed" (MlsDelta *delta) is emitted once after each edit, undo or redo, when it is whole; with
 * %NULL when anything may have changed, as after another program's edits. */
#define MLS_TYPE_PROJECT (mls_project_get_type ())
G_DECLARE_FINAL_TYPE (MlsProject, mls_project, MLS, PROJECT, GObject)

/* Ground that changed between two dates, or a region where both are one, by a place in it. */
typedef struct
{
  MlsPoint     point;
  guint        since;     /* indices among the project's vintages */
  guint        vintage;
  MlsDimension dimension; /* in which it counts */
} MlsChangeAt;

MlsProject     *mls_project_open           (const char         *path,
                                            MlsStoreMode        mode,
                                            GError            **error);
MlsProject     *mls_project_new            (MlsStore           *store,
                                            GError            **error);
gboolean        mls_project_close          (MlsProject         *self,
                                            GError            **error);

MlsStore       *mls_project_get_store      (MlsProject         *self);
const MlsRules *mls_project_get_rules      (MlsProject         *self);
MlsPatch       *mls_project_get_patch      (MlsProject         *self);
void            mls_project_trim           (MlsProject         *self);
const char     *mls_project_get_path       (MlsProject         *self);
gboolean        mls_project_is_read_only   (MlsProject         *self);
void            mls_project_set_language   (MlsProject         *self,
                                            MlsLanguage         language);
const char     *mls_project_get_author     (MlsProject         *self);
void            mls_project_set_author     (MlsProject         *self,
                                            const char         *author);

gboolean        mls_project_change_class   (MlsProject         *self,
                                            const MlsClassChange
                                                               *change,
                                            GError            **error);
gboolean        mls_project_change_pair    (MlsProject         *self,
                                            const MlsPairChange
                                                               *change,
                                            GError            **error);
gboolean        mls_project_set_transitions
                                           (MlsProject         *self,
                                            const GArray       *rows,
                                            GError            **error);

gboolean        mls_project_may_correct    (MlsProject         *self);
char           *mls_project_dup_correctors (MlsProject         *self);

MlsProposal    *mls_project_propose        (MlsProject         *self,
                                            const MlsGesture   *gesture,
                                            const MlsIntent    *intent,
                                            GError            **error);
MlsProposal    *mls_project_propose_theirs (MlsProject         *self,
                                            gint64              set_aside,
                                            GError            **error);
gboolean        mls_project_settle         (MlsProject         *self,
                                            gint64              set_aside,
                                            MlsSettlement       settlement,
                                            gint64             *operation,
                                            GError            **error);
MlsDelta       *mls_project_commit         (MlsProject         *self,
                                            const MlsPlan      *plan,
                                            double              scale,
                                            gint64             *operation,
                                            GError            **error);
MlsDelta       *mls_project_commit_exception
                                           (MlsProject         *self,
                                            const MlsProposal  *proposal,
                                            const char         *reason,
                                            double              scale,
                                            gint64             *operation,
                                            GError            **error);
gboolean        mls_project_review         (MlsProject         *self,
                                            const MlsChangeAt  *at,
                                            MlsReview           review,
                                            const char         *remark,
                                            gint64             *operation,
                                            GError            **error);
gboolean        mls_project_send_back      (MlsProject         *self,
                                            const GArray       *decisions,
                                            const char         *summary,
                                            guint              *n_written,
                                            GError            **error);
gboolean        mls_project_find_sample    (MlsProject         *self,
                                            MlsSampleFile      *file,
                                            guint              *vintage,
                                            GError            **error);
gboolean        mls_project_take_maintenance
                                           (MlsProject         *self,
                                            MlsMaintenance     *maintenance,
                                            const char         *summary,
                                            GError            **error);
MlsMaintenance *mls_project_take_remarks
                                           (MlsProject         *self,
                                            GError            **error);
gboolean        mls_project_except         (MlsProject         *self,
                                            MlsPoint            at,
                                            const char         *rule,
                                            const char         *reason,
                                            gint64             *operation,
                                            GError            **error);
gboolean        mls_project_verify         (MlsProject         *self,
                                            const MlsFinding   *findings,
                                            guint               n_findings,
                                            gint64             *operation,
                                            GError            **error);
MlsChecked     *mls_project_get_checked    (MlsProject         *self);
void            mls_project_set_checked    (MlsProject         *self,
                                            MlsChecked         *checked,
                                            const MlsNomenclature
                                                               *nomenclature);
void            mls_project_want_check     (MlsProject         *self);
void            mls_project_keep_check     (MlsProject         *self,
                                            const GArray       *findings,
                                            gint64              operation);
gboolean        mls_project_mend_area      (MlsProject         *self,
                                            MlsPoint            at,
                                            gint64             *operation,
                                            GError            **error);
gboolean        mls_project_mend_areas     (MlsProject         *self,
                                            const GArray       *faces,
                                            gint64             *operation,
                                            GError            **error);
gboolean        mls_project_verify_at      (MlsProject         *self,
                                            MlsPoint            at,
                                            const char         *rule,
                                            gint64             *operation,
                                            GError            **error);
gboolean        mls_project_keep           (MlsProject         *self,
                                            MlsPoint            at,
                                            const char         *reason,
                                            gint64             *operation,
                                            GError            **error);
MlsDelta       *mls_project_undo           (MlsProject         *self,
                                            gint64             *operation,
                                            GError            **error);
MlsDelta       *mls_project_redo           (MlsProject         *self,
                                            gint64             *operation,
                                            GError            **error);
MlsDelta       *mls_project_revert         (MlsProject         *self,
                                            const gint64       *operations,
                                            guint               n_operations,
                                            gint64             *operation,
                                            MlsRevertClash     *clash,
                                            GError            **error);
MlsDelta       *mls_project_restore        (MlsProject         *self,
                                            gint64              state,
                                            const MlsZone      *zone,
                                            gint64             *operation,
                                            GError            **error);
gboolean        mls_project_locate         (MlsProject         *self,
                                            MlsPoint            at,
                                            double             *longitude,
                                            double             *latitude,
                                            GError            **error);
gboolean        mls_project_get_territory  (MlsProject         *self,
                                            MlsBox             *out);
const MlsZoneProgress *
                mls_project_get_zone_progress
                                           (MlsProject         *self);
gboolean        mls_project_mark_zone      (MlsProject         *self,
                                            MlsPoint            at,
                                            MlsCellState        state,
                                            GError            **error);
gboolean        mls_project_notice         (MlsProject         *self,
                                            GError            **error);

G_END_DECLS
