import Document
import Testing

@testable import struct Document.DocumentScanner

@Suite struct TruncationTests {
  private static let text =
    #" {"a":[1,-2.5e+10,{"b":null}],"c\n\u00e9\ud83d\ude00":true,"é日😀":"x","f":false,"#
    + #""e":[],"o":{}}"#

  @Test("a document cut at any byte is an error in both modes, never a crash")
  func cut() {
    let bytes = Array(Self.text.utf8)
    for length in 0..<bytes.count {
      for mode in [ScanMode.strict, .firstValue] {
        let error = scanError(Array(bytes[..<length]), mode)
        #expect(error != nil, "cut to \(length)")
        #expect((error?.offset ?? 0) <= length + 8, "cut to \(length)")
      }
    }
  }

  @Test("any byte at any place gives a document or an error, never a crash")
  func replaced() {
    let bytes = Array(Self.text.utf8)
    for index in bytes.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = bytes
        changed[index] = byte
        if let document = try? Document.scan(changed, .firstValue) {
          #expect(scanError(document.text) == nil)
        }
      }
    }
  }

  @Test("a scan that runs out of tape goes on where it was, wherever that is")
  func resumed() throws {
    let bytes = Array(Self.text.utf8)
    let whole = try Document.scan(bytes, .strict)
    for first in 2...whole.tape.count + 2 {
      #expect(try scanned(bytes, stoppingAt: first, whole.tape.count) == whole.tape)
    }
  }

  /// Scans into a tape of room for `first` nodes, then for all.
  private func scanned(_ text: [UInt8], stoppingAt first: Int, _ count: Int) throws -> [Node] {
    try text.withUnsafeBufferPointer { buffer in
      var scanner = DocumentScanner(try #require(buffer.baseAddress), count: text.count, depth: 64)
      let tape = UnsafeMutablePointer<Node>.allocate(capacity: count + 2)
      defer { tape.deallocate() }
      if try !scanner.outcome(tape, capacity: first).get() {
        #expect(try scanner.outcome(tape, capacity: count + 2).get())
      }
      return Array(UnsafeBufferPointer(start: tape, count: scanner.count))
    }
  }
}
