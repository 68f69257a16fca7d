#pragma once

#include "coverage/delta.h"
#include "store/store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Projects made for tests: boards of square faces in Lambert-93, each test's in a folder of its
 * own. */

typedef struct
{
  char     *folder;
  char     *path;
  MlsStore *store;
} Sample;

/* So many columns and rows of faces of so many metres a side, with so many segments on each side.
 * Ids run from 1, row by row from the south-west. */
typedef struct
{
  guint columns;
  guint rows;
  guint side_m;
  guint n_segments;
  guint wiggle_mm; /* how far vertices inside the board stray, so that nothing is straight */
} Board;

/* The south-west corner of every board, mm. */
#define BOARD_X G_GINT64_CONSTANT (700000000)
#define BOARD_Y G_GINT64_CONSTANT (6600000000)

extern const MlsVintage sample_vintages[2];
extern const MlsOperationFacts sample_facts;

MlsNomenclature *
          sample_nomenclature (void);
void      sample_begin       (Sample           *sample,
                              const Board      *board);
void      sample_end         (Sample           *sample);
void      sample_reopen      (Sample           *sample);

MlsFace  *sample_cell        (const Board      *board,
                              guint             column,
                              guint             row);
void      sample_fill        (MlsStore         *store,
                              const Board      *board);
void      sample_each_cell   (const Board      *board,
                              MlsFaceFunc       func,
                              gpointer          user_data);
GArray   *sample_edge        (const Board      *board);

MlsLabel  sample_label       (const char       *cover,
                              const char       *use);
MlsDelta *sample_recode      (const MlsFace    *face,
                              const char       *cover,
                              const char       *use);
MlsDelta *sample_split       (const MlsFace    *face,
                              gsize             from,
                              gsize             to);
MlsDelta *sample_merge       (const MlsFace    *a,
                              const MlsFace    *b);
MlsDelta *sample_random_delta (MlsStore        *store);
gint64    sample_apply       (MlsStore         *store,
                              const MlsDelta   *delta);

GPtrArray *sample_faces      (MlsStore         *store);
guint     sample_count_files (const Sample     *sample);

sqlite3  *sample_connect     (const char       *path);
char     *sample_fingerprint (const char       *path);
void      sample_execute     (const char       *path,
                              const char       *sql);
void      sample_execute_behind
                             (const char       *path,
                              const char       *trigger,
                              const char       *sql);
gint64    sample_query       (const char       *path,
                              const char       *sql);

G_END_DECLS
