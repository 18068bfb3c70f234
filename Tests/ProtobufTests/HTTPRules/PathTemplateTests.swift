import Protobuf
import Testing

@Suite struct PathTemplateTests {
  private func error(_ text: String) -> PathTemplateError? {
    do throws(PathTemplateError) {
      _ = try PathTemplate(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "What is no template says why",
    arguments: [
      ("", .noSlash), ("a", .noSlash), ("//", .empty), ("/a/", .empty), ("/a:", .empty),
      ("/{}", .empty), ("/{a.}", .empty), ("/{=a}", .unexpected(byte: 0x3D, at: 2)),
      ("/{a", .unclosedVariable), ("/{", .unclosedVariable), ("/{a=", .empty),
      ("/{a=b", .unclosedVariable), ("/{a={b}}", .nestedVariable),
      ("/{a=b:c}", .unexpected(byte: 0x3A, at: 5)), ("/a{b}", .unexpected(byte: 0x7B, at: 2)),
      ("/{a}b", .unexpected(byte: 0x62, at: 4)), ("/a:b/c", .unexpected(byte: 0x2F, at: 4)),
      ("/***", .unexpected(byte: 0x2A, at: 3)), ("/a*", .unexpected(byte: 0x2A, at: 2)),
      ("/**/*", .afterRest), ("/**/**", .afterRest), ("/**/{a}", .afterRest),
      ("/a%2", .malformedEscape), ("/a?b", .unexpected(byte: 0x3F, at: 2)),
      ("/a b", .unexpected(byte: 0x20, at: 2)),
    ] as [(String, PathTemplateError)])
  func refused(text: String, reason: PathTemplateError) {
    #expect(error(text) == reason)
  }

  @Test func errorsHaveAText() {
    let texts = ["", "//", "/{a", "/{a={b}}", "/**/*", "/%", "/a*"].map {
      "\(error($0)?.description ?? "")"
    }
    #expect(
      texts == [
        "it does not begin with a slash", "a segment, a verb or a name in it is empty",
        "a variable is not closed", "a variable stands in a variable",
        "only literals may stand after '**'", "'%' is not followed by two hexadecimal digits",
        "'*' cannot stand at position 3",
      ])
  }

  @Test func variablesCoverSegments() throws {
    let template = try PathTemplate("/v1/{parent=shops/*}/orders/{order.id}/{rest=**}:undo")
    #expect(template.variables.map(\.path) == ["parent", "order.id", "rest"])
    #expect(template.variables.map(\.segments) == [1..<3, 4..<5, 5..<6])
    #expect(template.variables.map(\.isSingle) == [false, true, false])
    #expect(template.verb == Array("undo".utf8))
    #expect(template.segments.count == 6)
  }

  @Test(
    "A template that a path of an endpoint can say is one",
    arguments: [
      ("/", "/"), ("/v1/shops", "/v1/shops"), ("/v1/{name}", "/v1/{name}"),
      ("/v1/{a.b}/c", "/v1/{a-b}/c"), ("/v1/*/x", "/v1/{segment-1}/x"),
      ("/v1/{name=shops/*/orders/*}", "/v1/shops/{name-2}/orders/{name-4}"),
      ("/v1/orders:search", "/v1/orders:search"), ("/v1/{a}:search", nil), ("/**", nil),
      ("/v1/{name=**}", nil), ("/v1/a%2Fb", nil), ("/v1/a%7Bb", nil), ("/v1/%FF", nil),
    ] as [(String, String?)])
  func routePatterns(text: String, pattern: String?) throws {
    #expect(try PathTemplate(text).routePattern == pattern)
  }

  @Test(
    "A written endpoint covers a template if it would take all its requests",
    arguments: [
      ("/v1/{name}", "/v1/{id}", true), ("/v1/{name}", "/v1/a", false),
      ("/v1/a", "/v1/{id}", true), ("/v1/a", "v1/a", true), ("/v1/{name}:undo", "/v1/{id}", true),
      ("/v1/a:undo", "/v1/a:undo", true), ("/v1/a:undo", "/v1/a", false),
      ("/v1/{name}", "/v1/{id}/x", false), ("/v1/{name=a/*}", "/v1/{x}/{y}", true),
      ("/v1/**", "/v1/{x}", false), ("/", "/", true), ("/", "/a", false),
      ("/v1/{name}", "/v1/a{id}", false),
    ])
  func coverage(text: String, route: String, isCovered: Bool) throws {
    #expect(try PathTemplate(text).isCovered(byRoute: route) == isCovered)
  }
}
