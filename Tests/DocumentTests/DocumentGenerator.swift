/// Makes texts that follow RFC 8259, each the same for the same seed.
struct DocumentGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number from 0 up to but not including `bound` (SplitMix64).
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((bits ^ (bits >> 31)) % UInt64(bound))
  }

  /// A text of one value with blanks around its tokens.
  mutating func text() -> [UInt8] { Array(value(depth: 0).utf8) }

  private mutating func pick(_ choices: [String]) -> String { choices[below(choices.count)] }

  private mutating func blanks() -> String { pick(["", "", "", " ", "\r\n", "\t", "\n        "]) }

  private mutating func value(depth: Int) -> String {
    let kind = below(depth > 5 ? 4 : 8)
    switch kind {
    case 0: return blanks() + pick(["true", "false", "null"]) + blanks()
    case 1: return blanks() + number() + blanks()
    case 2, 3: return blanks() + string() + blanks()
    case 4, 5:
      let elements = (0..<below(6)).map { _ in value(depth: depth + 1) }
      return "[" + blanks() + elements.joined(separator: ",") + "]"
    default:
      let members = (0..<below(6)).map { _ in
        blanks() + string() + blanks() + ":" + value(depth: depth + 1)
      }
      return "{" + blanks() + members.joined(separator: ",") + "}"
    }
  }

  private mutating func number() -> String {
    pick(["", "-"]) + pick(["0", "7", "10", "900712", "18446744073709551616"])
      + pick(["", "", ".0", ".25", ".000000001"]) + pick(["", "", "e5", "E-10", "e+0"])
  }

  private mutating func string() -> String {
    let parts = (0..<below(4)).map { _ in
      pick([
        "a", "id", "some longer text of plain letters", "é", "日本語", "😀", #"\n"#, #"\""#, #"\\"#,
        #"\u0041"#, #"\ud83d\ude00"#, #"\/"#, "<&>", "\u{2028}", "\u{7F}",
      ])
    }
    return "\"" + parts.joined() + "\""
  }
}
