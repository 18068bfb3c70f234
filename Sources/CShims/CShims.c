#define _GNU_SOURCE
#include "CShims.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

static _Thread_local const void *current_loop = 0;

const void *dragoman_current_loop(void) { return current_loop; }
void dragoman_set_current_loop(const void *loop) { current_loop = loop; }

int dragoman_eventfd(int non_blocking) {
  return eventfd(0, EFD_CLOEXEC | (non_blocking ? EFD_NONBLOCK : 0));
}

int dragoman_processor_count(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  int count = CPU_COUNT(&set);
  return count < 1 ? 1 : count;
}

void dragoman_name_thread(unsigned long thread, const char *name) {
  pthread_setname_np(thread, name);
}

int dragoman_signal_descriptor(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  signal(SIGPIPE, SIG_IGN);
  if (pthread_sigmask(SIG_BLOCK, &set, 0) != 0) return -1;
  return signalfd(-1, &set, SFD_CLOEXEC);
}

int dragoman_read_signal(int descriptor) {
  struct signalfd_siginfo info;
  if (read(descriptor, &info, sizeof info) != sizeof info) return 0;
  return (int)info.ssi_signo;
}

int dragoman_accept(int listener, struct sockaddr *peer, unsigned int *length) {
  return accept4(listener, peer, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}
