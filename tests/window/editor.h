#pragma once

#include "driver.h"

G_BEGIN_DECLS

/* The editor on a demo project, driven by places on the ground: where to begin, the field and the
 * lines to draw are what the demo itself names. */
typedef struct _MlsEditor MlsEditor;

/* Metres of the project's reference system. */
typedef struct
{
  double east;
  double north;
} MlsGround;

char       *mls_editor_make_project  (const char            *name);

void        mls_editor_speak         (const char            *language);
const char *mls_editor_get_spoken    (void);
MlsEditor  *mls_editor_open          (const char            *path,
                                      const char            *author);
MlsEditor  *mls_editor_launch        (const char            *path,
                                      const char            *author);
void        mls_editor_meet          (MlsEditor             *self);
void        mls_editor_judge         (MlsEditor             *self,
                                      const char            *project,
                                      const char            *sample,
                                      const char            *option);
void        mls_editor_free          (MlsEditor             *self);
void        mls_editor_close         (MlsEditor             *self);
MlsScreen  *mls_editor_get_screen    (MlsEditor             *self);
MlsProgram *mls_editor_get_program   (MlsEditor             *self);

void        mls_editor_get_map       (MlsEditor             *self,
                                      guint                  pane,
                                      cairo_rectangle_int_t *out);
void        mls_editor_pan           (MlsEditor             *self,
                                      guint                  pane,
                                      double                 dx,
                                      double                 dy);
void        mls_editor_look_at       (MlsEditor             *self,
                                      MlsGround              centre,
                                      double                 scale);
void        mls_editor_get_ground    (MlsEditor             *self,
                                      guint                  pane,
                                      MlsGround             *low,
                                      MlsGround             *high);
gboolean    mls_editor_get_place     (MlsEditor                   *self,
                                      const cairo_rectangle_int_t *map,
                                      MlsGround                    ground,
                                      double                      *x,
                                      double                      *y);
void        mls_editor_find          (MlsEditor             *self,
                                      guint                  pane,
                                      MlsGround              ground,
                                      double                *x,
                                      double                *y);
void        mls_editor_wait_panes    (MlsEditor             *self,
                                      guint                  n_panes);
void        mls_editor_move          (MlsEditor             *self,
                                      guint                  pane,
                                      MlsGround              ground);
void        mls_editor_click         (MlsEditor             *self,
                                      guint                  pane,
                                      MlsGround              ground);
void        mls_editor_click_more    (MlsEditor             *self,
                                      guint                  pane,
                                      MlsGround              ground);
void        mls_editor_click_widget  (MlsEditor             *self,
                                      AtspiRole              role,
                                      const char            *name);
void        mls_editor_finish        (MlsEditor             *self,
                                      guint                  pane,
                                      MlsGround              ground);
void        mls_editor_draw          (MlsEditor             *self,
                                      guint                  pane,
                                      const MlsGround        line[2]);
void        mls_editor_wait_label    (MlsEditor             *self,
                                      const char            *prefix);
MlsNode    *mls_editor_read_tree     (MlsEditor             *self);
char       *mls_editor_read_label    (MlsEditor             *self,
                                      const char            *prefix);
void        mls_editor_read_view     (MlsEditor             *self,
                                      MlsGround             *centre,
                                      double                *scale);
void        mls_editor_expect_description
                                     (MlsEditor             *self,
                                      const char            *expected);
void        mls_editor_expect        (MlsEditor             *self,
                                      AtspiRole              role,
                                      const char            *name);

char       *mls_project_file_read     (const char            *path,
                                      const char            *sql);
void        mls_project_file_execute  (const char            *path,
                                      const char            *sql);
gboolean    mls_project_file_comes_to (const char            *path,
                                      const char            *sql,
                                      const char            *expected);
void        mls_project_file_points   (const char            *path,
                                      const char            *setting,
                                      MlsGround             *points,
                                      guint                  n_points);
char       *mls_project_file_codes    (const char            *path,
                                      MlsGround              ground,
                                      const char            *vintage);
GPtrArray  *mls_project_file_rings    (const char            *path,
                                      MlsGround              low,
                                      MlsGround              high);
void        mls_project_file_check    (const char            *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsEditor, mls_editor_free)

G_END_DECLS
