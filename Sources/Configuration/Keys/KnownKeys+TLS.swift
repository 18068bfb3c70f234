extension KnownKeys {
  static let clientTLS = KeyPlace(
    "client tls", "`client_tls`", at: "…/client_tls",
    [
      .supported(
        "allow_insecure_connections", .boolean, "false", "Servers are not verified"),
      .supported("ca_certs", .strings, "[]", "Files of authorities that are trusted (PEM)"),
      .supported(
        "disable_system_ca_pool", .boolean, "false",
        "The authorities that the system trusts are not trusted"),
      .supported(
        "min_version", .string, "TLS13", "The oldest version that is spoken", choices: versions),
      .supported(
        "max_version", .string, "TLS13", "The newest version that is spoken", choices: versions),
      .supported(
        "cipher_suites", .integers, "[]",
        "Numbers of the cipher suites that are offered, in this order; [] for the usual ones"),
      .supported(
        "curve_preferences", .integers, "[]",
        "Numbers of the curves that are offered: 23 (P-256), 24 (P-384), 25 (P-521), "
          + "29 (X25519); [] for the usual ones"),
      .supported(
        "client_certs", .objects, "[]",
        "What is shown to a server that asks; the first that its authorities issued"),
    ],
    formerNames: [
      "insecure": "allow_insecure_connections", "ca": "ca_certs", "ca_cert": "ca_certs",
      "certs": "client_certs", "keys": "client_certs", "ciphers": "cipher_suites",
      "curves": "curve_preferences",
    ])

  static let clientCertificate = KeyPlace(
    "client certificate", "an item of `client_certs`", at: "…/client_tls/client_certs[]",
    [
      .supported(
        "certificate", .string, "",
        "File of the certificate and of those that lead to its authority (PEM)"),
      .supported("private_key", .string, "", "File of its key, without a password (PEM)"),
    ],
    formerNames: ["public_key": "certificate", "cert": "certificate", "key": "private_key"])

  private static let versions: [KnownKey.Choice] = ClientTLSConfiguration.Version.allCases.map {
    .supported($0.rawValue)
  }
}
