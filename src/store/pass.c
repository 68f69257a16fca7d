#include "store/pass.h"

#include "store/error.h"

/* How often to tell how far the work is, in faces. */
#define STEP 4096

typedef struct
{
  const MlsPass *pass;
  gint64         n_faces; /* expected */
  gint64         n_read;
  gboolean       cancelled;
} Run;

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Run *run = user_data;
  const MlsPass *pass = run->pass;

  if (!pass->face (face, pass->data))
    return FALSE;

  if (++run->n_read % STEP == 0 && pass->progress != NULL)
    run->cancelled =
        !pass->progress (MIN ((double) run->n_read / (double) MAX (run->n_faces, 1), 1),
                         pass->user_data);

  return !run->cancelled;
}

/**
 * mls_pass_run:
 * @pass: who gets what is read, and who is told how far that is
 * @reader: a reader between begin and end
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @pass' progress gave up
 *
 * Returns: whether everything was read
 */
gboolean
mls_pass_run (const MlsPass *pass, MlsStoreReader *reader, GError **error)
{
  Run run = { .pass = pass };

  if (!mls_store_reader_count_faces (reader, &run.n_faces, error) ||
      (pass->edge != NULL && !mls_store_reader_each_edge (reader, pass->edge, pass->data, error)) ||
      !mls_store_reader_each_face (reader, take_face, &run, error))
    return FALSE;

  if (run.cancelled)
    mls_store_fail_cancelled (error);

  return !run.cancelled;
}
