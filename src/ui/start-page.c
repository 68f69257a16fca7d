#include "ui/start-page.h"

struct _MlsStartPage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (MlsStartPage, mls_start_page, ADW_TYPE_BIN)

static void
mls_start_page_class_init (MlsStartPageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               MLS_RESOURCE_PATH "/start-page.ui");
}

static void
mls_start_page_init (MlsStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
