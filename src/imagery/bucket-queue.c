#include "imagery/bucket-queue.h"

/* What costs the same but for this much comes in any order. */
#define UNITS_PER_COST 32
#define N_BUCKETS (MLS_BUCKETS_COST * UNITS_PER_COST)

#define NONE G_MAXUINT

/* A thing, in the list of its bucket. */
typedef struct
{
  guint bucket; /* NONE while it does not wait */
  guint before;
  guint after;
} Link;

struct _MlsBucketQueue
{
  guint  first[N_BUCKETS];
  guint  cheapest; /* the bucket that is emptied now */
  guint  n;
  Link  *links;
};

/**
 * mls_bucket_queue_new:
 * @n_things: things are numbers below this
 *
 * Returns: (transfer full): an empty queue
 */
MlsBucketQueue *
mls_bucket_queue_new (guint n_things)
{
  MlsBucketQueue *self = g_new (MlsBucketQueue, 1);

  self->cheapest = 0;
  self->n = 0;
  self->links = g_new (Link, n_things);
  for (guint i = 0; i < N_BUCKETS; i++)
    self->first[i] = NONE;
  for (guint i = 0; i < n_things; i++)
    self->links[i].bucket = NONE;

  return self;
}

/**
 * mls_bucket_queue_free:
 * @self: (nullable): a queue
 */
void
mls_bucket_queue_free (MlsBucketQueue *self)
{
  if (self == NULL)
    return;

  g_free (self->links);
  g_free (self);
}

static void
unlink_thing (MlsBucketQueue *self, guint thing)
{
  Link *link = &self->links[thing];

  if (link->before != NONE)
    self->links[link->before].after = link->after;
  else
    self->first[link->bucket] = link->after;
  if (link->after != NONE)
    self->links[link->after].before = link->before;

  link->bucket = NONE;
  self->n--;
}

/**
 * mls_bucket_queue_put:
 * @self: a queue
 * @thing: what is to wait, or waits already
 * @cost: what it costs now
 */
void
mls_bucket_queue_put (MlsBucketQueue *self, guint thing, float cost)
{
  guint bucket = (guint) (cost * UNITS_PER_COST) % N_BUCKETS;

  if (self->links[thing].bucket != NONE)
    unlink_thing (self, thing);

  self->links[thing] = (Link){ bucket, NONE, self->first[bucket] };
  if (self->first[bucket] != NONE)
    self->links[self->first[bucket]].before = thing;
  self->first[bucket] = thing;
  self->n++;
}

/**
 * mls_bucket_queue_take:
 * @self: a queue
 * @thing: (out): the cheapest, which waits no longer
 *
 * Returns: whether there was any
 */
gboolean
mls_bucket_queue_take (MlsBucketQueue *self, guint *thing)
{
  if (self->n == 0)
    return FALSE;

  while (self->first[self->cheapest] == NONE)
    self->cheapest = (self->cheapest + 1) % N_BUCKETS;

  *thing = self->first[self->cheapest];
  unlink_thing (self, *thing);

  return TRUE;
}
