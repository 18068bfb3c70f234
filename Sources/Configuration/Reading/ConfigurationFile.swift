/// A file that a configuration names and a later stage reads.
public enum ConfigurationFile {
  /// Why a file cannot be read.
  public struct Failure: Error {
    /// The reason, for people.
    public let reason: String
  }

  /// The largest file that is read, in bytes.
  public static let limit = SourceText.maxBytes

  /// What a file holds. A path that is not absolute begins in the working directory.
  public static func read(_ path: String) throws(Failure) -> [UInt8] {
    do throws(SourceFile.Failure) {
      return try SourceFile.read(path)
    } catch {
      throw Failure(reason: error.reason)
    }
  }
}
