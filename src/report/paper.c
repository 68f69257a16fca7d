#include "report/paper.h"

#include "paint/pen.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define TITLE_SIZE 16
#define TEXT_SIZE  9
#define HEAD_SIZE  12

struct _MlsPaper
{
  char            *path;
  char            *part;    /* what is written until all of it is there */
  char            *title;
  char            *subtitle;
  char            *foot;
  cairo_surface_t *surface;
  cairo_t         *cr;
  guint            n_pages;
};

/**
 * mls_paper_new:
 * @path: the PDF file to write, over one that is there once all of the report is
 * @title: what the report is of
 * @subtitle: of which place, dates and state
 * @foot: what stands at the foot of each page
 *
 * Returns: (transfer full): a report without pages; that it cannot be written is told at its end
 */
MlsPaper *
mls_paper_new (const char *path, const char *title, const char *subtitle, const char *foot)
{
  MlsPaper *self = g_new0 (MlsPaper, 1);

  self->path = g_strdup (path);
  self->part = g_strconcat (path, ".part", NULL);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->foot = g_strdup (foot);
  self->surface = cairo_pdf_surface_create (self->part, MLS_PAPER_WIDTH, MLS_PAPER_HEIGHT);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_SUBJECT, subtitle);
  self->cr = cairo_create (self->surface);

  return self;
}

/**
 * mls_paper_free:
 * @self: (transfer full): a report; of one that was not finished nothing is left
 */
void
mls_paper_free (MlsPaper *self)
{
  cairo_destroy (self->cr);
  cairo_surface_destroy (self->surface);
  g_unlink (self->part);
  g_free (self->path);
  g_free (self->part);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->foot);
  g_free (self);
}

static void
draw_foot (MlsPaper *self)
{
  /* Translators: of a page. */
  g_autofree char *number = g_strdup_printf (_("page %u"), self->n_pages);
  double y = MLS_PAPER_HEIGHT - MLS_PAPER_MARGIN + TEXT_SIZE;

  mls_pen_set_font (self->cr, TEXT_SIZE, FALSE);
  mls_pen_set_colour (self->cr, MLS_PEN_PALE);
  mls_pen_text_within (self->cr, MLS_PAPER_MARGIN, y, MLS_PAPER_ROOM - 80, self->foot);
  mls_pen_text_before (self->cr, MLS_PAPER_WIDTH - MLS_PAPER_MARGIN, y, 80, number);
}

/**
 * mls_paper_start:
 * @self: a report
 * @heading: what the page shows
 *
 * Ends the page before, if there is one, and begins another.
 *
 * Returns: (transfer none): what draws on it, in ink
 */
cairo_t *
mls_paper_start (MlsPaper *self, const char *heading)
{
  if (self->n_pages > 0)
    cairo_show_page (self->cr);
  self->n_pages++;

  mls_pen_set_colour (self->cr, MLS_PEN_INK);
  mls_pen_set_font (self->cr, TITLE_SIZE, TRUE);
  mls_pen_text_within (self->cr, MLS_PAPER_MARGIN, MLS_PAPER_MARGIN + TITLE_SIZE, MLS_PAPER_ROOM, self->title);
  mls_pen_set_font (self->cr, TEXT_SIZE, FALSE);
  mls_pen_set_colour (self->cr, MLS_PEN_PALE);
  mls_pen_text_within (self->cr, MLS_PAPER_MARGIN, MLS_PAPER_MARGIN + TITLE_SIZE + 13, MLS_PAPER_ROOM, self->subtitle);
  draw_foot (self);
  mls_pen_set_colour (self->cr, MLS_PEN_INK);
  mls_pen_set_font (self->cr, HEAD_SIZE, TRUE);
  mls_pen_text_within (self->cr, MLS_PAPER_MARGIN, MLS_PAPER_TOP - 9, MLS_PAPER_ROOM, heading);
  mls_pen_set_font (self->cr, TEXT_SIZE, FALSE);

  return self->cr;
}

/**
 * mls_paper_get_page:
 * @self: a report
 *
 * Returns: (transfer none): what draws on the page begun last
 */
cairo_t *
mls_paper_get_page (MlsPaper *self)
{
  return self->cr;
}

/* cairo says that it could not write, and not why: into a folder that may be written, for want of room. */
static const char *
why_not_written (const MlsPaper *self, cairo_status_t status)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (status != CAIRO_STATUS_WRITE_ERROR)
    return cairo_status_to_string (status);

  return g_access (folder, W_OK) == 0 ? _("the disk may be full") : g_strerror (errno);
}

/**
 * mls_paper_finish:
 * @self: a report whose pages are drawn
 * @error: (out): a #G_IO_ERROR: the file cannot be written
 *
 * Returns: whether the file is there, whole
 */
gboolean
mls_paper_finish (MlsPaper *self, GError **error)
{
  cairo_status_t status;

  cairo_surface_finish (self->surface);
  status = cairo_surface_status (self->surface);
  if (status == CAIRO_STATUS_SUCCESS && g_rename (self->part, self->path) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” cannot be written: %s"), self->path,
               status != CAIRO_STATUS_SUCCESS ? why_not_written (self, status) : g_strerror (errno));

  return FALSE;
}
