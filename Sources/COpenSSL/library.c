#include "COpenSSL.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

// Set once, under `pthread_once`, before anybody holds a context; only read from then on.
struct dragoman_openssl dragoman_openssl_functions;
static char problem[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void *resolve(void *library, const char *name) {
  void *function = dlsym(library, name);
  if (!function) snprintf(problem, sizeof problem, "OpenSSL has no %s", name);
  return function;
}

// The versions that the headers describe: another one may have other types.
#define VERSION_TEXT(number) #number
#define LIBRARY(name, number) name ".so." VERSION_TEXT(number)

static void open_libraries(void) {
  void *crypto = dlopen(LIBRARY("libcrypto", OPENSSL_SHLIB_VERSION), RTLD_NOW | RTLD_LOCAL);
  void *ssl = crypto ? dlopen(LIBRARY("libssl", OPENSSL_SHLIB_VERSION), RTLD_NOW | RTLD_LOCAL)
                     : NULL;
  if (!ssl) {
    const char *reason = dlerror();
    snprintf(problem, sizeof problem, "%s", reason ? reason : "OpenSSL cannot be opened");
    return;
  }
  struct dragoman_openssl *functions = &dragoman_openssl_functions;
#define FROM_SSL(name) \
  functions->name = (__typeof__(&name))resolve(ssl, #name);
#define FROM_CRYPTO(name) \
  functions->name = (__typeof__(&name))resolve(crypto, #name);
  DRAGOMAN_SSL_FUNCTIONS(FROM_SSL)
  DRAGOMAN_CRYPTO_FUNCTIONS(FROM_CRYPTO)
  if (problem[0]) return;
  // Loops may still turn while the process ends: nothing is cleared away under them.
  if (!functions->OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, NULL)
      || !functions->OPENSSL_init_ssl(OPENSSL_INIT_LOAD_SSL_STRINGS, NULL)) {
    snprintf(problem, sizeof problem, "OpenSSL does not start");
  }
}

const char *dragoman_openssl_open(void) {
  pthread_once(&once, open_libraries);
  return problem[0] ? problem : NULL;
}
