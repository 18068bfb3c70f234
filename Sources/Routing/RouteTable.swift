import Bytes
public import Messages

/// (method, path) → route and parameters. Built once; a look-up walks flat arrays, and its cost is
/// bounded by the length of the path times the number of nodes, whatever a peer sends.
public final class RouteTable: Sendable {
  let exact: RouteTrie
  /// The same routes in lower case, for the repair of paths.
  let folded: RouteTrie
  let steps: [RouteSteps]
  let foldedSteps: [RouteSteps]
  let options: RoutingOptions
  /// The methods that have routes, in the order in which they first appear: `Allow` lists them so.
  let methods: [Method]
  let registered: MethodSet

  /// Compiles routes; all conflicts at once if there are any.
  public static func build(
    _ routes: [Route], _ options: RoutingOptions = RoutingOptions()
  ) throws(RouteConflicts) -> RouteTable {
    var exact = RouteTrieBuilder()
    var pairs: [RouteConflicts.Pair] = []
    var unsupported: [Int] = []
    let steps = routes.map {
      RouteSteps(steps: RouteStep.steps(of: $0.pattern), parameterCount: $0.pattern.names.count)
    }
    for (index, route) in routes.enumerated() {
      let method = MethodSet(route.method)
      if method.isEmpty {
        unsupported.append(index)
      } else if let first = exact.add(index, method, steps[index].steps) {
        pairs.append(RouteConflicts.Pair(first: first, second: index))
      }
    }
    guard pairs.isEmpty, unsupported.isEmpty else {
      throw RouteConflicts(pairs: pairs, unsupportedMethods: unsupported)
    }
    return RouteTable(routes, exact.build(), steps, options)
  }

  private init(
    _ routes: [Route], _ exact: RouteTrie, _ steps: [RouteSteps], _ options: RoutingOptions
  ) {
    self.exact = exact
    self.steps = steps
    self.options = options
    foldedSteps = steps.map {
      RouteSteps(steps: $0.steps.map(\.folded), parameterCount: $0.parameterCount)
    }
    var folded = RouteTrieBuilder()
    var methods: [Method] = []
    for (index, route) in routes.enumerated() {
      // Paths that differ in case only: a slip is repaired to the first of them.
      _ = folded.add(index, MethodSet(route.method), foldedSteps[index].steps)
      if !methods.contains(route.method) { methods.append(route.method) }
    }
    self.folded = folded.build()
    self.methods = methods
    registered = methods.reduce(into: MethodSet()) { $0.formUnion(MethodSet($1)) }
  }

  /// Looks up the path at `path` in a request's target, as received: still encoded. An empty path
  /// is `/` (RFC 9110 §4.2.3).
  public func match(_ method: Method, _ target: [UInt8], path: Range<Int>) -> RouteMatch {
    let raw = target.span.extracting(path)
    guard raw.count > 0 else { return match(method, [ASCII.slash], 0..<1, isDecoded: false) }
    guard raw[0] == ASCII.slash else { return .notFound }
    if raw.firstIndex(of: ASCII.percent) == nil {
      if !options.removesExtraSlash { return match(method, target, path, isDecoded: false) }
      let clean = PathCleaning.clean(raw)
      return match(method, clean, 0..<clean.count, isDecoded: false)
    }
    guard var decoded = PercentCoding.decode(raw) else { return .badParameter(.malformedEscape) }
    if options.removesExtraSlash { decoded = PathCleaning.clean(decoded.span) }
    return match(method, decoded, 0..<decoded.count, isDecoded: true)
  }

  private func match(
    _ method: Method, _ bytes: [UInt8], _ range: Range<Int>, isDecoded: Bool
  ) -> RouteMatch {
    let path = bytes.span.extracting(range)
    let own = MethodSet(method)
    if let node = exact.find(path, own) {
      return route(exact.route(at: node, for: own), bytes, range, isDecoded: isDecoded)
    }
    return withoutRoute(method, path)
  }

  private func route(
    _ route: Int, _ bytes: [UInt8], _ range: Range<Int>, isDecoded: Bool
  ) -> RouteMatch {
    if steps[route].parameterCount == 0 { return .route(route, .none) }
    var ranges = steps[route].capture(bytes.span.extracting(range))
    if range.lowerBound > 0 {
      for index in 0..<ranges.count {
        let value = ranges[index]
        ranges[index] =
          value.lowerBound + range.lowerBound..<value.upperBound + range.lowerBound
      }
    }
    let parameters = PathParameters(bytes: bytes, ranges: ranges)
    if isDecoded, options.checksPathDecoding, parameters.holdsEncoded {
      return .badParameter(.encoded)
    }
    return .route(route, parameters)
  }
}
