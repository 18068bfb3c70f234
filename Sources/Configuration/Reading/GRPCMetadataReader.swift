import Bytes

/// Reads names of metadata: what headers become, and what becomes headers.
struct GRPCMetadataReader {
  private let grpc: Section

  init(_ grpc: Section) { self.grpc = grpc }

  /// GRPC-11.
  func mapping() -> [BackendConfiguration.Renaming] {
    grpc.pairs("header_mapping").compactMap { pair in
      guard !pair.name.isEmpty, pair.name.utf8.allSatisfy(ASCII.isToken) else {
        grpc.sink.error("no header can be named \"\(pair.name)\"", at: pair.value)
        return nil
      }
      let name = GRPCMetadataName.forHeader(pair.text)
      guard check(name, pair.text, at: pair.value) else { return nil }
      return BackendConfiguration.Renaming(
        from: pair.name.lowercased(), to: name, location: grpc.sink.location(pair.value))
    }
  }

  /// An allow-list of metadata.
  func names(_ key: String) -> [String] {
    grpc.texts(key).compactMap { written in
      let name = written.text.lowercased()
      return check(name, written.text, at: written.value) ? name : nil
    }
  }

  private func check(_ name: String, _ written: String, at value: LocatedNode) -> Bool {
    if written == "*" {
      grpc.sink.error("`*` is no name here: each is listed", at: value)
    } else if !GRPCMetadataName.isValid(name) {
      grpc.sink.error(
        "no metadata can be named \"\(written)\"", at: value,
        suggestion: "letters, digits, `-`, `_` and `.` can be in a name")
    } else if GRPCMetadataName.isReserved(name) {
      grpc.sink.error("\"\(written)\" belongs to the protocol itself", at: value)
    } else {
      return true
    }
    return false
  }
}
