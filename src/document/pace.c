#include "document/pace.h"

/* Who takes longer over one is away, and has not judged all that while. */
#define LONGEST_S 300.0

/* As many as tell how quick the hand is now. */
#define N_LAST 20

struct _MlsPace
{
  char     *group;        /* in the file */
  guint     n;            /* units judged, ever … */
  double    seconds;      /* … in so long */
  GArray   *last;         /* (element-type double): how long each of the last ones took, s */
  gint64    since;        /* the unit in hand came up then, monotonic µs; 0 for none */
};

static char *
path_of_file (void)
{
  return g_build_filename (g_get_user_state_dir (), "millesime", "pace", NULL);
}

static GKeyFile *
read_file (void)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *path = path_of_file ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);

  return file;
}

/**
 * mls_pace_new:
 * @sample: what tells one sample from all others
 *
 * Returns: (transfer full): how long its units have taken on this machine
 */
MlsPace *
mls_pace_new (const char *sample)
{
  MlsPace *self = g_new0 (MlsPace, 1);
  g_autoptr (GKeyFile) file = read_file ();
  double seconds;

  self->group = g_strdelimit (g_strdup (sample), "[]\n", '_');
  self->last = g_array_new (FALSE, FALSE, sizeof (double));
  self->n = (guint) MAX (0, g_key_file_get_integer (file, self->group, "units", NULL));
  seconds = g_key_file_get_double (file, self->group, "seconds", NULL);
  self->seconds = seconds > 0 && seconds < 1e9 ? seconds : 0;

  return self;
}

/**
 * mls_pace_free:
 * @self: (transfer full): a pace
 */
void
mls_pace_free (MlsPace *self)
{
  g_free (self->group);
  g_array_unref (self->last);
  g_free (self);
}

/**
 * mls_pace_begin:
 * @self: a pace
 * @now: monotonic time, µs
 *
 * A unit comes up.
 */
void
mls_pace_begin (MlsPace *self, gint64 now)
{
  self->since = now;
}

/* What cannot be kept is not missed. */
static void
keep (const MlsPace *self)
{
  g_autoptr (GKeyFile) file = read_file ();
  g_autofree char *path = path_of_file ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_key_file_set_integer (file, self->group, "units", (int) self->n);
  g_key_file_set_double (file, self->group, "seconds", self->seconds);
  g_mkdir_with_parents (folder, 0700);
  g_key_file_save_to_file (file, path, NULL);
}

/**
 * mls_pace_end:
 * @self: a pace
 * @now: monotonic time, µs
 *
 * The unit that came up last is judged. One that took very long counts for no more than five minutes.
 */
void
mls_pace_end (MlsPace *self, gint64 now)
{
  double took = (double) (now - self->since) / G_USEC_PER_SEC;

  if (self->since == 0)
    return;

  took = CLAMP (took, 0, LONGEST_S);
  self->since = 0;
  self->n++;
  self->seconds += took;
  if (self->last->len == N_LAST)
    g_array_remove_index (self->last, 0);
  g_array_append_val (self->last, took);
  keep (self);
}

/**
 * mls_pace_get_n:
 * @self: a pace
 *
 * Returns: how many units were judged on this machine
 */
guint
mls_pace_get_n (const MlsPace *self)
{
  return self->n;
}

/**
 * mls_pace_get_seconds:
 * @self: a pace
 *
 * Returns: how long that took, s
 */
double
mls_pace_get_seconds (const MlsPace *self)
{
  return self->seconds;
}

static int
compare_seconds (gconstpointer left, gconstpointer right)
{
  const double *a = left;
  const double *b = right;

  return (*a > *b) - (*a < *b);
}

/**
 * mls_pace_get_usual:
 * @self: a pace
 *
 * Returns: how long a unit takes now, s: the median of the last twenty; of all there were, on the average, before any was
 *   judged in this run; 0 where nothing is known
 */
double
mls_pace_get_usual (const MlsPace *self)
{
  g_autoptr (GArray) sorted = g_array_copy (self->last);

  if (sorted->len == 0)
    return self->n > 0 ? self->seconds / self->n : 0;

  g_array_sort (sorted, compare_seconds);

  return g_array_index (sorted, double, sorted->len / 2);
}
