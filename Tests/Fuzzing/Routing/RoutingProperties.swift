import Bytes
import Messages
import Routing

/// What must hold for any paths of endpoints, one a line, and any path of a request behind them;
/// nil, or what did not hold.
public func fuzzRouting(_ bytes: Span<UInt8>) -> String? {
  let lines = bytes.array().split(separator: ASCII.lineFeed, omittingEmptySubsequences: false)
  guard lines.count > 1, lines.count <= 24, let path = lines.last.map(Array.init) else {
    return nil
  }
  var texts: [[UInt8]] = []
  var routes: [Route] = []
  for line in lines.dropLast() {
    let text = String(decoding: line, as: UTF8.self)
    guard let pattern = try? RoutePattern(endpoint: text, .anywhere) else { continue }
    texts.append(Array(text.utf8))
    routes.append(Route(.get, pattern))
  }
  return RoutingProperties(texts: texts, routes: routes, path: path).fault
}

/// What must hold for a table and a path.
struct RoutingProperties {
  let texts: [[UInt8]]
  let routes: [Route]
  let path: [UInt8]

  /// The first property that does not hold.
  var fault: String? {
    let naive = NaiveMatcher(texts)
    var plain = RoutingOptions()
    plain.redirectsTrailingSlash = false
    plain.redirectsFixedPath = false
    plain.checksPathDecoding = false
    guard let table = try? RouteTable.build(routes, plain) else {
      return naive.hasDuplicates ? nil : "a conflict where no two routes are the same"
    }
    if naive.hasDuplicates { return "no conflict where two routes are the same" }
    return matchFault(table, naive) ?? repairFault
  }

  private func matchFault(_ table: RouteTable, _ naive: NaiveMatcher) -> String? {
    let match = table.match(.get, path, path: 0..<path.count)
    let decoded = path.isEmpty ? [ASCII.slash] : PercentCoding.decode(path.span)
    guard let decoded else {
      if case .badParameter(.malformedEscape) = match { return nil }
      return path.first == ASCII.slash ? "a broken escape passes" : nil
    }
    guard path.isEmpty || path[0] == ASCII.slash else {
      if case .notFound = match { return nil }
      return "a path without a slash is found"
    }
    let expected = naive.match(decoded)
    switch match {
    case .route(let index, let parameters):
      if index != expected { return "route \(index), not \(expected.map(String.init) ?? "none")" }
      return parameterFault(routes[index], parameters, decoded)
    case .notFound: return expected.map { "not found, but \($0) fits" }
    default: return "\(match) with nothing switched on"
    }
  }

  /// No value is empty or holds a slash, and with the values in their places the path is as it was.
  private func parameterFault(
    _ route: Route, _ parameters: PathParameters, _ path: [UInt8]
  ) -> String? {
    if parameters.count != route.pattern.names.count { return "not a value for each placeholder" }
    let values = (0..<parameters.count).map { parameters[$0] }
    if values.contains(where: { $0.isEmpty || $0.contains(ASCII.slash) }) {
      return "a value is empty or more than a segment"
    }
    return nil
  }

  /// A repair leads to a route at once, and never to another host.
  private var repairFault: String? {
    var options = RoutingOptions()
    options.checksPathDecoding = false
    guard let table = try? RouteTable.build(routes, options),
      case .redirect(let redirect) = table.match(.get, path, path: 0..<path.count)
    else { return nil }
    let target = redirect.path
    if !target.starts(with: [ASCII.slash]) || target.starts(with: [ASCII.slash, ASCII.slash]) {
      return "a repair to another host"
    }
    guard FieldValue(target.span) != nil else { return "a repair that is no field value" }
    if case .route = table.match(.get, target, path: 0..<target.count) { return nil }
    return "a repair that leads nowhere"
  }
}
