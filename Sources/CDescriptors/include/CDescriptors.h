#pragma once

// What protoc-c makes of Protos/, and what Swift needs beside it.

#include "descriptor.pb-c.h"
#include "http.pb-c.h"
#include "reflection.pb-c.h"
#include "status.pb-c.h"

/// A FileDescriptorSet of the well-known types.
extern const unsigned char dragoman_known_types[];
extern const unsigned long dragoman_known_types_size;

// The address of a table: Swift would read the table itself, and point to a copy of it.

static inline const ProtobufCMessageDescriptor *dragoman_file_table(void) {
  return &dragoman__file_descriptor_proto__descriptor;
}

static inline const ProtobufCMessageDescriptor *dragoman_status_table(void) {
  return &dragoman__status__descriptor;
}

static inline const ProtobufCMessageDescriptor *dragoman_reflection_table(void) {
  return &dragoman__server_reflection_response__descriptor;
}

static inline const unsigned char *dragoman_known_types_first(void) {
  return dragoman_known_types;
}

/// Memory that is given back all at once.
typedef struct dragoman_arena dragoman_arena;
/// An arena that gives out so many bytes at most; NULL if there is no memory.
dragoman_arena *dragoman_arena_new(size_t limit);
ProtobufCAllocator *dragoman_arena_allocator(dragoman_arena *arena);
void dragoman_arena_free(dragoman_arena *arena);
