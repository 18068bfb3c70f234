import Bytes

extension FunctionTable {
  static let encodings: [TemplateFunction] = [
    TemplateFunction("b64enc", 1) { arguments throws(FunctionFault) in
      .string(BaseText.base64.encoded(try arguments.bytes(0)))
    },
    TemplateFunction("b64dec", 1) { arguments throws(FunctionFault) in
      try decoded(BaseText.base64, arguments, "base64")
    },
    TemplateFunction("b32enc", 1) { arguments throws(FunctionFault) in
      .string(BaseText.base32.encoded(try arguments.bytes(0)))
    },
    TemplateFunction("b32dec", 1) { arguments throws(FunctionFault) in
      try decoded(BaseText.base32, arguments, "base32")
    },
  ]

  private static func decoded(
    _ coding: BaseText, _ arguments: Arguments, _ name: String
  ) throws(FunctionFault) -> Value {
    guard let bytes = coding.decoded(try arguments.bytes(0)) else {
      throw arguments.fault("\(arguments[0].noun) is no \(name)")
    }
    return .string(String(decoding: bytes, as: UTF8.self))
  }

  static let paths: [TemplateFunction] = ["", "os"].flatMap { prefix -> [TemplateFunction] in
    func named(_ name: String, _ body: @escaping @Sendable (String) -> Value) -> TemplateFunction {
      let full = prefix.isEmpty ? name : prefix + name.prefix(1).uppercased() + name.dropFirst()
      return TemplateFunction(full, 1) { arguments throws(FunctionFault) in
        body(try arguments.string(0))
      }
    }
    return [
      named("base") { .string(PathText.base($0)) }, named("dir") { .string(PathText.folder($0)) },
      named("clean") { .string(PathText.clean($0)) }, named("ext") { .string(PathText.ending($0)) },
      named("isAbs") { .boolean($0.utf8.first == 0x2F) },
    ]
  }
}
