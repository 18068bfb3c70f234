import Protobuf
import Testing

@Suite struct ReflectionTests {
  @Test func questionsAreMessagesOfOneField() {
    #expect(ReflectionRequest.services.wire() == [0x3A, 0x01, 0x2A])
    #expect(ReflectionRequest.fileDeclaring("a.B").wire() == [0x22, 0x03, 0x61, 0x2E, 0x42])
    #expect(ReflectionRequest.fileNamed("a").wire() == [0x1A, 0x01, 0x61])
    #expect(ReflectionRequest.fileNamed("a").wire(host: "h") == [0x0A, 1, 0x68, 0x1A, 1, 0x61])
    #expect(ReflectionRequest.paths.map { $0.split(separator: ".")[2] } == ["v1", "v1alpha"])
  }

  @Test func answersAreFilesServicesOrAFailure() {
    func answer(_ part: DescriptorBytes) -> ReflectionAnswer? {
      ReflectionAnswer(bytes: DescriptorBytes.text(1, "host").bytes + part.bytes)
    }
    #expect(
      answer(.message(4, [.text(1, "x"), .text(1, "y")])) == .files([[0x78], [0x79]]))
    #expect(
      answer(.message(6, [.message(1, [.text(1, "a.B")]), .message(1, [.text(1, "a.C")])]))
        == .services(["a.B", "a.C"]))
    #expect(
      answer(.message(7, [.number(1, 5), .text(2, "no such file")]))
        == .failure(code: 5, message: "no such file"))
    #expect(answer(.message(5, [])) == nil)
    #expect(answer(.message(2, [])) == nil)
    #expect(ReflectionAnswer(bytes: [0x22]) == nil)
    #expect(ReflectionAnswer(bytes: []) == nil)
  }

  @Test func filesAreGatheredUntilNothingIsMissing() throws {
    func file(_ name: String, _ imports: String...) -> [UInt8] {
      DescriptorBytes.text(1, name).bytes + imports.flatMap { DescriptorBytes.imports($0).bytes }
    }
    var files = DescriptorCollection()
    func add(_ bytes: [UInt8]) -> Bool { files.add(bytes) }
    #expect(add(file("a", "b", "c")))
    #expect(files.missing == ["b", "c"])
    #expect(add(file("b", "c")))
    #expect(add(file("c", "a")))
    #expect(add(file("a")))
    #expect(files.missing == [])
    #expect(files.names == ["a", "b", "c"])
    for bytes in [[], [0x0A], [0x08, 0x01]] as [[UInt8]] { #expect(!add(bytes)) }
    let pool = try DescriptorPool.load([DescriptorSet(name: "x", bytes: files.set)])
    #expect(pool.files.prefix(3).map(\.name) == ["c", "b", "a"])
  }

  @Test func aLongChainOfImportsIsNoProblem() {
    var files = DescriptorCollection()
    for number in 0..<5000 {
      let file =
        DescriptorBytes.text(1, "f\(number)").bytes
        + DescriptorBytes.imports("f\(number + 1)").bytes
      guard files.add(file) else { return #expect(Bool(false)) }
    }
    #expect(files.missing == ["f5000"])
    #expect(files.set.count > 50_000)
  }
}
