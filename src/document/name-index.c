#include "document/name-index.h"

#include "base/text.h"

#include <string.h>

/* Things of one name that are nearer to each other than this, in mm, are one. */
#define TOGETHER (200 * MLS_MM_PER_M)

/* How many things of one name a further one is compared with: those found last, which most often lie near. */
#define N_COMPARED 16

typedef struct
{
  const char *name;
  const char *folded; /* " allee de l ile" */
  MlsBox      box;
  guint       before; /* the one of the same name found before, counted from 1; 0 for none */
} Entry;

struct _MlsNameIndex
{
  gatomicrefcount ref_count;
  GStringChunk   *texts;
  GArray         *entries; /* (element-type Entry) */
};

/* Words of small plain letters, each behind one space. */
static char *
fold (const char *text)
{
  g_autofree char *plain = mls_text_fold (text);
  GString *folded = g_string_new (NULL);
  gboolean in_word = FALSE;

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c) && !in_word)
        g_string_append_c (folded, ' ');
      in_word = g_unichar_isalnum (c);
      if (in_word)
        g_string_append_unichar (folded, c);
    }

  return g_string_free (folded, FALSE);
}

/* Makes the figure part of one that is there, if they lie together. */
static gboolean
join (MlsNameIndex *self, guint newest, const MlsFigure *figure)
{
  MlsBox around = mls_box_grown (&figure->box, TOGETHER);

  for (guint n = 0; newest > 0 && n < N_COMPARED; n++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, newest - 1);

      if (mls_box_intersects (&entry->box, &around))
        {
          entry->box = mls_box_union (&entry->box, &figure->box);
          return TRUE;
        }
      newest = entry->before;
    }

  return FALSE;
}

static void
add (MlsNameIndex *self, GHashTable *newest, const MlsFigure *figure)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (newest, figure->name));
  Entry entry = { .box = figure->box, .before = before };

  if (join (self, before, figure))
    return;

  if (before > 0)
    {
      entry.name = g_array_index (self->entries, Entry, before - 1).name;
      entry.folded = g_array_index (self->entries, Entry, before - 1).folded;
    }
  else
    {
      g_autofree char *folded = fold (figure->name);

      entry.name = g_string_chunk_insert (self->texts, figure->name);
      entry.folded = g_string_chunk_insert (self->texts, folded);
    }
  g_array_append_val (self->entries, entry);
  g_hash_table_insert (newest, (gpointer) entry.name, GUINT_TO_POINTER (self->entries->len));
}

/**
 * mls_name_index_new:
 * @figures: figures, some of them with names
 *
 * Returns: (transfer full): what they are called; @figures are not needed afterwards
 */
MlsNameIndex *
mls_name_index_new (const MlsFigures *figures)
{
  MlsNameIndex *self = g_new0 (MlsNameIndex, 1);
  g_autoptr (GHashTable) newest = g_hash_table_new (g_str_hash, g_str_equal);

  g_atomic_ref_count_init (&self->ref_count);
  self->texts = g_string_chunk_new (4096);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint i = 0; i < mls_figures_get_n (figures); i++)
    if (mls_figures_get (figures, i)->name != NULL)
      add (self, newest, mls_figures_get (figures, i));

  return self;
}

/**
 * mls_name_index_ref:
 * @self: an index
 *
 * Returns: (transfer full): @self, counted once more
 */
MlsNameIndex *
mls_name_index_ref (MlsNameIndex *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mls_name_index_unref:
 * @self: (transfer full): an index
 */
void
mls_name_index_unref (MlsNameIndex *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->entries);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/**
 * mls_name_index_get_n:
 * @self: an index
 *
 * Returns: how many things it names
 */
guint
mls_name_index_get_n (const MlsNameIndex *self)
{
  return self->entries->len;
}

/* Words of what was typed, each with the space before it. */
static GStrv
words_of (const char *folded)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) bare = g_strsplit (folded, " ", -1);

  for (guint i = 0; bare[i] != NULL; i++)
    if (*bare[i] != '\0')
      {
        g_autofree char *word = g_strconcat (" ", bare[i], NULL);

        g_strv_builder_add (words, word);
      }

  return g_strv_builder_end (words);
}

static gboolean
has_all (const char *folded, GStrv words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* The name itself, then what begins with it, then the rest; of those the shorter ones. */
static guint
rank_of (const char *name, const char *typed)
{
  guint length = (guint) MIN (strlen (name), 0xffff);

  if (strcmp (name, typed) == 0)
    return 0;

  return (g_str_has_prefix (name, typed) ? 1 << 16 : 2 << 16) + length;
}

/**
 * mls_name_index_search:
 * @self: an index
 * @text: what was typed
 * @hits: (element-type MlsNameHit): takes what is called so, in the order of the file; the names are @self's
 */
void
mls_name_index_search (const MlsNameIndex *self, const char *text, GArray *hits)
{
  g_autofree char *typed = fold (text);
  g_auto (GStrv) words = words_of (typed);

  for (guint i = 0; words[0] != NULL && i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (has_all (entry->folded, words))
        {
          MlsNameHit hit = { entry->name, entry->box, rank_of (entry->folded, typed) };

          g_array_append_val (hits, hit);
        }
    }
}
