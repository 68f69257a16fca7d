#include "demo/survey.h"

#include "demo/dissolve.h"

/* What interpreters write when in doubt, and of what: of anything, or of one family of lands. */
typedef struct
{
  const char *text;
  MlsLand     first;
  MlsLand     last;
} Remark;

static const Remark remarks[] = {
  { NULL, MLS_LAND_NONE, MLS_LAND_NONE },
  { NULL, MLS_LAND_VERGE, MLS_N_LANDS - 1 },
  { "Limite floue", MLS_LAND_VERGE, MLS_N_LANDS - 1 },
  { "Limite peu visible sous l'ombre des arbres", MLS_LAND_HEDGE, MLS_LAND_CLEARING },
  { "Prairie ou jachère ?", MLS_LAND_MEADOW, MLS_LAND_MEADOW },
  { "Culture ou prairie temporaire ?", MLS_LAND_ARABLE, MLS_LAND_ARABLE },
  { "Peut-être un verger abandonné", MLS_LAND_ORCHARD, MLS_LAND_SCRUB },
  { "Date de la coupe incertaine", MLS_LAND_CLEARING, MLS_LAND_CLEARING },
  { "Toit masqué par la végétation", MLS_LAND_HOUSE_DENSE, MLS_LAND_HOUSE_DENSE },
  { "Toit masqué par la végétation", MLS_LAND_HOUSE, MLS_LAND_HOUSE },
  { "Toit masqué par la végétation", MLS_LAND_HOUSE_LOOSE, MLS_LAND_HOUSE_LOOSE },
  { "Usage à confirmer sur le terrain", MLS_LAND_KITCHEN_GARDEN, MLS_LAND_SOLAR },
};

#define REMARK_WORDLESS 1
#define REMARK_BLURRED  2

/* How many faces are doubted, and how many of the doubts say nothing. */
#define DOUBT_SHARE    0.015
#define WORDLESS_SHARE 0.35

/**
 * mls_survey_label:
 * @survey: a survey
 * @face: a face of its mesh
 * @date: below %MLS_DEMO_N_DATES
 *
 * Returns: the label @face has in the map
 */
MlsLabel
mls_survey_label (const MlsSurvey *survey, guint face, guint date)
{
  MlsLabel label = mls_land_label ((MlsLand) survey->sheet->lands[date][face]);
  guint remark = survey->remarks[date][face];

  if (remark > 0)
    {
      label.field[MLS_FIELD_DOUBT] = g_quark_from_static_string ("1");
      label.field[MLS_FIELD_COMMENT] = g_quark_from_static_string (remarks[remark].text);
    }

  return label;
}

/**
 * mls_survey_key:
 * @survey: a survey
 * @face: a face of its mesh
 *
 * Returns: a number that is the same for faces of the same labels
 */
guint64
mls_survey_key (const MlsSurvey *survey, guint face)
{
  guint64 key = 0;

  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    key = key << 16 | (guint64) survey->sheet->lands[date][face] << 8 | survey->remarks[date][face];

  return key;
}

static guint *
find_groups (const MlsSurvey *survey, guint *n_groups)
{
  guint n_faces = survey->sheet->mesh->faces->len;
  g_autofree guint64 *keys = g_new (guint64, n_faces);

  for (guint face = 0; face < n_faces; face++)
    keys[face] = mls_survey_key (survey, face);

  return mls_dissolve_groups (survey->sheet->mesh, keys, n_groups);
}

/* A remark that can be made of @land. */
static guint8
choose_remark (MlsLand land, MlsRandom *random)
{
  guint remark = REMARK_BLURRED;

  if (mls_random_chance (random, WORDLESS_SHARE))
    return REMARK_WORDLESS;

  for (int attempt = 0; attempt < 24; attempt++)
    {
      guint other =
          REMARK_BLURRED + mls_random_index (random, G_N_ELEMENTS (remarks) - REMARK_BLURRED);

      if (remarks[other].first <= land && land <= remarks[other].last)
        remark = other;
    }

  return (guint8) remark;
}

/* Doubts are about what is drawn, so they go to whole faces of the map, at one date or at both. */
static void
doubt (MlsSurvey *survey, const guint *groups, guint n_groups, MlsRandom *random)
{
  const MlsMesh *mesh = survey->sheet->mesh;
  g_autofree guint8 *remark = g_new0 (guint8, n_groups);
  g_autofree guint8 *dates = g_new0 (guint8, n_groups);

  for (guint group = 0; group < n_groups; group++)
    if (mls_random_chance (random, DOUBT_SHARE))
      dates[group] = (guint8) (1 + mls_random_index (random, 3));

  for (guint face = 0; face < mesh->faces->len; face++)
    {
      guint group = groups[face];

      if (dates[group] == 0 || mls_mesh_parcel (mesh, face)->group == MLS_GROUP_SHOWCASE)
        continue;

      if (remark[group] == 0)
        remark[group] = choose_remark ((MlsLand) survey->sheet->lands[1][face], random);
      for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
        if (dates[group] & 1 << date)
          survey->remarks[date][face] = remark[group];
    }
}

/**
 * mls_survey_new:
 * @truth: what is there; must outlive the survey
 *
 * Returns: (transfer full): the map of @truth an interpreter without fault would make
 */
MlsSurvey *
mls_survey_new (const MlsSheet *truth)
{
  MlsSurvey *survey = g_new0 (MlsSurvey, 1);
  const MlsMesh *mesh = truth->mesh;

  survey->truth = truth;
  survey->sheet = mls_sheet_copy (truth);
  survey->points = g_memdup2 (mesh->points->data, mesh->points->len * sizeof (MlsPoint));
  survey->faults = g_array_new (FALSE, FALSE, sizeof (MlsDemoFault));
  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    survey->remarks[date] = g_new0 (guint8, mesh->faces->len);

  return survey;
}

/**
 * mls_survey_free:
 * @survey: (transfer full): a survey
 */
void
mls_survey_free (MlsSurvey *survey)
{
  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    g_free (survey->remarks[date]);
  mls_sheet_free (survey->sheet);
  g_array_unref (survey->faults);
  g_free (survey->points);
  g_free (survey);
}

/**
 * mls_survey_err:
 * @survey: a survey without faults
 * @seed: which faults
 *
 * Makes of @survey what an interpreter could have: objects misread and overlooked, changes missed
 * and seen where there are none, doubts, borders beside what they follow. Its faces stay valid,
 * every pair too, and every minimum is kept.
 */
void
mls_survey_err (MlsSurvey *survey, guint64 seed)
{
  MlsRandom random = mls_random_new (seed, 6);
  g_autofree guint *groups = NULL;
  guint n_groups;

  mls_survey_misread (survey, &random);
  groups = find_groups (survey, &n_groups);
  doubt (survey, groups, n_groups, &random);
  mls_survey_displace (survey, groups, &random);
}
