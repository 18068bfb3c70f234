import Templates

/// The text of a configuration: that of a file, or what a template wrote.
public struct ConfigurationText: Sendable {
  /// What messages call it.
  public let name: String
  /// The text.
  public let bytes: [UInt8]
  /// What it is written in.
  public let format: ConfigurationReader.Format
  private let rendered: RenderedText?

  /// A text that is at hand.
  public init(name: String, bytes: [UInt8], format: ConfigurationReader.Format) {
    self.init(name: name, bytes: bytes, format: format, rendered: nil)
  }

  private init(
    name: String, bytes: [UInt8], format: ConfigurationReader.Format, rendered: RenderedText?
  ) {
    self.name = name
    self.bytes = bytes
    self.format = format
    self.rendered = rendered
  }

  /// Reads a file; with `FC_ENABLE` in the environment of the options, renders it (CFG-12). No
  /// text, and why, if that fails.
  public static func load(
    file: String, options: ReadingOptions
  ) -> (text: ConfigurationText?, diagnostics: [Diagnostic]) {
    if let flexible = FlexibleConfiguration(environment: options.environment) {
      let (rendered, diagnostics) = flexible.render(file)
      guard let rendered, diagnostics.isEmpty else { return (nil, diagnostics) }
      let name = flexible.name(of: file)
      // Without FC_OUT the text is JSON, whatever the template's name is (CFG-15).
      let format = flexible.output.map(ConfigurationReader.Format.init(fileName:)) ?? .json
      let text = ConfigurationText(
        name: name, bytes: rendered.bytes, format: format, rendered: rendered)
      return (text, [])
    }
    do {
      let bytes = try SourceFile.read(file)
      let format = ConfigurationReader.Format(fileName: file)
      let text = ConfigurationText(name: file, bytes: bytes, format: format, rendered: nil)
      return (text, [])
    } catch {
      return (nil, [.mistake(at: SourceLocation(file, .wholeFile, ""), error.reason)])
    }
  }

  /// Diagnostics about this text, with the places in templates that wrote what they are about.
  public func located(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard let rendered, diagnostics.contains(where: { $0.location.line > 0 }) else {
      return diagnostics
    }
    let lines = lineStarts
    return diagnostics.map { diagnostic in
      var copy = diagnostic
      let place = diagnostic.location
      guard place.file == name, lines.indices.contains(place.line - 1) else { return copy }
      let offset = offset(of: place.column, from: lines[place.line - 1])
      copy.origin = rendered.origin(of: offset).map {
        SourceLocation(file: $0.file, line: $0.line, column: $0.column)
      }
      if copy.origin != nil, copy.message.contains("<no value>") {
        copy.suggestion =
          "the setting that the template names there does not exist; correct its name"
      }
      return copy
    }
  }

  private var lineStarts: [Int] {
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for (index, byte) in bytes.enumerated() {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == 0x0A || (byte == 0x0D && next != 0x0A) { starts.append(index + 1) }
    }
    return starts
  }

  private func offset(of column: Int, from start: Int) -> Int {
    var offset = start
    for _ in 1..<max(column, 1) where offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }
}
