import Bytes
import Foundation
import Protobuf
import Testing

/// The templates and look-ups of another implementation's tests, which lie beside the repository.
@Suite struct PathTemplateVectorTests {
  struct File: Decodable {
    let matcher: [Group]
    let templates: [Template]
  }

  struct Group: Decodable {
    let test: String
    let options: [String: String]
    let rules: [String: Rule]
    let registrationRefused: [String]
    let lookups: [Lookup]
  }

  struct Rule: Decodable {
    let method: String
    let template: String
    let body: String?
  }

  struct Lookup: Decodable {
    let method: String
    let path: String
    let query: String
    let match: String?
    let bindings: [Binding]?
    let bodyField: String?
  }

  struct Binding: Decodable, Hashable {
    let field: [String]
    let value: String
  }

  struct Template: Decodable {
    let test: String
    let template: String
    let valid: Bool
  }

  /// What does not apply, each with its reason.
  static let leftOut = [
    // The path of this test is built in a loop, of which the extraction kept the first part.
    "WildCardMatchesManyWithoutStackOverflow /a/",
    // A setting that makes a verb of anything behind a colon; here a verb is what a template has.
    "MatchUnregisteredCustomVerb /person/jason:other",
    // Duplicates are refused when the table is made, so that there is nothing to look up in.
    "LookupSilentlyFailsOnDuplicate /a/b", "RegisterFailsOnDuplicateIfOptIn /a/b",
  ]

  static let file: File? = {
    let root =
      ProcessInfo.processInfo.environment["DRAGOMAN_SHARED"].map { URL(filePath: $0) }
      ?? (0..<5).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
      .appending(path: "shared")
    let path = root.appending(path: "suites/data/transcoding/path_templates.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let data = try? Data(contentsOf: path) else {
      print("skipped: no \(path.path()) (set DRAGOMAN_SHARED)")
      return nil
    }
    return try? decoder.decode(File.self, from: data)
  }()

  /// A message with every field that the tests have.
  private func schema() throws -> (Schema, MessageID) {
    let fields = ["x", "y", "z", "t", "id", "a", "b"].enumerated().map {
      DescriptorBytes.field($1, $0 + 1, type: 9)
    }
    let set = DescriptorSet("m.pb", ("m.proto", [.message(4, [.text(1, "M")] + fields)]))
    let schema = try DescriptorPool.load([set]).schema
    return (schema, try #require(schema.message(named: "M")))
  }

  @Test("every template vector is read or refused as its source says")
  func templates() {
    let vectors = (Self.file?.templates ?? []).filter {
      // Six texts that another test of the same source lists as invalid, as the grammar has them.
      $0.test != "ParseNonVerbTest"
    }
    #expect(Self.file == nil || vectors.count == 87)
    for vector in vectors {
      let isValid = (try? PathTemplate(vector.template)) != nil
      #expect(isValid == vector.valid, "\(vector.test) \(vector.template)")
    }
  }

  @Test("every look-up vector finds what its source says")
  func lookups() throws {
    var count = 0
    for group in Self.file?.matcher ?? [] {
      let names = group.rules.keys.sorted()
      let rules = names.compactMap { group.rules[$0] }
      let bindings = try rules.map { ($0.method, try PathTemplate($0.template)) }
      do throws(BindingTable.Conflicts) {
        let table = try BindingTable(bindings.map { (method: $0.0, template: $0.1) })
        for lookup in group.lookups
        where !Self.leftOut.contains("\(group.test) \(lookup.path)") {
          count += 1
          check(lookup, group, table, names, rules)
        }
      } catch {
        #expect(error.pairs.map { names[$0.second] } == ["b"], "\(group.test)")
      }
    }
    #expect(Self.file == nil || count == 108)
  }

  private func check(
    _ lookup: Lookup, _ group: Group, _ table: BindingTable, _ names: [String], _ rules: [Rule]
  ) {
    let path = lookup.path.prefix { $0 != "?" }
    let match = table.match(lookup.method, Array(path.utf8))
    let place = Comment("\(group.test): \(lookup.method) \(lookup.path)?\(lookup.query)")
    #expect(match.map { names[$0.index] } == lookup.match, place)
    guard let match else { return }
    if let body = lookup.bodyField { #expect(rules[match.index].body == body, place) }
    guard let wanted = lookup.bindings,
      let template = try? PathTemplate(rules[match.index].template)
    else { return }
    var found = zip(template.variables, match.values).map {
      Binding(field: $0.names, value: String(decoding: $1, as: UTF8.self))
    }
    found += (try? query(lookup.query, group, template)) ?? []
    #expect(Set(found) == Set(wanted), place)
  }

  private func query(
    _ query: String, _ group: Group, _ template: PathTemplate
  ) throws -> [Binding] {
    let (schema, message) = try schema()
    let plusIsBlank = group.options["SetQueryParamUnescapePlus"] == "true"
    func text(_ part: Substring) throws -> String {
      let text = PercentCoding.decode(Array(part.utf8).span, plusIsBlank: plusIsBlank)
      return String(decoding: try #require(text), as: UTF8.self)
    }
    let request = RequestMessage(schema, message: message)
    let taken = try template.variables.map {
      try request.path($0.names.joined(separator: "."))
    }
    var found: [Binding] = []
    for part in query.split(separator: "&") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = try text(pair[0])
      if ["key", "api_key"].contains(name) { continue }
      let path = try request.path(name)
      #expect(!taken.contains { path.isInside($0) }, "\(name)")
      let field = try BoundField(
        name.split(separator: ".").map(String.init), in: message, of: schema)
      found.append(
        Binding(
          field: field.path.split(separator: ".").map(String.init),
          value: pair.count > 1 ? try text(pair[1]) : ""))
    }
    return found
  }
}
