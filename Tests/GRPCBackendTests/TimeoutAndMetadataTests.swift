import GRPCBackend
import Messages
import Testing

@Suite("Timeouts and metadata")
struct TimeoutAndMetadataTests {
  @Test(
    "a timeout has the largest unit that keeps it, and at most eight digits",
    arguments: [
      (1, "1n"), (999, "999n"), (1_000, "1u"), (1_500, "1500n"), (20_000_000, "20m"),
      (1_500_000_000, "1500m"), (2_000_000_000, "2S"), (60_000_000_000, "1M"),
      (90_000_000_000, "90S"), (7_200_000_000_000, "2H"), (99_999_999, "99999999n"),
      (100_000_001, "100000u"), (1_999_999_999, "1999999u"), (123_456_789_012, "123456m"),
      (0, "1n"), (-5, "1n"), (Int64.max, "2562047H"),
    ] as [(Int64, String)])
  func timeout(nanoseconds: Int64, text: String) {
    #expect(String(decoding: GRPCTimeout.text(nanoseconds: nanoseconds), as: UTF8.self) == text)
  }

  @Test("a timeout never says more than there is, and no more than a part in 99 999 less")
  func exactness() {
    var time: Int64 = 1
    let units: [Character: Int64] = [
      "n": 1, "u": 1000, "m": 1_000_000, "S": 1_000_000_000, "M": 60_000_000_000,
      "H": 3_600_000_000_000,
    ]
    while time < Int64.max / 3 {
      let text = String(decoding: GRPCTimeout.text(nanoseconds: time), as: UTF8.self)
      #expect(text.count <= 9)
      let said = (Int64(text.dropLast()) ?? 0) * (text.last.flatMap { units[$0] } ?? 0)
      #expect(said <= time && said >= time - time / 99_999)
      time = time * 3 + 1
    }
  }

  @Test("the field")
  func field() {
    var fields = HeaderFields()
    GRPCTimeout.append(nanoseconds: 250_000_000, to: &fields)
    #expect(fields.text("grpc-timeout") == "250m")
  }

  private func name(_ text: String) throws -> FieldName { try #require(FieldName(text)) }

  @Test("bytes go and come in base64 under a name that ends in -bin")
  func binary() throws {
    var fields = HeaderFields()
    let name = try name("trace-bin")
    let values: [[UInt8]] = [[], [0], [0, 255], [1, 2, 3], Array(0...255)]
    for value in values { #expect(GRPCMetadata.append(name, value, to: &fields)) }
    #expect(fields.text("trace-bin")?.isEmpty == true)
    #expect(GRPCMetadata.values(name, in: fields) == values)
    let text = String(decoding: fields.storage, as: UTF8.self)
    #expect(!text.contains("="))
  }

  @Test("base64 is read with and without padding, and several values from one field")
  func readsPadding() throws {
    let list = fields([
      ("x-bin", "AQ=="), ("x-bin", "AQ"), ("x-bin", "AQI=, AQID,,///+"), ("x-bin", "A"),
      ("x-bin", "A*=="), ("x-bin", "AQ==="),
    ])
    let values = GRPCMetadata.values(try name("X-Bin"), in: list)
    #expect(values == [[1], [1], [1, 2], [1, 2, 3], [], [255, 255, 254]])
  }

  @Test("text goes as it is, and must be visible ASCII")
  func text() throws {
    var fields = HeaderFields()
    let name = try name("x-user")
    #expect(GRPCMetadata.append(name, Array("Ada L.".utf8), to: &fields))
    for bad in ["zwölf", "a\u{0}", "a\r\nb: c", "a\tb", "\u{7F}"] {
      #expect(!GRPCMetadata.append(name, Array(bad.utf8), to: &fields))
    }
    #expect(fields.count == 1)
    #expect(GRPCMetadata.values(name, in: fields) == [Array("Ada L.".utf8)])
  }

  @Test(
    "names of gRPC and HTTP are nobody's",
    arguments: [
      "grpc-timeout", "Grpc-Status", "content-type", "te", "host", "connection",
      "transfer-encoding",
      "x*y", "content-length",
    ])
  func reserved(text: String) throws {
    var fields = HeaderFields()
    #expect(!GRPCMetadata.append(try name(text), [65], to: &fields))
    #expect(fields.isEmpty)
  }
}
