#include "coverage/front.h"

/* Open addressing with linear probing. A segment is known by 63 bits of a hash of its ends and one
 * bit for its direction: among the few that wait at a time, two with the same do not happen. A slot
 * is free while its owner is nobody; removal closes the gap it leaves. */
struct _MlsFront
{
  guint64 *keys;
  guint32 *owners;
  gsize    n_slots; /* a power of two */
  gsize    n_used;
};

enum
{
  FIRST_SIZE = 1024,
};

static void
set_size (MlsFront *self, gsize n_slots)
{
  self->n_slots = n_slots;
  self->n_used = 0;
  self->keys = g_new (guint64, n_slots);
  self->owners = g_new (guint32, n_slots);
  for (gsize i = 0; i < n_slots; i++)
    self->owners[i] = MLS_NOBODY;
}

/**
 * mls_front_new:
 *
 * Returns: (transfer full): a front at which nothing waits
 */
MlsFront *
mls_front_new (void)
{
  MlsFront *self = g_new (MlsFront, 1);

  set_size (self, FIRST_SIZE);

  return self;
}

/**
 * mls_front_free:
 * @self: (transfer full): a front
 */
void
mls_front_free (MlsFront *self)
{
  g_free (self->keys);
  g_free (self->owners);
  g_free (self);
}

/* splitmix64's finaliser. */
static inline guint64
mix (guint64 h)
{
  h = (h ^ (h >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  h = (h ^ (h >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return h ^ (h >> 31);
}

/* The same for a → b and b → a but for the lowest bit. */
static inline guint64
key_of (MlsPoint a, MlsPoint b)
{
  gboolean forward = mls_point_compare (a, b) < 0;
  MlsPoint low = forward ? a : b;
  MlsPoint high = forward ? b : a;
  guint64 h = mix ((guint64) low.x * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + (guint64) low.y);

  h = mix (h + (guint64) high.x * G_GUINT64_CONSTANT (0xd1342543de82ef95) + (guint64) high.y);

  return (h & ~G_GUINT64_CONSTANT (1)) | (guint64) forward;
}

static inline gsize
home_of (const MlsFront *self, guint64 key)
{
  return (gsize) (key >> 1) & (self->n_slots - 1);
}

/* The first slot that holds @key, or the free one where it would go. */
static inline gsize
find_slot (const MlsFront *self, guint64 key)
{
  gsize i = home_of (self, key);

  while (self->owners[i] != MLS_NOBODY && self->keys[i] != key)
    i = (i + 1) & (self->n_slots - 1);

  return i;
}

static void
close_gap (MlsFront *self, gsize hole)
{
  gsize mask = self->n_slots - 1;

  self->n_used--;
  for (gsize i = (hole + 1) & mask; self->owners[i] != MLS_NOBODY; i = (i + 1) & mask)
    {
      gsize home = home_of (self, self->keys[i]);

      /* Move back what a probe from its home would no longer reach across the hole. */
      if (((i - home) & mask) >= ((i - hole) & mask))
        {
          self->keys[hole] = self->keys[i];
          self->owners[hole] = self->owners[i];
          hole = i;
        }
    }

  self->owners[hole] = MLS_NOBODY;
}

/* Behind those of the same key, if two faces walk a segment the same way. */
static void
put (MlsFront *self, guint64 key, guint32 owner)
{
  gsize i = home_of (self, key);

  while (self->owners[i] != MLS_NOBODY)
    i = (i + 1) & (self->n_slots - 1);

  self->keys[i] = key;
  self->owners[i] = owner;
  self->n_used++;
}

static void
grow (MlsFront *self)
{
  MlsFront old = *self;

  set_size (self, old.n_slots * 2);
  for (gsize i = 0; i < old.n_slots; i++)
    if (old.owners[i] != MLS_NOBODY)
      put (self, old.keys[i], old.owners[i]);

  g_free (old.keys);
  g_free (old.owners);
}

/**
 * mls_front_meet:
 * @self: a front
 * @a: where a segment starts
 * @b: where it ends
 * @owner: who has it on its left; not %MLS_NOBODY
 *
 * Returns: who came before with @b → @a, and waits no longer; %MLS_NOBODY if nobody did, and now
 *   @owner waits
 */
guint32
mls_front_meet (MlsFront *self, MlsPoint a, MlsPoint b, guint32 owner)
{
  guint64 key = key_of (a, b);
  gsize there = find_slot (self, key ^ 1);
  guint32 other = self->owners[there];

  if (other != MLS_NOBODY)
    {
      close_gap (self, there);
      return other;
    }

  if ((self->n_used + 1) * 3 > self->n_slots * 2)
    grow (self);

  put (self, key, owner);
  return MLS_NOBODY;
}

/**
 * mls_front_n_waiting:
 * @self: a front
 *
 * Returns: how many segments wait for their counterpart; none after a whole partition and its edge
 */
gsize
mls_front_n_waiting (const MlsFront *self)
{
  return self->n_used;
}
