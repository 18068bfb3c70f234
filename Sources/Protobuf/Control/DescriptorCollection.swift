import Bytes
import CDescriptors

/// Gathers files from a server's reflection until nothing is missing, and writes a descriptor set
/// of them.
public struct DescriptorCollection: Sendable {
  private struct File: Sendable {
    let name: String
    let imports: [String]
    let bytes: [UInt8]
  }

  private var files: [File] = []
  private var indexes: [String: Int] = [:]

  private var bytes = 0

  /// How many files may be gathered.
  public static let limit = 10_000
  /// How many bytes they may have together.
  public static let byteLimit = 64 << 20

  /// Nothing gathered yet.
  public init() {}

  /// Takes a `FileDescriptorProto` in; of a file that comes again the first one stays. False where
  /// the bytes are none, or where it would be more than the limits.
  public mutating func add(_ bytes: [UInt8]) -> Bool {
    guard files.count < Self.limit, bytes.count <= Self.byteLimit - self.bytes,
      let unpacked = UnpackedMessage(bytes, dragoman_file_table(), nodes: 1 << 20)
    else { return false }
    let (name, imports) = unpacked.read(Dragoman__FileDescriptorProto.self) { file in
      (
        String(c: file.name),
        elements(file.dependency, file.n_dependency).map { String(cString: $0) }
      )
    }
    guard !name.isEmpty else { return false }
    if indexes[name] == nil {
      indexes[name] = files.count
      self.bytes += bytes.count
      files.append(File(name: name, imports: imports, bytes: bytes))
    }
    return true
  }

  /// The names of the files, in the order in which they came.
  public var names: [String] { files.map(\.name) }

  /// Whether a file was gathered.
  public func contains(_ name: String) -> Bool { indexes[name] != nil }

  /// Imports that were not gathered: what to ask for next.
  public var missing: [String] {
    var seen: Set<String> = []
    return files.flatMap(\.imports).filter { indexes[$0] == nil && seen.insert($0).inserted }
  }

  /// A `FileDescriptorSet` of everything, imports before those that import them.
  public var set: [UInt8] {
    var output: [UInt8] = []
    for index in order {
      let bytes = files[index].bytes
      WireText.append(number: 1, bytes.span, to: &output)
    }
    return output
  }

  /// Depth first without recursion: a server may chain as many imports as it likes, in circles too.
  private var order: [Int] {
    var order: [Int] = []
    var state = Array(repeating: false, count: files.count)
    for root in files.indices where !state[root] {
      state[root] = true
      var open = [(file: root, next: 0)]
      while let (file, next) = open.last {
        guard next < files[file].imports.count else {
          order.append(file)
          open.removeLast()
          continue
        }
        open[open.count - 1].next += 1
        if let inner = indexes[files[file].imports[next]], !state[inner] {
          state[inner] = true
          open.append((inner, 0))
        }
      }
    }
    return order
  }
}
