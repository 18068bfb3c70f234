import TLSTesting
import Testing

@testable import Network

/// A client's engine and a server's session, joined in memory.
struct EngineRig: ~Copyable {
  var engine: TLSEngine
  let server: TestSession
  private let records = IOBuffer()
  private let content = IOBuffer()

  init(_ peer: TLSPeer, _ server: TestServer) throws {
    engine = try TLSEngine(peer)
    self.server = TestSession(server)
  }

  /// What the engine wants to send.
  mutating func output() -> [UInt8] {
    var bytes: [UInt8] = []
    while engine.holdsOutput {
      _ = engine.send { piece in
        bytes += piece
        return piece.count
      }
    }
    return bytes
  }

  private func fill(_ bytes: some Collection<UInt8>) {
    records.reset()
    for (index, byte) in bytes.enumerated() { records.bytes[index] = byte }
    records.end = bytes.count
  }

  /// Gives the engine records during the handshake.
  mutating func advance(_ bytes: some Collection<UInt8>) -> TLSEngine.Outcome {
    fill(bytes)
    let outcome = engine.advance(records)
    if outcome == .needsInput { #expect(records.isEmpty) }
    return outcome
  }

  /// Shakes hands; the server's records come in pieces of this size.
  mutating func shakeHands(pieces: Int = .max) -> TLSEngine.Outcome {
    var outcome = engine.advance(nil)
    for _ in 0..<20 where outcome == .needsInput {
      let answer = server.take(output())
      var position = 0
      while position < answer.count, outcome == .needsInput {
        let end = position + min(pieces, answer.count - position)
        outcome = advance(answer[position..<end])
        // What follows the handshake, such as tickets, is read later.
        position = end - records.count
        if outcome != .needsInput { rest = Array(answer[position...]) }
      }
    }
    return outcome
  }

  /// Records of the server's last flight that the handshake left.
  private(set) var rest: [UInt8] = []

  /// Reads all content of records: it, and what the last read came to.
  mutating func read(
    _ bytes: [UInt8], pieces: Int = .max
  ) -> (content: [UInt8], last: TLSEngine.Outcome) {
    var read: [UInt8] = []
    var last = TLSEngine.Outcome.needsInput
    var position = 0
    while position < bytes.count {
      let end = position + min(pieces, IOBuffer.capacity, bytes.count - position)
      fill(bytes[position..<end])
      position = end
      repeat {
        content.reset()
        last = engine.read(records, into: content, room: IOBuffer.capacity)
        if case .bytes(let count) = last { read += content.bytes.prefix(count) }
      } while last != .needsInput && !isOver(last)
      if isOver(last) { break }
    }
    return (read, last)
  }

  private func isOver(_ outcome: TLSEngine.Outcome) -> Bool {
    switch outcome {
    case .ended, .failed: true
    case .bytes, .needsInput: false
    }
  }

  /// Writes all of a content; the records of it.
  mutating func write(_ bytes: [UInt8]) -> [UInt8] {
    var records: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let end = min(bytes.count, position + TLSEngine.maxContent)
      guard case .bytes(let count) = engine.write(bytes.span.extracting(position..<end)) else {
        Issue.record("content was refused")
        return records
      }
      position += count
      records += output()
    }
    return records
  }
}

/// An authority, a server that it vouches for, and clients that trust it.
struct TLSFixture {
  let folder = try? TestFolder()
  let authority: TestAuthority
  let certificate: TestCertificate

  init(
    _ names: String = "DNS:api.test,IP:127.0.0.1", _ validity: TestAuthority.Validity = .now,
    authorityKey: TestKey = .p256, strength: TestAuthority.Strength = .init()
  ) throws {
    authority = try TestAuthority(key: authorityKey)
    certificate = try authority.issue(names, validity: validity, strength: strength)
  }

  func server(_ change: (inout TestServer.Options) -> Void = { _ in }) throws -> TestServer {
    var options = TestServer.Options()
    change(&options)
    return try TestServer(certificate, options)
  }

  /// Settings that trust the authority alone.
  func settings(_ change: (inout TLSSettings) throws -> Void = { _ in }) throws -> TLSSettings {
    var settings = TLSSettings()
    let folder = try #require(folder)
    settings.caFiles = [try folder.write(authority.certificate, as: "ca.pem")]
    settings.usesSystemCAs = false
    try change(&settings)
    return settings
  }

  func peer(
    _ name: String = "api.test", protocols: [String] = ["http/1.1"],
    _ change: (inout TLSSettings) throws -> Void = { _ in }
  ) throws -> TLSPeer {
    TLSPeer(try TLSContext(try settings(change)), name: name, port: 443, protocols: protocols)
  }
}
