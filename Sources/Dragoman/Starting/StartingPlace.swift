import Protobuf

/// Where a method could be offered: method and path of an endpoint.
struct StartingPlace {
  private static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]

  let httpMethod: String
  let path: String
  /// The annotation that says so; nil for a place of the method's own name.
  let binding: HTTPBinding?

  /// `POST /orders/place-order`, from the names in `shop.v1.Orders/PlaceOrder`.
  init(_ method: MethodType, of service: ServiceType) {
    httpMethod = "POST"
    let name = service.name.split(separator: ".").last ?? ""
    path = "/\(StartingPlace.words(name))/\(StartingPlace.words(method.name[...]))"
    binding = nil
  }

  /// Nil for an annotation that an endpoint cannot say: its parameters are whole segments.
  private init?(_ binding: HTTPBinding) {
    guard StartingPlace.methods.contains(binding.httpMethod),
      let path = binding.template.routePattern,
      binding.template.variables.allSatisfy(\.isSingle),
      binding.template.segments.count(where: { $0 == .any }) == binding.variables.count
    else { return nil }
    httpMethod = binding.httpMethod
    self.path = path
    self.binding = binding
  }

  /// What the annotations of a method say, the first one first.
  static func annotated(_ method: MethodType, _ schema: Schema) -> [StartingPlace] {
    guard let rule = method.httpRule else { return [] }
    return ([rule] + rule.additionalBindings).compactMap { rule in
      (try? HTTPBinding(rule, of: method, in: schema)).flatMap { StartingPlace($0) }
    }
  }

  /// What tells it from others, whatever its parameters are called.
  var route: String {
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    return httpMethod + segments.map { $0.hasPrefix("{") ? "/{}" : "/" + $0 }.joined()
  }

  /// `PlaceOrder` → `place-order`, `GetHTTPRule` → `get-http-rule`, `get_all` → `get-all`.
  static func words(_ name: Substring) -> String {
    var output = ""
    let letters = Array(name)
    for (index, letter) in letters.enumerated() {
      if letter == "_" {
        if !output.isEmpty, !output.hasSuffix("-") { output.append("-") }
        continue
      }
      if index > 0, letter.isUppercase, !output.hasSuffix("-") {
        let isEnd = index + 1 < letters.count && letters[index + 1].isLowercase
        if !letters[index - 1].isUppercase || isEnd { output.append("-") }
      }
      output += letter.lowercased()
    }
    return output
  }
}
