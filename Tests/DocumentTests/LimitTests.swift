import Document
import Testing

@Suite struct LimitTests {
  @Test(
    "nesting is bounded, and a bomb of brackets costs no call stack", arguments: ["[", "{\"a\":"])
  func depthBomb(opening: String) {
    let bomb = String(repeating: opening, count: 1_000_000)
    #expect(scanError(bomb)?.reason == .tooDeep)
    #expect(scanError(bomb)?.offset == 512 * opening.utf8.count)
    #expect(scanError(bomb, limits: DocumentLimits(depth: 2_000_000))?.reason == .truncated)
  }

  @Test("a million levels are read, written in every way and freed without recursion")
  func deepDocument() throws {
    let depth = 1_000_000
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let limits = DocumentLimits(depth: depth)
    let document = try Document.scan(Array(text.utf8), .strict, limits: limits)
    #expect(document.tape.count == depth)
    var sorted: [UInt8] = []
    JSONWriter.append(sorted: 0, of: document, to: &sorted)
    var compact: [UInt8] = []
    JSONWriter.append(compact: 0, of: document, to: &compact)
    #expect(sorted == document.text)
    #expect(compact == document.text)
  }

  @Test("the limit of depth counts open containers")
  func exactDepth() {
    #expect(scanError("[[]]", limits: DocumentLimits(depth: 2)) == nil)
    #expect(scanError("[[]]", limits: DocumentLimits(depth: 1)) == ScanError(.tooDeep, at: 1))
    #expect(scanError("1", limits: DocumentLimits(depth: 0)) == nil)
  }

  @Test("a huge number of members is read, and bounded")
  func manyMembers() throws {
    let members = (0..<100_000).map { "\"n\($0)\":\($0)" }.joined(separator: ",")
    let document = try Document("{\(members)}")
    #expect(document.count(of: 0) == 100_000)
    let last = try #require(document.value(of: Array("n99999".utf8), in: 0))
    #expect(document.json(last) == "99999")
    let limits = DocumentLimits(nodes: 200_000)
    #expect(scanError("{\(members)}", limits: limits)?.reason == .tooManyNodes)
  }

  @Test("the limit of bytes strikes before anything is read")
  func tooLarge() {
    let limits = DocumentLimits(bytes: 4)
    #expect(scanError("1234", limits: limits) == nil)
    #expect(scanError("12345", limits: limits) == ScanError(.tooLarge, at: 4))
    #expect(scanError("[\u{1}", limits: DocumentLimits(bytes: 1))?.reason == .tooLarge)
  }

  @Test("limits out of range are brought into what a tape can address")
  func clamped() {
    let limits = DocumentLimits(depth: .max, bytes: .max, nodes: .max)
    #expect(limits.bytes == Int(UInt32.max))
    #expect(limits.nodes == Int(UInt32.max))
    #expect(
      DocumentLimits(depth: -1, bytes: -1, nodes: -1)
        == DocumentLimits(depth: 0, bytes: 0, nodes: 1))
  }
}
