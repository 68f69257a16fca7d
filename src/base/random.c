#include "base/random.h"

/* splitmix64: a counter and a finaliser. */
#define STEP G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

static guint64
finalise (guint64 h)
{
  h = (h ^ (h >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  h = (h ^ (h >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return h ^ (h >> 31);
}

/**
 * mls_random_mix:
 * @a: a number, often a seed
 * @b: another, often what the seed is for
 *
 * Returns: a number that looks unrelated to both and is the same for the same two
 */
guint64
mls_random_mix (guint64 a, guint64 b)
{
  return finalise (finalise (a + STEP) + b * STEP);
}

/**
 * mls_random_new:
 * @seed: a seed
 * @stream: what the numbers are for; two streams of one seed have nothing in common
 *
 * Returns: a stream at its start
 */
MlsRandom
mls_random_new (guint64 seed, guint64 stream)
{
  return (MlsRandom){ mls_random_mix (seed, stream) };
}

/**
 * mls_random_next:
 * @random: a stream
 *
 * Returns: its next 64 bits
 */
guint64
mls_random_next (MlsRandom *random)
{
  random->state += STEP;

  return finalise (random->state);
}

/**
 * mls_random_unit:
 * @random: a stream
 *
 * Returns: a number from 0 on and below 1
 */
double
mls_random_unit (MlsRandom *random)
{
  return (double) (mls_random_next (random) >> 11) * 0x1p-53;
}

/**
 * mls_random_range:
 * @random: a stream
 * @low: the least
 * @high: the most
 *
 * Returns: a number from @low on and below @high
 */
double
mls_random_range (MlsRandom *random, double low, double high)
{
  return low + (high - low) * mls_random_unit (random);
}

/**
 * mls_random_index:
 * @random: a stream
 * @n: at least 1
 *
 * Returns: a whole number below @n
 */
guint
mls_random_index (MlsRandom *random, guint n)
{
  g_return_val_if_fail (n > 0, 0);

  return (guint) ((mls_random_next (random) >> 32) * n >> 32);
}

/**
 * mls_random_chance:
 * @random: a stream
 * @probability: from 0 to 1
 *
 * Returns: %TRUE that often
 */
gboolean
mls_random_chance (MlsRandom *random, double probability)
{
  return mls_random_unit (random) < probability;
}
