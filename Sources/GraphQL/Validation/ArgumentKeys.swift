/// The arguments of fields as bytes that are equal exactly if the arguments are; made when wanted.
final class ArgumentKeys {
  private let graph: SelectionGraph
  private var keys: [Int: [UInt8]] = [:]

  init(_ graph: SelectionGraph) { self.graph = graph }

  subscript(field: Int) -> [UInt8] {
    if let key = keys[field] { return key }
    var printer = DocumentPrinter(.minified)
    printer.append(Self.sorted(graph.fields[field].node.arguments))
    keys[field] = printer.output
    return printer.output
  }

  /// The order of arguments and input fields has no meaning.
  private static func sorted(_ arguments: [ArgumentNode]) -> [ArgumentNode] {
    arguments.sorted { $0.name.text < $1.name.text }.map { argument in
      ArgumentNode(name: argument.name, value: sorted(argument.value))
    }
  }

  private static func sorted(_ value: GraphQLValue) -> GraphQLValue {
    switch value.kind {
    case .list(let items):
      GraphQLValue(kind: .list(items.map(sorted)), location: value.location)
    case .object(let members):
      GraphQLValue(kind: .object(sorted(members)), location: value.location)
    default: value
    }
  }
}
