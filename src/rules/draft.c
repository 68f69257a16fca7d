#include "rules/draft.h"

#include "base/format.h"
#include "base/text.h"

#include <string.h>

/* A hand does not click more often; what has more is no draft. */
#define MAX_POINTS 100000

/* No other gesture is a draft. */
static guint
n_least (MlsGestureKind kind)
{
  if (kind == MLS_GESTURE_RECODE)
    return 1;
  if (kind == MLS_GESTURE_LINE)
    return 2;

  return kind == MLS_GESTURE_POLYGON ? 3 : G_MAXUINT;
}

/**
 * mls_draft_new:
 * @kind: a line, a polygon, or to recode
 * @vintage: the code of the vintage it is of
 * @dimension: in which @pair is given
 * @pair: what the ground is to be: both codes, or that of @dimension where there is no other
 * @points: (array length=n_points): as many as @kind needs
 * @n_points: how many
 *
 * Returns: (transfer full): a draft
 */
MlsDraft *
mls_draft_new (MlsGestureKind  kind,
               MlsText         vintage,
               MlsDimension    dimension,
               MlsPair         pair,
               const MlsPoint *points,
               gsize           n_points)
{
  MlsDraft *self;

  g_return_val_if_fail (n_points >= n_least (kind) && n_points <= MAX_POINTS, NULL);

  self = g_new0 (MlsDraft, 1);
  self->kind = kind;
  self->vintage = vintage;
  self->dimension = dimension;
  self->pair = pair;
  self->points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_array_append_vals (self->points, points, (guint) n_points);

  return self;
}

/**
 * mls_draft_free:
 * @self: (transfer full): a draft
 */
void
mls_draft_free (MlsDraft *self)
{
  g_array_unref (self->points);
  g_free (self);
}

static void
append_point (GString *text, MlsPoint point)
{
  g_autofree char *x = mls_format_ascii (mls_grid_to_metres (point.x));
  g_autofree char *y = mls_format_ascii (mls_grid_to_metres (point.y));

  g_string_append_printf (text, " %s %s", x, y);
}

static void
append_pair (GString *text, MlsPair pair)
{
  if (pair.cover != 0)
    g_string_append_printf (text, " %s", g_quark_to_string (pair.cover));
  if (pair.use != 0)
    g_string_append_printf (text, " %s", g_quark_to_string (pair.use));
}

/**
 * mls_draft_to_text:
 * @self: a draft
 *
 * Returns: (transfer full): lines of an edit script that make it, each with its line feed
 */
char *
mls_draft_to_text (const MlsDraft *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "vintage %s\ndimension %s\n", g_quark_to_string (self->vintage),
                          mls_dimension_name (self->dimension));
  if (self->kind == MLS_GESTURE_RECODE)
    {
      g_string_append (text, "set");
      append_point (text, g_array_index (self->points, MlsPoint, 0));
      append_pair (text, self->pair);
    }
  else
    {
      g_string_append (text, "pair");
      append_pair (text, self->pair);
      g_string_append (text, self->kind == MLS_GESTURE_POLYGON ? "\npolygon" : self->all ? "\nline all" : "\nline");
      for (guint i = 0; i < self->points->len; i++)
        append_point (text, g_array_index (self->points, MlsPoint, i));
    }
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

static gboolean
read_points (char **words, GArray *points)
{
  for (; words[0] != NULL; words += 2)
    {
      MlsPoint point;
      double x, y;

      if (words[1] == NULL || points->len == MAX_POINTS || !mls_text_to_number (words[0], &x) ||
          !mls_text_to_number (words[1], &y) || !mls_grid_from_metres (x, y, &point))
        return FALSE;

      g_array_append_val (points, point);
    }

  return TRUE;
}

/* A code alone is of the dimension that was said before: the only one there is. */
static gboolean
read_pair (char **words, MlsDimension dimension, MlsPair *pair)
{
  guint n_words = g_strv_length (words);

  *pair = (MlsPair){ g_quark_from_string (words[0]), n_words == 2 ? g_quark_from_string (words[1]) : 0 };
  if (n_words == 1 && dimension == MLS_DIMENSION_USE)
    *pair = (MlsPair){ 0, pair->cover };

  return n_words == 2 || (n_words == 1 && dimension != MLS_DIMENSION_PAIR);
}

static gboolean
read_drawn (MlsDraft *self, MlsGestureKind kind, char **words)
{
  self->kind = kind;

  return read_points (words, self->points) && self->points->len >= n_least (kind);
}

static gboolean
read_set (MlsDraft *self, char **words)
{
  char *place[] = { words[0], words[0] != NULL ? words[1] : NULL, NULL };

  return place[1] != NULL && read_drawn (self, MLS_GESTURE_RECODE, place) && read_pair (words + 2, self->dimension, &self->pair);
}

/* One line by its words, of which there is one at least. */
static gboolean
read_line (MlsDraft *self, char **words)
{
  if (self->points->len > 0)
    return FALSE;
  if (strcmp (words[0], "vintage") == 0)
    {
      self->vintage = g_quark_from_string (words[1]);
      return self->vintage != 0 && words[2] == NULL;
    }
  if (strcmp (words[0], "dimension") == 0)
    return words[1] != NULL && words[2] == NULL && mls_dimension_from_name (words[1], &self->dimension);
  if (strcmp (words[0], "pair") == 0)
    return read_pair (words + 1, self->dimension, &self->pair);
  if (strcmp (words[0], "line") == 0)
    {
      self->all = g_strcmp0 (words[1], "all") == 0;
      return read_drawn (self, MLS_GESTURE_LINE, words + (self->all ? 2 : 1));
    }
  if (strcmp (words[0], "polygon") == 0)
    return read_drawn (self, MLS_GESTURE_POLYGON, words + 1);

  return strcmp (words[0], "set") == 0 && read_set (self, words + 1);
}

/**
 * mls_draft_from_text:
 * @text: what may have been written by mls_draft_to_text(), or by anybody
 *
 * Whether the codes and the vintage are known, and the edit can be made, is not looked at.
 *
 * Returns: (transfer full) (nullable): the draft, %NULL if it is none
 */
MlsDraft *
mls_draft_from_text (const char *text)
{
  g_autoptr (MlsDraft) self = g_new0 (MlsDraft, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  self->points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  self->dimension = MLS_DIMENSION_PAIR;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (lines[i]), " ", -1);

      if (words[0] != NULL && words[0][0] != '\0' && !read_line (self, words))
        return NULL;
    }

  return self->points->len > 0 && self->vintage != 0 && (self->pair.cover != 0 || self->pair.use != 0)
             ? g_steal_pointer (&self)
             : NULL;
}

/**
 * mls_draft_gesture:
 * @self: a draft
 *
 * Returns: what the hand would do; its points are those of @self
 */
MlsGesture
mls_draft_gesture (const MlsDraft *self)
{
  return (MlsGesture){ .kind = self->kind,
                       .points = (const MlsPoint *) (gpointer) self->points->data,
                       .n_points = self->points->len };
}
