import Glibc

/// The files of a folder.
enum Folder {
  /// Names that end so, sorted; folders in it are not looked into.
  static func files(in folder: String, ending: String) throws(SourceFile.Failure) -> [String] {
    guard !folder.utf8.contains(0), let stream = opendir(folder) else {
      throw SourceFile.Failure(
        reason: "the folder cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      // Unsafe: d_name is an array of C that ends with a NUL.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.utf8.reversed().starts(with: ending.utf8.reversed()), name != ".", name != ".." {
        names.append(name)
      }
    }
    return names.sorted()
  }
}

/// Parts of a path.
enum PathName {
  /// The name behind the last slash.
  static func last(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
