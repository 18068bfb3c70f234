import CDescriptors

/// The oneofs of a message without those that stand for proto3 `optional`.
struct OneofTable {
  /// The names of those that stay.
  private(set) var names: [String] = []
  /// By index in the descriptor: the index in `names`, or -1 for one that is left out.
  private var places: [Int] = []
  private var features: [UnsafeMutablePointer<Dragoman__FeatureSet>?] = []

  /// No oneofs: extensions are in none.
  init() {}

  init(_ message: Dragoman__DescriptorProto) {
    let oneofs = elements(message.oneof_decl, message.n_oneof_decl)
    var isSynthetic = Array(repeating: false, count: message.n_oneof_decl)
    guard !isSynthetic.isEmpty else { return }
    for field in elements(message.field, message.n_field)
    where field.pointee.proto3_optional != 0 && field.pointee.has_oneof_index != 0 {
      let index = Int(field.pointee.oneof_index)
      if isSynthetic.indices.contains(index) { isSynthetic[index] = true }
    }
    for (oneof, isLeftOut) in zip(oneofs, isSynthetic) {
      places.append(isLeftOut ? -1 : names.count)
      features.append(oneof.pointee.options?.pointee.features)
      if !isLeftOut { names.append(String(c: oneof.pointee.name)) }
    }
  }

  /// The place in `names` of a oneof of the descriptor, -1 for one that is left out, nil if there
  /// is no such oneof.
  func place(of index: Int32) -> Int? {
    places.indices.contains(Int(index)) ? places[Int(index)] : nil
  }

  /// The features that the members of a oneof inherit.
  func features(of index: Int32) -> UnsafeMutablePointer<Dragoman__FeatureSet>? {
    features.indices.contains(Int(index)) ? features[Int(index)] : nil
  }
}
