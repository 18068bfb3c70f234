import ConfigurationFuzzing
import FuzzReplay
import Testing

@Suite("Inputs kept by the fuzzer")
struct FuzzReplayTests {
  @Test("every input kept by the fuzzer keeps the properties of a reading")
  func replay() throws {
    for (name, bytes) in try KeptInputs.of("Configuration", atLeast: 6) {
      #expect(fuzzConfiguration(bytes.span) == nil, "\(name)")
    }
  }

  @Test("the fixtures keep the properties, cut off at any place")
  func cut() throws {
    for name in ["everything.json", "everything.yaml", "twelve-mistakes.json"] {
      let bytes = try SharedFiles.fixture(name)
      for end in stride(from: 0, through: bytes.count, by: 41) {
        let fault = fuzzConfiguration(Array(bytes[..<end]).span)
        #expect(fault == nil, "\(name) up to \(end)")
      }
    }
  }

  @Test("damaged fixtures keep the properties", arguments: 0..<60 as Range<UInt64>)
  func damaged(seed: UInt64) throws {
    var generator = SplitMix(state: seed)
    var bytes = try SharedFiles.fixture(seed % 2 == 0 ? "twelve-mistakes.json" : "everything.yaml")
    for _ in 0..<4 {
      let place = Int(generator.next() % UInt64(bytes.count))
      let symbols = Array("{}[],:\"'\\#&*<|-\n\r\t 0\u{E9}".utf8)
      bytes[place] = symbols[Int(generator.next() % UInt64(symbols.count))]
      #expect(fuzzConfiguration(bytes.span) == nil, "seed \(seed)")
    }
  }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
