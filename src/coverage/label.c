#include "coverage/label.h"

#include <string.h>

/**
 * mls_field_column:
 * @field: a field of a label
 *
 * Returns: the stem of its column in a delivered product, to which the vintage's two-digit year is
 *   added: "cs" of "cs21"
 */
const char *
mls_field_column (MlsField field)
{
  static const char *const columns[MLS_N_FIELDS] = {
    [MLS_FIELD_COVER] = "cs",          [MLS_FIELD_USE] = "us",
    [MLS_FIELD_DOUBT] = "doute",       [MLS_FIELD_SOURCE] = "source",
    [MLS_FIELD_COMMENT] = "comment",   [MLS_FIELD_PHOTOVOLTAIC] = "photovol",
  };

  g_return_val_if_fail ((guint) field < MLS_N_FIELDS, NULL);

  return columns[field];
}

static const char *const field_names[MLS_N_FIELDS] = {
  [MLS_FIELD_COVER] = "cover",     [MLS_FIELD_USE] = "use",
  [MLS_FIELD_DOUBT] = "doubt",     [MLS_FIELD_SOURCE] = "source",
  [MLS_FIELD_COMMENT] = "comment", [MLS_FIELD_PHOTOVOLTAIC] = "photovoltaic",
};

/**
 * mls_field_name:
 * @field: a field of a label
 *
 * Returns: its name in scripts and result lines
 */
const char *
mls_field_name (MlsField field)
{
  g_return_val_if_fail ((guint) field < MLS_N_FIELDS, NULL);

  return field_names[field];
}

/**
 * mls_text_is_yes:
 * @text: a doubt, or whether there is photovoltaic
 *
 * Deliveries write "no" as nothing or as 0; no list of other values is published.
 *
 * Returns: whether it says anything else
 */
gboolean
mls_text_is_yes (MlsText text)
{
  const char *value = g_quark_to_string (text);

  return value != NULL && value[0] != '\0' && strcmp (value, "0") != 0;
}

/**
 * mls_note_read:
 * @note: (inout): what else was said
 * @word: NAME=VALUE, of a field that is no code; without a value it is no longer said
 *
 * Returns: %FALSE, with @note untouched, for any other word
 */
gboolean
mls_note_read (MlsNote *note, const char *word)
{
  for (int f = MLS_FIELD_DOUBT; f < MLS_N_FIELDS; f++)
    {
      gsize length = strlen (field_names[f]);

      if (strncmp (word, field_names[f], length) == 0 && word[length] == '=')
        {
          const char *value = word + length + 1;

          note->fields |= MLS_FIELD (f);
          note->label.field[f] = *value != '\0' ? g_quark_from_string (value) : 0;
          return TRUE;
        }
    }

  return FALSE;
}

static const char *const dimension_names[MLS_N_DIMENSIONS] = {
  [MLS_DIMENSION_COVER] = "cover",
  [MLS_DIMENSION_USE] = "use",
  [MLS_DIMENSION_PAIR] = "pair",
};

/**
 * mls_dimension_name:
 * @dimension: a dimension
 *
 * Returns: its name in scripts and files: "cover", "use" or "pair"
 */
const char *
mls_dimension_name (MlsDimension dimension)
{
  g_return_val_if_fail ((guint) dimension < MLS_N_DIMENSIONS, NULL);

  return dimension_names[dimension];
}

/**
 * mls_dimension_from_name:
 * @name: a name as mls_dimension_name() gives it
 * @out: (out): the dimension
 *
 * Returns: %FALSE, with @out untouched, for any other name
 */
gboolean
mls_dimension_from_name (const char *name, MlsDimension *out)
{
  for (int i = 0; i < MLS_N_DIMENSIONS; i++)
    if (g_strcmp0 (name, dimension_names[i]) == 0)
      {
        *out = (MlsDimension) i;
        return TRUE;
      }

  return FALSE;
}
