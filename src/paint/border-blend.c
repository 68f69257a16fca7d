#include "paint/border-blend.h"

/* How much wider lines are that tell of what was found: as much as reaches MLS_LINE_MAX_REACH_PX on a screen of four
 * device px to a logical one. */
#define FLAGGED_WIDTH 1.4

/* The dimensions whose regions have their borders in a view. */
static const struct
{
  MlsDimension first;
  MlsDimension last;
} seen[MLS_N_DIMENSIONS] = {
  [MLS_DIMENSION_COVER] = { MLS_DIMENSION_COVER, MLS_DIMENSION_COVER },
  [MLS_DIMENSION_USE] = { MLS_DIMENSION_USE, MLS_DIMENSION_USE },
  [MLS_DIMENSION_PAIR] = { MLS_DIMENSION_COVER, MLS_DIMENSION_PAIR },
};

/* What of a face decides how its borders are drawn. */
typedef struct
{
  guint64       codes[MLS_N_DIMENSIONS]; /* in those seen */
  MlsBorderKind kinds[MLS_N_DIMENSIONS]; /* what was found of its region there */
  gboolean      changed;
  gboolean      found;                   /* somebody asked for it */
} Side;

static MlsBorderKind
kind_of (const MlsColouring *colouring, gint64 fid, MlsDimension dimension)
{
  MlsSeverity severity;

  if (colouring->flags == NULL)
    return MLS_BORDER_PLAIN;

  severity = mls_flags_look_up (colouring->flags, fid, colouring->vintage, dimension);
  if (severity != MLS_N_SEVERITIES && mls_flags_are_found (colouring->flags))
    return MLS_BORDER_FOUND;

  switch (severity)
    {
    case MLS_SEVERITY_ERROR:
      return MLS_BORDER_ERROR;
    case MLS_SEVERITY_WARNING:
      return MLS_BORDER_WARNING;
    case MLS_SEVERITY_EXCEPTION:
      return MLS_BORDER_EXCEPTION;
    case MLS_SEVERITY_NOTE:
    case MLS_N_SEVERITIES:
      return MLS_BORDER_PLAIN;
    }

  g_assert_not_reached ();
}

static Side *
sides_new (const MlsColouring *colouring, const MlsIdTile *tile)
{
  Side *sides = g_new (Side, tile->n_faces);

  for (guint32 i = 0; i < tile->n_faces; i++)
    {
      const MlsLabel *label = mls_id_tile_label (tile, i + 1, colouring->vintage);

      sides[i].found = FALSE;
      for (MlsDimension d = seen[colouring->dimension].first; d <= seen[colouring->dimension].last; d++)
        {
          sides[i].codes[d] = mls_label_code (label, d);
          sides[i].kinds[d] = kind_of (colouring, tile->ids[i], d);
          sides[i].found |= sides[i].kinds[d] == MLS_BORDER_FOUND;
        }
      sides[i].changed = mls_label_changes (mls_id_tile_label (tile, i + 1, colouring->before), label,
                                            colouring->dimension);
    }

  return sides;
}

/* A region ends where its own code does: a finding of a cover says nothing of where the use changes
 * inside. Ground that changed may end where the code does not. The edge of the territory is a border whatever lies
 * inside. */
static MlsBorderKind
kind_between (const MlsColouring *colouring, const Side *side, const Side *other)
{
  MlsBorderKind kind = side->changed || (other != NULL && other->changed) ? MLS_BORDER_CHANGED : MLS_BORDER_PLAIN;

  if (other != NULL && side->codes[colouring->dimension] == other->codes[colouring->dimension])
    return side->found != other->found ? MLS_BORDER_FOUND : MLS_BORDER_HIDDEN;

  for (MlsDimension d = seen[colouring->dimension].first; d <= seen[colouring->dimension].last; d++)
    if (other == NULL)
      kind = MAX (kind, side->kinds[d]);
    else if (side->codes[d] != other->codes[d])
      kind = MAX (kind, MAX (side->kinds[d], other->kinds[d]));

  return kind;
}

/**
 * mls_border_kinds:
 * @colouring: how the tile is shown
 * @tile: a tile with borders
 *
 * Returns: (transfer full): what each of its borders tells
 */
MlsBorderKind *
mls_border_kinds (const MlsColouring *colouring, const MlsIdTile *tile)
{
  g_autofree Side *sides = sides_new (colouring, tile);
  MlsBorderKind *kinds = g_new (MlsBorderKind, tile->n_borders);

  for (guint i = 0; i < tile->n_borders; i++)
    {
      const MlsBorderPiece *border = &tile->borders[i];

      kinds[i] = kind_between (colouring, &sides[border->face - 1],
                               border->other != 0 ? &sides[border->other - 1] : NULL);
    }

  return kinds;
}

/**
 * mls_border_kind_style:
 * @colouring: how tiles are shown
 * @kind: what a border tells, shown
 *
 * Returns: what its line looks like, in device px
 */
MlsLineStyle
mls_border_kind_style (const MlsColouring *colouring, MlsBorderKind kind)
{
  static const guint32 colours[MLS_N_BORDER_KINDS] = {
    [MLS_BORDER_CHANGED] = MLS_COLOURING_CHANGED,
    [MLS_BORDER_FOUND] = MLS_COLOURING_FOUND,
    [MLS_BORDER_EXCEPTION] = MLS_COLOURING_EXCEPTION,
    [MLS_BORDER_WARNING] = MLS_COLOURING_WARNING,
    [MLS_BORDER_ERROR] = MLS_COLOURING_ERROR,
  };
  MlsLineStyle style = colouring->line;

  style.width *= colouring->hidpi;
  style.casing *= colouring->hidpi;
  if (kind > MLS_BORDER_PLAIN)
    style.colour = colours[kind];
  if (kind >= MLS_BORDER_FOUND)
    style.width *= FLAGGED_WIDTH;

  return style;
}

static void
blend_kind (const MlsColouring  *colouring,
            const MlsIdTile     *tile,
            const MlsBorderKind *kinds,
            MlsBorderKind        kind,
            guint8              *rgb,
            gsize                stride)
{
  MlsLineStyle style = mls_border_kind_style (colouring, kind);
  g_autoptr (MlsLineField) field = mls_line_field_new (tile->lattice.width, tile->lattice.height, &style);

  for (guint i = 0; i < tile->n_borders; i++)
    {
      const MlsBorderPiece *border = &tile->borders[i];

      if (kinds[i] == kind)
        mls_line_field_add (field, border->x0, border->y0, border->x1, border->y1);
    }

  mls_line_field_blend (field, rgb, stride);
}

/**
 * mls_border_blend:
 * @colouring: how to show the tile
 * @tile: a tile with borders
 * @rgb: (array): in and out, the picture: 3 bytes a pixel
 * @stride: bytes from a row to the next
 *
 * Draws the borders of @tile, each as what it tells. Any thread.
 */
void
mls_border_blend (const MlsColouring *colouring, const MlsIdTile *tile, guint8 *rgb, gsize stride)
{
  g_autofree MlsBorderKind *kinds = mls_border_kinds (colouring, tile);
  gboolean is_there[MLS_N_BORDER_KINDS] = { FALSE };

  for (guint i = 0; i < tile->n_borders; i++)
    is_there[kinds[i]] = TRUE;

  for (MlsBorderKind kind = MLS_BORDER_PLAIN; kind < MLS_N_BORDER_KINDS; kind++)
    if (is_there[kind])
      blend_kind (colouring, tile, kinds, kind, rgb, stride);
}
