/// One way to call a method by HTTP, from a `google.api.http` rule: parsed, and checked against the
/// messages of the method.
public struct HTTPBinding: Sendable {
  /// Where the body of a request goes.
  public enum Body: Hashable, Sendable {
    /// There is none: all fields come from the path and the query.
    case none
    /// It is the message; the query has no part in it.
    case message
    /// It is a field of the message.
    case field(BoundField)
  }

  /// `GET` and the like; `*` for all methods.
  public let httpMethod: String
  /// The paths.
  public let template: PathTemplate
  /// The field of each variable of the template, in its order.
  public let variables: [BoundField]
  /// Where the body goes.
  public let body: Body
  /// The field of the answer that is the body of the response; nil for all of it.
  public let responseBody: BoundField?
  /// The method that is called.
  public let method: MethodType

  /// Checks a rule, without its additional bindings.
  public init(
    _ rule: HTTPRule, of method: MethodType, in schema: Schema
  ) throws(HTTPRuleFault) {
    func fault(_ reason: String) -> HTTPRuleFault {
      HTTPRuleFault(method: method.path, rule: "\(rule.method) \(rule.path)", reason: reason)
    }
    guard !rule.method.isEmpty else { throw fault("it has no method and path") }
    guard rule.method == "*" || rule.method.utf8.allSatisfy(HTTPBinding.isMethod) else {
      throw fault("'\(rule.method)' is no method")
    }
    do throws(PathTemplateError) { template = try PathTemplate(rule.path) } catch {
      throw fault("the path is no template: \(error)")
    }
    do throws(BoundFieldError) {
      variables = try Self.variables(template, method.input, schema)
      body = try Self.body(rule.body, method.input, schema)
      responseBody =
        rule.responseBody.isEmpty
        ? nil : try BoundField(Self.names(rule.responseBody), in: method.output, of: schema)
    } catch {
      throw fault("\(error)")
    }
    if let reason = Self.fault(of: variables, body, responseBody, schema) { throw fault(reason) }
    httpMethod = rule.method
    self.method = method
  }

  /// All bindings of a method: those of its rule and of the additional ones; none without a rule.
  public static func bindings(
    of method: MethodType, in schema: Schema
  ) throws(HTTPRuleFaults) -> [HTTPBinding] {
    guard let rule = method.httpRule else { return [] }
    var bindings: [HTTPBinding] = []
    var faults: [HTTPRuleFault] = []
    for rule in [rule] + rule.additionalBindings {
      do throws(HTTPRuleFault) {
        bindings.append(try HTTPBinding(rule, of: method, in: schema))
      } catch {
        faults.append(error)
      }
    }
    for rule in rule.additionalBindings where !rule.additionalBindings.isEmpty {
      faults.append(
        HTTPRuleFault(
          method: method.path, rule: "\(rule.method) \(rule.path)",
          reason: "an additional binding has additional bindings itself"))
    }
    guard faults.isEmpty else { throw HTTPRuleFaults(faults: faults) }
    return bindings
  }

  /// A token of RFC 9110 §9.1, in capitals as all methods are.
  private static func isMethod(_ byte: UInt8) -> Bool {
    byte &- 0x41 < 26 || byte == 0x2D || byte == 0x5F
  }

  private static func names(_ path: String) -> [String] {
    path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  private static func variables(
    _ template: PathTemplate, _ input: MessageID, _ schema: Schema
  ) throws(BoundFieldError) -> [BoundField] {
    var fields: [BoundField] = []
    for variable in template.variables {
      fields.append(try BoundField(variable.names, in: input, of: schema))
    }
    return fields
  }

  private static func body(
    _ body: String, _ input: MessageID, _ schema: Schema
  ) throws(BoundFieldError) -> Body {
    if body.isEmpty { return .none }
    if body == "*" { return .message }
    return .field(try BoundField(names(body), in: input, of: schema))
  }

  /// What is wrong with fields that are there.
  private static func fault(
    of variables: [BoundField], _ body: Body, _ responseBody: BoundField?, _ schema: Schema
  ) -> String? {
    for (index, variable) in variables.enumerated() {
      guard let field = variable.field, !field.isRepeatedOrMap, field.isTextual(in: schema) else {
        return "the field '\(variable.path)' cannot come from a path: it is no single scalar"
      }
      if variables[..<index].contains(variable) {
        return "the field '\(variable.path)' stands in the path twice"
      }
      // A field inside of the body may be in the path as well, which wins: `{order.name=…}` with
      // body `order` is how resources are updated.
      if case .field(let field) = body, variable == field {
        return "the field '\(variable.path)' is in the path and in the body"
      }
    }
    return nil
  }
}
