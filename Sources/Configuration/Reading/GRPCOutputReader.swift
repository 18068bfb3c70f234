/// Reads the shape of a gRPC answer: `json` says what holds, the flags beside it what differs.
struct GRPCOutputReader {
  private let grpc: Section

  init(_ grpc: Section) { self.grpc = grpc }

  func read() -> GRPCOutputSettings {
    let isCanonical = grpc.strictChoice("json") == "protojson"
    var output = isCanonical ? GRPCOutputSettings.protoJSON : GRPCOutputSettings()
    if let naming = grpc.strictChoice("response_naming_convention").flatMap(GRPCNaming.init) {
      output.naming = naming
    }
    output.enumsAreNames = grpc.boolean("output_enum_as_string") ?? output.enumsAreNames
    output.omitsUnset = grpc.boolean("output_remove_unset_values") ?? output.omitsUnset
    output.timestampsAreText =
      time("output_timestamp_as_string", isCanonical) ?? output.timestampsAreText
    output.durationsAreText =
      time("output_duration_as_string", isCanonical) ?? output.durationsAreText
    return output
  }

  /// ProtoJSON has options for names, enums and unset fields, but times are always texts.
  private func time(_ key: String, _ isCanonical: Bool) -> Bool? {
    guard let flag = grpc.boolean(key) else { return nil }
    if isCanonical, !flag, let value = grpc.node(key) {
      grpc.sink.error(
        "`\(key)` cannot be false with `json` \"protojson\": it knows times as texts alone",
        at: value, suggestion: "remove one of the two")
    }
    return flag
  }
}
