import Foundation
import Protobuf

/// The descriptor sets of `Fixtures/descriptors`.
enum CatalogFixtures {
  static func set(_ name: String) throws -> DescriptorSet {
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let file = root.appending(path: "Fixtures/descriptors/\(name).pb")
    return DescriptorSet(name: "\(name).pb", bytes: [UInt8](try Data(contentsOf: file)))
  }

  static func schema(_ names: String...) throws -> Schema {
    try DescriptorPool.load(try names.map { try set($0) }).schema
  }

  /// A line for each field of a message.
  static func lines(_ schema: Schema, _ message: String) throws -> [String] {
    guard let text = SchemaText(schema).describe(message) else { return [] }
    return text.split(separator: "\n").dropFirst(2).dropLast()
      .map { $0.drop { $0 == " " } }.map(String.init)
  }
}
