import Messages
import Testing

@testable import Endpoints

@Suite struct ContentFramingTests {
  private let hello = CallContent.bytes(Array("hello".utf8))

  @Test("HDR-9: content goes out in chunks unless Content-Length was forwarded")
  func chunked() throws {
    let length = [("Content-Length", "5")]
    let plain = try Rendering(method: .post)
    #expect(try plain.call(fields: length, content: hello).framing == .chunked)
    for list in [["*"], ["content-length"]] {
      let rendering = try Rendering(method: .post) { $0.inputHeaders = list }
      let call = try rendering.call(fields: length, content: hello)
      #expect(call.framing == .length(5))
      #expect(call.fields.firstIndex(of: .contentLength) == nil)
      #expect(try rendering.call(content: hello).framing == .chunked)
    }
  }

  @Test("HDR-9: a backend's own list can withhold Content-Length")
  func withheld() throws {
    let rendering = try Rendering(method: .post) {
      $0.inputHeaders = ["*"]
      $0.backendHeaders = ["X-A"]
    }
    let call = try rendering.call(fields: [("Content-Length", "5")], content: hello)
    #expect(call.framing == .chunked)
  }

  @Test("HDR-9: a length that the client states is never believed, only counted")
  func counted() throws {
    let rendering = try Rendering(method: .post) { $0.inputHeaders = ["*"] }
    let call = try rendering.call(fields: [("Content-Length", "99")], content: hello)
    #expect(call.framing == .length(5))
  }

  @Test("HDR-9: POST, PUT and PATCH without content say so, other methods say nothing")
  func empty() throws {
    for method in [Method.post, .put, .patch] {
      let rendering = try Rendering(method: method)
      #expect(try rendering.call().framing == .length(0))
      #expect(try rendering.call(content: .bytes([])).framing == .length(0))
    }
    for method in [Method.get, .head, .delete] {
      #expect(try Rendering(method: method).call(content: .bytes([])).framing == .none)
    }
  }

  @Test("HDR-9: content of a GET goes out in chunks too")
  func contentOfGet() throws {
    #expect(try Rendering().call(content: hello).framing == .chunked)
  }

  @Test("HDR-9: a stream has its announced length, or goes out in chunks")
  func streams() throws {
    let rendering = try Rendering(method: .post) { $0.inputHeaders = ["*"] }
    let fields = [("Content-Length", "7")]
    let known = CallContent.stream(SilentSource(length: 7))
    #expect(try rendering.call(fields: fields, content: known).framing == .length(7))
    let unknown = CallContent.stream(SilentSource(length: nil))
    #expect(try rendering.call(content: unknown).framing == .chunked)
    let none = CallContent.stream(SilentSource(length: 0))
    #expect(try rendering.call(content: none).framing == .length(0))
  }

  @Test("HDR-11: the content of the request goes with every call that is made of it")
  func everyBackend() throws {
    let request = try Rendering.request(content: hello)
    for pattern in ["/a", "/b"] {
      let call = try Rendering(pattern, method: .post).template.render(request)
      guard case .bytes(let bytes) = call.content else {
        Issue.record("\(pattern) got no content")
        continue
      }
      #expect(bytes == Array("hello".utf8))
    }
  }
}

/// A source that has nothing to say.
private final class SilentSource: BodySource {
  let length: UInt64?
  var whenReady: (() -> Void)?

  init(length: UInt64?) { self.length = length }

  func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress { .empty }

  func abandon() {}
}
