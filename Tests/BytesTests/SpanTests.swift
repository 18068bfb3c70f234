import Bytes
import Testing

@Suite struct SpanTests {
  @Test("the first control character is found wherever it stands")
  func firstControl() {
    for length in 0..<40 {
      for position in 0...length {
        for control: UInt8 in [0x00, 0x0A, 0x0D, 0x1F, 0x7F] {
          var bytes = [UInt8](repeating: 0x09, count: length)
          for index in 0..<length where index % 3 != 0 {
            bytes[index] = index % 2 == 0 ? 0xFF : 0x80
          }
          if position < length { bytes[position] = control }
          let found = bytes.span.firstControl(in: 0..<length)
          #expect(found == position)
        }
      }
    }
  }

  @Test("equality looks at every byte, whatever the length")
  func equality() {
    for length in 0..<40 {
      let left = (0..<length).map { UInt8($0) }
      #expect(areEqual(left, left))
      #expect(!areEqual(left, left + [0]))
      for index in 0..<length {
        var right = left
        right[index] ^= 0x80
        #expect(!areEqual(left, right))
      }
    }
  }

  private func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.span.equals(right.span)
  }
}
