import Configuration
import Network

/// What the configuration says about TLS, made into settings: equal ones share their context.
struct TLSTable {
  private var sources: [TLSSettings: TLSSource] = [:]
  private var checked: Set<ObjectIdentifier> = []
  private let client: ClientConfiguration
  private(set) var diagnostics: [Diagnostic] = []

  init(_ client: ClientConfiguration) { self.client = client }

  /// By which settings a backend is called: its own, or those of the root. What they name is read
  /// at once, so that mistakes are found at the start.
  mutating func source(_ own: ClientTLSConfiguration?) -> TLSSource {
    let written = own ?? client.tls
    var settings = written.map { TLSSettings($0) } ?? TLSSettings()
    if own == nil, client.allowsInsecureConnections { settings.isInsecure = true }
    let source = sources[settings] ?? TLSSource(settings)
    sources[settings] = source
    if let written, checked.insert(ObjectIdentifier(source)).inserted { check(source, written) }
    return source
  }

  /// Makes the context for a host that TLS is spoken to; nil, and said, if that cannot be.
  mutating func context(
    _ source: TLSSource, for host: HostConfiguration
  ) -> TLSContext? {
    do throws(TLSSettings.Mistake) {
      return try source.context()
    } catch {
      // What is written somewhere has been said there.
      if error.place == .all {
        diagnostics.append(.mistake(at: host.location, "host '\(host.text)': \(error)"))
      }
      return nil
    }
  }

  private mutating func check(_ source: TLSSource, _ written: ClientTLSConfiguration) {
    do throws(TLSSettings.Mistake) {
      _ = try source.context()
    } catch {
      diagnostics.append(.mistake(at: written.location(of: error.place), "\(error)"))
    }
  }
}

extension ClientTLSConfiguration {
  /// Where something stands that turned out to be a mistake.
  func location(of place: TLSSettings.Mistake.Place) -> SourceLocation {
    switch place {
    case .caFile(let index) where index < authorities.count: authorities[index].location
    case .certificate(let index) where index < certificates.count:
      certificates[index].certificate.location
    case .key(let index) where index < certificates.count: certificates[index].key.location
    case .cipherSuites: cipherSuites.first?.location ?? location
    case .groups: curves.first?.location ?? location
    default: location
    }
  }
}

extension TLSSettings {
  /// What is written, in Network's terms.
  init(_ written: ClientTLSConfiguration) {
    self.init()
    minVersion = TLSVersion(written.minVersion)
    maxVersion = TLSVersion(written.maxVersion)
    caFiles = written.authorities.map(\.path)
    usesSystemCAs = !written.disablesSystemAuthorities
    certificates = written.certificates.map {
      Certificate(certificateFile: $0.certificate.path, keyFile: $0.key.path)
    }
    cipherSuites = written.cipherSuites.compactMap { TLSCipherSuite(number: $0.value) }
    groups = written.curves.compactMap { TLSGroup(rawValue: $0.value) }
    isInsecure = written.allowsInsecureConnections
  }
}

extension TLSVersion {
  /// A version that is written.
  init(_ written: ClientTLSConfiguration.Version) {
    self =
      switch written {
      case .tls10: .tls10
      case .tls11: .tls11
      case .tls12: .tls12
      case .tls13: .tls13
      }
  }
}
