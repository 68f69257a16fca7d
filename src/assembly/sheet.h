#pragma once

#include "assembly/faults.h"

G_BEGIN_DECLS

/* The ground of a soup cut into rectangles side by side, each with about as much in it as one can
 * look at in one go. Work on one sheet after the other, on all processors, needs room for a few
 * sheets only. */
typedef struct _MlsSheets MlsSheets;

/* What is in packed rings of so many bytes, or thereabouts. */
#define MLS_SHEET_SIZE 200000

typedef struct
{
  MlsBox       window;  /* its east and north sides do not belong to it */
  const guint *faces;   /* that come within 1 mm of it, in order */
  guint        n_faces;
} MlsSheet;

/* @work is called on any thread; what it returns goes to @take, on the thread that runs the work, in
 * the order of sheets; @finish then follows for each polygon all sheets of which have been taken. What
 * is never taken is freed. */
typedef struct
{
  gpointer       (*work)   (const MlsSheet *sheet, gpointer user_data);
  void           (*take)   (gpointer result, gpointer user_data);
  void           (*finish) (guint face, gpointer user_data);
  GDestroyNotify   free_result;
} MlsSheetFuncs;

MlsSheets *mls_sheets_new  (const MlsSoup       *soup,
                            gsize                size);
void       mls_sheets_free (MlsSheets           *sheets);
gboolean   mls_sheets_run  (const MlsSheets     *sheets,
                            const MlsSheetFuncs *funcs,
                            gpointer             user_data,
                            MlsAssemblyFunc      tell,
                            gpointer             tell_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSheets, mls_sheets_free)

G_END_DECLS
