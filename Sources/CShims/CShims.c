#include "CShims.h"

static _Thread_local void *current_loop = 0;

void *dragoman_current_loop(void) { return current_loop; }
void dragoman_set_current_loop(void *loop) { current_loop = loop; }
