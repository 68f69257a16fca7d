#pragma once

#include "rules/gesture.h"
#include "tool/snap.h"

G_BEGIN_DECLS

/* A tool turns what the hand does into gestures. It is a state machine that knows nothing of a
 * window, a project or the time: an input goes in, a reply comes out, and whoever asked does what
 * the reply says. Points are on the ground and snapped before a tool sees them. */
typedef struct _MlsTool MlsTool;

typedef enum
{
  MLS_TOOL_LINE,
  MLS_TOOL_SELECT,
  MLS_TOOL_VERTEX,
  MLS_TOOL_MERGE,
  MLS_TOOL_PICK,
  MLS_TOOL_CURE,
  MLS_TOOL_MEASURE,
  MLS_TOOL_PAINT,
  MLS_N_TOOLS,
} MlsToolKind;

typedef enum
{
  MLS_INPUT_MOVE,   /* the hand, no button */
  MLS_INPUT_PRESS,
  MLS_INPUT_DRAG,
  MLS_INPUT_RELEASE,
  MLS_INPUT_NUDGE,  /* a key moves what is chosen */
  MLS_INPUT_FINISH, /* right click, double click or Enter; the keys have rested */
  MLS_INPUT_BACK,   /* the last vertex again */
  MLS_INPUT_CANCEL, /* Esc, another tool, another project */
  MLS_INPUT_DONE,   /* what was asked for has been written */
} MlsInputKind;

typedef struct
{
  MlsInputKind    kind;
  MlsPoint        point;     /* snapped */
  MlsPoint        raw;       /* where the hand is */
  MlsSnapKind     snap;
  const MlsPoint *way;       /* (nullable): along borders from the last point placed to @point, without both; of a tool
                              * that acts on regions, places in those crossed since the last input */
  guint           n_way;
  MlsPoint        by;        /* of a nudge: how far, mm */
  gint64          tolerance; /* mm that the hand may be off */
  gboolean        twice;     /* the second press of a double click */
  gboolean        shift;
} MlsInput;

typedef enum
{
  MLS_REPLY_NONE = 0,
  MLS_REPLY_SKETCH = 1 << 0,  /* what the tool shows has changed */
  MLS_REPLY_PREVIEW = 1 << 1, /* try @gesture out and show what it would do */
  MLS_REPLY_COMMIT = 1 << 2,  /* do @gesture; keep the sketch until MLS_INPUT_DONE */
  MLS_REPLY_SELECT = 1 << 3,  /* the region at @gesture's point, and no other */
  MLS_REPLY_PICK = 1 << 4,    /* make the pair at @gesture's point the current one */
  MLS_REPLY_ADD = 1 << 5,     /* select the regions at @gesture's points, too */
  MLS_REPLY_TOGGLE = 1 << 6,  /* select the region there, too, or no longer */
} MlsReplyFlags;

typedef struct
{
  MlsReplyFlags flags;
  MlsGesture    gesture; /* its points are the tool's, until its next input */
  gboolean      all;     /* a line through all the regions it crosses */
} MlsReply;

/* What a tool shows: points placed, and from the last one to where the hand is. */
typedef struct
{
  const MlsPoint *points;
  guint           n_points;
  guint           n_placed;
  gboolean        all;      /* a line through all the regions it crosses */
  const MlsPoint *run;      /* vertices chosen along a border, as they are */
  guint           n_run;
  MlsPoint        by;       /* how far they are to go */
} MlsSketch;

MlsTool    *mls_tool_new         (MlsToolKind      kind);
void        mls_tool_free        (MlsTool         *tool);
MlsToolKind mls_tool_get_kind    (const MlsTool   *tool);
MlsReply    mls_tool_step        (MlsTool         *tool,
                                  const MlsInput  *input) G_GNUC_WARN_UNUSED_RESULT;
gboolean    mls_tool_sweeps      (MlsToolKind      kind);
MlsSketch   mls_tool_get_sketch  (const MlsTool   *tool);
gboolean    mls_tool_is_busy     (const MlsTool   *tool);
gboolean    mls_tool_is_finished (const MlsTool   *tool);
gboolean    mls_tool_closes      (const MlsTool   *tool,
                                  const MlsInput  *input);
void        mls_tool_set_sketch  (MlsTool         *tool,
                                  const MlsSketch *sketch);
void        mls_tool_choose      (MlsTool         *tool,
                                  const MlsPoint  *run,
                                  guint            n_run);
const char *mls_tool_name        (MlsToolKind      kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsTool, mls_tool_free)

G_END_DECLS
