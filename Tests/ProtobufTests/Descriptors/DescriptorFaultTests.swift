import Protobuf
import Testing

@Suite struct DescriptorFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let bytes: DescriptorBytes
    let text: String
    var testDescription: String { text }

    init(_ bytes: DescriptorBytes, _ text: String) {
      self.bytes = bytes
      self.text = text
    }
  }

  static let fieldCases: [Case] = [
    Case(.field("9x"), "M.9x is no name"),
    Case(.field(""), "M. is no name"),
    Case(.field("x", 0), "M.x has the number 0: 1 to 536870911 are allowed"),
    Case(.field("x", -3), "M.x has the number -3: 1 to 536870911 are allowed"),
    Case(.field("x", 1 << 29), "M.x has the number 536870912: 1 to 536870911 are allowed"),
    Case(.field("x", type: 99), "M.x has no type"),
    Case(.field("x", type: 11), "M.x has no type"),
    Case(.field("x", type: 0), "M.x has no type"),
    Case(.field("x", type: 11, of: ".S"), "M.x has the type S, which is no type"),
    Case(.field("x", type: 11, of: ".E"), "M.x has the type E of another kind"),
    Case(.field("x", type: 14, of: ".M"), "M.x has the type M of another kind"),
    Case(.field("x", type: 10, of: ".E"), "M.x has the type E of another kind"),
    Case(.field("x", 1, .number(9, 0)), "M.x is in the oneof 0, which is not there"),
    Case(.field("x", 1, .number(9, -1)), "M.x is in the oneof -1, which is not there"),
    Case(.field("x", 1, .text(7, "many")), "M.x has a default that is none of its type: many"),
    Case(.field("x", 1, .text(7, "")), "M.x has a default that is none of its type: "),
    Case(.field("x", 1, .repeated, .text(7, "1")), "M.x has a default that is none of its type: 1"),
    Case(
      .field("x", type: 11, of: ".M", .text(7, "1")),
      "M.x has a default that is none of its type: 1"),
    Case(
      .field("x", type: 14, of: ".E", .text(7, "C")),
      "M.x has a default that is none of its type: C"),
    Case(.field("x", type: 8, .text(7, "yes")), "M.x has a default that is none of its type: yes"),
    Case(.field("x", type: 12, .text(7, "\\")), "M.x has a default that is none of its type: \\"),
    Case(.field("x", type: 12, .text(7, "\\q")), "M.x has a default that is none of its type: \\q"),
    Case(
      .field("x", type: 12, .text(7, "\\777")),
      "M.x has a default that is none of its type: \\777"),
    Case(
      .field("x", type: 12, .text(7, "\\xg")), "M.x has a default that is none of its type: \\xg"),
  ]

  static let declarationCases: [Case] = [
    Case(.type("1M"), "a declares '1M', which is no name"),
    Case(.type("M/x"), "a declares 'M/x', which is no name"),
    Case(.service("Sé"), "a declares 'Sé', which is no name"),
    Case(.enumeration("E", []), "a.E has no values"),
    Case(.enumeration("E", [("A", 0), ("A", 1)]), "a.E has the value A twice"),
    Case(.enumeration("E", [("A-B", 0)]), "a.E has the value 'A-B', which is no name"),
    Case(.enumeration("E", [("a\"b", 0)]), "a.E has the value 'a\"b', which is no name"),
    Case(.enumeration("E", [("a\nb", 0)]), "a.E has the value 'a\\u{a}b', which is no name"),
    Case(
      .enumeration("E", [("\u{202E}é", 0)]), "a.E has the value '\\u{202e}é', which is no name"),
    Case(.type("M", .field("x\"y")), "a.M.x\"y is no name"),
    Case(.type("M", .field("x\u{1B}[0m")), "a.M.x\\u{1b}[0m is no name"),
    Case(
      .type("M", .message(8, [.text(1, "o\"p")])), "a.M has the oneof 'o\"p', which is no name"),
    Case(.text(12, "proto4"), "is written in proto4, which is not known"),
    Case(
      .raw(DescriptorBytes.text(12, "editions").bytes + DescriptorBytes.number(14, 9999).bytes),
      "is written in edition 9999, which is not known"),
    Case(
      .service("S", .method("Do it", ".a", ".a")), "a.S has the method 'Do it', which is no name"),
    Case(
      .service("S", .method("Do", nil, ".google.protobuf.Any")),
      "a.S.Do does not say what its input is"),
    Case(
      .service("S", .method("Do", ".google.protobuf.Any", nil)),
      "a.S.Do does not say what its output is"),
    Case(
      .service("S", .method("Do", ".google.protobuf.Any", ".google.protobuf.NullValue")),
      "a.S.Do has the output google.protobuf.NullValue, which is no message"),
  ]

  private func one(_ parts: DescriptorBytes...) -> [String] {
    faults(DescriptorSet("c.pb", ("a.proto", [.text(2, "a")] + parts)))
  }

  private func field(_ field: DescriptorBytes, _ parts: DescriptorBytes...) -> [String] {
    faults(
      DescriptorSet(
        "c.pb",
        (
          "a.proto",
          [
            .message(4, [.text(1, "M"), field] + parts), .enumeration("E", [("A", 0), ("B", 1)]),
            .service("S"),
          ]
        )))
  }

  @Test func aTypeThatNoFileDefinesIsNamedWithTheImportThatIsMissing() {
    #expect(
      one(.type("M", .field("x", type: 11, of: ".b.N"))) == [
        "c.pb (a.proto): a.M.x has the type b.N, which no file defines"
      ])
    #expect(
      one(.imports("b.proto"), .type("M", .field("x", type: 11, of: ".b.N"))) == [
        "c.pb (a.proto): a.M.x has the type b.N, which no file defines: "
          + "its import b.proto is in no set (protoc --include_imports)"
      ])
    #expect(
      one(.imports("b.proto"), .imports("c.proto"), .service("S", .method("Do", ".b.N", ".b.O")))
        == [
          "c.pb (a.proto): a.S.Do has the type b.N, which no file defines: "
            + "its import b.proto and 1 more is in no set (protoc --include_imports)",
          "c.pb (a.proto): a.S.Do has the type b.O, which no file defines: "
            + "its import b.proto and 1 more is in no set (protoc --include_imports)",
        ])
  }

  @Test func aMissingImportOfAnImportIsNamedToo() {
    let sets = DescriptorSet(
      "c.pb", ("a.proto", [.imports("b.proto"), .type("M", .field("x", type: 11, of: ".N"))]),
      ("b.proto", [.imports("deep.proto")]))
    #expect(
      faults(sets) == [
        "c.pb (a.proto): M.x has the type N, which no file defines: "
          + "its import deep.proto is in no set (protoc --include_imports)"
      ])
  }

  @Test(
    "What is wrong with a field is told with its name",
    arguments: fieldCases)
  func fieldFault(fault: Case) {
    #expect(field(fault.bytes) == ["c.pb (a.proto): \(fault.text)"])
  }

  @Test func aRepeatedFieldCannotBeInAOneof() {
    #expect(
      field(.field("x", 1, .repeated, .number(9, 0)), .message(8, [.text(1, "o")])) == [
        "c.pb (a.proto): M.x is repeated and in a oneof"
      ])
  }

  @Test func numbersAndNamesOfFieldsAreThereOnce() {
    #expect(
      field(.field("x"), .field("x", 1)) == [
        "c.pb (a.proto): M has the number 1 twice", "c.pb (a.proto): M has the field x twice",
      ])
  }

  @Test(
    "Declarations that are broken are told",
    arguments: declarationCases)
  func declarationFault(fault: Case) {
    #expect(one(fault.bytes) == ["c.pb (a.proto): \(fault.text)"])
  }

  @Test func anOpenEnumerationBeginsWithZero() {
    #expect(
      one(.proto3, .enumeration("E", [("A", 1)])) == [
        "c.pb (a.proto): a.E is open, and its first value is not 0"
      ])
  }

  @Test func aPackageIsAName() {
    #expect(
      faults(DescriptorSet("c.pb", ("a.proto", [.text(2, "a..b")]))) == [
        "c.pb (a.proto): has the package a..b, which is no name"
      ])
  }

  @Test func twoDeclarationsOfOneFileAreAFault() {
    #expect(
      one(.type("M"), .enumeration("M", [("A", 0)])) == ["c.pb (a.proto): a.M is declared twice"])
  }

  @Test func twoMethodsOfOneNameAreAFault() {
    let method = DescriptorBytes.method("Do", ".google.protobuf.Any", ".google.protobuf.Any")
    #expect(one(.service("S", method, method)) == ["c.pb (a.proto): a.S has the method Do twice"])
  }

  @Test func aRuleOfSeveralMethodsIsAFault() {
    let rule = DescriptorBytes.message(
      4, [.message(72_295_728, [.text(2, "/a"), .text(4, "/a")])])
    #expect(
      one(.service("S", .method("Do", ".google.protobuf.Any", ".google.protobuf.Any", rule))) == [
        "c.pb (a.proto): a.S.Do has a google.api.http rule of several methods"
      ])
  }

  @Test func theEntryOfAMapIsAKeyAndAValue() {
    func entry(_ parts: DescriptorBytes...) -> [String] {
      faults(
        DescriptorSet(
          "c.pb",
          (
            "a.proto",
            [
              .type(
                "M", .message(3, [.text(1, "XEntry"), .mapEntry] + parts),
                .field("x", type: 11, of: ".M.XEntry", .repeated))
            ]
          )))
    }
    #expect(entry(.field("key", 1, type: 9), .field("value", 2)) == [])
    let text = "c.pb (a.proto): M.XEntry is the entry of a map without a fitting key and value"
    #expect(entry() == [text])
    #expect(entry(.field("key", 1, type: 1), .field("value", 2)) == [text])
    #expect(entry(.field("value", 2), .field("key", 1)) == [text])
    #expect(entry(.field("key", 1), .field("value", 2, .repeated)) == [text])
    #expect(entry(.field("key", 1), .field("value", 2), .field("more", 3)) == [text])
  }

  @Test func theEntryOfAMapIsNoTypeByItself() {
    let entry = DescriptorBytes.nested("E", .field("key", 1), .field("value", 2), .mapEntry)
    #expect(
      one(.type("M", entry, .field("x", type: 11, of: ".a.M.E"))) == [
        "c.pb (a.proto): a.M.x is the entry of a map by itself"
      ])
  }

  @Test func extensionsThatCannotBeAreFaults() {
    func extend(_ extendee: String?, _ number: Int = 100) -> [String] {
      let parts = extendee.map { [DescriptorBytes.text(2, $0)] } ?? []
      return one(
        .type("M", .message(5, [.number(1, 100), .number(2, 200)])),
        .message(7, [.text(1, "x"), .number(3, number), .number(5, 5)] + parts))
    }
    #expect(extend(".a.M") == [])
    #expect(extend("M") == [])
    #expect(extend(nil) == ["c.pb (a.proto): a.x does not say what it extends"])
    #expect(extend(".a.N") == ["c.pb (a.proto): a.x extends a.N, which no file defines"])
    #expect(extend(".a.x") == ["c.pb (a.proto): a.x extends a.x, which is no message"])
    #expect(
      extend(".a.M", 200) == [
        "c.pb (a.proto): [a.x] extends a.M, which keeps no number 200 for extensions"
      ])
  }

  @Test func everythingIsToldAtOnce() {
    let broken = DescriptorSet(name: "broken.pb", bytes: [0x0A, 0x05, 0x0A])
    let set = DescriptorSet(
      "c.pb", ("a.proto", [.type("M", .field("x", 0), .field("y", type: 11, of: ".N"))]),
      ("b.proto", [.text(12, "proto9")]))
    #expect(
      faults(broken, set) == [
        "broken.pb: is no descriptor set: it ends in the middle of a value",
        "c.pb (b.proto): is written in proto9, which is not known",
        "c.pb (a.proto): M.x has the number 0: 1 to 536870911 are allowed",
        "c.pb (a.proto): M.y has the type N, which no file defines",
      ])
  }

  @Test func faultsAreCutAtALimit() {
    let fields = (1...50).map { DescriptorBytes.field("x\($0)", 0) }
    let set = DescriptorSet("c.pb", ("a.proto", [.message(4, [.text(1, "M")] + fields)]))
    let lines = faults(set, limits: DescriptorLimits(faults: 3))
    #expect(lines.count == 4)
    #expect(lines.last == "… and more")
  }
}
