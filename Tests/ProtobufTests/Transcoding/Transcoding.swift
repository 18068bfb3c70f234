import Document
import Protobuf
import Testing

/// The transcoders of `Fixtures/descriptors/transcoding.proto` and `legacy.proto`.
enum Transcoding {
  static func schema() throws -> Schema { try CatalogFixtures.schema("transcoding", "legacy") }

  static func output(
    _ message: String = "transcoding.Everything", _ shape: JSONShape = .protojson,
    _ selection: FieldSelection = .everything, limits: TranscodeLimits = TranscodeLimits()
  ) throws -> WireToJSON {
    let schema = try schema()
    return WireToJSON(
      schema, message: try #require(schema.message(named: message)), shape: shape,
      selection: selection, limits: limits)
  }

  static func input(
    _ message: String = "transcoding.Everything",
    _ options: JSONInputOptions = JSONInputOptions(), limits: TranscodeLimits = TranscodeLimits()
  ) throws -> JSONToWire {
    let schema = try schema()
    return JSONToWire(
      schema, message: try #require(schema.message(named: message)), options: options,
      limits: limits)
  }

  /// The JSON of a message, whose tape has to be that of its text.
  static func json(
    _ parts: [WirePart], _ message: String = "transcoding.Everything",
    _ shape: JSONShape = .protojson, _ selection: FieldSelection = .everything
  ) throws -> String {
    let wire = parts.wire
    let document = try output(message, shape, selection).document(wire.span)
    #expect(try Document(json: document.json).tape == document.tape)
    return document.json
  }

  /// Why a message is refused, and where.
  static func refusal(
    _ wire: [UInt8], _ message: String = "transcoding.Everything",
    _ shape: JSONShape = .protojson, limits: TranscodeLimits = TranscodeLimits()
  ) throws -> TranscodeError? {
    let output = try output(message, shape, limits: limits)
    do throws(TranscodeError) {
      _ = try output.document(wire.span)
      return nil
    } catch {
      return error
    }
  }

  /// The message that a text says.
  static func wire(
    _ json: String, _ message: String = "transcoding.Everything",
    _ options: JSONInputOptions = JSONInputOptions()
  ) throws -> [UInt8] {
    try input(message, options).wire(Array(json.utf8))
  }

  /// What a text becomes when it is read and written again.
  static func again(
    _ json: String, _ message: String = "transcoding.Everything",
    _ options: JSONInputOptions = JSONInputOptions()
  ) throws -> String {
    let wire = try wire(json, message, options)
    return try output(message).document(wire.span).json
  }

  /// Why a text is refused, and where.
  static func refusal(
    _ json: String, _ message: String = "transcoding.Everything",
    _ options: JSONInputOptions = JSONInputOptions(), limits: TranscodeLimits = TranscodeLimits()
  ) throws -> TranscodeError? {
    let input = try input(message, options, limits: limits)
    do throws(TranscodeError) {
      _ = try input.wire(Array(json.utf8))
      return nil
    } catch {
      return error
    }
  }
}
