import Bytes

/// Names of metadata: those of headers in lower case, without what the protocol itself uses.
public enum GRPCMetadataName {
  /// The name under which a header is sent on: in lower case, and `in-grpc-…` for one that would
  /// begin with `grpc`, which is the protocol's own (GRPC-11).
  public static func forHeader(_ name: String) -> String {
    let name = name.lowercased()
    return name.hasPrefix("grpc") ? "in-" + name : name
  }

  /// Whether metadata can have this name: lower-case letters, digits, `_`, `-` and `.`.
  static func isValid(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        ASCII.isDigit(byte) || (0x61...0x7A).contains(byte) || byte == ASCII.dot || byte == 0x5F
          || byte == 0x2D
      }
  }

  /// Names that frame a message or belong to a connection, and those of the protocol: nobody may
  /// set them, and no client gets them.
  static func isReserved(_ name: String) -> Bool { name.hasPrefix("grpc-") || own.contains(name) }

  private static let own: Set<String> = [
    "connection", "content-length", "content-type", "content-encoding", "host", "keep-alive",
    "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
  ]
}
