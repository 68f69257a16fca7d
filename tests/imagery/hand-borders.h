#pragma once

#include <glib.h>

/* Borders digitised by hand on real photos, in their px from the north-west corner. */

typedef enum
{
  HAND_ORTHO, /* a street and its gardens, 20 cm: data/img_bdortho20 */
  HAND_NAIP,  /* lakes among fields of 2015, 5 m: data/img_naip10 */
  HAND_N_PHOTOS,
} HandPhoto;

#define HAND_MAX_POINTS 26
#define HAND_N_BORDERS 28

typedef struct
{
  const char *name;
  HandPhoto   photo;
  guint       n_points;
  double      points[HAND_MAX_POINTS][2];
} HandBorder;

extern const HandBorder hand_borders[];
