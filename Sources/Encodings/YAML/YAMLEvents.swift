import CYAML

/// The border to libyaml.
///
/// Unsafe: libyaml keeps a pointer to the input and hands out pointers into its events. The input
/// is a copy that lives as long as the parser; texts are copied before their event is deleted.
public struct YAMLEvents: ~Copyable {
  /// Why libyaml cannot go on.
  public struct Failure: Error {
    /// The reason in words.
    public var message: String
    /// Where it stood; nil if no place is to blame.
    public var position: YAMLPosition?
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let isReady: Bool

  /// Begins to read a text.
  public init(_ bytes: Span<UInt8>) {
    parser = .allocate(capacity: 1)
    input = .allocate(capacity: max(bytes.count, 1))
    for index in 0..<bytes.count { input.initializeElement(at: index, to: bytes[index]) }
    isReady = yaml_parser_initialize(parser) == 1
    if isReady {
      yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    }
  }

  deinit {
    if isReady { yaml_parser_delete(parser) }
    parser.deallocate()
    input.deallocate()
  }

  /// The next event.
  public mutating func next() throws(Failure) -> YAMLEvent {
    guard isReady else {
      throw Failure(message: "there is no memory for the YAML parser", position: nil)
    }
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    return YAMLEvents.convert(event)
  }

  private func failure() -> Failure {
    let state = parser.pointee
    var message = state.problem.map { String(cString: $0) } ?? "this is not YAML"
    if let context = state.context { message += " " + String(cString: context) }
    if state.error == YAML_READER_ERROR {
      return Failure(message: "the file is not UTF-8: \(message)", position: nil)
    }
    return Failure(message: message, position: position(state.problem_mark))
  }

  private static func convert(_ event: yaml_event_t) -> YAMLEvent {
    let mark = position(event.start_mark)
    switch event.type {
    case YAML_STREAM_START_EVENT: return YAMLEvent(kind: .streamStart, position: mark)
    case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, position: mark)
    case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, position: mark)
    case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .listEnd, position: mark)
    case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .objectEnd, position: mark)
    case YAML_ALIAS_EVENT:
      let name = text(event.data.alias.anchor) ?? []
      return YAMLEvent(kind: .alias(name), position: mark)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      return YAMLEvent(
        kind: .listStart, position: mark, anchor: text(data.anchor), tag: text(data.tag))
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      return YAMLEvent(
        kind: .objectStart, position: mark, anchor: text(data.anchor), tag: text(data.tag))
    case YAML_SCALAR_EVENT: return scalar(event, mark)
    default: return YAMLEvent(kind: .streamEnd, position: mark)
    }
  }

  private static func scalar(_ event: yaml_event_t, _ mark: YAMLPosition) -> YAMLEvent {
    let data = event.data.scalar
    let bytes = UnsafeBufferPointer(start: data.value, count: data.value == nil ? 0 : data.length)
    return YAMLEvent(
      kind: .scalar(
        text: Array(bytes), isPlain: data.style == YAML_PLAIN_SCALAR_STYLE), position: mark,
      anchor: text(data.anchor), tag: text(data.tag))
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> [UInt8]? {
    guard let pointer else { return nil }
    var count = 0
    while pointer[count] != 0 { count += 1 }
    return Array(UnsafeBufferPointer(start: pointer, count: count))
  }

  private static func position(_ mark: yaml_mark_t) -> YAMLPosition {
    YAMLPosition(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private func position(_ mark: yaml_mark_t) -> YAMLPosition { YAMLEvents.position(mark) }
}
