/// The names by which the fields of a message are found in JSON.
enum InputNames {
  /// Each name once, with the place of the field it stands for. A field's JSON name wins over what
  /// another one is called in the `.proto` file; of equal ones the first wins.
  static func places(
    of fields: [Field], _ names: JSONInputOptions.Names
  ) -> [(name: String, place: Int)] {
    let primary = fields.enumerated().map { ($1.inputName(names), $0) }
    let others = names == .either ? fields.enumerated().map { ($1.name, $0) } : []
    var seen: Set<String> = []
    return (primary + others).filter { seen.insert($0.0).inserted }
  }

  /// Those that lead to the field at one place, without a look at what leads to others.
  static func leading(
    to place: Int, of fields: [Field], _ names: JSONInputOptions.Names
  ) -> [String] {
    let primary = fields[place].inputName(names)
    let other = fields[place].name
    let isFirst = fields.firstIndex { $0.inputName(names) == primary } == place
    guard names == .either, !fields.contains(where: { $0.inputName(names) == other }) else {
      return isFirst ? [primary] : []
    }
    return (isFirst ? [primary] : []) + [other]
  }
}

extension Field {
  /// The name that comes first: that of JSON, where it is taken at all.
  func inputName(_ names: JSONInputOptions.Names) -> String {
    isExtension || names == .proto ? name : jsonName
  }
}
