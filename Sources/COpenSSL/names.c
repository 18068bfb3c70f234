#include "COpenSSL.h"

static int is_among(const X509 *certificate, const OPENSSL_STACK *names) {
  const struct dragoman_openssl *openssl = dragoman_openssl();
  const X509_NAME *issuer = openssl->X509_get_issuer_name(certificate);
  for (int index = 0; index < openssl->OPENSSL_sk_num(names); index++) {
    if (openssl->X509_NAME_cmp(issuer, openssl->OPENSSL_sk_value(names, index)) == 0) return 1;
  }
  return 0;
}

int dragoman_is_issued_by(X509 *leaf, const struct stack_st_X509 *chain,
                          const struct stack_st_X509_NAME *names) {
  const struct dragoman_openssl *openssl = dragoman_openssl();
  // A stack of any type is an `OPENSSL_STACK`; the headers' own accessors cast in the same way.
  const OPENSSL_STACK *allowed = (const OPENSSL_STACK *)names;
  const OPENSSL_STACK *rest = (const OPENSSL_STACK *)chain;
  if (is_among(leaf, allowed)) return 1;
  for (int index = 0; rest && index < openssl->OPENSSL_sk_num(rest); index++) {
    if (is_among(openssl->OPENSSL_sk_value(rest, index), allowed)) return 1;
  }
  return 0;
}
