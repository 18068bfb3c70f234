#define _GNU_SOURCE
#include "CShims.h"

#include <arpa/nameser.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <resolv.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static _Thread_local const void *current_loop = 0;
static _Thread_local const void *current_executor = 0;

const void *dragoman_current_loop(void) { return current_loop; }
const void *dragoman_current_executor(void) { return current_executor; }
void dragoman_set_current_loop(const void *loop, const void *executor) {
  current_loop = loop;
  current_executor = executor;
}

int dragoman_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int dragoman_pipe(int descriptors[2]) {
  struct sigaction action;
  if (sigaction(SIGPIPE, 0, &action) == 0 && action.sa_handler == SIG_DFL) signal(SIGPIPE, SIG_IGN);
  return pipe2(descriptors, O_CLOEXEC | O_NONBLOCK);
}

long dragoman_splice(int from, int to, unsigned long limit) {
  return splice(from, 0, to, 0, limit, SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
}

unsigned long dragoman_semaphore(void) {
  sem_t *semaphore = malloc(sizeof *semaphore);
  if (semaphore) sem_init(semaphore, 0, 0);
  return (unsigned long)semaphore;
}

void dragoman_semaphore_free(unsigned long semaphore) {
  if (!semaphore) return;
  sem_destroy((sem_t *)semaphore);
  free((sem_t *)semaphore);
}

void dragoman_semaphore_post(unsigned long semaphore) { sem_post((sem_t *)semaphore); }

int dragoman_semaphore_wait(unsigned long semaphore, int milliseconds) {
  int result;
  if (milliseconds < 0) {
    while ((result = sem_wait((sem_t *)semaphore)) != 0 && errno == EINTR) {}
    return result == 0;
  }
  struct timespec end;
  clock_gettime(CLOCK_MONOTONIC, &end);
  end.tv_sec += milliseconds / 1000;
  end.tv_nsec += (long)(milliseconds % 1000) * 1000000;
  if (end.tv_nsec >= 1000000000) {
    end.tv_sec += 1;
    end.tv_nsec -= 1000000000;
  }
  while ((result = sem_clockwait((sem_t *)semaphore, CLOCK_MONOTONIC, &end)) != 0 &&
         errno == EINTR) {}
  return result == 0;
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

int dragoman_dns_search(const char *name, int type, unsigned char *answer, int capacity,
                        uint32_t server, uint16_t port) {
  struct __res_state state;
  memset(&state, 0, sizeof state);
  if (res_ninit(&state) != 0) return -NO_RECOVERY;
  if (port) {
    state.nscount = 1;
    state.nsaddr_list[0].sin_family = AF_INET;
    state.nsaddr_list[0].sin_addr.s_addr = server;
    state.nsaddr_list[0].sin_port = port;
  }
  int length = res_nsearch(&state, name, C_IN, type, answer, capacity);
  int code = state.res_h_errno;
  res_nclose(&state);
  if (length >= 0) return length < capacity ? length : capacity;
  return code > 0 ? -code : -NO_RECOVERY;
}
