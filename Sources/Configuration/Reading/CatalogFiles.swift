import Glibc

/// The files of `grpc.catalog`, read.
public struct CatalogFiles: Sendable {
  /// One file.
  public struct File: Sendable {
    /// Its path.
    public var path: String
    /// What it holds.
    public var bytes: [UInt8]
    /// The entry of the catalog that names it, or its folder.
    public var location: SourceLocation
  }

  /// The files in the order of the catalog; those of a folder in the order of their names (GRPC-1).
  public private(set) var files: [File] = []
  /// What cannot be read.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Reads a catalog; what is embedded, by its path, is not looked for on the disk.
  public init(_ catalog: [WrittenText], embedded: [String: [UInt8]] = [:]) {
    for entry in catalog {
      if let bytes = embedded[entry.text] {
        files.append(File(path: entry.text, bytes: bytes, location: entry.location))
      } else {
        read(entry)
      }
    }
  }

  private mutating func read(_ entry: WrittenText) {
    do throws(SourceFile.Failure) {
      guard CatalogFiles.isFolder(entry.text) else { return try read(entry.text, entry) }
      let names = try Folder.files(in: entry.text, ending: ".pb")
      if names.isEmpty {
        diagnostics.append(
          .mistake(
            at: entry.location, "the folder '\(entry.text)' of the catalog holds no .pb file",
            suggestion: "write one with protoc --include_imports --descriptor_set_out=NAME.pb"))
      }
      for name in names {
        try read(entry.text.hasSuffix("/") ? entry.text + name : "\(entry.text)/\(name)", entry)
      }
    } catch {
      diagnostics.append(.mistake(at: entry.location, "catalog '\(entry.text)': \(error.reason)"))
    }
  }

  private mutating func read(
    _ path: String, _ entry: WrittenText
  ) throws(SourceFile.Failure) {
    let bytes = try SourceFile.read(path)
    files.append(File(path: path, bytes: bytes, location: entry.location))
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
