#include "rules/filter-private.h"

#include "base/text.h"

#include <string.h>

/**
 * mls_filter_word_clear:
 * @word: a word, or what has become of one
 */
void
mls_filter_word_clear (MlsFilterWord *word)
{
  g_free (word->text);
  g_free (word->folded);
  g_free (word->moment);
  g_clear_pointer (&word->covers, g_hash_table_unref);
  g_clear_pointer (&word->uses, g_hash_table_unref);
  g_clear_pointer (&word->pairs, g_hash_table_unref);
  g_clear_pointer (&word->zone, mls_zone_free);
}

/**
 * mls_filter_new:
 * @words: (transfer full) (element-type MlsFilterWord): at least one
 * @n_clauses: how many clauses they make
 *
 * Returns: (transfer full): the filter
 */
MlsFilter *
mls_filter_new (GArray *words, guint n_clauses)
{
  MlsFilter *self = g_new (MlsFilter, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->words = words;
  self->n_clauses = n_clauses;

  return self;
}

/**
 * mls_filter_ref:
 * @self: a filter
 *
 * Any thread.
 *
 * Returns: (transfer full): @self, counted once more
 */
MlsFilter *
mls_filter_ref (MlsFilter *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mls_filter_unref:
 * @self: (transfer full): a filter
 *
 * Any thread.
 */
void
mls_filter_unref (MlsFilter *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->words);
  g_free (self);
}

static const MlsFilterWord *
word_at (const MlsFilter *self, guint i)
{
  return &g_array_index (self->words, MlsFilterWord, i);
}

/**
 * mls_filter_quote:
 * @value: what is to stand behind a sign
 *
 * Returns: (transfer full): how it is written there
 */
char *
mls_filter_quote (const char *value)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *doubled = NULL;

  if (*value != '\0' && strpbrk (value, " \t\n\"") == NULL)
    return g_strdup (value);

  parts = g_strsplit (value, "\"", -1);
  doubled = g_strjoinv ("\"\"", parts);

  return g_strdup_printf ("\"%s\"", doubled);
}

static void
append_value (GString *text, const char *value)
{
  g_autofree char *quoted = mls_filter_quote (value);

  g_string_append (text, quoted);
}

static void
append_word (GString *text, const MlsFilterWord *word, MlsLanguage language)
{
  g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? " " : "", word->turned ? "!" : "",
                          mls_filter_key_name (word->key, language), mls_filter_sign_text (word->sign));
  if (word->key == MLS_FILTER_DIMENSION)
    g_string_append (text, mls_filter_dimension_text ((MlsDimension) word->index, language));
  else if (word->key == MLS_FILTER_KIND)
    g_string_append (text, mls_filter_kind_text (word->index, language));
  else if (word->text != NULL)
    append_value (text, word->text);
}

static gboolean
is_zone (const MlsFilterWord *word)
{
  return word->key == MLS_FILTER_ZONE && !word->turned;
}

/* With another zone for all of its own, or as it is. */
static char *
print (const MlsFilter *self, const MlsFilterWord *zone, MlsLanguage language)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->words->len; i++)
    {
      const MlsFilterWord *word = word_at (self, i);
      gboolean is_last = i + 1 == self->words->len || word_at (self, i + 1)->clause != word->clause;

      if (zone == NULL || !is_zone (word))
        append_word (text, word, language);
      if (zone != NULL && is_last)
        append_word (text, zone, language);
      if (is_last && i + 1 < self->words->len)
        g_string_append_printf (text, " %s", mls_filter_or (language));
    }

  return g_string_free (text, FALSE);
}

/**
 * mls_filter_print:
 * @self: a filter
 * @language: of its words
 *
 * Returns: (transfer full): what mls_filter_parse() makes the same filter of, written in one certain way
 */
char *
mls_filter_print (const MlsFilter *self, MlsLanguage language)
{
  return print (self, NULL, language);
}

/**
 * mls_filter_print_within:
 * @self: (nullable): a filter; %NULL for one that asks for nothing else
 * @zone: as mls_zone_read() reads it
 * @language: of its words
 *
 * Returns: (transfer full): it as mls_filter_print() does, with @zone in place of its own zones in every clause
 */
char *
mls_filter_print_within (const MlsFilter *self, const char *zone, MlsLanguage language)
{
  const MlsFilterWord word = { .key = MLS_FILTER_ZONE, .sign = MLS_FILTER_IS, .text = (char *) zone };
  GString *alone = NULL;

  if (self != NULL)
    return print (self, &word, language);

  alone = g_string_new (NULL);
  append_word (alone, &word, language);

  return g_string_free (alone, FALSE);
}

static const MlsFilterWord *
find (const MlsFilter *self, MlsFilterKey key)
{
  for (guint i = 0; i < self->words->len; i++)
    if (word_at (self, i)->key == key)
      return word_at (self, i);

  return NULL;
}

/**
 * mls_filter_get_vintage:
 * @self: a filter
 * @shown: an index among the project's
 *
 * Returns: the vintage it names, or @shown
 */
guint
mls_filter_get_vintage (const MlsFilter *self, guint shown)
{
  const MlsFilterWord *word = find (self, MLS_FILTER_VINTAGE);

  return word != NULL ? word->index : shown;
}

/**
 * mls_filter_get_before:
 * @self: a filter of changes
 * @shown: an index among the project's
 *
 * Returns: the older vintage it names, or @shown
 */
guint
mls_filter_get_before (const MlsFilter *self, guint shown)
{
  const MlsFilterWord *word = find (self, MLS_FILTER_BEFORE);

  return word != NULL ? word->index : shown;
}

/**
 * mls_filter_get_dimension:
 * @self: a filter
 * @shown: a dimension
 *
 * Returns: the dimension it names, or @shown
 */
MlsDimension
mls_filter_get_dimension (const MlsFilter *self, MlsDimension shown)
{
  const MlsFilterWord *word = find (self, MLS_FILTER_DIMENSION);

  return word != NULL ? (MlsDimension) word->index : shown;
}

/**
 * mls_filter_has:
 * @self: a filter
 * @key: what a word may be about
 *
 * Returns: whether one is
 */
gboolean
mls_filter_has (const MlsFilter *self, MlsFilterKey key)
{
  return find (self, key) != NULL;
}

/**
 * mls_filter_get_asked:
 * @self: a filter
 *
 * Returns: what has to be known of what lies near, to tell what some ground counts as
 */
MlsNearness
mls_filter_get_asked (const MlsFilter *self)
{
  MlsNearness asked = 0;

  for (guint i = 0; i < self->words->len; i++)
    asked |= word_at (self, i)->asked;

  return asked;
}

/* Whether a word holds for what @data is. */
typedef gboolean (*HoldsFunc) (const MlsFilterWord *word, gconstpointer data);

static MlsFilterWords
collect (const MlsFilter *self, HoldsFunc holds, gconstpointer data)
{
  MlsFilterWords words = 0;

  for (guint i = 0; i < self->words->len; i++)
    if (holds (word_at (self, i), data))
      words |= G_GUINT64_CONSTANT (1) << i;

  return words;
}

/* What a face is in the vintage and dimension asked for. */
typedef struct
{
  const MlsLabel *label;
  MlsDimension    dimension;
} Said;

static gboolean
is_in (GHashTable *codes, MlsText code)
{
  return codes == NULL || g_hash_table_contains (codes, GUINT_TO_POINTER (code));
}

static gboolean
compare_text (const MlsFilterWord *word, const char *text)
{
  g_autofree char *folded = NULL;

  if (word->sign == MLS_FILTER_BARE)
    return text != NULL && *text != '\0';

  folded = mls_text_fold (text != NULL ? text : "");

  return word->sign == MLS_FILTER_IS ? g_str_equal (folded, word->folded) : strstr (folded, word->folded) != NULL;
}

static gboolean
lacks_codes (const MlsLabel *label, MlsDimension dimension)
{
  return (label->field[MLS_FIELD_COVER] == 0 || dimension == MLS_DIMENSION_USE) &&
         (label->field[MLS_FIELD_USE] == 0 || dimension == MLS_DIMENSION_COVER);
}

static gboolean
is_said (const MlsFilterWord *word, gconstpointer data)
{
  const Said *said = data;
  const MlsLabel *label = said->label;

  switch (word->key)
    {
    case MLS_FILTER_CODE:
    case MLS_FILTER_COVER:
    case MLS_FILTER_USE:
      return is_in (word->covers, label->field[MLS_FIELD_COVER]) && is_in (word->uses, label->field[MLS_FIELD_USE]);
    case MLS_FILTER_UNCODED:
      return lacks_codes (label, said->dimension);
    case MLS_FILTER_DOUBT:
      return mls_text_is_yes (label->field[MLS_FIELD_DOUBT]);
    case MLS_FILTER_PHOTOVOLTAIC:
      return mls_text_is_yes (label->field[MLS_FIELD_PHOTOVOLTAIC]);
    case MLS_FILTER_COMMENT:
      return compare_text (word, g_quark_to_string (label->field[MLS_FIELD_COMMENT]));
    case MLS_FILTER_SOURCE:
      return compare_text (word, g_quark_to_string (label->field[MLS_FIELD_SOURCE]));
    case MLS_FILTER_AREA:
    case MLS_FILTER_AUTHOR:
    case MLS_FILTER_SINCE:
    case MLS_FILTER_UNTIL:
    case MLS_FILTER_ZONE:
    case MLS_FILTER_FINDING:
    case MLS_FILTER_VINTAGE:
    case MLS_FILTER_DIMENSION:
    case MLS_FILTER_WAS:
    case MLS_FILTER_BECAME:
    case MLS_FILTER_BEFORE:
    case MLS_FILTER_SUSPICIOUS:
    case MLS_FILTER_IMPOSSIBLE:
    case MLS_FILTER_SMALL:
    case MLS_FILTER_REVIEWED:
    case MLS_FILTER_ACCEPTED:
    case MLS_FILTER_SENT_BACK:
    case MLS_FILTER_CORRECTED:
    case MLS_FILTER_REVIEWER:
    case MLS_FILTER_VERB:
    case MLS_FILTER_KIND:
    case MLS_FILTER_UNDONE:
    case MLS_N_FILTER_KEYS:
      return FALSE;
    }

  g_assert_not_reached ();
}

/**
 * mls_filter_of_label:
 * @self: a filter
 * @label: what a face is in the vintage asked for
 * @dimension: the dimension asked for
 *
 * Returns: the words that hold for it by its label
 */
MlsFilterWords
mls_filter_of_label (const MlsFilter *self, const MlsLabel *label, MlsDimension dimension)
{
  return collect (self, is_said, &(Said){ label, dimension });
}

/* Whether ground so labelled is what the end of a change is asked to be. */
static gboolean
is_end (const MlsFilterWord *word, const MlsLabel *label, MlsNearness near, MlsDimension dimension)
{
  guint64 codes = mls_label_code (label, MLS_DIMENSION_PAIR);

  if (word->pairs != NULL)
    return (GPOINTER_TO_UINT (g_hash_table_lookup (word->pairs, &codes)) >> near & 1) != 0;
  if (word->either)
    return dimension == MLS_DIMENSION_USE ? word->uses != NULL && is_in (word->uses, label->field[MLS_FIELD_USE])
                                          : word->covers != NULL && is_in (word->covers, label->field[MLS_FIELD_COVER]);

  return is_in (word->covers, label->field[MLS_FIELD_COVER]) && is_in (word->uses, label->field[MLS_FIELD_USE]);
}

static gboolean
is_thought (const MlsFilterChange *change, MlsTransition transition)
{
  const struct { MlsDimension dimension; MlsField field; } ways[] = { { MLS_DIMENSION_COVER, MLS_FIELD_COVER },
                                                                      { MLS_DIMENSION_USE, MLS_FIELD_USE } };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if ((change->dimension == MLS_DIMENSION_PAIR || change->dimension == ways[i].dimension) &&
        mls_nomenclature_transition (change->nomenclature, ways[i].dimension, change->from->field[ways[i].field],
                                     change->to->field[ways[i].field]) == transition)
      return TRUE;

  return FALSE;
}

static gboolean
is_become (const MlsFilterWord *word, gconstpointer data)
{
  const MlsFilterChange *change = data;

  return (word->key == MLS_FILTER_WAS && is_end (word, change->from, change->from_near, change->dimension)) ||
         (word->key == MLS_FILTER_BECAME && is_end (word, change->to, change->to_near, change->dimension)) ||
         (word->key == MLS_FILTER_SUSPICIOUS && is_thought (change, MLS_TRANSITION_SUSPICIOUS)) ||
         (word->key == MLS_FILTER_IMPOSSIBLE && is_thought (change, MLS_TRANSITION_IMPOSSIBLE));
}

/**
 * mls_filter_of_change:
 * @self: a filter
 * @change: what became of a face
 *
 * Returns: the words that hold for it by that
 */
MlsFilterWords
mls_filter_of_change (const MlsFilter *self, const MlsFilterChange *change)
{
  return collect (self, is_become, change);
}

static gboolean
is_called (const MlsFilterWord *word, const char *name)
{
  return name != NULL && compare_text (word, name);
}

static gboolean
is_done (const MlsFilterWord *word, gconstpointer data)
{
  const MlsFilterOperation *operation = data;

  return (word->key == MLS_FILTER_AUTHOR && compare_text (word, operation->author)) ||
         (word->key == MLS_FILTER_SINCE && strcmp (operation->at, word->moment) >= 0) ||
         (word->key == MLS_FILTER_UNTIL && strcmp (operation->at, word->moment) < 0) ||
         (word->key == MLS_FILTER_VERB && (is_called (word, operation->verb) || is_called (word, operation->title))) ||
         (word->key == MLS_FILTER_KIND &&
          g_strcmp0 (mls_filter_kind_text (word->index, MLS_LANGUAGE_ENGLISH), operation->kind) == 0) ||
         (word->key == MLS_FILTER_UNDONE && operation->undone);
}

/**
 * mls_filter_of_operation:
 * @self: a filter
 * @operation: what the history says of an operation
 *
 * Returns: the words that hold for it, or for faces it wrote last
 */
MlsFilterWords
mls_filter_of_operation (const MlsFilter *self, const MlsFilterOperation *operation)
{
  return collect (self, is_done, operation);
}

static gboolean
lies_in (const MlsFilterWord *word, gconstpointer data)
{
  return word->key == MLS_FILTER_ZONE && mls_face_meets_zone (data, word->zone);
}

/**
 * mls_filter_of_ground:
 * @self: a filter
 * @face: a face
 *
 * Returns: the words that hold for it by where it lies
 */
MlsFilterWords
mls_filter_of_ground (const MlsFilter *self, const MlsFace *face)
{
  return collect (self, lies_in, face);
}

static gboolean
is_broken (const MlsFilterWord *word, gconstpointer data)
{
  return word->key == MLS_FILTER_FINDING && (word->rules & *(const guint64 *) data) != 0;
}

/**
 * mls_filter_of_rules:
 * @self: a filter
 * @rules: bits of #MlsFindingRule: those that the region of a face breaks
 *
 * Returns: the words that hold for the face by what was found of it
 */
MlsFilterWords
mls_filter_of_rules (const MlsFilter *self, guint64 rules)
{
  return collect (self, is_broken, &rules);
}

static gboolean
is_of_map (const MlsFilterWord *word)
{
  return word->key == MLS_FILTER_VINTAGE || word->key == MLS_FILTER_BEFORE || word->key == MLS_FILTER_DIMENSION;
}

static gboolean
is_of_regions (const MlsFilterWord *word)
{
  return word->key == MLS_FILTER_AREA || (word->key >= MLS_FILTER_SMALL && word->key <= MLS_FILTER_REVIEWER);
}

static gboolean
is_of_faces (const MlsFilterWord *word)
{
  return !is_of_map (word) && !is_of_regions (word);
}

static MlsFilterClauses
all_clauses (const MlsFilter *self)
{
  return self->n_clauses == 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << self->n_clauses) - 1;
}

/**
 * mls_filter_found:
 * @self: a filter
 * @words: those that hold for a face
 *
 * Returns: the clauses that ask for no more of a face
 */
MlsFilterClauses
mls_filter_found (const MlsFilter *self, MlsFilterWords words)
{
  MlsFilterClauses found = all_clauses (self);

  for (guint i = 0; i < self->words->len; i++)
    {
      const MlsFilterWord *word = word_at (self, i);

      if (is_of_faces (word) && !word->turned && (words >> i & 1) == 0)
        found &= ~(G_GUINT64_CONSTANT (1) << word->clause);
    }

  return found;
}

/**
 * mls_filter_barred:
 * @self: a filter
 * @words: those that hold for a face
 *
 * Returns: the clauses that do not ask for its region, as the face has what is not to be
 */
MlsFilterClauses
mls_filter_barred (const MlsFilter *self, MlsFilterWords words)
{
  MlsFilterClauses barred = 0;

  for (guint i = 0; i < self->words->len; i++)
    {
      const MlsFilterWord *word = word_at (self, i);

      if (is_of_faces (word) && word->turned && (words >> i & 1) != 0)
        barred |= G_GUINT64_CONSTANT (1) << word->clause;
    }

  return barred;
}

static gboolean
is_as_large (const MlsFilterWord *word, MlsArea2 area2)
{
  switch (word->sign)
    {
    case MLS_FILTER_BELOW:
      return area2 < word->area2;
    case MLS_FILTER_ABOVE:
      return area2 > word->area2;
    case MLS_FILTER_UP_TO:
      return area2 <= word->area2;
    case MLS_FILTER_FROM:
      return area2 >= word->area2;
    case MLS_FILTER_BARE:
    case MLS_FILTER_IS:
    case MLS_FILTER_CONTAINS:
    case MLS_N_FILTER_SIGNS:
      break;
    }

  g_assert_not_reached ();
}

static gboolean
is_of (const MlsFilterWord *word, const MlsFilterRegion *region)
{
  switch (word->key)
    {
    case MLS_FILTER_AREA:
      return is_as_large (word, region->area2);
    case MLS_FILTER_SMALL:
      return region->is_small;
    case MLS_FILTER_REVIEWED:
      return mls_review_is_judged (region->review);
    case MLS_FILTER_ACCEPTED:
      return region->review == MLS_REVIEW_ACCEPTED;
    case MLS_FILTER_SENT_BACK:
      return region->review == MLS_REVIEW_SENT_BACK;
    case MLS_FILTER_CORRECTED:
      return region->review == MLS_REVIEW_CORRECTED;
    case MLS_FILTER_REVIEWER:
      return compare_text (word, g_quark_to_string (region->reviewer));
    case MLS_FILTER_CODE:
    case MLS_FILTER_COVER:
    case MLS_FILTER_USE:
    case MLS_FILTER_UNCODED:
    case MLS_FILTER_DOUBT:
    case MLS_FILTER_PHOTOVOLTAIC:
    case MLS_FILTER_COMMENT:
    case MLS_FILTER_SOURCE:
    case MLS_FILTER_AUTHOR:
    case MLS_FILTER_SINCE:
    case MLS_FILTER_UNTIL:
    case MLS_FILTER_ZONE:
    case MLS_FILTER_FINDING:
    case MLS_FILTER_VINTAGE:
    case MLS_FILTER_DIMENSION:
    case MLS_FILTER_WAS:
    case MLS_FILTER_BECAME:
    case MLS_FILTER_BEFORE:
    case MLS_FILTER_SUSPICIOUS:
    case MLS_FILTER_IMPOSSIBLE:
    case MLS_FILTER_VERB:
    case MLS_FILTER_KIND:
    case MLS_FILTER_UNDONE:
    case MLS_N_FILTER_KEYS:
      break;
    }

  g_assert_not_reached ();
}

/**
 * mls_filter_of_region:
 * @self: a filter
 * @region: what is known of a region as a whole
 *
 * Returns: the clauses that ask for no more of it, or for less
 */
MlsFilterClauses
mls_filter_of_region (const MlsFilter *self, const MlsFilterRegion *region)
{
  MlsFilterClauses fitting = all_clauses (self);

  for (guint i = 0; i < self->words->len; i++)
    {
      const MlsFilterWord *word = word_at (self, i);

      if (is_of_regions (word) && is_of (word, region) == word->turned)
        fitting &= ~(G_GUINT64_CONSTANT (1) << word->clause);
    }

  return fitting;
}
