#pragma once

#include "store/link.h"
#include "store/working-copy.h"
#include "ui/accuracy-window.h"
#include "ui/ask-bar.h"
#include "ui/bottom-bar.h"
#include "ui/code-panel.h"
#include "ui/control-panel.h"
#include "ui/pair-palette.h"
#include "ui/history-menu.h"
#include "ui/history-panel.h"
#include "store/kept-backup.h"
#include "ui/dates-dialog.h"
#include "ui/layers-dialog.h"
#include "ui/map-menu.h"
#include "ui/matrix-window.h"
#include "ui/measure-tip.h"
#include "ui/message-bar.h"
#include "ui/nomenclature-dialog.h"
#include "ui/note-panel.h"
#include "ui/outlook-menu.h"
#include "ui/packages-dialog.h"
#include "ui/photos-dialog.h"
#include "document/places.h"
#include "document/project-watch.h"
#include "ui/queue-panel.h"
#include "ui/region-panel.h"
#include "ui/start-page.h"
#include "ui/state-menu.h"
#include "ui/time-bar.h"
#include "ui/toast.h"
#include "ui/tutorial-card.h"
#include "ui/verdict-tip.h"
#include "ui/window.h"
#include "view/map.h"

G_BEGIN_DECLS

struct _MlsWindow
{
  AdwApplicationWindow parent_instance;

  /* template */
  GtkWidget       *edit_buttons;
  GtkMenuButton   *history_button;
  MlsHistoryMenu  *history_menu;
  GtkMenuButton   *menu_button;
  GtkMenuButton   *state_button;
  GtkLabel        *state;
  MlsStateMenu    *state_menu;
  GtkStack        *pages;
  MlsStartPage    *start;
  AdwWindowTitle  *title;
  GtkPaned        *paned;
  GtkOverlay      *map;
  MlsMessageBar   *messages;
  MlsTutorialCard *tutorial;
  MlsCodePanel    *codes;
  GtkWidget       *desk;      /* what is edited with, below the codes; where a sample is judged another one stands there */
  GtkStack        *pairs;
  GtkToggleButton *pairs_button;
  MlsRegionPanel  *region;
  MlsNotePanel    *note;
  MlsQueuePanel   *queue;
  MlsControlPanel *control_panel;
  MlsHistoryPanel *history_panel;
  MlsTimeBar      *time;
  MlsBottomBar    *bottom;
  AdwToastOverlay *toasts;

  /* children made in code */
  MlsMap          *canvas;
  MlsVerdictTip   *verdict;
  MlsMeasureTip   *measure;
  MlsAskBar       *ask;
  GtkWidget       *story;     /* of a place */
  MlsPairPalette  *favourites;
  MlsPairPalette  *recent;
  MlsOutlookMenu  *outlook_menu;
  MlsPoint         told_place; /* whose story was told last */
  GtkWidget       *menus[MLS_N_MAP_MENUS]; /* at a place of the map */

  AdwToast        *toast;     /* (nullable): what is said in passing, weak */
  guint            toast_source;
  MlsPhotosDialog *photos;    /* (nullable): while it is open, weak */
  MlsLayersDialog *layers;    /* (nullable): same */
  MlsMatrixWindow *matrix;    /* (nullable): same */
  MlsAccuracyWindow *accuracy; /* (nullable): same */
  MlsDatesDialog  *dates;     /* (nullable): same */
  MlsPackagesDialog *packages; /* (nullable): same */
  MlsNomenclatureDialog *nomenclature; /* (nullable): same */
  MlsErrand       *foreign;      /* (nullable): finds out what other programs did, owned … */
  gint64           foreign_told; /* … and the newest of it that was said here */
  MlsProjectWatch *file_watch;   /* (nullable): whether they do anything, owned */
  char            *mended;       /* (nullable): what is to be said with it, owned … */
  gboolean         mended_finds; /* … and whether there is something to be listed */
  MlsErrand       *backup;       /* (nullable): a copy that is being made, owned */
  guint            backup_source;
  char            *backup_told;  /* (nullable): why there was none, owned */
  GtkWindow       *upkeep;    /* (nullable): what shows the project's file, or its versions; same */

  /* owned */
  gboolean         side_restored; /* the panel beside the map is as wide as it was the last time */
  GHashTable      *held;      /* code of a key that is down to the borrowed MlsKey it holds */
  MlsProject      *project;   /* NULL at the start page */
  MlsWorkspace    *workspace;
  GDateTime       *saved_at;  /* of the last edit */
  GCancellable    *listing;   /* the list that is being made */
  MlsQueueKind     listed;    /* what was listed last … */
  MlsPlacesSearch  searched;  /* … and in which vintages and dimension; without a filter */
  MlsPlacesComparison compared; /* which states, from 0 for none; without a filter … */
  guint            n_panes_before; /* … and how many views there were before that */
  gboolean         search_stopped; /* its list was stopped by hand: it is not made again by itself */
  MlsPlacesCheck   check;     /* what is checked for a list of findings: everything if that is asked for, little if it was stopped */
  gboolean         checking;  /* such a list is being made … */
  gboolean         is_stale;  /* … and something was edited meanwhile */
  guint            fill_source;
  const char      *report_where; /* interned: of which ground a report is to be written */
  MlsWorkingCopy  *copy;      /* (nullable): of a project on a network's disk, that is worked on */
  gboolean         copy_failed; /* the project is opened where it is */
  MlsLink         *missed;    /* (nullable): whose file was said last to be missing … */
  char            *missing;   /* (nullable): … in these words */
  int              coded_year; /* for which the code panel offers codes; 0 for none yet */
  MlsPair          coded_pair; /* that it was told last */
  MlsControl      *control;   /* (nullable): a controller at work … */
  guint            controlled; /* … on the unit that was gone to last */
  MlsDimension     asked_code; /* what the panel of codes is asked for: cover or use in place of a wrong one, or both for none */
  char            *sample_path; /* (nullable): waits for the name of whoever judges … */
  MlsControlTask   sample_task; /* … to do this with it */
  double           kept_opacity; /* how views were before */
  gboolean         kept_letters;
  guint            kept_panes;
};

GSettings *mls_window_settings        (MlsWindow      *self);
void       mls_window_show_page       (MlsWindow      *self,
                                       const char     *page);
void       mls_window_toast           (MlsWindow      *self,
                                       AdwToast       *toast);
void       mls_window_say             (MlsWindow      *self,
                                       MlsMessage      kind,
                                       const char     *text);
void       mls_window_ask             (MlsWindow      *self,
                                       const char     *page,
                                       const char     *question,
                                       const char     *answer,
                                       MlsAskFunc      func);

/* window-actions.c, window-keys.c */
void       mls_window_install_actions (MlsWindowClass *klass);
void       mls_window_init_keys       (MlsWindow      *self);

/* window-project.c: a project comes and goes */
void       mls_window_take_author     (MlsWindow      *self);
void       mls_window_close_project   (MlsWindow      *self);

/* window-file.c: projects it asks for */
void       mls_window_init_file       (MlsWindow      *self);

void       mls_window_init_copy       (MlsWindow      *self);
gboolean   mls_window_find_copy       (MlsWindow      *self,
                                       const char     *path,
                                       MlsWorkingCopy **copy);
void       mls_window_follow_copy     (MlsWindow      *self,
                                       gboolean        found);
gboolean   mls_window_leave_copy      (MlsWindow      *self,
                                       gboolean        closing);

/* window-history.c: what undo and redo step through */
void       mls_window_init_history    (MlsWindow      *self);
void       mls_window_tell_travel     (MlsWindow      *self,
                                       const MlsOperation *operation);
void       mls_window_show_operation  (MlsWindow      *self,
                                       const MlsOperation *operation);

/* window-restore.c: a state of the past that comes back */
void       mls_window_ask_to_restore  (MlsWindow      *self,
                                       gint64          state);
void       mls_window_do_restore      (GSimpleAction  *action,
                                       GVariant       *parameter,
                                       gpointer        user_data);

/* window-whole-history.c: all that was done */
void       mls_window_init_whole_history
                                      (MlsWindow      *self);
void       mls_window_leave_history   (MlsWindow      *self);
void       mls_window_follow_history  (MlsWindow      *self);
void       mls_window_show_clash      (MlsWindow      *self,
                                       const MlsRevertClash *clash,
                                       const char     *text);
gboolean   mls_window_step_history    (MlsWindow      *self,
                                       int             direction);
gboolean   mls_window_filter_history  (MlsWindow      *self,
                                       const MlsBox   *ground);
gboolean   mls_window_stop_history    (MlsWindow      *self);
gboolean   mls_window_search_history  (MlsWindow      *self);

/* window-story.c: one place through time */
void       mls_window_init_story      (MlsWindow      *self);
void       mls_window_tell_story      (MlsWindow      *self,
                                       MlsPoint        place,
                                       const GdkRectangle *at);
void       mls_window_drop_story      (MlsWindow      *self);

/* window-compare.c: views beside or over one another */
void       mls_window_init_compare    (MlsWindow      *self);
void       mls_window_drop_compare    (MlsWindow      *self);

/* window-report.c: reports to be printed */
void       mls_window_init_report     (MlsWindow      *self);

/* window-help.c, window-tutorial.c: how all that is learnt */
void       mls_window_init_help       (MlsWindow      *self);
void       mls_window_init_tutorial   (MlsWindow      *self);
void       mls_window_restore_tutorial
                                      (MlsWindow      *self);
void       mls_window_connect_tutorial
                                      (MlsWindow      *self);
void       mls_window_show_tutorial   (MlsWindow      *self);
void       mls_window_teach_control   (MlsWindow      *self);

/* window-menu.c: the menu at a place of the map */
void       mls_window_init_menu       (MlsWindow      *self);
void       mls_window_tell_keys       (MlsWindow      *self);
void       mls_window_close_menus     (MlsWindow      *self);
void       mls_window_drop_menus      (MlsWindow      *self);

/* window-pairs.c: pairs at hand */
void       mls_window_init_pairs      (MlsWindow      *self);
void       mls_window_fold_pairs      (MlsWindow      *self);
void       mls_window_restore_pairs   (MlsWindow      *self);
void       mls_window_show_pairs      (MlsWindow      *self,
                                       MlsNomenclature *nomenclature,
                                       int             year);
void       mls_window_follow_pair     (MlsWindow      *self);
void       mls_window_note_pair       (MlsWindow      *self);
void       mls_window_take_favourites (MlsWindow      *self);
void       mls_window_tell_favourites (MlsWindow      *self);

/* window-locate.c: photos and layers that have moved */
void       mls_window_init_locate     (MlsWindow      *self);
void       mls_window_miss_files      (MlsWindow      *self,
                                       const char     *path);
void       mls_window_locate          (MlsWindow      *self,
                                       MlsLinkKind     kind,
                                       gint64          id,
                                       const char     *path);

/* window-photo.c: photos it adds; window-tone.c: how they are shown */
void       mls_window_init_photo      (MlsWindow      *self);
void       mls_window_init_tone       (MlsWindow      *self);
void       mls_window_name_photos     (MlsWindow      *self);
void       mls_window_show_photos     (MlsWindow      *self);
void       mls_window_add_photo       (MlsWindow      *self,
                                       const char     *source);

/* window-layers.c: reference layers */
void       mls_window_init_layers     (MlsWindow      *self);
void       mls_window_add_layer       (MlsWindow      *self,
                                       const char     *path);

/* window-matrix.c: what became of what */
void       mls_window_init_maintenance (MlsWindow   *self);
void       mls_window_init_matrix     (MlsWindow      *self);
void       mls_window_close_matrix    (MlsWindow      *self);

/* window-dates.c: the dates there are */
void       mls_window_init_time       (MlsWindow      *self);
void       mls_window_init_dates      (MlsWindow      *self);
void       mls_window_connect_dates   (MlsWindow      *self);

/* window-nomenclature.c: the classes there are */
void       mls_window_init_nomenclature
                                      (MlsWindow      *self);
void       mls_window_leave_nomenclature
                                      (MlsWindow      *self);

/* window-backup.c: copies that nobody has to ask for */
void       mls_window_init_backup     (MlsWindow      *self);
void       mls_window_present_dialog  (MlsWindow      *self,
                                       GtkWindow      *dialog);
void       mls_window_ask_to_mend     (MlsWindow      *self,
                                       const char     *path,
                                       const char     *text);
char      *mls_window_dup_author      (MlsWindow      *self);
void       mls_window_init_foreign    (MlsWindow      *self);
void       mls_window_follow_foreign  (MlsWindow      *self);
void       mls_window_notice          (MlsWindow      *self);
void       mls_window_leave_foreign   (MlsWindow      *self);
void       mls_window_tell_mended     (MlsWindow      *self,
                                       char           *text,
                                       gboolean        finds);
char      *mls_window_describe_maintenance
                                      (const MlsMaintenance *maintenance);
void       mls_window_start_backups   (MlsWindow      *self);
void       mls_window_stop_backups    (MlsWindow      *self);
char      *mls_window_dup_last_backup (MlsWindow      *self);
void       mls_window_make_last_backup
                                      (MlsWindow      *self,
                                       const char     *path);
char      *mls_window_dup_backup_folder
                                      (MlsWindow      *self,
                                       const char     *path);
void       mls_window_open_backup     (MlsWindow       *self,
                                       const MlsBackup *backup,
                                       const char      *path);
gboolean   mls_window_ask_to_go_back  (MlsWindow      *self,
                                       const char     *path,
                                       const char     *text);
gboolean   mls_window_point_to_backup (MlsWindow      *self,
                                       const char     *path,
                                       char          **label,
                                       char          **action);

/* window-upkeep.c: versions and deliveries, and the file itself */
void       mls_window_init_upkeep     (MlsWindow      *self);
void       mls_window_end_upkeep      (MlsWindow      *self);

/* window-aside.c: what of them was set aside */
void       mls_window_init_aside      (MlsWindow      *self);
gboolean   mls_window_look_at_aside   (MlsWindow      *self,
                                       MlsPlace       *place);
void       mls_window_leave_aside     (MlsWindow      *self);
void       mls_window_follow_aside    (MlsWindow      *self);
gboolean   mls_window_take_theirs     (MlsWindow      *self);
gboolean   mls_window_keep_ours       (MlsWindow      *self);

/* window-packages.c: parts of the project that are worked on elsewhere */
void       mls_window_init_packages   (MlsWindow      *self);

/* window-team.c: those who share the project */
void       mls_window_init_team       (MlsWindow      *self);
void       mls_window_connect_team    (MlsWindow      *self);

/* window-new.c: projects that are made */
void       mls_window_init_new        (MlsWindow      *self);
void       mls_window_import          (MlsWindow      *self,
                                       const char     *path);

void       mls_window_init_drop       (MlsWindow      *self);

/* window-edit.c: what is done with it */
void       mls_window_init_edit       (MlsWindow      *self);

/* window-tell.c: what the workspace says back */
void       mls_window_connect_edit    (MlsWindow      *self);
void       mls_window_place_tip       (MlsWindow      *self);
char      *mls_window_dup_saved       (MlsWindow      *self);

/* window-region.c: the regions selected */
void       mls_window_show_region     (MlsWindow      *self);

/* window-note.c: what is said of a region besides its codes */
void       mls_window_init_note       (MlsWindow      *self);
void       mls_window_show_note       (MlsWindow      *self);

/* window-elsewhere.c: other maps */
void       mls_window_init_elsewhere  (MlsWindow      *self);
void       mls_window_list_maps       (MlsWindow      *self);

/* window-way.c: views gone back to, places gone to */
void       mls_window_init_way        (MlsWindow      *self);
void       mls_window_init_zone       (MlsWindow      *self);
void       mls_window_connect_zone    (MlsWindow      *self);
void       mls_window_restore_way     (MlsWindow      *self);
void       mls_window_calibrate       (MlsWindow      *self);

/* window-contrast.c: what differs between two states */
void       mls_window_init_contrast   (MlsWindow      *self);
void       mls_window_end_contrast    (MlsWindow      *self);
void       mls_window_go_to_difference
                                      (MlsWindow      *self,
                                       MlsPlace       *place);

/* window-queue.c: lists stepped through */
void       mls_window_init_findings   (MlsWindow      *self);
void       mls_window_init_queue      (MlsWindow      *self);
void       mls_window_fill_queue      (MlsWindow      *self);
void       mls_window_list_changes    (MlsWindow      *self,
                                       guint           from,
                                       guint           to,
                                       MlsDimension    dimension,
                                       const char     *words);
void       mls_window_touch_queue     (MlsWindow      *self);
void       mls_window_follow_queue    (MlsWindow      *self);
gboolean   mls_window_verify_place    (MlsWindow      *self);
gboolean   mls_window_cure_place      (MlsWindow      *self);
void       mls_window_except_place    (MlsWindow      *self);

/* window-control.c: a sample comes and goes */
void       mls_window_init_control    (MlsWindow      *self);
gboolean   mls_window_may_leave_control
                                      (MlsWindow      *self);
void       mls_window_leave_control   (MlsWindow      *self);
void       mls_window_notice_control  (MlsWindow      *self);

/* window-judge.c: what a controller says */
void       mls_window_init_judge      (MlsWindow      *self);
void       mls_window_connect_judge   (MlsWindow      *self);
void       mls_window_stop_asking     (MlsWindow      *self);
void       mls_window_stop_drawing    (MlsWindow      *self);
gboolean   mls_window_take_code       (MlsWindow      *self,
                                       MlsPair         pair);
gboolean   mls_window_accept_judgement
                                      (MlsWindow      *self);
gboolean   mls_window_reject_judgement
                                      (MlsWindow      *self);
gboolean   mls_window_travel_judgement
                                      (MlsWindow      *self,
                                       gboolean        back);
gboolean   mls_window_step_unit       (MlsWindow      *self,
                                       int             direction);
gboolean   mls_window_write_comment   (MlsWindow      *self);

/* window-blind.c: what is not told while a blind sample is judged */
void       mls_window_init_blind      (MlsWindow      *self);
void       mls_window_set_blind       (MlsWindow      *self,
                                       gboolean        blind);
gboolean   mls_window_keeps_quiet     (MlsWindow      *self,
                                       const char     *action);
gboolean   mls_window_ask_to_tell     (MlsWindow      *self);

/* window-sample.c: samples that are drawn and handed out */
void       mls_window_init_sample     (MlsWindow      *self);

/* window-accuracy.c: what a sample says of the map */
void       mls_window_init_accuracy   (MlsWindow      *self);
void       mls_window_touch_accuracy  (MlsWindow      *self);
void       mls_window_close_accuracy  (MlsWindow      *self);

/* window-review.c: what a reviewer does with changes */
void       mls_window_init_review     (MlsWindow      *self);
gboolean   mls_window_offer_review    (MlsWindow      *self);
gboolean   mls_window_has_change      (MlsWindow      *self);
gboolean   mls_window_accept_change   (MlsWindow      *self);
gboolean   mls_window_send_back_change
                                      (MlsWindow      *self);

G_END_DECLS
