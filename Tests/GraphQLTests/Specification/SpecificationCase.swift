import GraphQL
import Testing

/// A document and what the specification says about it.
struct SpecificationCase: Sendable, CustomTestStringConvertible {
  enum Verdict: Sendable {
    /// Right, with the schema and without.
    case valid
    /// Against the grammar; the message holds this.
    case syntax(String)
    /// Against a rule that needs no schema.
    case wrong(String)
    /// Against a rule that needs the schema: right without it.
    case invalid(String)
  }

  let section: String
  let verdict: Verdict
  let document: String
  /// Where the faults are: each `§` in the marked text.
  let places: [DocumentLocation]

  var testDescription: String { "§\(section) \(document.debugDescription.prefix(120))" }

  private init(_ section: String, _ verdict: Verdict, _ marked: String) {
    self.section = section
    self.verdict = verdict
    var (text, places, line, column) = (String.UnicodeScalarView(), [DocumentLocation](), 1, 1)
    for scalar in marked.unicodeScalars {
      if scalar == "§" {
        places.append(DocumentLocation(line: line, column: column))
        continue
      }
      text.append(scalar)
      column += 1
      if scalar == "\n" { (line, column) = (line + 1, 1) }
    }
    document = String(text)
    self.places = places
  }

  static func valid(_ section: String, _ text: String) -> Self { Self(section, .valid, text) }

  static func syntax(_ section: String, _ text: String, _ message: String) -> Self {
    Self(section, .syntax(message), text)
  }

  static func wrong(_ section: String, _ text: String, _ message: String) -> Self {
    Self(section, .wrong(message), text)
  }

  static func invalid(_ section: String, _ text: String, _ message: String) -> Self {
    Self(section, .invalid(message), text)
  }

  /// All of them.
  static let all =
    languageCases + valueCases + operationCases + fieldCases + overlapCases + fragmentCases
    + inputCases + directiveCases + variableCases
}
