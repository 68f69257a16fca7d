#pragma once

#include "document/measure.h"
#include "document/outlook.h"
#include "document/project.h"
#include "document/references.h"
#include "document/trail.h"
#include "document/viewport.h"
#include "imagery/imagery.h"
#include "store/set-aside.h"
#include "tool/constraint.h"
#include "tool/tool.h"

G_BEGIN_DECLS

/* What a line that is drawn stands for. */
typedef enum
{
  MLS_MEANS_LINE,    /* itself: from border to border, out and back, or closed */
  MLS_MEANS_STRIP,   /* a road or a hedge of some width */
  MLS_MEANS_OUTLINE, /* a part of an outline; existing borders close it */
  MLS_N_MEANINGS
} MlsMeaning;

/* What one window does with a project: where it looks, what it edits and as what, the tool in hand
 * and its sketch, the region selected. Knows no GTK, so that all an operator can do runs in tests
 * without a display. Main thread.
 *
 * "share-changed": how panes over one another share their place.
 * "state-changed": vintage, kind, dimension, pair, tool, panes, snapping, tracing, livewire, right angles, meaning of lines or look. "sketch-changed":
 * sketch, snap or proposal. "selection-changed": which regions are selected, or what they are. "refused" (MlsProposal *): the last gesture, with its
 * cure if it has one. "said" (char *): what else went wrong. "committed" (MlsVerb, MlsProposal *).
 * "author-wanted": an edit waits until the project has an author and mls_workspace_go_on() is called.
 * "shown" (MlsOperation *): what Ctrl+Z would take back, out of sight or not of today's own work; the
 * next one does it. "clashed" (MlsRevertClash *, char *): a later edit keeps one
 * from being taken back, in words too. "named" (char *): the version that has a name now. "drafted" (char *): an edit that is only to be
 * proposed was drawn, as lines of a script. "dates-changed": another program has added vintages or taken some out. */
#define MLS_TYPE_WORKSPACE (mls_workspace_get_type ())
G_DECLARE_FINAL_TYPE (MlsWorkspace, mls_workspace, MLS, WORKSPACE, GObject)

/* What a hand does over a pane, before snapping. */
typedef struct
{
  MlsInputKind kind;
  MlsPoint     point;
  double       m_per_px;
  gboolean     twice;
  gboolean     shift;
  gboolean     free;  /* do not snap now */
} MlsHand;

/* A region selected, or ground that changed: where, and what it is. */
typedef struct
{
  MlsPoint      point;
  guint         vintage;
  guint         since;   /* the vintage from which it changed; of a region the same */
  MlsDimension  dimension;
  MlsLabel      label;   /* of the face at the point … */
  guint         differs; /* … and of its fields those, as MLS_FIELD, that are not the same in all of it */
  GPtrArray    *outline; /* (element-type MlsShape) its rings */
  MlsBox        box;
  MlsArea2      area2;   /* as far as it was followed … */
  gboolean      at_least;/* … to its end, or not */
  gboolean      left;    /* what was done with all that is selected may not be done with it */
  GHashTable   *faces;   /* ids of its faces */
} MlsSelection;

/* A region that the hand has passed over, with a tool that acts on regions. */
typedef struct
{
  MlsPoint   place;
  GPtrArray *outline; /* (element-type MlsShape) its rings, as far as it was followed */
  gboolean   left;    /* it may not take what the others take */
} MlsCrossed;

MlsWorkspace       *mls_workspace_new             (MlsProject      *project);
MlsProject         *mls_workspace_get_project     (MlsWorkspace    *self);
MlsViewport        *mls_workspace_get_viewport    (MlsWorkspace    *self);
MlsReferences      *mls_workspace_get_references  (MlsWorkspace    *self);

guint               mls_workspace_get_n_panes     (MlsWorkspace    *self);
void                mls_workspace_set_n_panes     (MlsWorkspace    *self,
                                                   guint            n_panes);
guint               mls_workspace_get_pane        (MlsWorkspace    *self);
void                mls_workspace_set_pane        (MlsWorkspace    *self,
                                                   guint            pane);
guint               mls_workspace_get_vintage_of  (MlsWorkspace    *self,
                                                   guint            pane);
const MlsOutlook   *mls_workspace_get_outlook     (MlsWorkspace    *self,
                                                   guint            pane);
const MlsManner    *mls_workspace_get_manner      (MlsWorkspace    *self,
                                                   guint            pane);
void                mls_workspace_set_apart       (MlsWorkspace    *self,
                                                   gboolean         apart);
void                mls_workspace_set_photo_of    (MlsWorkspace    *self,
                                                   guint            photo);
void                mls_workspace_set_as_of       (MlsWorkspace    *self,
                                                   gint64           operation);
gboolean            mls_workspace_shows_past      (MlsWorkspace    *self);
guint               mls_workspace_get_other_pane  (MlsWorkspace    *self,
                                                   guint            pane);
gboolean            mls_workspace_get_linked      (MlsWorkspace    *self);
void                mls_workspace_set_linked      (MlsWorkspace    *self,
                                                   gboolean         linked);
MlsComparison       mls_workspace_get_comparison  (MlsWorkspace    *self);
void                mls_workspace_set_comparison  (MlsWorkspace    *self,
                                                   MlsComparison    comparison);
void          mls_workspace_compare_states    (MlsWorkspace *self,
                                               gint64        from,
                                               gint64        to);
void          mls_workspace_set_vintage_of_all
                                              (MlsWorkspace *self,
                                               guint         vintage);
void          mls_workspace_end_states        (MlsWorkspace *self,
                                               guint         n_panes);
gboolean            mls_workspace_is_seen         (MlsWorkspace    *self,
                                                   guint            pane);
guint               mls_workspace_get_upper       (MlsWorkspace    *self);
double              mls_workspace_get_share       (MlsWorkspace    *self);
void                mls_workspace_set_share       (MlsWorkspace    *self,
                                                   double           share);
guint               mls_workspace_get_vintage     (MlsWorkspace    *self);
void                mls_workspace_set_vintage     (MlsWorkspace    *self,
                                                   guint            vintage);
gboolean            mls_workspace_get_correction  (MlsWorkspace    *self);
void                mls_workspace_set_correction  (MlsWorkspace    *self,
                                                   gboolean         correction);
MlsVintageSet       mls_workspace_get_named       (MlsWorkspace    *self);
void                mls_workspace_set_named       (MlsWorkspace    *self,
                                                   MlsVintageSet    named);
char               *mls_workspace_describe        (MlsWorkspace    *self,
                                                   guint            pane);
MlsDimension        mls_workspace_get_dimension   (MlsWorkspace    *self);
void                mls_workspace_set_next_dimension
                                                  (MlsWorkspace    *self);
void                mls_workspace_set_dimension   (MlsWorkspace    *self,
                                                   MlsDimension     dimension);
gboolean            mls_workspace_get_snapping    (MlsWorkspace    *self);
void                mls_workspace_set_snapping    (MlsWorkspace    *self,
                                                   gboolean         snapping);
gboolean            mls_workspace_get_tracing     (MlsWorkspace    *self);
void                mls_workspace_set_tracing     (MlsWorkspace    *self,
                                                   gboolean         tracing);
gboolean            mls_workspace_get_square      (MlsWorkspace    *self);
void                mls_workspace_set_square      (MlsWorkspace    *self,
                                                   gboolean         square);
gboolean            mls_workspace_hold_segment    (MlsWorkspace    *self,
                                                   const char      *text);
gboolean            mls_workspace_hold_parallel   (MlsWorkspace    *self);
gboolean            mls_workspace_get_segment     (MlsWorkspace    *self,
                                                   MlsSegment      *out);
gboolean            mls_workspace_get_livewire    (MlsWorkspace    *self);
void                mls_workspace_set_livewire    (MlsWorkspace    *self,
                                                   gboolean         livewire);
MlsMeaning          mls_workspace_get_meaning     (MlsWorkspace    *self);
void                mls_workspace_set_meaning     (MlsWorkspace    *self,
                                                   MlsMeaning       meaning);
double              mls_workspace_get_strip_width (MlsWorkspace    *self);
gboolean            mls_workspace_set_strip_width (MlsWorkspace    *self,
                                                   double           width);
MlsToolKind         mls_workspace_get_tool        (MlsWorkspace    *self);
void                mls_workspace_set_tool        (MlsWorkspace    *self,
                                                   MlsToolKind      kind);
MlsPair             mls_workspace_get_pair        (MlsWorkspace    *self);
void                mls_workspace_set_pair        (MlsWorkspace    *self,
                                                   MlsPair          pair);

double              mls_workspace_get_opacity     (MlsWorkspace    *self);
void                mls_workspace_set_opacity     (MlsWorkspace    *self,
                                                   double           opacity);
guint               mls_workspace_get_level       (MlsWorkspace    *self);
void                mls_workspace_set_level       (MlsWorkspace    *self,
                                                   guint            level);
MlsIndicator        mls_workspace_get_indicator   (MlsWorkspace    *self);
void                mls_workspace_set_indicator   (MlsWorkspace    *self,
                                                   MlsIndicator     indicator);
gboolean            mls_workspace_get_patterned   (MlsWorkspace    *self);
void                mls_workspace_set_patterned   (MlsWorkspace    *self,
                                                   gboolean         patterned);
gboolean            mls_workspace_get_lettered    (MlsWorkspace    *self);
void                mls_workspace_set_lettered    (MlsWorkspace    *self,
                                                   gboolean         lettered);
gboolean            mls_workspace_get_infrared    (MlsWorkspace    *self);
void                mls_workspace_set_infrared    (MlsWorkspace    *self,
                                                   gboolean         infrared);
gboolean            mls_workspace_get_referenced  (MlsWorkspace    *self);
void                mls_workspace_set_referenced  (MlsWorkspace    *self,
                                                   gboolean         referenced);
gboolean            mls_workspace_get_gauged      (MlsWorkspace    *self);
void                mls_workspace_set_gauged      (MlsWorkspace    *self,
                                                   gboolean         gauged);
MlsArea2            mls_workspace_get_gauge       (MlsWorkspace    *self);
void                mls_workspace_set_photo       (MlsWorkspace    *self,
                                                   MlsImagery      *photo);
void                mls_workspace_set_sight       (MlsWorkspace    *self,
                                                   const MlsBox    *sight);
MlsView             mls_workspace_get_view        (MlsWorkspace    *self);
gboolean            mls_workspace_step_view       (MlsWorkspace    *self,
                                                   int              direction);

MlsSketch           mls_workspace_get_sketch      (MlsWorkspace    *self);
MlsSnap             mls_workspace_get_snap        (MlsWorkspace    *self);
const GArray       *mls_workspace_get_handles     (MlsWorkspace    *self);
const MlsProposal  *mls_workspace_get_proposal    (MlsWorkspace    *self);
const GPtrArray    *mls_workspace_get_crossed     (MlsWorkspace    *self);
char               *mls_workspace_dup_left        (MlsWorkspace    *self);
const MlsSelection *mls_workspace_get_selection   (MlsWorkspace    *self);
const GPtrArray    *mls_workspace_get_selected    (MlsWorkspace    *self);
MlsBox              mls_workspace_selected_box    (MlsWorkspace    *self);

void                mls_workspace_hand            (MlsWorkspace    *self,
                                                   const MlsHand   *hand);
void                mls_workspace_leave           (MlsWorkspace    *self);
gboolean            mls_workspace_get_measure     (MlsWorkspace    *self,
                                                   MlsMeasure      *out);
void                mls_workspace_give_pair       (MlsWorkspace    *self,
                                                   MlsPair          pair);
void                mls_workspace_exchange_sides  (MlsWorkspace    *self);
void                mls_workspace_nudge           (MlsWorkspace    *self,
                                                   int              east,
                                                   int              north);
void                mls_workspace_settle          (MlsWorkspace    *self);
void                mls_workspace_extend          (MlsWorkspace    *self,
                                                   int              direction);
void                mls_workspace_remove_vertices (MlsWorkspace    *self);
void                mls_workspace_redraw          (MlsWorkspace    *self,
                                                   MlsGestureKind   kind);
void                mls_workspace_accept          (MlsWorkspace    *self);
void                mls_workspace_except          (MlsWorkspace    *self,
                                                   const char      *reason);
void                mls_workspace_carry_over      (MlsWorkspace    *self);
void                mls_workspace_absorb          (MlsWorkspace    *self);
gboolean            mls_workspace_absorb_sliver   (MlsWorkspace    *self,
                                                   MlsPoint         point);
gboolean            mls_workspace_is_offering     (MlsWorkspace    *self);
gboolean            mls_workspace_offer_cure      (MlsWorkspace    *self,
                                                   MlsPoint         point,
                                                   const char      *rule);
gboolean            mls_workspace_offer_draft     (MlsWorkspace    *self,
                                                   const char      *text);
void                mls_workspace_set_drafting    (MlsWorkspace    *self,
                                                   gboolean         drafting);
gboolean            mls_workspace_get_blind       (MlsWorkspace    *self);
void                mls_workspace_set_blind       (MlsWorkspace    *self,
                                                   gboolean         blind);
gboolean            mls_workspace_may_tell        (MlsWorkspace    *self);
void                mls_workspace_except_at       (MlsWorkspace    *self,
                                                   MlsPoint         point,
                                                   const char      *rule,
                                                   const char      *reason);
gboolean            mls_workspace_mend_area       (MlsWorkspace    *self,
                                                   MlsPoint         at);
gboolean            mls_workspace_verify          (MlsWorkspace    *self,
                                                   const MlsFinding *gone);
gboolean            mls_workspace_review          (MlsWorkspace    *self,
                                                   const MlsChangeAt
                                                                   *at,
                                                   MlsReview        review,
                                                   const char      *remark);
gboolean            mls_workspace_look_at_aside   (MlsWorkspace    *self,
                                                   gint64           set_aside,
                                                   MlsDelta       **theirs);
void                mls_workspace_leave_aside     (MlsWorkspace    *self);
const MlsSetAside  *mls_workspace_get_aside       (MlsWorkspace    *self);
void                mls_workspace_take_theirs     (MlsWorkspace    *self);
void                mls_workspace_settle_aside    (MlsWorkspace    *self,
                                                   MlsSettlement    settlement);
void                mls_workspace_keep_at         (MlsWorkspace    *self,
                                                   MlsPoint         point);
void                mls_workspace_pick            (MlsWorkspace    *self,
                                                   MlsPoint         point);
void                mls_workspace_select          (MlsWorkspace    *self,
                                                   const MlsPoint  *point);
void                mls_workspace_select_more     (MlsWorkspace    *self,
                                                   const MlsPoint  *points,
                                                   gsize            n_points);
void                mls_workspace_select_or_not   (MlsWorkspace    *self,
                                                   MlsPoint         point);
void                mls_workspace_select_there    (MlsWorkspace    *self,
                                                   MlsPoint         point);
void                mls_workspace_merge_selected  (MlsWorkspace    *self);
void                mls_workspace_select_change   (MlsWorkspace    *self,
                                                   MlsPoint         point,
                                                   guint            since);
gboolean            mls_workspace_choose          (MlsWorkspace    *self,
                                                   const MlsPoint  *pointer);
gboolean            mls_workspace_note            (MlsWorkspace    *self,
                                                   const MlsNote   *note);
gboolean            mls_workspace_toggle_note     (MlsWorkspace    *self,
                                                   MlsField         field);
MlsLabel            mls_workspace_get_said        (MlsWorkspace    *self,
                                                   guint           *differs);
gboolean            mls_workspace_says            (MlsWorkspace    *self,
                                                   MlsField         field);
void                mls_workspace_go_on           (MlsWorkspace    *self);
void                mls_workspace_give_up         (MlsWorkspace    *self);
void                mls_workspace_undo            (MlsWorkspace    *self);
void                mls_workspace_redo            (MlsWorkspace    *self);
void                mls_workspace_travel          (MlsWorkspace    *self,
                                                   int              n_steps);
gboolean            mls_workspace_take_back       (MlsWorkspace    *self,
                                                   const gint64    *operations,
                                                   guint            n_operations);
gboolean            mls_workspace_bring_back      (MlsWorkspace    *self,
                                                   gint64           state,
                                                   MlsZone         *zone);

void                mls_workspace_name_version    (MlsWorkspace    *self,
                                                   const char      *name);

gboolean            mls_workspace_restore         (MlsWorkspace    *self);
void                mls_workspace_remember        (MlsWorkspace    *self);

G_END_DECLS
