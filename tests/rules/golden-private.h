#pragma once

#include "coverage/memory.h"
#include "golden.h"
#include "picture.h"
#include "rules/proposal.h"

enum
{
  GOLDEN_MAX_VINTAGES = 8,
  GOLDEN_MAX_LETTERS = 128,
};

/* Which block indented lines belong to. */
typedef enum
{
  BLOCK_NONE,
  BLOCK_BEFORE,
  BLOCK_AFTER,
  BLOCK_LABELS,
} Block;

struct _Golden
{
  const char      *place; /* of the line that runs */
  Block            block;

  /* The coverage as it is drawn. */
  char            *names[GOLDEN_MAX_VINTAGES];
  MlsVintage       vintages[GOLDEN_MAX_VINTAGES];
  guint            n_vintages;
  MlsPoint         origin;
  gint64           scale;
  Picture         *before;
  GPtrArray       *rings[GOLDEN_MAX_LETTERS]; /* of faces given by their vertices */
  MlsLabel         labels[GOLDEN_MAX_LETTERS][GOLDEN_MAX_VINTAGES];
  MlsNomenclature *nomenclature;
  MlsLimits        limits;
  MlsZone         *zone;   /* (nullable): of whoever edits */

  /* The coverage itself. */
  MlsMemory       *memory;
  gint64           id_of[GOLDEN_MAX_LETTERS];
  GPtrArray       *start;
  GPtrArray       *deltas;

  /* The edit. */
  MlsIntent        intent;
  gboolean         cures;
  char            *edit;
  gboolean         judged;   /* its outcome has been asked for */
  MlsProposal     *proposal;
  const MlsPlan   *plan;     /* of @proposal, or its cure; NULL if refused */
  MlsDelta        *applied;
  Picture         *after;
  gboolean         edge_told;
};

/* A word and what it does with those behind it. */
typedef struct
{
  const char *word;
  void (*run) (Golden *golden, char **words);
} GoldenWord;

/* Each table ends with a NULL word. */
extern const GoldenWord golden_drawing_words[];
extern const GoldenWord golden_edit_words[];
extern const GoldenWord golden_outcome_words[];

#define FAIL(golden, ...) g_error ("%s: %s", (golden)->place, g_strdup_printf (__VA_ARGS__))

/* golden-word.c */
double          golden_read_number    (Golden          *golden,
                                       const char      *word);
gint64          golden_read_mm        (Golden          *golden,
                                       const char      *word);
MlsPoint        golden_read_point     (Golden          *golden,
                                       char           **words);
GArray         *golden_read_points    (Golden          *golden,
                                       char           **words,
                                       const char      *end);
const MlsPoint *golden_points         (const GArray    *points);
char            golden_read_letter    (Golden          *golden,
                                       const char      *word);
guint           golden_read_vintage   (Golden          *golden,
                                       const char      *word);
MlsDimension    golden_read_dimension (Golden          *golden,
                                       const char      *word);
MlsText         golden_read_code      (const char      *word);
guint           golden_read_note      (Golden          *golden,
                                       char           **words,
                                       MlsNote         *note);
void            golden_read_labels    (Golden          *golden,
                                       char           **words,
                                       MlsLabel        *labels);

/* golden-drawing.c */
void            golden_build          (Golden          *golden);
GPtrArray      *golden_faces          (Golden          *golden);
MlsFace        *golden_face_of_rings  (gint64           id,
                                       const GPtrArray *rings,
                                       const MlsLabel  *labels,
                                       guint            n_vintages);
void            golden_check_partition (Golden         *golden);

/* golden-edit.c */
gboolean        golden_is_edit        (const char      *word);
void            golden_run_edit       (Golden          *golden,
                                       const char      *line);
void            golden_clear_edit     (Golden          *golden);
void            golden_expect_judged  (Golden          *golden);
gboolean        golden_same_face      (const MlsFace   *a,
                                       const MlsFace   *b);
gboolean        golden_same_delta     (const MlsDelta  *a,
                                       const MlsDelta  *b);

/* golden-outcome.c */
void            golden_finish_after   (Golden          *golden);
void            golden_check_labels   (Golden          *golden,
                                       char             letter,
                                       char           **words);
