/// `$1`, `${1}`, `$name` and `$$` in the text that replaces a match.
enum PatternReplacement {
  static func text(
    _ template: [Unicode.Scalar], _ marks: [Int], _ machine: PatternMachine, _ names: [String: Int]
  ) -> String {
    var output = ""
    var index = 0
    while index < template.count {
      guard template[index] == "$", index + 1 < template.count else {
        output.unicodeScalars.append(template[index])
        index += 1
        continue
      }
      if template[index + 1] == "$" {
        output += "$"
        index += 2
      } else if let (name, end) = name(in: template, from: index + 1) {
        output += group(Int(name) ?? names[name], marks, machine)
        index = end
      } else {
        output += "$"
        index += 1
      }
    }
    return output
  }

  private static func group(_ number: Int?, _ marks: [Int], _ machine: PatternMachine) -> String {
    guard let number, number >= 0, number < marks.count / 2, marks[2 * number] >= 0 else {
      return ""
    }
    return machine.text(marks[2 * number]..<max(marks[2 * number], marks[2 * number + 1]))
  }

  /// The longest name, so `$1x` is the group `1x`; braces end it.
  private static func name(in template: [Unicode.Scalar], from start: Int) -> (String, Int)? {
    let isBraced = template[start] == "{"
    let first = isBraced ? start + 1 : start
    var end = first
    while end < template.count, ScalarSet.words.contains(template[end].value) { end += 1 }
    guard end > first, !isBraced || (end < template.count && template[end] == "}") else {
      return nil
    }
    let name = String(String.UnicodeScalarView(template[first..<end]))
    return (name, isBraced ? end + 1 : end)
  }
}
