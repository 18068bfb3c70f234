import Document
import Foundation

@testable import Shaping

/// What an endpoint answers: all that shaping decides.
enum Outcome: Equatable {
  case data(String, completed: Bool)
  case text(String, completed: Bool)
  case failure
}

/// One recorded case, and what our stage makes of it.
struct RecordedCase {
  let name: String
  let expected: Outcome
  let outcome: Outcome

  /// A case of the oracle; nil if it is about more than shaping.
  init?(oracle node: Int, of file: Document) {
    guard let name = file.text("name", of: node), file.member("steps", of: node) == nil,
      let endpoints = file.member("endpoints", of: node), file.count(of: endpoints) == 1,
      let endpoint = file.elements(of: endpoints).first(where: { _ in true }),
      let replies = file.member("backend", of: node),
      let expect = file.member("expect", of: node),
      let outcome = Endpoint(file, endpoint)?.answer({ pattern in
        Reply(oracle: file, file.member(pattern, of: replies) ?? file.member("*", of: replies))
      })
    else { return nil }
    self.name = name
    self.outcome = outcome
    guard file.number("status", of: expect) == 200 else {
      expected = .failure
      return
    }
    let headers = file.member("headers", of: expect)
    let completed = headers.flatMap { file.text("X-Krakend-Completed", of: $0) } == "true"
    guard let body = file.member("body", of: expect) else { return nil }
    if let json = file.member("json", of: body) {
      expected = .data(file.canonical(json), completed: completed)
    } else {
      let text = file.text("text", of: body) ?? ""
      guard case .data = outcome, let document = try? Document.make(text) else {
        expected = .text(text, completed: completed)
        return
      }
      expected = .data(document.canonical(), completed: completed)
    }
  }

  /// A case of the engine's tests; nil if it is about more than shaping.
  init?(engine node: Int, of file: Document) {
    guard let name = file.text("id", of: node), let endpoint = file.member("endpoint", of: node),
      let replies = file.member("answers", of: node),
      let expect = file.member("expect", of: node),
      let outcome = Endpoint(file, endpoint)?.answer({ pattern in
        Reply(oracle: file, file.member(pattern, of: replies))
      })
    else { return nil }
    self.name = name
    self.outcome = outcome
    guard file.number("status", of: expect) == 200 else {
      expected = .failure
      return
    }
    let completed = file.text("completed", of: expect) == "true"
    if case .text(let text, _) = outcome {
      guard let json = file.member("json", of: expect) else {
        expected = .text(file.text("text", of: expect) ?? "", completed: completed)
        return
      }
      // A text that happens to be JSON was recorded as its value.
      let same = (try? Document.make(text))?.canonical() == file.canonical(json, numbers: true)
      expected = .text(same ? text : "another value", completed: completed)
      return
    }
    guard let json = file.member("json", of: expect) else { return nil }
    expected = .data(file.canonical(json, numbers: true), completed: completed)
  }
}

/// What a backend answers.
enum Reply {
  case body([UInt8], delay: Int)
  case failure

  init?(oracle file: Document, _ node: Int?) {
    guard let node else {
      self = .failure
      return
    }
    let known: Set = ["type", "headers", "body", "base64", "status", "delay_ms", "raw"]
    guard file.kind(of: node) == .object,
      file.members(of: node).allSatisfy({ known.contains(file.text($0.name)) })
    else { return nil }
    let status = file.number("status", of: node) ?? 200
    guard status == 200 || status == 201, file.member("raw", of: node) == nil else {
      self = .failure
      return
    }
    var bytes = file.member("body", of: node).map { file.string(at: $0) } ?? []
    if let base64 = file.text("base64", of: node) {
      bytes = [UInt8](Data(base64Encoded: base64) ?? Data())
    }
    self = .body(bytes, delay: file.number("delay_ms", of: node) ?? 0)
  }
}
