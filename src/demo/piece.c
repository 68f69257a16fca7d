#include "demo/piece.h"

#include "base/hilbert.h"
#include "demo/dissolve.h"
#include "demo/showcase.h"
#include "demo/survey.h"

#include <string.h>

/* How many sets of faults are tried. */
#define SURVEYS 16

static void
sort_along_curve (GPtrArray *faces, const MlsBox *box)
{
  g_autofree MlsPoint *centres = g_new (MlsPoint, faces->len);
  g_autofree guint *order = NULL;
  g_autofree gpointer *sorted = g_new (gpointer, faces->len);

  for (guint i = 0; i < faces->len; i++)
    centres[i] = mls_box_centre (&((const MlsFace *) g_ptr_array_index (faces, i))->box);

  order = mls_hilbert_order (centres, faces->len, box);
  for (guint i = 0; i < faces->len; i++)
    sorted[i] = faces->pdata[order[i]];
  if (faces->len > 0)
    memcpy (faces->pdata, sorted, faces->len * sizeof *sorted);
}

/* The faces of a map: what has the same labels at both dates is one. */
static GPtrArray *
faces_of (const MlsSurvey *survey)
{
  const MlsMesh *mesh = survey->sheet->mesh;
  guint n_faces = mesh->faces->len;
  g_autofree guint64 *keys = g_new (guint64, n_faces);
  g_autofree guint *groups = NULL;
  g_autofree MlsLabel *labels = NULL;
  GPtrArray *faces;
  MlsBox box;
  guint n_groups;

  for (guint face = 0; face < n_faces; face++)
    keys[face] = mls_survey_key (survey, face);
  groups = mls_dissolve_groups (mesh, keys, &n_groups);

  labels = g_new (MlsLabel, n_groups * MLS_DEMO_N_DATES);
  for (guint face = 0; face < n_faces; face++)
    for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
      labels[groups[face] * MLS_DEMO_N_DATES + date] = mls_survey_label (survey, face, date);

  faces = mls_dissolve_faces (mesh, groups, n_groups, survey->points, labels);
  box = mls_box_of_points (survey->points, mesh->points->len);
  sort_along_curve (faces, &box);

  return faces;
}

/* Takes @mesh over. */
static MlsPiece *
piece_new (MlsMesh *mesh)
{
  MlsPiece *piece = g_new0 (MlsPiece, 1);
  g_autoptr (MlsSurvey) survey = NULL;

  piece->mesh = mesh;
  piece->truth = mls_sheet_new (mesh);
  mls_sheet_settle (piece->truth);
  survey = mls_survey_new (piece->truth);
  piece->maps[MLS_DEMO_TRUTH] = faces_of (survey);

  return piece;
}

static void
set_coverage (MlsPiece *piece, const MlsSurvey *survey)
{
  piece->maps[MLS_DEMO_COVERAGE] = faces_of (survey);
  piece->faults = g_array_ref (survey->faults);
}

/* A survey with faults. They may join what the showcase needs apart; then others are tried, and in the
 * end none. */
static MlsSurvey *
survey (const MlsPiece *piece, const MlsSite *site)
{
  for (guint64 attempt = 0; attempt < SURVEYS; attempt++)
    {
      g_autoptr (MlsSurvey) tried = mls_survey_new (piece->truth);

      mls_survey_err (tried, site->seed + attempt);
      if (!site->has_showcase || mls_showcase_holds (&piece->showcase, tried->sheet))
        return g_steal_pointer (&tried);
    }

  return mls_survey_new (piece->truth);
}

/**
 * mls_piece_new_commune:
 * @site: the ground of a commune
 *
 * Any thread.
 *
 * Returns: (transfer full): the commune upon it
 */
MlsPiece *
mls_piece_new_commune (const MlsSite *site)
{
  g_autoptr (MlsCommune) commune = mls_commune_new (site);
  MlsPiece *piece = piece_new (g_steal_pointer (&commune->mesh));
  g_autoptr (MlsSurvey) coverage = NULL;

  piece->showcase = commune->showcase;
  coverage = survey (piece, site);
  set_coverage (piece, coverage);

  return piece;
}

/**
 * mls_piece_new_roads:
 * @mesh: (transfer full): the roads between communes
 *
 * Returns: (transfer full): them as a piece, mapped without fault
 */
MlsPiece *
mls_piece_new_roads (MlsMesh *mesh)
{
  MlsPiece *piece = piece_new (mesh);
  g_autoptr (MlsSurvey) survey = mls_survey_new (piece->truth);

  set_coverage (piece, survey);

  return piece;
}

/**
 * mls_piece_free:
 * @piece: (transfer full): a piece
 */
void
mls_piece_free (MlsPiece *piece)
{
  for (int map = 0; map < MLS_DEMO_N_MAPS; map++)
    g_ptr_array_unref (piece->maps[map]);
  g_array_unref (piece->faults);
  mls_sheet_free (piece->truth);
  mls_mesh_free (piece->mesh);
  g_free (piece);
}
