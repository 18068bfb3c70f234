import CDescriptors

/// Reads what each file declares. GRPC-1: the first definition of a name stays.
struct DeclarationReader {
  private(set) var declarations = Declarations()
  private(set) var described: [DescriptorFile] = []
  private let files: [UnpackedFile]
  private let log: FaultLog

  init(_ files: [UnpackedFile], _ log: FaultLog) {
    self.files = files
    self.log = log
    for index in files.indices where !log.isFull { read(index) }
  }

  private mutating func read(_ index: Int) {
    let file = files[index].message.pointee
    let package = String(c: file.package)
    let parts = package.split(separator: ".", omittingEmptySubsequences: false)
    if !package.isEmpty, !parts.allSatisfy({ Self.isIdentifier($0.utf8) }) {
      log.fault(index, nil, "has the package \(package), which is no name")
    }
    guard let syntax = syntax(index) else { return }
    describe(index, syntax, package)
    let features = FeatureSet(syntax).merging(
      Self.isEdition(syntax) ? file.options?.pointee.features : nil)
    let scope = Scope(name: package, file: index, features: features, syntax: syntax)
    for message in elements(file.message_type, file.n_message_type) { read(message, scope) }
    for enumeration in elements(file.enum_type, file.n_enum_type) { read(enumeration, scope) }
    for service in elements(file.service, file.n_service) { read(service, scope) }
    for field in elements(file.extension, file.n_extension) { read(field, scope) }
  }

  private mutating func describe(
    _ index: Int, _ syntax: DescriptorFile.Syntax, _ package: String
  ) {
    let file = files[index]
    let imports = elements(file.message.pointee.dependency, file.message.pointee.n_dependency)
    described.append(
      DescriptorFile(
        name: file.name, set: file.isBuiltIn ? nil : file.set, package: package, syntax: syntax,
        imports: imports.map { String(cString: $0) }))
  }

  /// Nil, and a fault, for a language that nobody here knows.
  private func syntax(_ index: Int) -> DescriptorFile.Syntax? {
    let file = files[index].message.pointee
    switch String(c: file.syntax) {
    case "", "proto2": return .proto2
    case "proto3": return .proto3
    case "editions":
      switch file.edition {
      case 998: return .proto2
      case 999: return .proto3
      // Nothing that decides about the wire or JSON changed between these two.
      case 1000: return .edition(2023)
      case 1001: return .edition(2024)
      default: log.fault(index, nil, "is written in edition \(file.edition), which is not known")
      }
    case let other: log.fault(index, nil, "is written in \(other), which is not known")
    }
    return nil
  }

  /// Where a declaration stands.
  private struct Scope {
    let name: String
    let file: Int
    let features: FeatureSet
    let syntax: DescriptorFile.Syntax

    /// The features of what stands here; files without editions have none of their own.
    func merging(_ own: UnsafeMutablePointer<Dragoman__FeatureSet>?) -> FeatureSet {
      DeclarationReader.isEdition(syntax) ? features.merging(own) : features
    }
  }

  /// How deep messages lie in each other was bounded before.
  private mutating func read(
    _ proto: UnsafeMutablePointer<Dragoman__DescriptorProto>, _ scope: Scope
  ) {
    let kind = Declarations.Symbol.Kind.message(MessageID(index: declarations.messages.count))
    guard let name = declare(proto.pointee.name, kind, scope) else { return }
    let features = scope.merging(proto.pointee.options?.pointee.features)
    declarations.messages.append(
      Declarations.Message(proto: proto, name: name, file: scope.file, features: features))
    let inner = Scope(name: name, file: scope.file, features: features, syntax: scope.syntax)
    let message = proto.pointee
    for nested in elements(message.nested_type, message.n_nested_type) { read(nested, inner) }
    for enumeration in elements(message.enum_type, message.n_enum_type) { read(enumeration, inner) }
    for field in elements(message.extension, message.n_extension) { read(field, inner) }
  }

  private mutating func read(
    _ proto: UnsafeMutablePointer<Dragoman__EnumDescriptorProto>, _ scope: Scope
  ) {
    let kind = Declarations.Symbol.Kind.enumeration(EnumID(index: declarations.enums.count))
    guard let name = declare(proto.pointee.name, kind, scope) else { return }
    let features = scope.merging(proto.pointee.options?.pointee.features)
    let values = elements(proto.pointee.value, proto.pointee.n_value).map {
      EnumType.Value(name: String(c: $0.pointee.name), number: $0.pointee.number)
    }
    if let reason = Self.fault(of: values, isClosed: features.isClosedEnum) {
      log.fault(scope.file, name, reason)
    }
    declarations.enums.append(
      EnumType(
        name: name, file: files[scope.file].name, values: values,
        isClosed: features.isClosedEnum, isNullValue: name == "google.protobuf.NullValue"))
  }

  private static func fault(of values: [EnumType.Value], isClosed: Bool) -> String? {
    guard let first = values.first else { return "has no values" }
    if !isClosed, first.number != 0 { return "is open, and its first value is not 0" }
    var names: Set<String> = []
    for value in values {
      if !isIdentifier(value.name.utf8) { return "has the value '\(value.name)', which is no name" }
      if value.name.utf8.count > DescriptorLimits.name {
        return "has a value with a name of more than 512 bytes"
      }
      if !names.insert(value.name).inserted { return "has the value \(value.name) twice" }
    }
    return nil
  }

  private mutating func read(
    _ proto: UnsafeMutablePointer<Dragoman__ServiceDescriptorProto>, _ scope: Scope
  ) {
    guard let name = declare(proto.pointee.name, .service, scope) else { return }
    declarations.services.append(
      Declarations.Service(proto: proto, name: name, file: scope.file))
  }

  private mutating func read(
    _ proto: UnsafeMutablePointer<Dragoman__FieldDescriptorProto>, _ scope: Scope
  ) {
    guard declare(proto.pointee.name, .field, scope) != nil else { return }
    let features = scope.merging(proto.pointee.options?.pointee.features)
    declarations.extensions.append(
      Declarations.Extension(
        proto: proto, scope: scope.name, file: scope.file, features: features))
  }

  /// The full name, if it is one and nothing has it yet.
  private mutating func declare(
    _ name: UnsafePointer<CChar>?, _ kind: Declarations.Symbol.Kind, _ scope: Scope
  ) -> String? {
    let simple = String(c: name)
    guard Self.isIdentifier(name) else {
      log.fault(scope.file, scope.name, "declares '\(simple)', which is no name")
      return nil
    }
    let full = scope.name.isEmpty ? simple : "\(scope.name).\(simple)"
    guard full.utf8.count <= DescriptorLimits.name else {
      log.fault(scope.file, scope.name, "declares a name of more than 512 bytes")
      return nil
    }
    guard let first = declarations.symbols[full] else {
      declarations.symbols[full] = Declarations.Symbol(kind: kind, file: scope.file)
      return full
    }
    if first.file == scope.file {
      log.fault(scope.file, full, "is declared twice")
    } else {
      let other = files[first.file]
      log.warn(
        scope.file, full, "is declared in \(other.name) (\(other.set)) too, which came first")
    }
    return nil
  }

  private static func isEdition(_ syntax: DescriptorFile.Syntax) -> Bool {
    if case .edition = syntax { true } else { false }
  }

  /// The same of a text of C.
  static func isIdentifier(_ name: UnsafePointer<CChar>?) -> Bool {
    // Unsafe: the text ends with a zero.
    guard var next = name, next.pointee != 0, UInt8(bitPattern: next.pointee) &- 0x30 > 9 else {
      return false
    }
    while next.pointee != 0 {
      let byte = UInt8(bitPattern: next.pointee)
      guard (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte &- 0x30 < 10 else { return false }
      next += 1
    }
    return true
  }

  /// Letters, digits and `_`, no digit first: full names become paths of requests.
  static func isIdentifier(_ name: some Sequence<UInt8>) -> Bool {
    var isFirst = true
    for byte in name {
      let letter = byte | 0x20
      let isLetter = letter &- 0x61 < 26 || byte == 0x5F
      guard isLetter || !isFirst && byte &- 0x30 < 10 else { return false }
      isFirst = false
    }
    return !isFirst
  }
}
