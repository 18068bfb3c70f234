import Bytes
import Messages
import Testing

@testable import Endpoints

@Suite struct ClientAddressTests {
  private func address(
    by rule: ClientAddressRule = ClientAddressRule(), peer: String = "127.0.0.1",
    _ fields: (String, String)...
  ) throws -> String {
    let value = try rule.address(
      peer: #require(FieldValue(peer)), fields: Rendering.parse(fields))
    return String(decoding: value.bytes, as: UTF8.self)
  }

  @Test("IP-1: out of the box the leftmost address of X-Forwarded-For counts")
  func leftmost() throws {
    #expect(try address(("X-Forwarded-For", "1.1.1.1, 2.2.2.2,3.3.3.3")) == "1.1.1.1")
    #expect(try address(("X-Forwarded-For", " 2001:db8::1 ")) == "2001:db8::1")
    #expect(
      try address(("X-Forwarded-For", "1.1.1.1"), ("X-Forwarded-For", "2.2.2.2")) == "1.1.1.1")
  }

  @Test("IP-1: without X-Forwarded-For it is X-Real-Ip, without both the peer")
  func realIP() throws {
    #expect(try address(("X-Real-IP", "9.8.7.6")) == "9.8.7.6")
    #expect(try address(("X-Real-Ip", "9.8.7.6"), ("X-Forwarded-For", "1.1.1.1")) == "1.1.1.1")
    #expect(try address(peer: "::1") == "::1")
  }

  @Test("IP-1: a list with an entry that is no address does not count")
  func garbage() throws {
    #expect(try address(("X-Forwarded-For", "nonsense")) == "127.0.0.1")
    #expect(try address(("X-Forwarded-For", "1.1.1.1, x")) == "127.0.0.1")
    #expect(try address(("X-Forwarded-For", "x, 1.1.1.1")) == "127.0.0.1")
    #expect(try address(("X-Forwarded-For", "1.1.1.1,")) == "127.0.0.1")
    #expect(try address(("X-Forwarded-For", "")) == "127.0.0.1")
    #expect(try address(("X-Forwarded-For", "x"), ("X-Real-Ip", "9.8.7.6")) == "9.8.7.6")
  }

  @Test("IP-1: forwarded_by_client_ip: false leaves the peer's address")
  func switchedOff() throws {
    let rule = try ClientAddressRule(readsHeaders: false, trustedProxies: [], headers: [])
    #expect(try address(by: rule, ("X-Forwarded-For", "1.1.1.1")) == "127.0.0.1")
  }

  @Test("IP-2: with trusted_proxies the first address from the right outside them wins")
  func trusted() throws {
    let rule = try ClientAddressRule(
      readsHeaders: true, trustedProxies: ["127.0.0.1/32", "10.0.0.0/8", "2001:db8::/32"],
      headers: [])
    #expect(try address(by: rule, ("X-Forwarded-For", "1.1.1.1, 2.2.2.2, 10.0.0.3")) == "2.2.2.2")
    #expect(try address(by: rule, ("X-Forwarded-For", "x, 2.2.2.2, 2001:db8::7")) == "2.2.2.2")
    #expect(try address(by: rule, ("X-Forwarded-For", "10.0.0.1, 10.0.0.2")) == "10.0.0.1")
    #expect(try address(by: rule, ("X-Forwarded-For", "x, 10.0.0.2")) == "127.0.0.1")
    let lines = try address(
      by: rule, ("X-Forwarded-For", "1.1.1.1, 3.3.3.3"), ("X-Forwarded-For", "10.1.1.1"))
    #expect(lines == "3.3.3.3")
  }

  @Test("IP-2: the word of a peer that is no trusted proxy does not count")
  func strangers() throws {
    let rule = try ClientAddressRule(
      readsHeaders: true, trustedProxies: ["10.0.0.0/8"], headers: [])
    #expect(try address(by: rule, ("X-Forwarded-For", "1.1.1.1")) == "127.0.0.1")
    #expect(try address(by: rule, peer: "10.9.9.9", ("X-Forwarded-For", "1.1.1.1")) == "1.1.1.1")
    #expect(
      try address(by: rule, peer: "::ffff:10.9.9.9", ("X-Forwarded-For", "1.1.1.1")) == "1.1.1.1")
  }

  @Test("IP-2: remote_ip_headers replaces the names, in order")
  func headers() throws {
    let rule = try ClientAddressRule(
      readsHeaders: true, trustedProxies: [], headers: ["x-client-chain", "X-Forwarded-For"])
    #expect(try address(by: rule, ("X-Forwarded-For", "1.1.1.1")) == "1.1.1.1")
    #expect(
      try address(by: rule, ("X-Forwarded-For", "1.1.1.1"), ("X-Client-Chain", "2.2.2.2"))
        == "2.2.2.2")
    #expect(try address(by: rule, ("X-Real-Ip", "3.3.3.3")) == "127.0.0.1")
  }

  @Test("IP-2: a setting that is no range or no name is found at the start")
  func mistakes() {
    for text in ["10.0.0.0/33", "10.0.0/8", "::/129", "x", "", "10.0.0.0/", "1.2.3.4/a", "/8"] {
      #expect(throws: ClientAddressRule.Mistake.invalidProxy(text)) {
        try ClientAddressRule(readsHeaders: true, trustedProxies: [text], headers: [])
      }
    }
    #expect(throws: ClientAddressRule.Mistake.invalidHeaderName("a b")) {
      try ClientAddressRule(readsHeaders: true, trustedProxies: [], headers: ["a b"])
    }
  }

  @Test(
    "IP-1: what an address is",
    arguments: [
      "0.0.0.0", "255.255.255.255", "::", "::1", "1::", "1:2:3:4:5:6:7:8", "fe80::a:B:c",
      "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7::",
    ])
  func addresses(_ text: String) {
    #expect(IPAddress(Array(text.utf8).span) != nil)
  }

  @Test(
    "IP-1: what an address is not",
    arguments: [
      "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.+4", "1.2.3.", ".1.2.3",
      "1.2.3.4 ", ":", ":1", "1:", ":::", "1:::2", "1::2::3", "1:2:3:4:5:6:7:8:9", "12345::",
      "g::", "1:2:3:4:5:6:7", "::1.2.3", "1.2.3.4::", "fe80::1%eth0", "[::1]", "1.2.3.4:80",
      "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:7::8:9",
    ])
  func notAddresses(_ text: String) {
    #expect(IPAddress(Array(text.utf8).span) == nil)
  }

  @Test("IP-2: what a range holds")
  func ranges() throws {
    func holds(_ range: String, _ address: String) throws -> Bool {
      let parsed = IPAddress(Array(address.utf8).span)
      return try #require(IPRange(range)).contains(#require(parsed))
    }
    #expect(try holds("10.0.0.0/8", "10.255.0.1"))
    #expect(try !holds("10.0.0.0/8", "11.0.0.1"))
    #expect(try holds("0.0.0.0/0", "1.2.3.4"))
    #expect(try !holds("0.0.0.0/0", "::1"))
    #expect(try !holds("::/0", "1.2.3.4"))
    #expect(try holds("::/0", "2001:db8::1"))
    #expect(try holds("192.0.2.1", "::ffff:192.0.2.1"))
    #expect(try holds("2001:db8:0:1::/63", "2001:db8::9"))
    #expect(try !holds("2001:db8:0:1::/64", "2001:db8::9"))
    #expect(try holds("::1", "::1"))
    #expect(try !holds("::1/127", "::2"))
    #expect(try !holds("1.2.3.4/31", "1.2.3.6"))
  }
}
