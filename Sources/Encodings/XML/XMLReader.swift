import Bytes
import CXML2
import Document

/// The border to libxml2: its SAX interface of version 1, which hands out names and attributes as
/// they are written. No document is built there, no external resource read, no entity expanded but
/// the five that XML predefines.
///
/// Unsafe: libxml2 reads the bytes while they are borrowed and lends texts for the length of a
/// callback; the builder copies them.
enum XMLReader {
  /// Reads a document up to the end of its root element.
  static func read(
    _ content: Span<UInt8>, limits: DocumentLimits, keepsBlanks: Bool = false
  ) throws(DecodingError) -> XMLTree {
    guard content.count <= min(limits.bytes, Int(Int32.max)) else { throw .tooLarge }
    let start = XMLInspection.start(of: content)
    guard start < content.count else { throw .empty }
    let bytes = try XMLInspection.inspected(content.extracting(start...))
    let builder = XMLTreeBuilder(limits: limits, keepsBlanks: keepsBlanks)
    let line = bytes.withUnsafeBufferPointer { parse($0, builder) }
    if let failure = builder.failure { throw failure }
    guard builder.isComplete else { throw .malformed(.xml, line: line) }
    return builder.tree
  }

  /// Feeds the builder; the result is the line where libxml2 stood in the end.
  private static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, _ builder: XMLTreeBuilder
  ) -> Int {
    _ = isReady
    // A setting of the thread: what cannot be decoded would be told to the error output.
    xmlSetStructuredErrorFunc(nil) { _, _ in }
    guard let parser = xmlNewParserCtxt() else {
      builder.fail(.tooLarge)
      return 0
    }
    defer { xmlFreeParserCtxt(parser) }
    let session = Session(builder, parser)
    parser.pointee.sax.pointee = handler
    return withExtendedLifetime(session) {
      parser.pointee.userData = Unmanaged.passUnretained(session).toOpaque()
      // Without NOENT an ampersand in an attribute would come as a character reference.
      let options =
        XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_NOERROR.rawValue
        | XML_PARSE_NOWARNING.rawValue
      let document = bytes.withMemoryRebound(to: CChar.self) {
        xmlCtxtReadMemory(
          parser, $0.baseAddress, Int32(truncatingIfNeeded: $0.count), nil, nil,
          Int32(truncatingIfNeeded: options))
      }
      if let document { xmlFreeDoc(document) }
      return max(0, Int(parser.pointee.lastError.line))
    }
  }

  /// libxml2 sets its tables up once, and not under its own lock.
  private static let isReady: Void = xmlInitParser()

  /// What the callbacks need.
  private final class Session {
    let builder: XMLTreeBuilder
    let parser: xmlParserCtxtPtr

    init(_ builder: XMLTreeBuilder, _ parser: xmlParserCtxtPtr) {
      self.builder = builder
      self.parser = parser
    }

    static func at(_ context: UnsafeMutableRawPointer?) -> Session? {
      context.map { Unmanaged<Session>.fromOpaque($0).takeUnretainedValue() }
    }

    func stopIfOver() {
      if builder.isOver { xmlStopParser(parser) }
    }
  }

  /// Everything that is nil here is left out of what libxml2 does: above all declarations.
  private static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = 1
    handler.startElement = { context, name, attributes in
      guard let session = Session.at(context), let name else { return }
      session.builder.begin(name)
      var next = attributes
      while let pair = next, let name = pair[0] {
        session.builder.attribute(name, pair[1])
        next = pair + 2
      }
      session.stopIfOver()
    }
    handler.endElement = { context, _ in
      guard let session = Session.at(context) else { return }
      session.builder.end()
      session.stopIfOver()
    }
    handler.characters = { context, text, count in
      guard let session = Session.at(context), let text else { return }
      session.builder.text(text, count: Int(count))
      session.stopIfOver()
    }
    handler.cdataBlock = { context, text, count in
      guard let session = Session.at(context), let text else { return }
      session.builder.endText()
      session.builder.text(text, count: Int(count))
      session.builder.endText(isCDATA: true)
      session.stopIfOver()
    }
    handler.comment = { context, _ in Session.at(context)?.builder.endText() }
    handler.processingInstruction = { context, target, _ in
      guard let session = Session.at(context), let target else { return }
      session.builder.instruction(target)
      session.stopIfOver()
    }
    // There is none: all were taken out.
    handler.internalSubset = { context, _, _, _ in
      let session = Session.at(context)
      session?.builder.fail(.malformed(.xml, line: 0))
      session?.stopIfOver()
    }
    // Asked for entities that XML does not predefine only.
    handler.getEntity = { context, _ in
      let session = Session.at(context)
      session?.builder.fail(.undefinedEntity)
      session?.stopIfOver()
      return nil
    }
    return handler
  }
}
