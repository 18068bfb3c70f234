import CDescriptors

/// The features of editions, resolved; proto2 and proto3 are sets of them too. `json_format` has no
/// part in it: the looser form is what proto2 files always had.
struct FeatureSet {
  enum Presence {
    case explicit, implicit, required
  }

  var presence: Presence
  var isClosedEnum: Bool
  var isPacked: Bool
  var validatesUTF8: Bool
  var isDelimited = false

  init(_ syntax: DescriptorFile.Syntax) {
    presence = syntax == .proto3 ? .implicit : .explicit
    isClosedEnum = syntax == .proto2
    isPacked = syntax != .proto2
    validatesUTF8 = syntax != .proto2
  }

  /// What a file, a message or a field says on top of what surrounds it.
  func merging(_ own: UnsafeMutablePointer<Dragoman__FeatureSet>?) -> FeatureSet {
    guard let own = own?.pointee else { return self }
    var merged = self
    switch own.field_presence {
    case 1: merged.presence = .explicit
    case 2: merged.presence = .implicit
    case 3: merged.presence = .required
    default: break
    }
    if own.enum_type > 0 { merged.isClosedEnum = own.enum_type == 2 }
    if own.repeated_field_encoding > 0 { merged.isPacked = own.repeated_field_encoding == 1 }
    if own.utf8_validation > 0 { merged.validatesUTF8 = own.utf8_validation == 2 }
    if own.message_encoding > 0 { merged.isDelimited = own.message_encoding == 2 }
    return merged
  }
}
