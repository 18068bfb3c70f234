import Testing

@testable import Endpoints

@Suite struct QueryForwardingTests {
  private func forwarded(
    _ query: String, _ endpoint: [String], _ backend: [String] = []
  ) throws -> String {
    try Rendering("/b") {
      $0.inputQueryStrings = endpoint
      $0.backendQueryStrings = backend
    }.target(query: query)
  }

  @Test("QRY-1: without a list nothing passes")
  func nothing() throws {
    #expect(try forwarded("a=1&b=2", []) == "/b")
    #expect(try forwarded("a=1&b=2", [], ["a"]) == "/b")
  }

  @Test("QRY-1: listed names pass with all their values, in upper and lower case apart")
  func listed() throws {
    #expect(try forwarded("a=1&b=2&A=3", ["a"]) == "/b?a=1")
    #expect(try forwarded("b=3&a=1&b=2", ["a", "b", "a"]) == "/b?a=1&b=3&b=2")
    #expect(try forwarded("b=2", ["a"]) == "/b")
  }

  @Test("QRY-1: a star anywhere in the list passes all")
  func star() throws {
    #expect(try forwarded("b=2&c=3", ["a", "*"]) == "/b?b=2&c=3")
  }

  @Test("QRY-2: the backend's list narrows further and cannot widen")
  func narrowed() throws {
    #expect(try forwarded("x=1&y=2", ["x", "y"], ["y"]) == "/b?y=2")
    #expect(try forwarded("x=1&y=2", ["x"], ["x", "y"]) == "/b?x=1")
    #expect(try forwarded("x=1&y=2", ["*"], ["y"]) == "/b?y=2")
  }

  @Test("QRY-2: a star in the backend's list is a plain name")
  func backendStar() throws {
    #expect(try forwarded("x=1&y=2", ["x", "y"], ["*"]) == "/b")
    #expect(try forwarded("x=1&*=2", ["*"], ["*"]) == "/b?%2A=2")
  }

  @Test("QRY-3: values are decoded on entry and form-encoded on exit")
  func recoded() throws {
    #expect(try forwarded("a=x%20y+z", ["*"]) == "/b?a=x+y+z")
    #expect(try forwarded("ids[]=1&ids%5B%5D=2&x=3", ["ids[]"]) == "/b?ids%5B%5D=1&ids%5B%5D=2")
    #expect(try forwarded("a=%26%3D%23%3b%c3%a9", ["a"]) == "/b?a=%26%3D%23%3B%C3%A9")
    #expect(try forwarded("a=1,2:3/4?5", ["a"]) == "/b?a=1%2C2%3A3%2F4%3F5")
    #expect(try forwarded("a=-._~", ["a"]) == "/b?a=-._~")
  }

  @Test("QRY-3: a name without a value gets an equals sign, an empty part is nothing")
  func emptyParts() throws {
    #expect(try forwarded("a=&b=1", ["*"]) == "/b?a=&b=1")
    #expect(try forwarded("b&a&&c=", ["*"]) == "/b?a=&b=&c=")
    #expect(try forwarded("", ["*"]) == "/b")
    #expect(try forwarded("&&", ["*"]) == "/b")
    #expect(try forwarded("a==1=", ["a"]) == "/b?a=%3D1%3D")
    #expect(try forwarded("=v", ["*"]) == "/b?=v")
  }

  @Test("QRY-3: a part with a semicolon or a broken escape is dropped, the others pass")
  func dropped() throws {
    #expect(try forwarded("a=1;b=2&c=3", ["*"]) == "/b?c=3")
    #expect(try forwarded("a=%zz&b=%4&%=1&c=3", ["*"]) == "/b?c=3")
    #expect(try forwarded("a=%zz&a=2", ["a"]) == "/b?a=2")
  }

  @Test("URL-8: the parts are sorted by name, those of one name keep their order")
  func sorted() throws {
    #expect(try forwarded("z=1&m=2&a=3", ["*"]) == "/b?a=3&m=2&z=1")
    #expect(try forwarded("b=3&ab=1&b=1&a=9&b=2", ["*"]) == "/b?a=9&ab=1&b=3&b=1&b=2")
    #expect(try forwarded("%62=1&a=2", ["*"]) == "/b?a=2&b=1")
  }
}
