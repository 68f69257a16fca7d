#include "template.h"

#include "sample.h"
#include "store/check.h"

#include <glib/gstdio.h>
#include <stdlib.h>

/* The folders of all copies, for the end. */
static Sample samples[2];

static void
remove_all (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    if (samples[i].folder != NULL)
      sample_end (&samples[i]);
}

static void
make (Template *self, Sample *sample, const Board *board)
{
  static gboolean registered;
  g_autoptr (GError) error = NULL;

  if (!registered)
    atexit (remove_all);
  registered = TRUE;

  sample_begin (sample, board);
  mls_store_close (g_steal_pointer (&sample->store), &error);
  g_assert_no_error (error);
  g_file_get_contents (sample->path, &self->contents, &self->length, &error);
  g_assert_no_error (error);
  self->path = g_build_filename (sample->folder, "copy.gpkg", NULL);
  self->beside = g_build_filename (sample->folder, "input.gpkg", NULL);
}

/**
 * template_board:
 *
 * Returns: three by three fields of 100 m from (700000, 6600000), with a vertex each 25 m
 */
const Template *
template_board (void)
{
  static const Board board = { .columns = 3, .rows = 3, .side_m = 100, .n_segments = 4 };
  static Template self;

  if (self.path == NULL)
    make (&self, &samples[0], &board);

  return &self;
}

/**
 * template_empty:
 *
 * Returns: a project without faces
 */
const Template *
template_empty (void)
{
  static Template self;

  if (self.path == NULL)
    make (&self, &samples[1], NULL);

  return &self;
}

/**
 * template_copy:
 * @self: a template
 *
 * Makes the copy what the template is.
 */
void
template_copy (const Template *self)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (self->path, self->contents, (gssize) self->length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/**
 * template_check:
 * @self: a template whose copy was worked on and closed
 *
 * Asserts that the copy is one file, and a partition.
 */
void
template_check (const Template *self)
{
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (self->path, MLS_STORE_READ_ONLY, &error);
  g_autoptr (GArray) flaws = NULL;

  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_no_error (error);
  flaws = mls_store_check_partition (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);
}
