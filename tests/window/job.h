#pragma once

#include "base/box.h"
#include "editor.h"

G_BEGIN_DECLS

#define ARABLE "CS6.3.0 US1.1.3"
#define MEADOW "CS6.1.1 US1.1.1"

/* A day at the editor: a project of one's own, the demo's field, and what is drawn in it. */
typedef struct
{
  char      *path;
  MlsEditor *editor;   /* NULL while it does not run */
  MlsScreen *screen;   /* the editor's */
  MlsGround  line[2];
  MlsGround  corner[2];
  MlsGround  sides[2]; /* a place at either side of the line */
} MlsJob;

void  mls_job_set_up           (MlsJob         *job,
                                gconstpointer   name);
void  mls_job_set_up_french    (MlsJob         *job,
                                gconstpointer   name);
void  mls_job_set_up_closed    (MlsJob         *job,
                                gconstpointer   name);
void  mls_job_tear_down        (MlsJob         *job,
                                gconstpointer   name);
void  mls_job_start            (MlsJob         *job);
void  mls_job_stop             (MlsJob         *job);
void  mls_job_kill             (MlsJob         *job);
void  mls_job_save_picture     (MlsJob         *job,
                                const char     *name);

cairo_surface_t *
      mls_job_look_still       (MlsJob         *job);
void  mls_job_give_zone        (MlsJob         *job,
                                const MlsBox   *box);

void  mls_job_press            (MlsJob         *job,
                                const char     *name);
void  mls_job_press_item       (MlsJob         *job,
                                const char     *name);
void  mls_job_choose           (MlsJob         *job,
                                const char     *submenu,
                                const char     *item);
void  mls_job_wait_list        (MlsJob         *job);
MlsGround
      mls_job_beside_field     (MlsJob         *job,
                                guint           end);
int   mls_job_count_operations (MlsJob         *job);
void  mls_job_expect_last      (MlsJob         *job,
                                const char     *verb,
                                int             n_operations);
void  mls_job_expect_sides     (MlsJob         *job,
                                const char     *vintage,
                                guint           n_meadows);
void  mls_job_expect_value     (MlsJob         *job,
                                const char     *expected,
                                const char     *sql);
void  mls_job_recode_field     (MlsJob         *job,
                                const char     *digits);
int   mls_job_recode_and_split (MlsJob         *job);
void  mls_job_open_history     (MlsJob         *job);

G_END_DECLS
