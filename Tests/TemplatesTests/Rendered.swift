import Templates

/// What a template comes to, for tests: its text, or what is wrong with it.
func rendered(
  _ template: String, _ data: TemplateData = settings, host: any TemplateHost = TestHost(),
  others: [String: String] = [:], limits: TemplateLimits = TemplateLimits()
) -> String {
  do throws(TemplateError) {
    var set = TemplateSet()
    try set.add(template, name: "t")
    for name in others.keys.sorted() { try set.add(others[name] ?? "", name: name) }
    return try set.render("t", data, host: host, limits: limits).text
  } catch {
    return error.text
  }
}

/// A world with two partials and one variable.
struct TestHost: TemplateHost {
  func variable(_ name: String) -> String? { name == "REGION" ? "eu" : nil }

  func partial(_ name: String) throws(TemplateHostError) -> String {
    guard name == "limits" else {
      throw TemplateHostError("no partial '\(name)'", suggestion: "write limits")
    }
    return #""rate": 10, {{ not rendered }}"#
  }
}

/// Settings of every kind.
let settings: TemplateData = .object([
  "port": .number(8080), "big": .number(1_234_567), "ratio": .number(0.5), "name": .string("shop"),
  "on": .boolean(true), "off": .boolean(false), "none": .null,
  "urls": .object(["users": .string("http://u"), "with-dash": .string("http://d")]),
  "list": .list([.string("a"), .string("b"), .string("c")]), "empty": .list([]),
  "items": .list([
    .object(["name": .string("x"), "price": .number(1)]),
    .object(["name": .string("y"), "price": .number(2)]),
  ]),
])
