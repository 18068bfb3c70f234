// Memory for protobuf-c that is given back all at once: a descriptor set is some hundred thousand
// small pieces, none of which is freed before the others.

#include <stdlib.h>

#include "CDescriptors.h"

enum { chunk_size = 1 << 18, alignment = 16 };

struct chunk {
  struct chunk *next;
  size_t padding;
};

struct dragoman_arena {
  ProtobufCAllocator allocator;
  struct chunk *chunks;
  char *free;
  size_t left;
  size_t limit;
};

static void *allocate(void *data, size_t size) {
  struct dragoman_arena *arena = data;
  if (size > arena->limit) return NULL;
  size = (size + alignment - 1) & ~(size_t)(alignment - 1);
  if (size > arena->left) {
    size_t room = size > chunk_size ? size : chunk_size;
    struct chunk *chunk = malloc(sizeof *chunk + room);
    if (chunk == NULL) return NULL;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->free = (char *)(chunk + 1);
    arena->left = room;
  }
  void *result = arena->free;
  arena->free += size;
  arena->left -= size;
  arena->limit = size > arena->limit ? 0 : arena->limit - size;
  return result;
}

static void keep(void *data, void *pointer) {
  (void)data;
  (void)pointer;
}

dragoman_arena *dragoman_arena_new(size_t limit) {
  struct dragoman_arena *arena = calloc(1, sizeof *arena);
  if (arena == NULL) return NULL;
  arena->allocator = (ProtobufCAllocator){allocate, keep, arena};
  arena->limit = limit;
  return arena;
}

ProtobufCAllocator *dragoman_arena_allocator(dragoman_arena *arena) { return &arena->allocator; }

void dragoman_arena_free(dragoman_arena *arena) {
  struct chunk *chunk = arena->chunks;
  while (chunk != NULL) {
    struct chunk *next = chunk->next;
    free(chunk);
    chunk = next;
  }
  free(arena);
}
