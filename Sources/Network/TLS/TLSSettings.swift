/// How TLS is spoken to servers.
public struct TLSSettings: Sendable, Hashable {
  /// A certificate that this side shows, and its key: files in PEM form.
  public struct Certificate: Sendable, Hashable {
    /// The file of the certificate, and of those that lead from it to its authority.
    public var certificateFile: String
    /// The file of the private key.
    public var keyFile: String

    /// Names the files.
    public init(certificateFile: String, keyFile: String) {
      self.certificateFile = certificateFile
      self.keyFile = keyFile
    }
  }

  /// The oldest version that is spoken.
  public var minVersion = TLSVersion.tls12
  /// The newest one.
  public var maxVersion = TLSVersion.tls13
  /// Files of authorities that are trusted, in PEM form.
  public var caFiles: [String] = []
  /// Whether those that the system trusts are trusted too.
  public var usesSystemCAs = true
  /// What this side shows to a server that asks; the first that fits.
  public var certificates: [Certificate] = []
  /// The suites that are offered, in this order; empty for OpenSSL's choice. Those of TLS 1.3 and
  /// those of older versions stand for themselves: where none of a kind is named, it keeps its own.
  public var cipherSuites: [TLSCipherSuite] = []
  /// The curves that are offered, in this order; empty for OpenSSL's choice.
  public var groups: [TLSGroup] = []
  /// Whether any server is taken for the one that was meant: no certificate is verified.
  public var isInsecure = false

  /// The defaults: TLS 1.2 and 1.3, and whom the system trusts.
  public init() {}

  /// What cannot be followed, and why.
  public struct Mistake: Error, Sendable, Hashable, CustomStringConvertible {
    /// Which of the settings.
    public enum Place: Sendable, Hashable {
      /// OpenSSL itself, or a choice as a whole.
      case all
      /// A file of authorities, by its position.
      case caFile(Int)
      /// The certificate of a pair, by its position.
      case certificate(Int)
      /// The key of a pair, by its position.
      case key(Int)
      /// The cipher suites.
      case cipherSuites
      /// The curves.
      case groups
    }

    /// Where it lies.
    public let place: Place
    /// What is wrong, with the file's name where it is about one.
    public let description: String

    init(_ place: Place, _ description: String) {
      self.place = place
      self.description = description
    }
  }
}
