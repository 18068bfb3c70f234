import CDescriptors

/// Follows the references between declarations and makes the tables of a schema.
struct DescriptorLinker {
  private let files: [UnpackedFile]
  private let log: FaultLog
  private let references: ReferenceResolver
  private let fields: FieldLinker
  private let declarations: Declarations

  init(_ files: [UnpackedFile], _ declarations: Declarations, _ log: FaultLog) {
    self.files = files
    self.log = log
    self.declarations = declarations
    references = ReferenceResolver(files, declarations, log)
    fields = FieldLinker(declarations, references, log)
  }

  mutating func link() -> Schema {
    let extensions = linkExtensions()
    var messages: [MessageType] = []
    messages.reserveCapacity(declarations.messages.count)
    for (index, declaration) in declarations.messages.enumerated() where !log.isFull {
      messages.append(link(declaration, extensions[MessageID(index: index)] ?? []))
    }
    guard !log.isFull else { return Schema(messages: [], enums: [], services: []) }
    checkMaps(messages)
    let services = ServiceLinker(files, references, log).link(declarations.services)
    return Schema(
      messages: checkWellKnown(messages), enums: declarations.enums, services: services)
  }

  /// Imports that no set has and that nothing turned out to need: those of options, most often.
  func warnOfMissingImports() {
    guard log.faults.isEmpty else { return }
    for (file, names) in references.missingImports where !names.isEmpty {
      for name in names { log.warn(file, nil, "imports \(name), which no set has") }
    }
  }

  private func link(_ declaration: Declarations.Message, _ extensions: [Field]) -> MessageType {
    let proto = declaration.proto.pointee
    let oneofs = OneofTable(proto)
    var linked: [Field] = []
    linked.reserveCapacity(proto.n_field + extensions.count)
    let place = FieldPlace(
      scope: declaration.name, file: declaration.file, features: declaration.features,
      isExtension: false, isMapEntry: declaration.isMapEntry)
    for field in elements(proto.field, proto.n_field) {
      if let field = fields.link(field, place, oneofs) { linked.append(field) }
    }
    checkUniqueness(linked, declaration)
    for name in oneofs.names where !DeclarationReader.isIdentifier(name.utf8) {
      log.fault(
        declaration.file, declaration.name, "has the oneof '\(name)', which is no name")
    }
    if proto.n_extension_range > DescriptorLimits.ranges {
      log.fault(declaration.file, declaration.name, "has more than 1000 ranges for extensions")
    }
    linked.append(contentsOf: extensions)
    return MessageType(
      name: declaration.name, file: files[declaration.file].name, fields: linked,
      oneofs: oneofs.names, wellKnown: WellKnownType(name: declaration.name),
      isMapEntry: declaration.isMapEntry, isMessageSet: declaration.isMessageSet)
  }

  private func checkUniqueness(_ fields: [Field], _ declaration: Declarations.Message) {
    var numbers = Set<Int32>(minimumCapacity: fields.count)
    var names = Set<String>(minimumCapacity: fields.count)
    for field in fields {
      if !numbers.insert(field.number).inserted {
        log.fault(declaration.file, declaration.name, "has the number \(field.number) twice")
      }
      if !names.insert(field.name).inserted {
        log.fault(declaration.file, declaration.name, "has the field \(field.name) twice")
      }
    }
  }

  /// The extensions of each message, in the order of the files.
  private func linkExtensions() -> [MessageID: [Field]] {
    var extensions: [MessageID: [Field]] = [:]
    var numbers: Set<ExtensionNumber> = []
    for declaration in declarations.extensions where !log.isFull {
      guard let extendee = references.extendee(of: declaration) else { continue }
      let target = declarations.messages[extendee.index]
      let place = FieldPlace(
        scope: declaration.scope, file: declaration.file, features: declaration.features,
        isExtension: true, isMapEntry: false, isInMessageSet: target.isMessageSet)
      guard let field = fields.link(declaration.proto, place, OneofTable()) else { continue }
      if !Self.isExtensible(target, field.number) {
        log.fault(
          declaration.file, field.name,
          "extends \(target.name), which keeps no number \(field.number) for extensions")
      } else if numbers.insert(ExtensionNumber(message: extendee, number: field.number)).inserted {
        extensions[extendee, default: []].append(field)
      } else {
        log.warn(
          declaration.file, field.name,
          "extends \(target.name) with the number \(field.number), which another extension has")
      }
    }
    return extensions
  }

  private struct ExtensionNumber: Hashable {
    let message: MessageID
    let number: Int32
  }

  private static func isExtensible(_ target: Declarations.Message, _ number: Int32) -> Bool {
    let proto = target.proto.pointee
    let ranges = elements(proto.extension_range, proto.n_extension_range)
    return ranges.prefix(DescriptorLimits.ranges).contains {
      $0.pointee.start <= number && number < $0.pointee.end
    }
  }

  /// An entry of a map is its key and its value, nothing else.
  private func checkMaps(_ messages: [MessageType]) {
    for (index, message) in messages.enumerated() where message.isMapEntry {
      let fields = message.fields
      let isEntry =
        fields.count == 2 && fields[0].number == 1 && fields[1].number == 2
        && fields[0].kind.isMapKey && fields.allSatisfy { $0.cardinality != .repeated }
      if !isEntry {
        let file = declarations.messages[index].file
        log.fault(file, message.name, "is the entry of a map without a fitting key and value")
      }
    }
  }

  /// A message that only has the name of a well-known type is read as any other.
  private func checkWellKnown(_ messages: [MessageType]) -> [MessageType] {
    var messages = messages
    for (index, message) in messages.enumerated() where message.wellKnown != nil {
      guard !WellKnownShape.fits(message, messages) else { continue }
      let file = declarations.messages[index].file
      log.warn(file, message.name, "has other fields than the well-known type of this name")
      messages[index] = MessageType(
        name: message.name, file: message.file, fields: message.fields, oneofs: message.oneofs,
        isMapEntry: message.isMapEntry, isMessageSet: message.isMessageSet)
    }
    return messages
  }
}
