#pragma once

#include "tool/tool.h"

G_BEGIN_DECLS

/* What a tool is made of. A step never keeps its input. */
typedef struct
{
  const char *name;
  MlsReply (*step) (MlsTool *tool, const MlsInput *input);
} MlsToolClass;

typedef enum
{
  MLS_TOOL_IDLE,
  MLS_TOOL_ARMED,    /* a button is down, or a first place is chosen */
  MLS_TOOL_CHOOSING, /* a button is down, and takes in what the hand passes */
  MLS_TOOL_DRAWING,  /* there is a sketch */
  MLS_TOOL_NUDGED,   /* keys have moved something, and may go on */
  MLS_TOOL_WAITING,  /* the sketch is finished and waits for its commit */
} MlsToolState;

/* All tools live with the same few things: where they are, and points. */
struct _MlsTool
{
  const MlsToolClass *klass;
  MlsToolKind         kind;
  MlsToolState        state;
  GArray             *points;   /* (element-type MlsPoint) placed, then where the hand is */
  guint               n_placed;
  GArray             *strides;  /* (element-type guint) how many were placed before each press */
  GArray             *trail;    /* (element-type MlsPoint) since a press: the last point placed, then where the hand was */
  gboolean            freehand; /* the hand has left where it pressed */
  gboolean            all;
  GArray             *run;      /* (element-type MlsPoint) vertices chosen along a border */
  MlsPoint            by;       /* how far they are to go */
  MlsPoint            asked[3]; /* points of the gesture they are moved by */
};

extern const MlsToolClass mls_tool_line;
extern const MlsToolClass mls_tool_vertex;
extern const MlsToolClass mls_tool_merge;
extern const MlsToolClass mls_tool_paint;
extern const MlsToolClass mls_tool_select;
extern const MlsToolClass mls_tool_pick;
extern const MlsToolClass mls_tool_cure;
extern const MlsToolClass mls_tool_measure;

void     mls_tool_place  (MlsTool        *tool,
                          MlsPoint        point);
void     mls_tool_hover  (MlsTool        *tool,
                          MlsPoint        point);
void     mls_tool_stride (MlsTool        *tool,
                          const MlsInput *input);
void     mls_tool_look   (MlsTool        *tool,
                          const MlsInput *input);
gboolean mls_tool_back   (MlsTool        *tool);
void     mls_tool_clear  (MlsTool        *tool);
gboolean mls_tool_cross  (MlsTool        *tool,
                          const MlsInput *input);
MlsPoint mls_tool_placed (const MlsTool  *tool,
                          guint           i);
MlsPoint mls_tool_hand   (const MlsTool  *tool);
MlsReply mls_tool_reply  (const MlsTool  *tool,
                          MlsReplyFlags   flags,
                          MlsGestureKind  kind,
                          guint           n_points);

#define MLS_REPLY_NOTHING ((MlsReply) { MLS_REPLY_NONE })
#define MLS_REPLY_REDRAW  ((MlsReply) { MLS_REPLY_SKETCH })

G_END_DECLS
