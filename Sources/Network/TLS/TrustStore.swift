import COpenSSL
import Glibc
import Synchronization

/// The authorities that are trusted.
enum TrustStore {
  /// The system's, made when they are first needed and shared from then on; 0 before. An address,
  /// as in `TLSContext`: OpenSSL locks what changes in a store.
  private static let system = Mutex<UInt>(0)

  /// A store that the caller owns.
  static func make(_ settings: TLSSettings) throws(TLSSettings.Mistake) -> OpaquePointer? {
    if settings.usesSystemCAs, settings.caFiles.isEmpty { return shared() }
    let openssl = dragoman_openssl().pointee
    let store = new()
    if settings.usesSystemCAs { addSystem(to: store) }
    do throws(TLSSettings.Mistake) {
      for (index, file) in settings.caFiles.enumerated() {
        for certificate in try PEMFile(file, .caFile(index)).certificates() {
          _ = openssl.X509_STORE_add_cert(store, certificate)
          openssl.X509_free(certificate)
        }
      }
    } catch {
      openssl.X509_STORE_free(store)
      throw error
    }
    openssl.ERR_clear_error()
    return store
  }

  /// As in Go, whatever certificate is trusted ends the chain, whoever issued it.
  private static func new() -> OpaquePointer? {
    let openssl = dragoman_openssl().pointee
    let store = openssl.X509_STORE_new()
    _ = openssl.X509_STORE_set_flags(store, UInt(X509_V_FLAG_PARTIAL_CHAIN))
    return store
  }

  private static func shared() -> OpaquePointer? {
    let openssl = dragoman_openssl().pointee
    return system.withLock { address in
      if address == 0 {
        let store = new()
        addSystem(to: store)
        address = UInt(bitPattern: store)
      }
      let store = OpaquePointer(bitPattern: address)
      _ = openssl.X509_STORE_up_ref(store)
      return store
    }
  }

  /// A folder of hashed names is looked into for each authority when it is needed, which costs
  /// neither time nor memory before; else the whole bundle is read.
  private static func addSystem(to store: OpaquePointer?) {
    let openssl = dragoman_openssl().pointee
    let file = setting(openssl.X509_get_default_cert_file_env())
    let folder =
      setting(openssl.X509_get_default_cert_dir_env())
      ?? openssl.X509_get_default_cert_dir().map { String(cString: $0) } ?? ""
    if let file { _ = openssl.X509_STORE_load_file(store, file) }
    if isHashed(folder) {
      let lookup = openssl.X509_STORE_add_lookup(store, openssl.X509_LOOKUP_hash_dir())
      _ = openssl.X509_LOOKUP_ctrl(
        lookup, X509_L_ADD_DIR, folder, Int(X509_FILETYPE_PEM), nil)
    } else if file == nil {
      let files =
        [openssl.X509_get_default_cert_file().map { String(cString: $0) } ?? ""]
        + ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"]
      if let file = files.first(where: { access($0, R_OK) == 0 }) {
        _ = openssl.X509_STORE_load_file(store, file)
      }
    }
    openssl.ERR_clear_error()
  }

  /// The value of an environment variable that OpenSSL names.
  private static func setting(_ name: UnsafePointer<CChar>?) -> String? {
    guard let name, let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// Whether a folder has names such as `5ed36f99.0`, as `openssl rehash` makes them.
  private static func isHashed(_ folder: String) -> Bool {
    guard let stream = opendir(folder) else { return false }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      // Unsafe: d_name is an array of C that ends with a NUL.
      let isHash = withUnsafeBytes(of: &entry.pointee.d_name) { name in
        name.prefix(8).allSatisfy { isxdigit(Int32($0)) != 0 } && name[8] == 0x2E
      }
      if isHash { return true }
    }
    return false
  }
}
