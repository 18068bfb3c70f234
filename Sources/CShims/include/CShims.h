#pragma once

// What Swift cannot import from C headers: thread-local storage, errno by value, unions in structs.

#include <errno.h>
#include <stdint.h>
#include <sys/epoll.h>

/// The identity of the event loop that the calling thread runs, or NULL (set once by that thread).
const void *dragoman_current_loop(void);
/// The event loop itself, or NULL.
const void *dragoman_current_executor(void);
void dragoman_set_current_loop(const void *loop, const void *executor);

/// `errno` is a macro over a function call.
static inline int dragoman_errno(void) { return errno; }

/// Lets the system take back the pages of the program's own code, which it reads again from the
/// file when they are needed. Nothing is written to them: the code is position-independent.
void dragoman_release_code(void);

/// A counter to wake another thread with (its header is not part of Swift's Glibc module).
int dragoman_eventfd(void);
/// A semaphore between threads of this process, which needs no descriptor. It is named by a number,
/// 0 if there is no memory, so that it may pass between threads.
unsigned long dragoman_semaphore(void);
void dragoman_semaphore_free(unsigned long semaphore);
void dragoman_semaphore_post(unsigned long semaphore);
/// Waits for a post, at most so many milliseconds (-1: for ever); 0 if none came.
int dragoman_semaphore_wait(unsigned long semaphore, int milliseconds);
/// How many processors the process may run on: the affinity mask, at least 1.
int dragoman_processor_count(void);
/// Names a thread, for `top` and debuggers; 15 bytes at most.
void dragoman_name_thread(unsigned long thread, const char *name);
/// Makes a non-blocking pipe; 0, or -1 on failure. What leaves a pipe for a broken connection raises
/// SIGPIPE, which no flag of the call suppresses: unless the process handles it, it is ignored.
int dragoman_pipe(int descriptors[2]);
/// Moves bytes between a socket and a pipe without copying them, as `splice` does; never waits.
long dragoman_splice(int from, int to, unsigned long limit);
/// Blocks SIGINT and SIGTERM for this thread and those it makes, ignores SIGPIPE, and
/// returns a descriptor from which the blocked signals are read; -1 on failure.
int dragoman_signal_descriptor(void);
/// Reads one signal number from that descriptor; 0 if there is none.
int dragoman_read_signal(int descriptor);

/// `epoll_event.data` is a union: these set and read its 64-bit member.
static inline struct epoll_event dragoman_epoll_event(uint32_t events, uint64_t token) {
  struct epoll_event event = {.events = events, .data = {.u64 = token}};
  return event;
}
static inline uint64_t dragoman_epoll_token(const struct epoll_event *event) {
  return event->data.u64;
}

/// `accept4` with SOCK_NONBLOCK | SOCK_CLOEXEC, which is behind a feature macro.
struct sockaddr;
int dragoman_accept(int listener, struct sockaddr *peer, unsigned int *length);

/// Asks the DNS for the records of one type, along the search list of resolv.conf. Blocks. Writes the
/// answer; returns its length, or minus `h_errno`. With a port, it asks the name server at this
/// IPv4 address (both in the order of the wire) instead of the system's.
int dragoman_dns_search(const char *name, int type, unsigned char *answer, int capacity,
                        uint32_t server, uint16_t port);

/// Copies sixteen bytes and returns a bit for each, the first one lowest, that cannot stand in a JSON
/// string as it is or is no ASCII: quote, backslash, control characters, 0x80 and above. (Swift's own
/// vectors have no quick way from lanes to bits.)
static inline uint32_t dragoman_copy_16(const uint8_t *source, uint8_t *target) {
  typedef signed char lanes __attribute__((vector_size(16)));
  lanes bytes;
  __builtin_memcpy(&bytes, source, 16);
  __builtin_memcpy(target, &bytes, 16);
#if defined(__SSE2__)
  // Of signed bytes those that are no ASCII are below a blank too.
  lanes specials = (lanes)((bytes < 0x20) | (bytes == 0x22) | (bytes == 0x5C));
  return (uint32_t)__builtin_ia32_pmovmskb128((__attribute__((vector_size(16))) char)specials);
#else
  uint32_t bits = 0;
  for (int index = 0; index < 16; index++) {
    signed char byte = bytes[index];
    bits |= (uint32_t)(byte < 0x20 || byte == 0x22 || byte == 0x5C) << index;
  }
  return bits;
#endif
}
