import Foundation
import Network
import Testing

@Suite("Unix-domain sockets")
struct UnixPathTests {
  private static var path: String { "/tmp/dragoman-\(UUID().uuidString.prefix(8)).sock" }

  @Test("a path is absolute, short enough and without a NUL")
  func paths() {
    #expect(UnixPath("/run/a.sock")?.text == "/run/a.sock")
    #expect(UnixPath("/" + String(repeating: "a", count: 106)) != nil)
    #expect(UnixPath("/" + String(repeating: "a", count: 107)) == nil)
    for text in ["", "run/a.sock", "/a\0b"] { #expect(UnixPath(text) == nil) }
  }

  @Test("what lies at a path is looked at")
  func problems() throws {
    let path = try #require(UnixPath(Self.path))
    #expect(path.problem == "No such file or directory")
    try Data().write(to: URL(filePath: path.text))
    #expect(path.problem == "not a socket")
    path.remove()
    #expect(FileManager.default.fileExists(atPath: path.text))
    try FileManager.default.removeItem(atPath: path.text)
  }

  @Test("a socket that somebody listens on is taken; one that was left behind is replaced")
  func takes() throws {
    let path = try #require(UnixPath(Self.path))
    let address = SocketAddress.unix(path)
    let group = try LoopGroup(count: 2)
    let sockets = try ListeningSocket.open(address, count: 2)
    #expect(sockets.map(\.address) == [address, address])
    #expect("\(address)" == "unix:\(path.text)" && address.port == 0 && address.ipText.isEmpty)
    #expect(throws: SystemError.self) { try ListeningSocket.open(address, count: 1) }
    _ = group.onEach { loop in
      Listener(sockets[loop.index], on: loop) { socket, _ in socket.close() }.close()
      return true
    }
    group.stop()
    #expect(path.problem == nil)
    for socket in try ListeningSocket.open(address, count: 1) { #expect(socket.address == address) }
    path.remove()
    #expect(path.problem != nil)
  }
}
