#include "quilt.h"

typedef struct
{
  const QuiltOptions *options;
  GRand              *rand;
  MlsPoint           *nodes;     /* (columns + 1) × (rows + 1) */
  GArray            **eastward;  /* borders from each node to the next one east, ends included */
  GArray            **northward; /* … north */
} Quilt;

/**
 * quilt_code:
 * @dimension: 'c' or 'u'
 * @i: a number
 *
 * Returns: the text of the @i-th code
 */
MlsText
quilt_code (char dimension, guint i)
{
  g_autofree char *text = g_strdup_printf ("%c%u", dimension, i);

  return g_quark_from_string (text);
}

/**
 * quilt_stretch:
 * @options: what a quilt is like
 * @point: a place on it before it is stretched
 *
 * Returns: where that place lies
 */
MlsPoint
quilt_stretch (const QuiltOptions *options, MlsPoint point)
{
  const gint64 *s = options->stretch;
  gint64 x = point.x - QUILT_X, y = point.y - QUILT_Y;

  if (s[0] == 0 && s[1] == 0)
    return point;

  return (MlsPoint){ QUILT_X + s[0] * x + s[1] * y, QUILT_Y + s[2] * x + s[3] * y };
}

/* Straight lines stay straight, and what does not cross does not cross then. */
static void
stretch_all (const Quilt *quilt, GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      MlsPoint *point = &g_array_index (points, MlsPoint, i);

      *point = quilt_stretch (quilt->options, *point);
    }
}

static gint64
shake (Quilt *quilt, gint64 by)
{
  return (gint64) g_rand_int_range (quilt->rand, (gint32) -by, (gint32) by + 1);
}

static guint
node_index (const Quilt *quilt, guint column, guint row)
{
  return row * (quilt->options->columns + 1) + column;
}

static void
make_nodes (Quilt *quilt)
{
  const QuiltOptions *o = quilt->options;

  for (guint row = 0; row <= o->rows; row++)
    for (guint column = 0; column <= o->columns; column++)
      {
        gboolean edge_x = column == 0 || column == o->columns;
        gboolean edge_y = row == 0 || row == o->rows;

        quilt->nodes[node_index (quilt, column, row)] = (MlsPoint){
          QUILT_X + column * o->pitch + (edge_x ? 0 : shake (quilt, o->pitch / 10)),
          QUILT_Y + row * o->pitch + (edge_y ? 0 : shake (quilt, o->pitch / 10)),
        };
      }
}

/* A crooked way from @a to @b; straight along the territory's edge. */
static GArray *
make_border (Quilt *quilt, MlsPoint a, MlsPoint b, gboolean straight)
{
  GArray *border = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  guint n = quilt->options->n_segments;
  g_array_append_val (border, a);
  for (guint i = 1; i < n; i++)
    {
      MlsPoint p = { a.x + (b.x - a.x) * i / n, a.y + (b.y - a.y) * i / n };

      /* Less near the nodes, so that borders that meet do not cross. */
      gint64 by = quilt->options->pitch * MIN (i, n - i) / (6 * n);

      if (!straight && ABS (b.x - a.x) > ABS (b.y - a.y))
        p.y += shake (quilt, by);
      else if (!straight)
        p.x += shake (quilt, by);
      g_array_append_val (border, p);
    }
  g_array_append_val (border, b);

  return border;
}

static void
make_borders (Quilt *quilt)
{
  const QuiltOptions *o = quilt->options;

  for (guint row = 0; row <= o->rows; row++)
    for (guint column = 0; column <= o->columns; column++)
      {
        guint i = node_index (quilt, column, row);

        if (column < o->columns)
          quilt->eastward[i] = make_border (quilt, quilt->nodes[i], quilt->nodes[i + 1],
                                            row == 0 || row == o->rows);
        if (row < o->rows)
          quilt->northward[i] =
              make_border (quilt, quilt->nodes[i], quilt->nodes[node_index (quilt, column, row + 1)],
                           column == 0 || column == o->columns);
      }
}

static void
append_way (GArray *ring, const GArray *border, gboolean forward)
{
  for (guint i = 0; i + 1 < border->len; i++)
    g_array_append_val (ring, g_array_index (border, MlsPoint, forward ? i : border->len - 1 - i));
}

static MlsFace *
make_face (Quilt *quilt, guint column, guint row, gint64 id)
{
  const QuiltOptions *o = quilt->options;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autofree MlsLabel *labels = g_new0 (MlsLabel, o->n_vintages);
  MlsRing ring;

  append_way (points, quilt->eastward[node_index (quilt, column, row)], TRUE);
  append_way (points, quilt->northward[node_index (quilt, column + 1, row)], TRUE);
  append_way (points, quilt->eastward[node_index (quilt, column, row + 1)], FALSE);
  append_way (points, quilt->northward[node_index (quilt, column, row)], FALSE);

  for (guint v = 0; v < o->n_vintages; v++)
    {
      if (v > 0 && g_rand_int_range (quilt->rand, 0, 10) < 7)
        {
          labels[v] = labels[v - 1];
          continue;
        }
      if (g_rand_int_range (quilt->rand, 0, 10) < (gint32) o->null_in_ten)
        continue;
      labels[v].field[MLS_FIELD_COVER] = quilt_code ('c', (guint) g_rand_int_range (quilt->rand, 0, (gint32) o->n_codes));
      labels[v].field[MLS_FIELD_USE] = quilt_code ('u', (guint) g_rand_int_range (quilt->rand, 0, (gint32) o->n_codes));
    }

  stretch_all (quilt, points);
  ring = (MlsRing){ (const MlsPoint *) (gpointer) points->data, points->len };

  return mls_face_new (id, &ring, 1, labels, o->n_vintages);
}

static void
add_territory (Quilt *quilt, MlsMemory *memory)
{
  const QuiltOptions *o = quilt->options;
  g_autoptr (GArray) edge = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  MlsPoint start;

  for (guint c = 0; c < o->columns; c++)
    append_way (edge, quilt->eastward[node_index (quilt, c, 0)], TRUE);
  for (guint r = 0; r < o->rows; r++)
    append_way (edge, quilt->northward[node_index (quilt, o->columns, r)], TRUE);
  for (guint c = o->columns; c-- > 0;)
    append_way (edge, quilt->eastward[node_index (quilt, c, o->rows)], FALSE);
  for (guint r = o->rows; r-- > 0;)
    append_way (edge, quilt->northward[node_index (quilt, 0, r)], FALSE);
  start = g_array_index (edge, MlsPoint, 0);
  g_array_append_val (edge, start);

  stretch_all (quilt, edge);
  mls_memory_add_edge (memory, 1, (const MlsPoint *) (gpointer) edge->data, edge->len);
}

/**
 * quilt_new:
 * @options: what it is like; the same options make the same quilt
 *
 * Returns: (transfer full): a partition with its territory's edge
 */
MlsMemory *
quilt_new (const QuiltOptions *options)
{
  guint n_nodes = (options->columns + 1) * (options->rows + 1);
  Quilt quilt = { options, g_rand_new_with_seed (options->seed), g_new (MlsPoint, n_nodes),
                  g_new0 (GArray *, n_nodes), g_new0 (GArray *, n_nodes) };
  MlsMemory *memory = mls_memory_new ();
  gint64 id = 0;

  make_nodes (&quilt);
  make_borders (&quilt);
  for (guint row = 0; row < options->rows; row++)
    for (guint column = 0; column < options->columns; column++)
      mls_memory_add (memory, make_face (&quilt, column, row, ++id));
  add_territory (&quilt, memory);

  for (guint i = 0; i < n_nodes; i++)
    {
      g_clear_pointer (&quilt.eastward[i], g_array_unref);
      g_clear_pointer (&quilt.northward[i], g_array_unref);
    }
  g_free (quilt.eastward);
  g_free (quilt.northward);
  g_free (quilt.nodes);
  g_rand_free (quilt.rand);

  return memory;
}
