#pragma once

// What Swift cannot import from C headers: thread-local storage, errno by value, unions in structs.

#include <stdint.h>
#include <sys/epoll.h>

/// The event loop that the calling thread runs, or NULL (set once by the loop's own thread).
void *dragoman_current_loop(void);
void dragoman_set_current_loop(void *loop);

/// `epoll_event.data` is a union: these set and read its 64-bit member.
static inline struct epoll_event dragoman_epoll_event(uint32_t events, uint64_t token) {
  struct epoll_event event = {.events = events, .data = {.u64 = token}};
  return event;
}
static inline uint64_t dragoman_epoll_token(const struct epoll_event *event) {
  return event->data.u64;
}
