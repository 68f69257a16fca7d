#include "cli/session-private.h"

#include "cli/error.h"

#include <glib/gi18n-lib.h>

static gboolean
find_vintage (const MlsSession *self, const char *code, guint *out, GError **error)
{
  const MlsRules *rules = mls_session_rules (self);

  return mls_vintage_find (rules->vintages, rules->n_vintages, code, out) ||
         mls_usage_error (error, _("There is no vintage “%s”"), code);
}

gboolean
mls_session_set_vintage (MlsSession *self, char **words, GError **error)
{
  return find_vintage (self, words[1], &self->intent.vintage, error);
}

static gboolean
set_correction (MlsSession *self, char **codes, GError **error)
{
  MlsVintageSet named = 0;

  for (; *codes != NULL; codes++)
    {
      guint vintage;

      if (!find_vintage (self, *codes, &vintage, error))
        return FALSE;

      named |= MLS_VINTAGE (vintage);
    }

  self->intent.correction = TRUE;
  self->intent.named = named;
  self->intent.vintages = named != 0 ? named : ~(MlsVintageSet) 0 >> (MLS_MAX_VINTAGES - mls_session_rules (self)->n_vintages);

  return TRUE;
}

gboolean
mls_session_set_kind (MlsSession *self, char **words, GError **error)
{
  if (g_str_equal (words[1], "correction"))
    return set_correction (self, words + 2, error);
  if (!g_str_equal (words[1], "change") || words[2] != NULL)
    return mls_usage_error (error, _("A kind is “change” or “correction”, not “%s”"), words[words[2] != NULL ? 2 : 1]);

  self->intent.correction = FALSE;

  return TRUE;
}

gboolean
mls_session_set_dimension (MlsSession *self, char **words, GError **error)
{
  return mls_dimension_from_name (words[1], &self->intent.dimension) ||
         mls_usage_error (error, _("A dimension is “cover”, “use” or “pair”, not “%s”"), words[1]);
}

static gboolean
read_code (const MlsSession *self, MlsDimension dimension, const char *word, MlsText *out, GError **error)
{
  const MlsNomenclature *nomenclature = mls_session_rules (self)->nomenclature;
  MlsText code = mls_nomenclature_read_code (nomenclature, dimension, word);

  if (mls_nomenclature_class (nomenclature, dimension, code) == NULL)
    {
      g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_CODE,
                   dimension == MLS_DIMENSION_COVER ? _("“%s” is no cover code of this project")
                                                    : _("“%s” is no use code of this project"),
                   word);
      return FALSE;
    }

  *out = code;
  return TRUE;
}

/* Both codes, or the only one where the nomenclature has but one dimension; @words is led behind them. */
gboolean
mls_session_read_pair (const MlsSession *self, char ***words, MlsPair *out, GError **error)
{
  const MlsNomenclature *nomenclature = mls_session_rules (self)->nomenclature;
  MlsPair pair = { 0, 0 };
  char **word = *words;

  if (mls_nomenclature_has_dimension (nomenclature, MLS_DIMENSION_COVER) &&
      !read_code (self, MLS_DIMENSION_COVER, *word++, &pair.cover, error))
    return FALSE;
  if (mls_nomenclature_has_dimension (nomenclature, MLS_DIMENSION_USE))
    {
      if (*word == NULL)
        return mls_usage_error (error, _("A use is to follow the cover"));
      if (!read_code (self, MLS_DIMENSION_USE, *word++, &pair.use, error))
        return FALSE;
    }

  *out = pair;
  *words = word;
  return TRUE;
}

gboolean
mls_session_set_pair (MlsSession *self, char **words, GError **error)
{
  char **rest = words + 1;
  MlsPair pair;

  if (!mls_session_read_pair (self, &rest, &pair, error))
    return FALSE;
  if (*rest != NULL)
    return mls_usage_error (error, _("The nomenclature has one code for each ground: “%s” is one too many"), *rest);

  self->intent.pair = pair;
  return TRUE;
}

gboolean
mls_session_set_side (MlsSession *self, char **words, GError **error)
{
  static const char *const names[] = { [MLS_TAKES_SMALLER] = "smaller", [MLS_TAKES_LEFT] = "left",
                                       [MLS_TAKES_RIGHT] = "right" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (words[1], names[i]))
      {
        self->intent.takes = (MlsTakes) i;
        return TRUE;
      }

  return mls_usage_error (error, _("A side is “smaller”, “left” or “right”, not “%s”"), words[1]);
}

gboolean
mls_session_set_reason (MlsSession *self, char **words, GError **error)
{
  if (words[1][0] == '\0')
    return mls_usage_error (error, _("“%s” needs a reason"), words[0]);

  g_free (self->reason);
  self->reason = g_strdup (words[1]);

  return TRUE;
}
