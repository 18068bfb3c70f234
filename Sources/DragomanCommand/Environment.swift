@preconcurrency import Glibc

/// The variables that the program was started with.
enum Environment {
  static var variables: [String: String] {
    var variables: [String: String] = [:]
    var index = 0
    // Unsafe: environ is an array of C texts that ends with a null pointer.
    while let entry = environ[index] {
      let parts = String(cString: entry).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
      index += 1
    }
    return variables
  }
}
