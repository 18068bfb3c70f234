import Bytes
import Messages

extension RouteTable {
  /// A path without a route for its method: a slip (RSP-12), another method's (RSP-9), or nothing.
  func withoutRoute(_ method: Method, _ path: Span<UInt8>) -> RouteMatch {
    let answersOptions = options.answersOptions && method == .options
    let wanted = answersOptions ? registered : MethodSet(method)
    if answersOptions {
      let found = exact.collect(path, registered)
      if !found.isEmpty { return .options(allow: RouteTable.list(MethodSet.sorted, found)) }
    }
    if path.count > 1, method != .connect, let redirect = repair(path, wanted, for: method) {
      return .redirect(redirect)
    }
    if options.handlesMethodNotAllowed {
      let others = exact.collect(path, registered.subtracting(wanted))
      if !others.isEmpty { return .methodNotAllowed(allow: allow(others)) }
    }
    return .notFound
  }

  /// RSP-9: the methods in the order in which the configuration names them, then OPTIONS (§17).
  private func allow(_ found: MethodSet) -> [UInt8] {
    guard options.answersOptions, !found.contains(.options) else {
      return RouteTable.list(methods, found)
    }
    return RouteTable.list(methods.filter { $0 != .options } + [.options], found.union(.options))
  }

  private static func list(_ methods: [Method], _ found: MethodSet) -> [UInt8] {
    var text: [UInt8] = []
    for method in methods where found.contains(MethodSet(method)) {
      if !text.isEmpty { text.append(", ") }
      text.append(contentsOf: method.bytes)
    }
    return text
  }

  private func repair(
    _ path: Span<UInt8>, _ wanted: MethodSet, for method: Method
  ) -> PathRedirect? {
    guard !wanted.isDisjoint(with: registered) else { return nil }
    if options.redirectsTrailingSlash {
      let other = RouteTable.toggleSlash(path)
      if exact.find(other.span, wanted) != nil { return PathRedirect(to: other.span, for: method) }
    }
    guard options.redirectsFixedPath else { return nil }
    let clean = PathCleaning.clean(path)
    if let fixed = spell(clean, wanted) ?? spell(RouteTable.toggleSlash(clean.span), wanted),
      !fixed.span.equals(path)
    {
      return PathRedirect(to: fixed.span, for: method)
    }
    return nil
  }

  /// The path in the right letter case, or nil.
  private func spell(_ path: [UInt8], _ wanted: MethodSet) -> [UInt8]? {
    guard let node = folded.find(CaseFolding.fold(path).span, wanted) else { return nil }
    let method = folded.nodes[node].own.intersection(wanted).lowest
    let route = folded.route(at: node, for: method)
    return steps[route].render(path.span, folded: foldedSteps[route])
  }

  /// The path without its final slash, or with one.
  private static func toggleSlash(_ path: Span<UInt8>) -> [UInt8] {
    guard path.count > 0, path[path.count - 1] == ASCII.slash else {
      var longer = path.array()
      longer.append(ASCII.slash)
      return longer
    }
    return path.count > 1 ? path.extracting(0..<path.count - 1).array() : [ASCII.slash]
  }
}
