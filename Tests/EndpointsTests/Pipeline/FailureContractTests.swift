import Endpoints
import Messages
import Testing

@Suite("The failure contract problem+json")
struct FailureContractTests {
  private static let cells: [(GatewayFailure.Kind, GatewayFailure.Origin, Int)] = [
    (.timeout, .backend(0), 504), (.timeout, .gateway, 504), (.noHost, .gateway, 503),
    (.notConnected, .backend(0), 502), (.connectionLost, .backend(0), 502),
    (.malformedAnswer, .backend(0), 502), (.undecodable, .backend(0), 502),
    (.undecodable, .gateway, 500), (.tooLarge, .backend(0), 502), (.tooLarge, .gateway, 500),
    (.noData, .backend(0), 502), (.collision, .gateway, 502), (.overloaded, .gateway, 503),
    (.badRequestContent, .client, 400), (.requestTooLarge, .client, 413),
    (.requestTimeout, .client, 408), (.clientLeft, .client, 500),
    (.status(.notFound), .backend(0), 404), (.status(.serviceUnavailable), .backend(0), 503),
    (.status(.internalServerError), .backend(0), 500), (.status(.ok), .backend(0), 502),
    (.status(.movedPermanently), .backend(0), 502),
  ]

  @Test("FLR-1: every kind of failure has a status that tells it", arguments: cells.indices)
  func status(index: Int) {
    let (kind, origin, code) = Self.cells[index]
    let failure = GatewayFailure(kind, origin, detail: "")
    #expect(failure.preciseStatus.code == UInt16(code), "\(kind)")
    #expect(failure.kindName.utf8CodeUnitCount > 0 && failure.plainDetail.utf8CodeUnitCount > 0)
  }

  @Test("FLR-1: what speaks of the gateway's own connection is not passed on")
  func hopStatuses() throws {
    for code in [407, 421] {
      let failure = GatewayFailure(.status(try #require(Status(code))), .backend(0), detail: "")
      #expect(failure.preciseStatus == .badGateway)
    }
  }

  private func verdict(_ kinds: GatewayFailure.Kind...) -> Int {
    Int(
      GatewayFailure.verdict(kinds.map { GatewayFailure($0, .backend(0), detail: "") }).status.code)
  }

  @Test("FLR-2: of several failures one rule makes one status, whatever their order")
  func several() {
    #expect(verdict(.status(.notFound), .status(.notFound)) == 404)
    #expect(verdict(.notConnected, .timeout, .noHost) == 504)
    #expect(verdict(.noHost, .timeout, .notConnected) == 504)
    #expect(verdict(.status(.notFound), .noHost) == 503)
    #expect(verdict(.status(.notFound), .notConnected) == 502)
    #expect(verdict(.timeout) == 504)
    let own = GatewayFailure(.requestTooLarge, .client, detail: "")
    let other = GatewayFailure(.timeout, .backend(0), detail: "")
    #expect(GatewayFailure.verdict([other, own]).status == .contentTooLarge)
  }
}
