/// How TLS is spoken to servers (`client_tls`).
public struct ClientTLSConfiguration: Sendable, Equatable {
  /// A version of the protocol.
  public enum Version: String, Sendable, CaseIterable {
    /// The names that files use.
    case tls10 = "TLS10", tls11 = "TLS11", tls12 = "TLS12", tls13 = "TLS13"
  }

  /// A file that is named.
  public struct File: Sendable, Equatable {
    /// Its path.
    public var path: String
    /// Where that stands.
    public var location: SourceLocation
  }

  /// A certificate that is shown to servers, and its key.
  public struct Certificate: Sendable, Equatable {
    /// The certificate, with those that lead to its authority behind it.
    public var certificate: File
    /// The private key.
    public var key: File
  }

  /// A number that stands for a cipher suite or a curve.
  public struct Number: Sendable, Equatable {
    /// Its value (IANA).
    public var value: UInt16
    /// Where it stands.
    public var location: SourceLocation
  }

  /// Where `client_tls` stands.
  public var location: SourceLocation
  /// Servers are not verified.
  public var allowsInsecureConnections = false
  /// Authorities that are trusted.
  public var authorities: [File] = []
  /// Those that the system trusts are not.
  public var disablesSystemAuthorities = false
  /// The oldest version.
  public var minVersion = Version.tls13
  /// The newest version.
  public var maxVersion = Version.tls13
  /// The suites that are offered; empty for the usual ones.
  public var cipherSuites: [Number] = []
  /// The curves that are offered; empty for the usual ones.
  public var curves: [Number] = []
  /// What is shown to a server that asks.
  public var certificates: [Certificate] = []

  /// The defaults of a `client_tls` that says nothing.
  public init(location: SourceLocation) { self.location = location }
}
