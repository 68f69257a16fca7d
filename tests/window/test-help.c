/* F1 tells of what is at hand, on the map and in dialogs, and leads to the guide. */

#include "job.h"

#include <gdal.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* A browser that only writes down what it is to show. */
static char *
shown_path (void)
{
  return g_build_filename (g_get_tmp_dir (), "shown", NULL);
}

static void
write_file (const char *folder, const char *name, const char *text, int mode)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0755);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static void
install_browser (void)
{
  g_autofree char *shown = shown_path ();
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\necho \"$1\" >%s.part && mv %s.part %s\n", shown, shown, shown);
  g_autofree char *program = g_build_filename (g_get_tmp_dir (), "browser", NULL);
  g_autofree char *desktop = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\nExec=%s %%u\n"
                                              "MimeType=text/html;\n", program);
  g_autofree char *applications = g_build_filename (g_get_user_data_dir (), "applications", NULL);

  g_unlink (shown);
  write_file (g_get_tmp_dir (), "browser", script, 0755);
  write_file (applications, "browser.desktop", desktop, 0644);
  write_file (g_get_user_config_dir (), "mimeapps.list", "[Default Applications]\ntext/html=browser.desktop\n", 0644);
}

static void
set_up (MlsJob *job, gconstpointer name)
{
  install_browser ();
  mls_job_set_up (job, name);
}

static void
set_up_french (MlsJob *job, gconstpointer name)
{
  install_browser ();
  mls_job_set_up_french (job, name);
}

static gboolean
is_shown (gpointer user_data)
{
  g_autofree char *shown = shown_path ();
  g_autofree char *address = NULL;

  return g_file_get_contents (shown, &address, NULL, NULL) && strstr (address, user_data) != NULL;
}

static void
ask (MlsJob *job, const char *title)
{
  mls_screen_key (job->screen, "F1");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("All Keys (F1)"));
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, title);
}

static void
leave (MlsJob *job)
{
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, _("All Keys (F1)"));
}

/* The tool that is in the hand, and what became of its line. */
static void
test_tools (MlsJob *job, gconstpointer data)
{
  mls_screen_key (job->screen, "l");
  ask (job, _("Draw a Line"));
  mls_job_save_picture (job, "help-line");
  leave (job);
  mls_screen_key (job->screen, "w");
  ask (job, _("Move a Border"));
  leave (job);

  mls_screen_key (job->screen, "l");
  mls_screen_type (job->screen, "611111");
  mls_editor_draw (job->editor, 0, job->corner);
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Cure (Enter)"));
  ask (job, _("When an Edit Is Refused"));
  leave (job);
  mls_screen_key (job->screen, "Escape");
}

/* What has the focus is more at hand than the tool. */
static void
test_panels (MlsJob *job, gconstpointer data)
{
  mls_screen_key (job->screen, "Control_L+f");
  ask (job, _("Type Codes"));
  leave (job);
  mls_screen_key (job->screen, "Escape");
  mls_screen_key (job->screen, "Control_L+Shift_L+f");
  ask (job, _("List What You Mean"));
  leave (job);
}

/* A question over the map, and a change that was gone to. */
static void
test_asked (MlsJob *job, gconstpointer data)
{
  mls_screen_key (job->screen, "Control_L+Shift_L+s");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Name of this version of the project");
  ask (job, "Versions and Deliveries");
  leave (job);
  mls_screen_key (job->screen, "Escape");

  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Changes");
  mls_job_wait_list (job);
  mls_screen_key (job->screen, "Right");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Remark…");
  ask (job, "Review Changes");
  leave (job);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Remark…");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Remark on the change");
  ask (job, "Review Changes");
  leave (job);
}

/* A dialog answers, though it keeps the hand off the window behind it; once more it is all keys. */
static void
test_dialog (MlsJob *job, gconstpointer data)
{
  MlsProgram *program = mls_editor_get_program (job->editor);

  mls_screen_key (job->screen, "Control_L+d");
  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, _("Add a date"));
  ask (job, _("Dates of the Project"));
  mls_job_save_picture (job, "help-dialog");
  mls_screen_key (job->screen, "F1");
  mls_widget_wait_gone (program, ATSPI_ROLE_PUSH_BUTTON, _("All Keys (F1)"));
  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, _("Comparing, lists, program"));
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (program, ATSPI_ROLE_INVALID, _("Comparing, lists, program"));
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (program, ATSPI_ROLE_INVALID, _("Add a date"));
}

/* The page of the language, in a browser where there is nothing else. */
static void
test_guide (MlsJob *job, gconstpointer folder)
{
  g_autofree char *page = g_strconcat (folder, "/vertices.html", NULL);

  mls_screen_key (job->screen, "w");
  ask (job, _("Move a Border"));
  mls_screen_key (job->screen, "Return");
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_shown, page));
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, _("All Keys (F1)"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/help/tools", MlsJob, "tools", set_up, test_tools, mls_job_tear_down);
  g_test_add ("/window/help/panels", MlsJob, "panels", set_up_french, test_panels, mls_job_tear_down);
  g_test_add ("/window/help/asked", MlsJob, "asked", set_up, test_asked, mls_job_tear_down);
  g_test_add ("/window/help/dialog", MlsJob, "dialog", set_up_french, test_dialog, mls_job_tear_down);
  g_test_add ("/window/help/guide", MlsJob, "guide-en", set_up, test_guide, mls_job_tear_down);
  g_test_add ("/window/help/guide-fr", MlsJob, "guide-fr", set_up_french, test_guide, mls_job_tear_down);

  return g_test_run ();
}
