import Foundation

/// What the fuzzers keep: seeds, and whatever once broke a property.
public enum KeptInputs {
  /// The inputs of a fuzz target, at least as many as are known to be there.
  public static func of(
    _ target: String, atLeast count: Int
  ) throws -> [(name: String, bytes: [UInt8])] {
    let folder = URL(filePath: #filePath).appending(path: "../../../../Fixtures/fuzz/\(target)")
      .standardized
    var inputs: [(String, [UInt8])] = []
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard !file.hasDirectoryPath else { continue }
      inputs.append((file.lastPathComponent, [UInt8](try Data(contentsOf: file))))
    }
    guard inputs.count >= count else { throw Missing(target: target, found: inputs.count) }
    return inputs
  }

  /// Inputs that should be there are not.
  public struct Missing: Error {
    /// Whose.
    public let target: String
    /// How many there are.
    public let found: Int
  }
}
