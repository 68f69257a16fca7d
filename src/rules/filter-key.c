/* The words of filters, in the languages of those who write them. */

#include "rules/filter-private.h"

#include "base/text.h"

#define BARE     (1u << MLS_FILTER_BARE)
#define IS       (1u << MLS_FILTER_IS)
#define CONTAINS (1u << MLS_FILTER_CONTAINS)
#define COMPARED \
  (1u << MLS_FILTER_BELOW | 1u << MLS_FILTER_ABOVE | 1u << MLS_FILTER_UP_TO | 1u << MLS_FILTER_FROM)

/* Of what a word is said. */
#define REGIONS    (1u << MLS_FILTER_OF_REGIONS)
#define CHANGES    (1u << MLS_FILTER_OF_CHANGES)
#define OPERATIONS (1u << MLS_FILTER_OF_OPERATIONS)
#define STATES     (1u << MLS_FILTER_OF_DIFFERENCES)
#define GROUND     (REGIONS | CHANGES)
#define WRITTEN    (GROUND | OPERATIONS)
#define ALL        (WRITTEN | STATES)

static const struct
{
  const char *names[MLS_N_LANGUAGES];
  guint       signs;  /* that it may have, bits of #MlsFilterSign */
  guint       scopes; /* bits of #MlsFilterScope */
} keys[MLS_N_FILTER_KEYS] = {
  [MLS_FILTER_CODE] = { { "code", "code" }, IS, ALL },
  [MLS_FILTER_COVER] = { { "couvert", "cover" }, IS, ALL },
  [MLS_FILTER_USE] = { { "usage", "use" }, IS, ALL },
  [MLS_FILTER_UNCODED] = { { "sans-code", "uncoded" }, BARE, ALL },
  [MLS_FILTER_DOUBT] = { { "doute", "doubt" }, BARE, ALL },
  [MLS_FILTER_PHOTOVOLTAIC] = { { "photovoltaïque", "photovoltaic" }, BARE, ALL },
  [MLS_FILTER_COMMENT] = { { "commentaire", "comment" }, BARE | IS | CONTAINS, ALL },
  [MLS_FILTER_SOURCE] = { { "source", "source" }, BARE | IS | CONTAINS, ALL },
  [MLS_FILTER_AREA] = { { "surface", "area" }, COMPARED, ALL },
  [MLS_FILTER_AUTHOR] = { { "auteur", "author" }, IS | CONTAINS, WRITTEN },
  [MLS_FILTER_SINCE] = { { "depuis", "since" }, IS, WRITTEN },
  [MLS_FILTER_UNTIL] = { { "jusque", "until" }, IS, WRITTEN },
  [MLS_FILTER_ZONE] = { { "zone", "zone" }, IS, ALL },
  [MLS_FILTER_FINDING] = { { "signalement", "finding" }, BARE | IS, GROUND },
  [MLS_FILTER_VINTAGE] = { { "millésime", "vintage" }, IS, ALL },
  [MLS_FILTER_DIMENSION] = { { "vue", "dimension" }, IS, ALL },
  [MLS_FILTER_WAS] = { { "de", "from" }, IS, CHANGES | OPERATIONS | STATES },
  [MLS_FILTER_BECAME] = { { "vers", "to" }, IS, CHANGES | OPERATIONS | STATES },
  [MLS_FILTER_BEFORE] = { { "avant", "before" }, IS, CHANGES },
  [MLS_FILTER_SUSPICIOUS] = { { "suspect", "suspicious" }, BARE, CHANGES | STATES },
  [MLS_FILTER_IMPOSSIBLE] = { { "impossible", "impossible" }, BARE, CHANGES | STATES },
  [MLS_FILTER_SMALL] = { { "petit", "small" }, BARE, CHANGES | STATES },
  [MLS_FILTER_REVIEWED] = { { "revu", "reviewed" }, BARE, CHANGES },
  [MLS_FILTER_ACCEPTED] = { { "accepté", "accepted" }, BARE, CHANGES },
  [MLS_FILTER_SENT_BACK] = { { "renvoyé", "sent-back" }, BARE, CHANGES },
  [MLS_FILTER_CORRECTED] = { { "corrigé", "corrected" }, BARE, CHANGES },
  [MLS_FILTER_REVIEWER] = { { "relecteur", "reviewer" }, IS | CONTAINS, CHANGES },
  [MLS_FILTER_VERB] = { { "action", "verb" }, IS, OPERATIONS },
  [MLS_FILTER_KIND] = { { "nature", "kind" }, IS, OPERATIONS },
  [MLS_FILTER_UNDONE] = { { "annulé", "undone" }, BARE, OPERATIONS },
};

/**
 * mls_filter_key_name:
 * @key: what a word is about
 * @language: a language
 *
 * Returns: how the word begins
 */
const char *
mls_filter_key_name (MlsFilterKey key, MlsLanguage language)
{
  return keys[key].names[language];
}

/**
 * mls_filter_dimension_text:
 * @dimension: a dimension
 * @language: a language
 *
 * Returns: how a filter names it
 */
const char *
mls_filter_dimension_text (MlsDimension dimension, MlsLanguage language)
{
  static const char *const french[MLS_N_DIMENSIONS] = { "couvert", "usage", "paire" };

  return language == MLS_LANGUAGE_FRENCH ? french[dimension] : mls_dimension_name (dimension);
}

/**
 * mls_filter_kind_text:
 * @kind: 0 for a change, 1 for a correction
 * @language: a language
 *
 * Returns: how a filter names it; the history has the English name
 */
const char *
mls_filter_kind_text (guint kind, MlsLanguage language)
{
  static const char *const names[MLS_N_FILTER_KINDS][MLS_N_LANGUAGES] = { { "changement", "change" },
                                                                          { "correction", "correction" } };

  return names[kind][language];
}

/**
 * mls_filter_or:
 * @language: a language
 *
 * Returns: what stands between two clauses
 */
const char *
mls_filter_or (MlsLanguage language)
{
  return language == MLS_LANGUAGE_FRENCH ? "ou" : "or";
}

/**
 * mls_filter_sign_text:
 * @sign: what stands between key and value
 *
 * Returns: how it is written
 */
const char *
mls_filter_sign_text (MlsFilterSign sign)
{
  static const char *const texts[MLS_N_FILTER_SIGNS] = { "", "=", "~", "<", ">", "<=", ">=" };

  return texts[sign];
}

/**
 * mls_filter_key_find:
 * @name: the beginning of a word, in any language, with or without capitals and accents
 * @length: its bytes
 * @out: (out): what the word is about
 *
 * Returns: whether it is known
 */
gboolean
mls_filter_key_find (const char *name, gsize length, MlsFilterKey *out)
{
  g_autofree char *whole = g_strndup (name, length);
  g_autofree char *folded = mls_text_fold (whole);

  for (int key = 0; key < MLS_N_FILTER_KEYS; key++)
    for (int language = 0; language < MLS_N_LANGUAGES; language++)
      {
        g_autofree char *known = mls_text_fold (keys[key].names[language]);

        if (g_str_equal (known, folded))
          {
            *out = (MlsFilterKey) key;
            return TRUE;
          }
      }

  return FALSE;
}

/**
 * mls_filter_key_is_of:
 * @key: what a word is about
 * @scope: what is to be found
 *
 * Returns: whether that can have it
 */
gboolean
mls_filter_key_is_of (MlsFilterKey key, MlsFilterScope scope)
{
  return (keys[key].scopes & 1u << scope) != 0;
}

/**
 * mls_filter_key_takes:
 * @key: what a word is about
 * @sign: what stands behind it
 *
 * Returns: whether the two make a word
 */
gboolean
mls_filter_key_takes (MlsFilterKey key, MlsFilterSign sign)
{
  return (keys[key].signs & 1u << sign) != 0;
}
