#pragma once

#include "ui/bottom-bar.h"
#include "ui/code-panel.h"
#include "ui/favourites.h"
#include "ui/first-steps.h"
#include "ui/message-bar.h"
#include "ui/region-panel.h"
#include "ui/start-page.h"
#include "ui/window.h"

G_BEGIN_DECLS

struct _MlsWindow
{
  AdwApplicationWindow parent_instance;

  /* template */
  GtkWidget       *edit_buttons;
  GtkStack        *pages;
  MlsStartPage    *start;
  AdwWindowTitle  *title;
  GtkPaned        *paned;
  GtkOverlay      *map;
  MlsMessageBar   *messages;
  MlsFirstSteps   *first_steps;
  MlsCodePanel    *codes;
  MlsFavourites   *favourites;
  MlsRegionPanel  *region;
  MlsBottomBar    *bottom;
  AdwToastOverlay *toasts;

  /* owned */
  GHashTable *held; /* code of a key that is down to the borrowed MlsKey it holds */
};

void mls_window_show_page       (MlsWindow      *self,
                                 const char     *page);
void mls_window_install_actions (MlsWindowClass *klass);
void mls_window_init_keys       (MlsWindow      *self);

G_END_DECLS
