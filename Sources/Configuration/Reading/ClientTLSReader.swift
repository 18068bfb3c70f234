/// Reads how TLS is spoken to servers: a `client_tls`, wherever it stands.
struct ClientTLSReader {
  private let section: Section
  private let sink: DiagnosticSink

  init(_ section: Section) {
    self.section = section
    sink = section.sink
  }

  /// The `client_tls` of an object; nil if it has none.
  static func read(from parent: Section) -> ClientTLSConfiguration? {
    parent.section("client_tls", KnownKeys.clientTLS).map { ClientTLSReader($0).read() }
  }

  func read() -> ClientTLSConfiguration {
    var tls = ClientTLSConfiguration(location: section.location)
    tls.allowsInsecureConnections = section.boolean("allow_insecure_connections") ?? false
    tls.authorities = section.texts("ca_certs").map(file)
    tls.disablesSystemAuthorities = section.boolean("disable_system_ca_pool") ?? false
    tls.minVersion = version("min_version")
    tls.maxVersion = version("max_version")
    if tls.minVersion.rawValue > tls.maxVersion.rawValue {
      sink.error(
        "`min_version` \(tls.minVersion.rawValue) is newer than `max_version` "
          + tls.maxVersion.rawValue, at: section.node("min_version") ?? section.value,
        suggestion: section.has("min_version") ? nil : "set `min_version` too: its default is TLS13"
      )
    }
    tls.cipherSuites = numbers(
      "cipher_suites", "cipher suite", known: ClientTLSReader.cipherSuites,
      broken: ClientTLSReader.brokenCipherSuites)
    tls.curves = numbers(
      "curve_preferences", "curve", known: ClientTLSReader.curves,
      broken: ClientTLSReader.newCurves)
    tls.certificates = section.sections("client_certs", KnownKeys.clientCertificate)
      .compactMap(certificate)
    return tls
  }

  private func file(_ text: LocatedText) -> ClientTLSConfiguration.File {
    ClientTLSConfiguration.File(path: text.text, location: sink.location(text.value))
  }

  private func version(_ key: String) -> ClientTLSConfiguration.Version {
    guard let text = section.string(key), let value = section.node(key), !text.isEmpty else {
      return .tls13
    }
    if let version = ClientTLSConfiguration.Version(rawValue: text) { return version }
    let names = ClientTLSConfiguration.Version.allCases.map(\.rawValue)
    let isOld = text.hasPrefix("SSL")
    sink.error(
      isOld ? "`\(key)` \"\(text)\" is not supported: SSL is broken" : "unknown \(key) \"\(text)\"",
      at: value,
      suggestion: isOld ? "write TLS12 or TLS13" : Section.suggestion(text, among: names))
    return .tls13
  }

  private func certificate(_ pair: Section) -> ClientTLSConfiguration.Certificate? {
    guard let certificate = path("certificate", pair), let key = path("private_key", pair) else {
      return nil
    }
    return ClientTLSConfiguration.Certificate(certificate: certificate, key: key)
  }

  private func path(_ key: String, _ pair: Section) -> ClientTLSConfiguration.File? {
    if let text = pair.string(key), !text.isEmpty {
      return ClientTLSConfiguration.File(path: text, location: pair.location(of: key))
    }
    let isBroken = pair.node(key).map { Loose.string($0.node) == nil } ?? false
    if !isBroken { sink.error("a client certificate needs `\(key)`", at: pair.value) }
    return nil
  }
}

// Numbers of IANA.
extension ClientTLSReader {
  /// What is known; what cannot be had is said, and is a mistake if nothing else is left.
  private func numbers(
    _ key: String, _ noun: String, known: Set<UInt16>, broken: Set<UInt16>
  ) -> [ClientTLSConfiguration.Number] {
    guard let list = section.node(key) else { return [] }
    var numbers: [ClientTLSConfiguration.Number] = []
    var isSilent = true
    for item in list.items {
      guard let number = Loose.integer(item.node).flatMap(UInt16.init(exactly:)),
        known.contains(number) || broken.contains(number)
      else {
        isSilent = false
        sink.error("unknown \(noun) \(Section.shown(item.node))", at: item)
        continue
      }
      if known.contains(number) {
        let location = sink.location(item)
        numbers.append(ClientTLSConfiguration.Number(value: number, location: location))
      } else {
        sink.warning("the \(noun) \(number) is not available and not offered", at: item)
      }
    }
    if numbers.isEmpty, isSilent, !list.items.isEmpty {
      sink.error("`\(key)` leaves no \(noun)", at: list)
    }
    return numbers
  }

  /// Those that can be offered.
  static let cipherSuites: Set<UInt16> = [
    0x1301, 0x1302, 0x1303, 0x002F, 0x0035, 0x003C, 0x009C, 0x009D, 0xC009, 0xC00A, 0xC013, 0xC014,
    0xC023, 0xC027, 0xC02B, 0xC02C, 0xC02F, 0xC030, 0xCCA8, 0xCCA9,
  ]
  /// RC4 (RFC 7465) and 3DES, which the reference still knows.
  static let brokenCipherSuites: Set<UInt16> = [
    0x0005, 0x000A, 0xC007, 0xC011, 0xC012,
  ]
  static let curves: Set<UInt16> = [23, 24, 25, 29]
  /// X25519MLKEM768, which OpenSSL has from 3.5 on.
  static let newCurves: Set<UInt16> = [4588]
}
