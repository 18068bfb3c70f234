/// Texts for other languages, as text/template writes them.
enum Escaping {
  static func html(_ text: String) -> String {
    replaced(text) { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&#34;"
      case "'": "&#39;"
      case "\0": "\u{FFFD}"
      default: nil
      }
    }
  }

  static func script(_ text: String) -> String {
    replaced(text) { scalar in
      switch scalar {
      case "\\": #"\\"#
      case "'": #"\'"#
      case "\"": #"\""#
      case "<": #"\u003C"#
      case ">": #"\u003E"#
      case "&": #"\u0026"#
      case "=": #"\u003D"#
      case _ where scalar.value < 0x20:
        #"\u00"# + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true)
      default: nil
      }
    }
  }

  static func query(_ text: String) -> String {
    var output: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: output.append(byte)
      case 0x20: output.append(0x2B)
      default: output += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func replaced(
    _ text: String, _ replacement: (Unicode.Scalar) -> String?
  ) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      if let other = replacement(scalar) {
        output += other
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
