#pragma once

#include "document/edge-guide.h"
#include "document/workspace.h"
#include "store/set-aside.h"
#include "tool/sweep.h"

G_BEGIN_DECLS

/* An edit that X may still turn round: the last one, a split or reshape. */
typedef struct
{
  gint64     operation; /* 0 for none */
  GArray    *points;    /* (element-type MlsPoint) */
  MlsIntent  intent;
} MlsLastLine;

/* A sketch kept aside. */
typedef struct
{
  GArray   *points; /* (element-type MlsPoint) */
  gboolean  all;
} MlsKeptSketch;

/* Where a pixel is as large as this, m, some 1:50 000, borders are closer than what is meant of them, and whole
 * towns are within reach of the hand: nothing draws it. */
#define MLS_WORKSPACE_AFAR_M_PER_PX 12.5

/* Panes as they were. */
typedef struct
{
  MlsOutlook    outlooks[MLS_MAX_PANES];
  guint         n_panes;
  guint         pane;
  MlsManner     manner;
  MlsComparison comparison;
  gboolean      free;
} MlsKeptPanes;

/* What is done with a workspace as it is. */
typedef void (*MlsDeed) (MlsWorkspace *self);

/* A lane, as long as nobody says otherwise. */
#define MLS_STRIP_WIDTH_MM (5 * MLS_MM_PER_M)

struct _MlsWorkspace
{
  GObject       parent_instance;

  /* owned */
  MlsProject   *project;
  MlsViewport  *viewport;
  GArray       *dates;     /* (element-type MlsText): codes of the vintages that indices are of */
  MlsReferences *references;
  MlsTool      *tool;
  MlsProposal  *proposal;  /* of what the hand is about, or of what was refused */
  gboolean      offering;  /* it is of what was asked for, which Enter does */
  GPtrArray    *selected;  /* (element-type MlsSelection), the last one last */
  MlsLastLine   last;
  MlsKeptSketch dropped;   /* what Esc took away, until the next edit */
  MlsKeptSketch asked;     /* the points of the gesture done last, or that waits */
  MlsGestureKind asked_kind;
  gint64         asked_measure;
  MlsFindingRule asked_rule;
  MlsNote       asked_note;
  MlsIntent     carry;     /* what was meant by the correction done last … */
  MlsVintageSet carry_to;  /* … which may be carried over to these, while nothing else was done */
  gint64        carried;   /* its operation */
  GArray       *corrected; /* (element-type MlsPoint) a place in each piece of it */
  char         *text;      /* a reason or a name given last, or that waits */
  const char   *rule;      /* (nullable): interned; the one an exception that waits is from */
  gboolean      drafting;  /* what is drawn is proposed to somebody else, and not done */
  gboolean      blind;     /* nothing tells what the map says */
  MlsDeed       waiting;   /* (nullable): what is done once there is an author */
  GArray       *unwanted;  /* (element-type gint64) the operations that are to be taken back then, if that is it */
  gint64        state;     /* the operation whose state is to come back then, if that is it */
  MlsZone      *zone;      /* (nullable): same, on that ground alone */

  /* what is edited, and as what */
  guint         n_panes;
  guint         pane;                       /* the one that edits are for … */
  guint         pane_before;                /* … and the one they were for before, or G_MAXUINT */
  MlsOutlook    outlooks[MLS_MAX_PANES];
  MlsManner     manner;                     /* of the panes that have none of their own */
  MlsComparison comparison;
  guint         compared[2];                /* the panes that lie over one another, the lower one first */
  gboolean      free;                       /* each pane looks where it wants */
  double        share;                      /* of the place that the lower one has, 0 to 1 */
  MlsSetAside  *aside;                      /* (nullable): what somebody is to decide on, in panes for that alone … */
  MlsKeptPanes  kept;                       /* … and those that come back after it */
  MlsSettlement settlement;                 /* decided last, or that waits */
  gboolean      correction;
  MlsVintageSet named;                      /* the vintages of a correction; none for all of them */
  MlsPair       pair;
  MlsTakes      takes;

  /* the hand */
  gboolean      snapping;
  gboolean      tracing;
  MlsConstraint constraint;                 /* what the next segment is held to */
  gboolean      livewire;
  MlsEdgeGuide *edge_guide;
  MlsHand       last_hand;
  MlsMeaning    meaning;                    /* of lines */
  gint64        strip_width;                /* mm */
  MlsSnap       snap;
  GArray       *handles;                    /* (element-type MlsPoint) what a vertex tool could take hold of … */
  GHashTable   *handles_faces;              /* (nullable): … around the region of faces of these ids … */
  MlsHand       handles_hand;               /* … where the hand was */
  MlsSweep     *sweep;                      /* (nullable): the regions that the hand passes over */
  MlsPoint      swept_to;                   /* where it was last */
  GPtrArray    *crossed;                    /* (element-type MlsCrossed) those that the sketch is of */
  GArray       *taken;                      /* (element-type MlsPoint) places in those that may be painted together … */
  GArray       *left;                       /* (element-type MlsPoint) … and in those that may not … */
  char         *left_reason;                /* … because of that, the last of them */
  int           towards;                    /* which key takes in the next vertex: 1 for east, -1 for west */
  guint         rest_source;                /* what keys have moved is done then; 0 for nothing */
  guint         n_journalled;               /* points of the sketch that the project keeps … */
  gint64        journalled_at;              /* … since then, monotonic µs */

  /* what is before the operator's eyes */
  gboolean      referenced;                 /* with reference layers */
  gboolean      gauged;                     /* with the smallest a region of the current codes may be */
  MlsBox        sight;                      /* empty while that is not known */
  MlsToolKind   before_measure;             /* in hand when measuring began … */
  gboolean      interrupted;                /* … with a line begun */
  gint64        shown;                      /* the operation that Ctrl+Z has gone to, or 0 */
  int           n_steps;                    /* through the history that are wanted, forth or, below 0, back */
  MlsTrail     *trail;                      /* what was looked at */
  struct
  {
    MlsChangeAt at;
    MlsReview   review;
    gboolean    written;
  } review;                                 /* decided last, or that waits */
  MlsFinding verified;                      /* the same of what was corrected */
  gboolean   is_verified;
  MlsPoint   measured;                      /* the same of a face whose area the file has wrong */
  gboolean   is_measured;
};

enum
{
  MLS_WORKSPACE_STATE_CHANGED,
  MLS_WORKSPACE_SHARE_CHANGED,
  MLS_WORKSPACE_SKETCH_CHANGED,
  MLS_WORKSPACE_SELECTION_CHANGED,
  MLS_WORKSPACE_REFUSED,
  MLS_WORKSPACE_SAID,
  MLS_WORKSPACE_COMMITTED,
  MLS_WORKSPACE_AUTHOR_WANTED,
  MLS_WORKSPACE_SHOWN,
  MLS_WORKSPACE_CLASHED,
  MLS_WORKSPACE_NAMED,
  MLS_WORKSPACE_DRAFTED,
  MLS_WORKSPACE_DATES_CHANGED,
  MLS_WORKSPACE_N_SIGNALS,
};

extern guint mls_workspace_signals[MLS_WORKSPACE_N_SIGNALS];

void      mls_workspace_emit         (MlsWorkspace    *self,
                                      guint            signal);
void      mls_workspace_say          (MlsWorkspace    *self,
                                      const char      *text);
void      mls_workspace_init_panes   (MlsWorkspace    *self);
void      mls_workspace_keep_to_classes
                                     (MlsWorkspace    *self);
MlsDimension mls_workspace_dimension_near
                                     (MlsWorkspace    *self,
                                      MlsDimension     dimension);
void      mls_workspace_swap_panes   (MlsWorkspace    *self);
void      mls_workspace_refuse       (MlsWorkspace    *self);
void      mls_workspace_show_from    (MlsWorkspace    *self,
                                      guint            newest);
void       mls_workspace_note_dates  (MlsWorkspace    *self);
gboolean   mls_workspace_follow_dates
                                     (MlsWorkspace    *self);
MlsManner *mls_workspace_manner      (MlsWorkspace    *self);
void      mls_workspace_meaning_changed
                                     (MlsWorkspace    *self);
void      mls_workspace_act          (MlsWorkspace    *self,
                                      MlsReply         reply);
GArray   *mls_workspace_find_run     (MlsWorkspace    *self,
                                      MlsPoint         from,
                                      MlsPoint         to,
                                      GError         **error);
void      mls_workspace_find_vertices
                                     (MlsWorkspace    *self);
GPtrArray *mls_workspace_outline     (const MlsRegion *region,
                                      MlsBox          *box);
GHashTable *mls_workspace_faces_of   (const MlsRegion *region);
void      mls_workspace_init_selection
                                     (MlsWorkspace    *self);
void      mls_workspace_select_again (MlsWorkspace    *self,
                                      gboolean         as_regions);
void      mls_workspace_commit_selected
                                     (MlsWorkspace    *self,
                                      const MlsGesture *gesture);
void      mls_workspace_init_livewire
                                     (MlsWorkspace    *self);
gboolean  mls_workspace_find_segment (MlsWorkspace    *self,
                                      const MlsHand   *hand,
                                      MlsPoint         ends[2]);
gboolean  mls_workspace_constrain    (MlsWorkspace    *self,
                                      const MlsHand   *hand,
                                      MlsInput        *input);
void      mls_workspace_release_segment
                                     (MlsWorkspace    *self);
void      mls_workspace_hand_again   (MlsWorkspace    *self);
GArray   *mls_workspace_follow_edge  (MlsWorkspace    *self,
                                      const MlsHand   *hand,
                                      MlsInput        *input);
void      mls_workspace_start_edge   (MlsWorkspace    *self,
                                      const MlsHand   *hand);
void      mls_workspace_init_handles (MlsWorkspace    *self);
void      mls_workspace_clear_handles
                                     (MlsWorkspace    *self);
void      mls_workspace_find_handles (MlsWorkspace    *self,
                                      const MlsHand   *hand);
void      mls_workspace_find_handles_again
                                     (MlsWorkspace    *self);
void      mls_workspace_init_sweep   (MlsWorkspace    *self);
void      mls_workspace_clear_sweep  (MlsWorkspace    *self);
void      mls_workspace_end_sweep    (MlsWorkspace    *self);
GArray   *mls_workspace_sweep_to     (MlsWorkspace    *self,
                                      const MlsHand   *hand,
                                      MlsInput        *input);
void      mls_workspace_note_crossed (MlsWorkspace    *self);
void      mls_workspace_try_stroke   (MlsWorkspace    *self,
                                      const MlsGesture *gesture);
void      mls_workspace_commit_stroke
                                     (MlsWorkspace    *self,
                                      const MlsGesture *gesture);
void      mls_workspace_paint_again  (MlsWorkspace    *self);
void      mls_workspace_stroke       (MlsWorkspace    *self,
                                      const MlsGesture *gesture);
gboolean  mls_workspace_has_left     (MlsWorkspace    *self,
                                      MlsPoint         place);
MlsIntent mls_workspace_intent       (MlsWorkspace    *self);
MlsGesture mls_workspace_mean        (MlsWorkspace    *self,
                                      const MlsGesture *gesture);
void      mls_workspace_drop_sketch  (MlsWorkspace    *self);
void      mls_workspace_try_out      (MlsWorkspace    *self,
                                      const MlsGesture *gesture,
                                      gboolean         all);
void      mls_workspace_commit       (MlsWorkspace    *self,
                                      const MlsGesture *gesture,
                                      gboolean         all);
void      mls_workspace_offer        (MlsWorkspace    *self,
                                      const MlsGesture *gesture);
void      mls_workspace_show_offer   (MlsWorkspace    *self,
                                      const MlsGesture *gesture,
                                      gboolean         all);
void      mls_workspace_draft        (MlsWorkspace    *self,
                                      const MlsGesture *gesture,
                                      gboolean         all);
void      mls_workspace_journal      (MlsWorkspace    *self);
void      mls_workspace_look_again   (MlsWorkspace    *self);
void      mls_workspace_mean_anew    (MlsWorkspace    *self);
void      mls_workspace_note_view    (MlsWorkspace    *self);
gboolean  mls_workspace_bring_back_sketch
                                     (MlsWorkspace    *self);
void      mls_workspace_drop_proposal
                                     (MlsWorkspace    *self);
void      mls_workspace_keep_text    (MlsWorkspace    *self,
                                      const char      *text);
gboolean  mls_workspace_may_write    (MlsWorkspace    *self,
                                      MlsDeed          deed);
gboolean  mls_workspace_look_at_file (MlsWorkspace    *self);
gboolean  mls_workspace_write_plan   (MlsWorkspace    *self,
                                      MlsProposal     *proposal,
                                      const MlsPlan   *plan,
                                      gint64          *operation);

G_END_DECLS
