#pragma once

// OpenSSL, opened when the first TLS context or the first digest is made: a gateway that needs
// neither does not pay for the library's start and memory. The compiler takes the types of the
// functions from the headers.

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/// The functions that are called, from libssl and from libcrypto.
#define DRAGOMAN_SSL_FUNCTIONS(X)                                                                  \
  X(OPENSSL_init_ssl) X(TLS_client_method)                                                         \
  X(SSL_CTX_new) X(SSL_CTX_free) X(SSL_CTX_ctrl) X(SSL_CTX_set_options) X(SSL_CTX_set_verify)      \
  X(SSL_CTX_set_cipher_list) X(SSL_CTX_set_ciphersuites) X(SSL_CTX_set_security_level)             \
  X(SSL_CTX_set_cert_store) X(SSL_CTX_sess_set_new_cb) X(SSL_CTX_set_cert_cb)                      \
  X(SSL_CTX_get0_param)                                                                            \
  X(SSL_new) X(SSL_free) X(SSL_ctrl) X(SSL_set_bio) X(SSL_set_connect_state) X(SSL_do_handshake)   \
  X(SSL_read) X(SSL_peek) X(SSL_write) X(SSL_shutdown) X(SSL_get_shutdown) X(SSL_get_error)        \
  X(SSL_pending) X(SSL_set1_host) X(SSL_set_hostflags) X(SSL_get0_param)                       \
  X(SSL_get_verify_result) X(SSL_set_alpn_protos) X(SSL_get0_alpn_selected)                        \
  X(SSL_session_reused) X(SSL_set_session) X(SSL_set_ex_data) X(SSL_get_ex_data)                   \
  X(SSL_use_cert_and_key) X(SSL_get0_peer_CA_list) X(SSL_get_version)                              \
  X(SSL_SESSION_free) X(SSL_SESSION_dup) X(SSL_SESSION_is_resumable)                               \
  X(SSL_SESSION_get_protocol_version)

#define DRAGOMAN_CRYPTO_FUNCTIONS(X)                                                               \
  X(OPENSSL_init_crypto)                                                                           \
  X(BIO_meth_new) X(BIO_meth_set_write_ex) X(BIO_meth_set_read_ex) X(BIO_meth_set_ctrl)            \
  X(BIO_meth_set_destroy) X(BIO_new) X(BIO_free) X(BIO_set_data) X(BIO_get_data) X(BIO_set_init)   \
  X(BIO_set_flags) X(BIO_clear_flags) X(BIO_new_file)                                              \
  X(ERR_clear_error) X(ERR_get_error) X(ERR_peek_last_error) X(ERR_reason_error_string)            \
  X(PEM_read_bio_X509) X(PEM_read_bio_PrivateKey) X(EVP_PKEY_free)                                 \
  X(X509_free) X(X509_check_private_key) X(X509_get_issuer_name) X(X509_NAME_cmp)                  \
  X(X509_STORE_new) X(X509_STORE_free) X(X509_STORE_up_ref) X(X509_STORE_add_cert)                 \
  X(X509_STORE_set_flags) X(X509_STORE_add_lookup) X(X509_STORE_load_file)                         \
  X(X509_LOOKUP_hash_dir) X(X509_LOOKUP_ctrl)                                                      \
  X(X509_VERIFY_PARAM_set1_ip_asc) X(X509_VERIFY_PARAM_set_auth_level)                             \
  X(X509_verify_cert_error_string)                                                                 \
  X(X509_get_default_cert_dir) X(X509_get_default_cert_dir_env)                                    \
  X(X509_get_default_cert_file) X(X509_get_default_cert_file_env)                                  \
  X(OPENSSL_sk_num) X(OPENSSL_sk_value) X(OPENSSL_sk_new_null) X(OPENSSL_sk_push)                  \
  X(OPENSSL_sk_free)                                                                               \
  X(EVP_sha256) X(EVP_Digest)

#define DRAGOMAN_MEMBER(name) __typeof__(&name) _Nonnull name;

/// The functions, once `dragoman_openssl_open` has succeeded.
struct dragoman_openssl {
  DRAGOMAN_SSL_FUNCTIONS(DRAGOMAN_MEMBER)
  DRAGOMAN_CRYPTO_FUNCTIONS(DRAGOMAN_MEMBER)
};

extern struct dragoman_openssl dragoman_openssl_functions;

static inline const struct dragoman_openssl *_Nonnull dragoman_openssl(void) {
  return &dragoman_openssl_functions;
}

/// Opens the libraries, once; NULL, or why they cannot be used.
const char *_Nullable dragoman_openssl_open(void);

/// Where the records of one connection come from and go to: a window on bytes that somebody else
/// received, and memory of its own for bytes that somebody else will send.
struct dragoman_wire {
  const unsigned char *_Nullable input;
  size_t input_count;
  unsigned char *_Nullable output;
  size_t output_start;
  size_t output_end;
  size_t output_capacity;
};

/// The most bytes that wait to be sent. A peer that has answers made without reading them is not
/// served beyond that.
enum { DRAGOMAN_WIRE_LIMIT = 1 << 20 };

/// Gives a connection a wire, which lives as long as the connection; NULL without memory.
struct dragoman_wire *_Nullable dragoman_wire_attach(SSL *_Nonnull ssl);
/// Notes that so many bytes of output were sent; memory that is not needed any more is freed.
void dragoman_wire_sent(struct dragoman_wire *_Nonnull wire, size_t count);

/// Whether a certificate, or one of those behind it, was issued by one of these names.
int dragoman_is_issued_by(X509 *_Nonnull leaf, const struct stack_st_X509 *_Nullable chain,
                          const struct stack_st_X509_NAME *_Nullable names);
