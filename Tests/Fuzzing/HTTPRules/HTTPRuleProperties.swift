import Bytes
import Messages
import Protobuf
import Routing

/// What must hold for any templates, one a line (`G /a/{x}`, `P …`, `* …`), and the path of a
/// request behind them; nil, or what did not hold.
public func fuzzHTTPRules(_ bytes: Span<UInt8>) -> String? {
  let lines = bytes.array().split(separator: ASCII.lineFeed, omittingEmptySubsequences: false)
    .map(Array.init)
  guard lines.count > 1, lines.count <= 24 else { return nil }
  var bindings: [(method: String, template: PathTemplate)] = []
  for line in lines.dropLast() where line.count > 2 {
    let text = String(decoding: line.dropFirst(2), as: UTF8.self)
    guard let template = try? PathTemplate(text) else { continue }
    bindings.append((line[0] == 0x2A ? "*" : line[0] == 0x50 ? "POST" : "GET", template))
  }
  return HTTPRuleProperties(bindings: bindings, path: lines[lines.count - 1]).fault
}

/// What must hold for a table and a path.
struct HTTPRuleProperties {
  let bindings: [(method: String, template: PathTemplate)]
  let path: [UInt8]

  /// The first property that does not hold.
  var fault: String? {
    tableFault ?? routeFault ?? coverageFault
  }

  private var tableFault: String? {
    let naive = NaiveTable(bindings)
    guard let table = try? BindingTable(bindings) else {
      return naive.hasDuplicates ? nil : "a conflict where no two bindings are the same"
    }
    if naive.hasDuplicates { return "no conflict where two bindings are the same" }
    let match = table.match("GET", path)
    if match?.index != naive.match("GET", path) {
      return "\(match?.index ?? -1), not \(naive.match("GET", path) ?? -1)"
    }
    guard let match else { return nil }
    let template = bindings[match.index].template
    if match.values.count != template.variables.count { return "not a value for each variable" }
    for (variable, value) in zip(template.variables, match.values)
    where variable.isSingle && value.isEmpty {
      return "an empty value"
    }
    return table.methods(for: path).isEmpty ? "no methods where there is a match" : nil
  }

  /// A template that a path of an endpoint can say fits what that path fits.
  private var routeFault: String? {
    guard !path.contains(ASCII.percent), !hasDots else { return nil }
    for binding in bindings {
      guard let text = binding.template.routePattern,
        let pattern = try? RoutePattern(endpoint: text), let alone = alone(binding.template)
      else { continue }
      var options = RoutingOptions()
      options.redirectsTrailingSlash = false
      options.redirectsFixedPath = false
      guard let routes = try? RouteTable.build([Route(.get, pattern)], options) else {
        return "a pattern that is no route"
      }
      var isRoute = false
      if case .route = routes.match(.get, path, path: 0..<path.count) { isRoute = true }
      if path.isEmpty { continue }
      if isRoute != (alone.match("GET", path) != nil) { return "\(text) is not the template" }
    }
    return nil
  }

  /// A router gives `.` and `..` to no placeholder.
  private var hasDots: Bool {
    path.split(separator: ASCII.slash).contains {
      $0 == [ASCII.dot] || $0 == [ASCII.dot, ASCII.dot]
    }
  }

  private func alone(_ template: PathTemplate) -> BindingTable? {
    try? BindingTable([("GET", template)])
  }

  private var coverageFault: String? {
    for one in bindings {
      guard let table = alone(one.template), table.match("GET", path) != nil else { continue }
      for other in bindings {
        guard let pattern = other.template.routePattern, one.template.isCovered(byRoute: pattern)
        else { continue }
        if alone(other.template)?.match("GET", path) == nil { return "covered, and does not fit" }
      }
    }
    return nil
  }
}
