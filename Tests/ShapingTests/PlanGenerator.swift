/// Random inputs for the properties of shaping: few names, so that paths meet data.
struct PlanGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// An input for `fuzzShaping`: settings, an empty line, answers.
  mutating func input() -> [UInt8] {
    var lines: [String] = []
    if below(4) == 0 {
      lines.append("root \(["collection", "safe", "content", "wrapped", "any"][below(5)])")
    }
    if below(4) == 0 { lines.append("target \(path(2))") }
    if below(3) == 0 { lines.append("group \(name())") }
    switch below(4) {
    case 0: for _ in 0...below(4) { lines.append("allow \(filterPath())") }
    case 1: for _ in 0...below(4) { lines.append("deny \(filterPath())") }
    case 2: for _ in 0...below(5) { lines.append(operation()) }
    default: break
    }
    if below(3) == 0 { for _ in 0...below(3) { lines.append("map \(name()) \(name())") } }
    if below(4) == 0 { for _ in 0...below(3) { lines.append("map \(itemPath()) \(name())") } }
    for _ in 0..<below(3) { lines.append("endpoint \(operation())") }
    lines.append("")
    for _ in 0...below(3) { lines.append(below(12) == 0 ? value(2) : object(4)) }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private mutating func operation() -> String {
    switch below(5) {
    case 0: "del \(path(4)) \(path(3))"
    case 1: "append \(path(3)) \(path(3))"
    default: "move \(path(4)) \(path(4))"
    }
  }

  private mutating func path(_ length: Int) -> String {
    (0...below(length)).map { _ in below(4) == 0 ? "*" : label() }.joined(separator: ".")
  }

  /// Half of them lead through the items of arrays.
  private mutating func filterPath() -> String { below(2) == 0 ? path(3) : itemPath() }

  private mutating func itemPath() -> String {
    (0...below(3)).map { _ in
      let head = below(8) == 0 ? "" : name()
      return head + String(repeating: "[]", count: [0, 0, 1, 1, 1, 2][below(6)])
    }.joined(separator: ".")
  }

  private mutating func label() -> String { below(4) == 0 ? "\(below(3))" : name() }

  private mutating func name() -> String { ["a", "b", "c", "collection", "0"][below(12) % 5] }

  /// A name as JSON: sometimes with an escape.
  private mutating func jsonName() -> String {
    let name = label()
    return below(6) == 0 && name == "a" ? #""\u0061""# : "\"\(name)\""
  }

  private mutating func object(_ depth: Int) -> String {
    let members = (0..<below(5)).map { _ in jsonName() + ":" + value(depth - 1) }
    return "{" + members.joined(separator: below(8) == 0 ? " , " : ",") + "}"
  }

  private mutating func value(_ depth: Int) -> String {
    switch depth > 0 ? below(7) : 4 + below(3) {
    case 0, 1: object(depth)
    case 2, 3: "[" + (0..<below(4)).map { _ in value(depth - 1) }.joined(separator: ",") + "]"
    case 4: "\(below(100)).0"
    case 5: ["null", "true", "[]", "{}"][below(4)]
    default: "\"v\(below(9))\""
    }
  }
}
