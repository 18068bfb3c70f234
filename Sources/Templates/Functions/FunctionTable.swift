import Bytes

/// The functions by name.
struct FunctionTable {
  private var functions: [String: TemplateFunction]

  private static let standard: [String: TemplateFunction] = {
    let groups = [
      language, comparisons, texts, textEnds, wordForms, lists, listParts, dictionaries, arithmetic,
      defaults, conversions, json, encodings, paths, patterns,
    ]
    var table: [String: TemplateFunction] = [:]
    for function in groups.joined() { table[function.name] = function }
    // Sprig's second names: these never panic there, and never did anything else here.
    for (name, function) in table where mustNames.contains(name) {
      table["must" + name.prefix(1).uppercased() + name.dropFirst()] = function
    }
    return table
  }()

  /// What Sprig also has with `must` before it.
  private static let mustNames: Set<String> = [
    "append", "push", "prepend", "first", "rest", "last", "initial", "reverse", "uniq", "without",
    "has", "slice", "chunk", "compact", "merge", "mergeOverwrite", "deepCopy", "fromJson",
    "toJson", "toPrettyJson", "toRawJson", "regexMatch", "regexFind", "regexFindAll",
    "regexReplaceAll", "regexReplaceAllLiteral", "regexSplit",
  ]

  init(adding own: [String: @Sendable (String) -> String]) {
    functions = FunctionTable.standard
    for (name, body) in own {
      functions[name] = TemplateFunction(name, 1) { arguments throws(FunctionFault) in
        .string(body(try arguments.text(0)))
      }
    }
  }

  subscript(name: String) -> TemplateFunction? { functions[name] }

  var names: [String] { functions.keys.sorted() }

  /// What to say about a name that is no function here.
  func message(for name: String) -> String {
    guard let reason = MissingFunctions.reasons[name] else {
      return "there is no function '\(name)'"
    }
    return "Sprig's function '\(name)' is not there: \(reason)"
  }

  func suggestion(for name: String) -> String? {
    guard MissingFunctions.reasons[name] == nil else { return nil }
    if let near = Spelling.nearest(to: name, among: names) { return "did you mean '\(near)'?" }
    return "write .\(name) for a setting, \"\(name)\" for a text"
  }
}
