#include "paint/figure-style.h"

#include <math.h>

/* What lies around a line, so that it shows on any photo: dark, and less of it than around borders of regions. */
#define CASING_COLOUR  0x14181c
#define CASING         0.75
#define CASING_OPACITY 0.45

/* Features of so many px are seen one by one; smaller ones fade, down to a shade of their colour. */
#define CLEAR_PX 10
#define FAINTEST 0.3

/* How much wider than lines the dots of points are. */
#define DOT_PX 4

/* Dots are as large as that down to 1:5 000, and from 1:50 000 on of the least size. */
#define NEAR_M_PER_PX 1.32
#define LEAST_DOT     0.4

/* What is left of the reach of a line when it is as wide as can be, px. */
#define SPARE 0.51

/* @hidpi px to one of the style, as far as lines can be drawn. */
static MlsLineStyle
scaled (const MlsFigureStyle *style, double width, double casing, double opacity, double hidpi)
{
  double most = 2 * (MLS_LINE_MAX_REACH_PX - SPARE - casing * hidpi);

  return (MlsLineStyle){ MIN (width * hidpi, most), casing * hidpi, style->colour, CASING_COLOUR, opacity,
                         CASING_OPACITY * opacity };
}

/**
 * mls_figure_style_line:
 * @style: a style
 * @size_px: how large most features are at the scale of the map, logical px
 * @hidpi: device px to a logical one
 *
 * Returns: what lines look like then, in device px: where they come to lie close, thinner and fainter, so that
 *   what is under them is still seen
 */
MlsLineStyle
mls_figure_style_line (const MlsFigureStyle *style, double size_px, double hidpi)
{
  double clear = CLAMP (size_px / CLEAR_PX, FAINTEST, 1);

  return scaled (style, style->width * (0.5 + 0.5 * clear), CASING * clear, clear, hidpi);
}

/**
 * mls_figure_style_point:
 * @style: a style
 * @m_per_px: the scale of the map, m to a logical px
 * @hidpi: device px to a logical one
 *
 * Returns: what dots look like, in device px: as lines without length
 */
MlsLineStyle
mls_figure_style_point (const MlsFigureStyle *style, double m_per_px, double hidpi)
{
  double far = CLAMP (log10 (m_per_px / NEAR_M_PER_PX), 0, 1);

  return scaled (style, (style->width + DOT_PX) * (1 - (1 - LEAST_DOT) * far), CASING, 1, hidpi);
}
