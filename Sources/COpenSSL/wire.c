#include "COpenSSL.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// Up to here memory is kept while a connection is idle.
enum { KEPT = 1 << 10, FIRST = 1 << 10 };

static int wire_read(BIO *bio, char *bytes, size_t wanted, size_t *count) {
  const struct dragoman_openssl *openssl = dragoman_openssl();
  struct dragoman_wire *wire = openssl->BIO_get_data(bio);
  openssl->BIO_clear_flags(bio, BIO_FLAGS_RWS | BIO_FLAGS_SHOULD_RETRY);
  *count = wanted < wire->input_count ? wanted : wire->input_count;
  if (*count == 0) {
    openssl->BIO_set_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY);
    return 0;
  }
  memcpy(bytes, wire->input, *count);
  wire->input += *count;
  wire->input_count -= *count;
  return 1;
}

static int make_room(struct dragoman_wire *wire, size_t count) {
  size_t needed = wire->output_end + count;
  if (needed <= wire->output_capacity) return 1;
  if (needed > DRAGOMAN_WIRE_LIMIT) return 0;
  size_t capacity = wire->output_capacity ? wire->output_capacity : FIRST;
  while (capacity < needed) capacity *= 2;
  unsigned char *grown = realloc(wire->output, capacity);
  if (!grown) return 0;
  wire->output = grown;
  wire->output_capacity = capacity;
  return 1;
}

static int wire_write(BIO *bio, const char *bytes, size_t count, size_t *written) {
  const struct dragoman_openssl *openssl = dragoman_openssl();
  struct dragoman_wire *wire = openssl->BIO_get_data(bio);
  openssl->BIO_clear_flags(bio, BIO_FLAGS_RWS | BIO_FLAGS_SHOULD_RETRY);
  *written = 0;
  if (count == 0) return 1;
  if (count > DRAGOMAN_WIRE_LIMIT || !make_room(wire, count)) return 0;
  memcpy(wire->output + wire->output_end, bytes, count);
  wire->output_end += count;
  *written = count;
  return 1;
}

static long wire_control(BIO *bio, int command, long number, void *pointer) {
  (void)bio, (void)number, (void)pointer;
  return command == BIO_CTRL_FLUSH || command == BIO_CTRL_PUSH || command == BIO_CTRL_POP;
}

static int wire_destroy(BIO *bio) {
  struct dragoman_wire *wire = dragoman_openssl()->BIO_get_data(bio);
  if (wire) free(wire->output);
  free(wire);
  return 1;
}

static BIO_METHOD *method;

// Made once for the process, and kept.
static void make_method(void) {
  const struct dragoman_openssl *openssl = dragoman_openssl();
  BIO_METHOD *made = openssl->BIO_meth_new(BIO_TYPE_SOURCE_SINK | 127, "wire");
  if (!made) return;
  openssl->BIO_meth_set_read_ex(made, wire_read);
  openssl->BIO_meth_set_write_ex(made, wire_write);
  openssl->BIO_meth_set_ctrl(made, wire_control);
  openssl->BIO_meth_set_destroy(made, wire_destroy);
  method = made;
}

struct dragoman_wire *dragoman_wire_attach(SSL *ssl) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, make_method);
  const struct dragoman_openssl *openssl = dragoman_openssl();
  BIO *bio = method ? openssl->BIO_new(method) : NULL;
  struct dragoman_wire *wire = bio ? calloc(1, sizeof *wire) : NULL;
  if (!wire) {
    if (bio) openssl->BIO_free(bio);
    return NULL;
  }
  openssl->BIO_set_data(bio, wire);
  openssl->BIO_set_init(bio, 1);
  openssl->SSL_set_bio(ssl, bio, bio);
  return wire;
}

void dragoman_wire_sent(struct dragoman_wire *wire, size_t count) {
  size_t waiting = wire->output_end - wire->output_start;
  wire->output_start += count < waiting ? count : waiting;
  if (wire->output_start < wire->output_end) return;
  wire->output_start = wire->output_end = 0;
  if (wire->output_capacity <= KEPT) return;
  free(wire->output);
  wire->output = NULL;
  wire->output_capacity = 0;
}
