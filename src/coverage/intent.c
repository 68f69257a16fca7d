#include "coverage/intent.h"

/**
 * mls_intent_vintages:
 * @intent: an intent
 *
 * Returns: the vintages an edit may write: the edited one always, the others for a correction
 */
MlsVintageSet
mls_intent_vintages (const MlsIntent *intent)
{
  MlsVintageSet edited = MLS_VINTAGE (intent->vintage);

  return intent->correction ? intent->vintages | edited : edited;
}

/**
 * mls_intent_carried:
 * @intent: what was meant by a correction
 * @vintages: others, in which the same was there
 *
 * Returns: the same correction, of these vintages
 */
MlsIntent
mls_intent_carried (const MlsIntent *intent, MlsVintageSet vintages)
{
  MlsIntent carried = *intent;

  carried.vintages = carried.named = vintages;

  return carried;
}

/**
 * mls_intent_has_pair:
 * @intent: an intent
 *
 * Returns: whether a pair is picked, as far as the dimension shown needs it
 */
gboolean
mls_intent_has_pair (const MlsIntent *intent)
{
  switch (intent->dimension)
    {
    case MLS_DIMENSION_COVER:
      return intent->pair.cover != 0;
    case MLS_DIMENSION_USE:
      return intent->pair.use != 0;
    case MLS_DIMENSION_PAIR:
      return intent->pair.cover != 0 && intent->pair.use != 0;
    case MLS_N_DIMENSIONS:
      break;
    }

  g_assert_not_reached ();
}

static gboolean
is_named (const MlsIntent *intent, guint vintage)
{
  return vintage == intent->vintage || (intent->named & MLS_VINTAGE (vintage)) != 0;
}

/**
 * mls_intent_writes_pair:
 * @intent: an intent
 * @labels: a face's label in each vintage
 *
 * A code was wrong wherever it is the same, so a correction gives the pair in the vintages whose
 * codes equal the edited one's on that face, in the dimension shown.
 *
 * Returns: the vintages in which giving the pair writes on that face
 */
MlsVintageSet
mls_intent_writes_pair (const MlsIntent *intent, const MlsLabel *labels)
{
  MlsVintageSet candidates = mls_intent_vintages (intent);
  MlsVintageSet written = 0;
  guint64 code = mls_label_code (&labels[intent->vintage], intent->dimension);

  for (guint v = 0; v < MLS_MAX_VINTAGES && candidates >> v != 0; v++)
    {
      gboolean writes;

      if ((candidates & MLS_VINTAGE (v)) == 0)
        continue;

      if (v == intent->vintage)
        writes = TRUE;
      else if (mls_label_is_null (&labels[v]))
        writes = is_named (intent, v);
      else
        writes = mls_label_code (&labels[v], intent->dimension) == code;

      if (writes)
        written |= MLS_VINTAGE (v);
    }

  return written;
}

/* Whether @label has what would be given: the codes, and the other fields as far as they are given
 * too. */
static gboolean
has_given (const MlsIntent *intent, const MlsLabel *label)
{
  if ((intent->dimension != MLS_DIMENSION_USE && label->field[MLS_FIELD_COVER] != intent->pair.cover) ||
      (intent->dimension != MLS_DIMENSION_COVER && label->field[MLS_FIELD_USE] != intent->pair.use))
    return FALSE;

  for (int f = MLS_FIELD_DOUBT; f < MLS_N_FIELDS; f++)
    if (intent->given.field[f] != 0 && intent->given.field[f] != label->field[f])
      return FALSE;

  return TRUE;
}

/**
 * mls_intent_already_has:
 * @intent: an intent with a pair
 * @labels: a face's label in each vintage
 *
 * Returns: whether that face already has what giving the pair would give it, in every vintage it
 *   would be written in; a comment that would be cleared does not count
 */
gboolean
mls_intent_already_has (const MlsIntent *intent, const MlsLabel *labels)
{
  MlsVintageSet written = mls_intent_writes_pair (intent, labels);

  for (guint v = 0; v < MLS_MAX_VINTAGES && written >> v != 0; v++)
    if ((written & MLS_VINTAGE (v)) != 0 && !has_given (intent, &labels[v]))
      return FALSE;

  return TRUE;
}

/**
 * mls_intent_give_pair:
 * @intent: an intent with a pair
 * @labels: (inout): a face's label in each vintage
 *
 * Gives the pair, in cover or use view only that code, and with it doubt, source, comment and
 * photovoltaic, which are cleared unless given too.
 */
void
mls_intent_give_pair (const MlsIntent *intent, MlsLabel *labels)
{
  MlsVintageSet written = mls_intent_writes_pair (intent, labels);

  for (guint v = 0; v < MLS_MAX_VINTAGES && written >> v != 0; v++)
    {
      MlsLabel label = intent->given;

      if ((written & MLS_VINTAGE (v)) == 0)
        continue;

      label.field[MLS_FIELD_COVER] = intent->dimension != MLS_DIMENSION_USE
                                         ? intent->pair.cover
                                         : labels[v].field[MLS_FIELD_COVER];
      label.field[MLS_FIELD_USE] = intent->dimension != MLS_DIMENSION_COVER
                                       ? intent->pair.use
                                       : labels[v].field[MLS_FIELD_USE];
      labels[v] = label;
    }
}

/**
 * mls_intent_give_note:
 * @intent: an intent
 * @note: what is said
 * @labels: (inout): a face's label in each vintage
 *
 * Writes the fields of @note and no other. What is corrected is said, like a code, of the vintages whose codes equal
 * the edited one's.
 */
void
mls_intent_give_note (const MlsIntent *intent, const MlsNote *note, MlsLabel *labels)
{
  MlsVintageSet written = mls_intent_writes_pair (intent, labels);

  for (guint v = 0; v < MLS_MAX_VINTAGES && written >> v != 0; v++)
    for (int f = MLS_FIELD_DOUBT; f < MLS_N_FIELDS; f++)
      if ((written & MLS_VINTAGE (v)) != 0 && (note->fields & MLS_FIELD (f)) != 0)
        labels[v].field[f] = note->label.field[f];
}

/**
 * mls_intent_give_label:
 * @intent: an intent
 * @from: the labels of the face that gains
 * @labels: (inout): a face's label in each vintage
 *
 * Gives the label of @from, all fields, for each vintage written. Beyond the edited vintage a NULL
 * is filled only where it is named, and never made.
 */
void
mls_intent_give_label (const MlsIntent *intent, const MlsLabel *from, MlsLabel *labels)
{
  MlsVintageSet written = mls_intent_vintages (intent);

  for (guint v = 0; v < MLS_MAX_VINTAGES && written >> v != 0; v++)
    {
      gboolean fills = mls_label_is_null (&labels[v]);
      gboolean empties = mls_label_is_null (&from[v]);

      if ((written & MLS_VINTAGE (v)) == 0)
        continue;
      if (v != intent->vintage && (empties || (fills && !is_named (intent, v))))
        continue;

      labels[v] = from[v];
    }
}
