import CDescriptors

/// Where a field is declared.
struct FieldPlace {
  /// The full name of the message, or where an extension stands.
  let scope: String
  let file: Int
  let features: FeatureSet
  let isExtension: Bool
  let isMapEntry: Bool
  /// Its numbers are type IDs, of 31 bits.
  var isInMessageSet = false
}

/// Makes the entry of a schema out of the descriptor of a field.
struct FieldLinker {
  typealias Proto = UnsafeMutablePointer<Dragoman__FieldDescriptorProto>

  private let declarations: Declarations
  private let references: ReferenceResolver
  private let log: FaultLog

  init(_ declarations: Declarations, _ references: ReferenceResolver, _ log: FaultLog) {
    self.declarations = declarations
    self.references = references
    self.log = log
  }

  /// The field, or nil and a fault.
  func link(_ proto: Proto, _ place: FieldPlace, _ oneofs: OneofTable) -> Field? {
    let field = proto.pointee
    let name = String(c: field.name)
    let isName = DeclarationReader.isIdentifier(field.name)
    func refuse(_ reason: String) -> Field? {
      log.fault(place.file, Self.symbol(name, place), reason)
      return nil
    }
    guard isName else { return refuse("is no name") }
    guard place.scope.utf8.count + name.utf8.count < DescriptorLimits.name else {
      log.fault(place.file, place.scope, "has a field with a name of more than 512 bytes")
      return nil
    }
    let jsonName = Self.jsonName(field, name)
    guard jsonName.utf8.count <= DescriptorLimits.name else {
      return refuse("has a JSON name of more than 512 bytes")
    }
    let highest = place.isInMessageSet ? Int32.max : 1 << 29 - 1
    guard field.number >= 1, field.number <= highest else {
      return refuse("has the number \(field.number): 1 to \(highest) are allowed")
    }
    let isRepeated = field.label == 3
    var oneof: Int?
    if field.has_oneof_index != 0 {
      guard let index = oneofs.place(of: field.oneof_index) else {
        return refuse("is in the oneof \(field.oneof_index), which is not there")
      }
      guard !isRepeated else { return refuse("is repeated and in a oneof") }
      oneof = index
    }
    let features = self.features(of: field, place, oneofs)
    guard let kind = kind(of: field, name, place, features) else { return nil }
    let cardinality = cardinality(of: field, kind, place, features)
    var defaultValue: Field.DefaultValue?
    if let text = field.default_value {
      defaultValue = DefaultText(kind, declarations.enums).read(text)
      guard defaultValue != nil, !isRepeated else {
        return refuse("has a default that is none of its type: \(String(cString: text))")
      }
    }
    let full = place.isExtension ? "[\(Self.symbol(name, place))]" : name
    return Field(
      name: full, jsonName: place.isExtension ? full : jsonName,
      number: field.number, kind: kind, cardinality: cardinality,
      oneof: oneof.flatMap { $0 < 0 ? nil : $0 }, defaultValue: defaultValue,
      isPacked: isRepeated && kind.isPackable && isPacked(field, features),
      validatesUTF8: features.validatesUTF8, isExtension: place.isExtension)
  }

  private static func symbol(_ name: String, _ place: FieldPlace) -> String {
    place.scope.isEmpty ? name : "\(place.scope).\(name)"
  }

  private func features(
    of field: Dragoman__FieldDescriptorProto, _ place: FieldPlace, _ oneofs: OneofTable
  ) -> FeatureSet {
    // What an extension says was merged where it was declared.
    if place.isExtension { return place.features }
    var features = place.features
    if field.has_oneof_index != 0 {
      features = features.merging(oneofs.features(of: field.oneof_index))
    }
    return features.merging(field.options?.pointee.features)
  }

  private func isPacked(
    _ field: Dragoman__FieldDescriptorProto, _ features: FeatureSet
  ) -> Bool {
    guard let options = field.options?.pointee, options.has_packed != 0 else {
      return features.isPacked
    }
    return options.packed != 0
  }

  private func cardinality(
    of field: Dragoman__FieldDescriptorProto, _ kind: FieldKind, _ place: FieldPlace,
    _ features: FeatureSet
  ) -> Field.Cardinality {
    if field.label == 3 {
      guard case .message(let id) = kind, declarations.messages[id.index].isMapEntry else {
        return .repeated
      }
      return .map
    }
    if field.label == 2 { return .required }
    if field.has_oneof_index != 0 || place.isExtension { return .explicit }
    if features.presence == .required { return .required }
    if kind.message != nil || field.proto3_optional != 0 { return .explicit }
    return features.presence == .implicit ? .implicit : .explicit
  }

  private func kind(
    of field: Dragoman__FieldDescriptorProto, _ name: String, _ place: FieldPlace,
    _ features: FeatureSet
  ) -> FieldKind? {
    if let scalar = FieldKind(scalar: field.type) { return scalar }
    let symbol = Self.symbol(name, place)
    let isNamed = field.type == 11 || field.type == 14 || field.type == 10 || field.type == 0
    guard isNamed, let type = field.type_name else {
      log.fault(place.file, symbol, "has no type")
      return nil
    }
    switch references.type(type, place.scope, place.file, symbol) {
    case .message(let id) where field.type != 14:
      let target = declarations.messages[id.index]
      if target.isMapEntry, field.label != 3 {
        log.fault(place.file, symbol, "is the entry of a map by itself")
        return nil
      }
      // Maps and what is in them are always length-delimited.
      let isDelimited = features.isDelimited && !target.isMapEntry && !place.isMapEntry
      return field.type == 10 || isDelimited ? .group(id) : .message(id)
    case .enumeration(let id) where field.type == 14 || field.type == 0: return .enumeration(id)
    case nil: return nil
    default:
      log.fault(
        place.file, symbol, "has the type \(ReferenceResolver.shown(type)) of another kind")
      return nil
    }
  }

  /// `json_name`, or what protoc makes of a name: letters after `_` in upper case.
  private static func jsonName(_ field: Dragoman__FieldDescriptorProto, _ name: String) -> String {
    if let given = field.json_name { return String(cString: given) }
    var output: [UInt8] = []
    var isNext = false
    for byte in name.utf8 {
      if byte == 0x5F {
        isNext = true
      } else {
        output.append(isNext && byte &- 0x61 < 26 ? byte & 0xDF : byte)
        isNext = false
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
