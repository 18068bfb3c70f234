import Document
import Foundation
import Protobuf
import Testing

/// The vectors of protobuf's conformance suite, which lie beside the repository: each message or
/// text is read, written and read again.
@Suite struct ConformanceVectorTests {
  struct File: Decodable { let cases: [Vector] }

  struct Vector: Decodable {
    let name: String
    let messageType: String
    let category: String
    let input: String
    let output: String
    let expect: String
    let inputB64: String?
    let inputJson: String?
    let equivalentB64: String?
    let referenceJson: String?

    var wire: [UInt8]? { inputB64.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) } }
    var equivalent: [UInt8]? {
      equivalentB64.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
    }
  }

  private static let folder = {
    let root =
      ProcessInfo.processInfo.environment["DRAGOMAN_SHARED"].map { URL(filePath: $0) }
      ?? (0..<5).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
      .appending(path: "shared")
    return root.appending(path: "suites/data/protobuf")
  }()

  private static func vectors() throws -> [Vector] {
    let path = folder.appending(path: "conformance_vectors.json")
    guard let data = try? Data(contentsOf: path) else {
      print("skipped: no \(path.path()) (set DRAGOMAN_SHARED)")
      return []
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(File.self, from: data).cases
  }

  /// The suite's descriptors are JSON; the transcoder itself makes the binary set of them, with the
  /// schema of `descriptor.proto`.
  private static func schema() throws -> Schema {
    let text = try Data(contentsOf: folder.appending(path: "conformance_service.descriptors.json"))
    let descriptor = try CatalogFixtures.schema("descriptor")
    let type = try #require(descriptor.message(named: "google.protobuf.FileDescriptorSet"))
    let bytes = try JSONToWire(descriptor, message: type).wire([UInt8](text))
    return try DescriptorPool.load([DescriptorSet(name: "conformance", bytes: bytes)]).schema
  }

  private struct Transcoders {
    let output: WireToJSON
    let input: JSONToWire
    let lenient: JSONToWire
  }

  @Test("every vector is read, written and refused as it says")
  func vectors() throws {
    let vectors = try Self.vectors()
    guard !vectors.isEmpty else { return }
    let schema = try Self.schema()
    var transcoders: [String: Transcoders] = [:]
    for type in Set(vectors.map(\.messageType)) {
      let id = try #require(schema.message(named: type))
      transcoders[type] = Transcoders(
        output: WireToJSON(schema, message: id, shape: .protojson),
        input: JSONToWire(schema, message: id),
        lenient: JSONToWire(
          schema, message: id, options: JSONInputOptions(ignoreUnknown: true)))
    }
    for vector in vectors {
      let fault = transcoders[vector.messageType].flatMap { Self.fault(of: vector, $0) }
      #expect(fault == nil, "\(vector.name)")
    }
    #expect(vectors.count == 1373)
  }

  private static func wire(
    of vector: Vector, _ input: JSONToWire
  ) throws(TranscodeError) -> [UInt8] {
    if let wire = vector.wire { return wire }
    return try input.wire(Array((vector.inputJson ?? "").utf8))
  }

  private static func fault(of vector: Vector, _ transcoders: Transcoders) -> String? {
    let isLenient = vector.category == "JSON_IGNORE_UNKNOWN_PARSING_TEST"
    let input = isLenient ? transcoders.lenient : transcoders.input
    do throws(TranscodeError) {
      var wire = vector.wire ?? []
      if vector.wire == nil {
        wire = try input.wire(Array((vector.inputJson ?? "").utf8))
        if vector.expect == "parse_error" { return "accepted" }
      }
      let whole = wire
      let document = try transcoders.output.document(whole.span)
      if vector.expect.hasSuffix("error") { return "accepted: \(document.json)" }
      if let json = vector.referenceJson, !equal(document, json) {
        return "\(document.json) is not \(json)"
      }
      if let equivalent = vector.equivalent {
        let other = try transcoders.output.document(equivalent.span)
        if !equal(document, other.json) { return "\(document.json) is not \(other.json)" }
      }
      let again = try transcoders.input.wire(document)
      return try transcoders.output.document(again.span).json == document.json ? nil : "unstable"
    } catch {
      return vector.expect.hasSuffix("error") ? nil : error.description
    }
  }

  /// Equal as JSON; numbers as doubles of six digits, since the reference prints floats longer.
  private static func equal(_ document: Document, _ json: String) -> Bool {
    guard let other = try? Document(json: json) else { return false }
    return equal(document, 0, other, 0)
  }

  private static func equal(_ left: Document, _ one: Int, _ right: Document, _ two: Int) -> Bool {
    guard left.kind(of: one) == right.kind(of: two), left.count(of: one) == right.count(of: two)
    else { return false }
    switch left.kind(of: one) {
    case .object:
      return left.members(of: one).allSatisfy { member in
        right.value(of: left.string(at: member.name), in: two)
          .map { equal(left, member.value, right, $0) } ?? false
      }
    case .array:
      return zip(left.elements(of: one), right.elements(of: two))
        .allSatisfy { equal(left, $0, right, $1) }
    case .string: return left.string(at: one) == right.string(at: two)
    case .number:
      let first = Double(String(decoding: left.slice(of: one), as: UTF8.self)) ?? .nan
      let second = Double(String(decoding: right.slice(of: two), as: UTF8.self)) ?? .nan
      return abs(first - second) <= 1e-6 * max(abs(first), abs(second))
    default: return true
    }
  }
}
