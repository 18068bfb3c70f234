import Bytes
import Document

/// What must hold for any bytes given to the scanner; nil, or what did not hold.
public func fuzzDocument(_ bytes: Span<UInt8>) -> String? {
  if let fault = writerFault(bytes) { return fault }
  let text = bytes.array()
  let grammar = ReferenceGrammar(text)
  let strict = scan(text, .strict)
  let first = scan(text, .firstValue)

  if case .success = strict, !grammar.isAccepted { return "strict accepts what RFC 8259 does not" }
  if case .failure(let error) = strict {
    if grammar.isAccepted { return "strict refuses a right text: \(error)" }
    if !(0...text.count).contains(error.offset) { return "offset \(error.offset) out of the text" }
  }
  switch (strict, first) {
  case (.success, .failure(let error)): return "only strict accepts: \(error)"
  case (.success(let one), .success(let other)):
    if one.tape != other.tape { return "the modes give different tapes" }
    if one.tape.count != grammar.nodes { return "\(one.tape.count) nodes, not \(grammar.nodes)" }
  default: break
  }
  guard case .success(let document) = first else { return nil }
  return DocumentProperties(document).fault
}

func scan(
  _ text: [UInt8], _ mode: ScanMode, _ limits: DocumentLimits = .answer
) -> Result<Document, ScanError> {
  do throws(ScanError) {
    return .success(try Document.scan(text, mode, limits: limits))
  } catch {
    return .failure(error)
  }
}

/// What must hold for a document that a scan returned.
struct DocumentProperties {
  let document: Document

  init(_ document: Document) { self.document = document }

  /// The first property that does not hold.
  var fault: String? {
    tapeFault ?? rescanFault ?? limitFault ?? truncationFault ?? compactFault ?? sortedFault
      ?? stringFault ?? builderFault
  }

  private var rootText: [UInt8] { document.slice(of: 0) }

  private var tapeFault: String? { TapeCheck(document).fault }

  /// The text is valid UTF-8 and strict JSON, and gives the same tape.
  private var rescanFault: String? {
    if UTF8Text.firstInvalid(document.text.span) != nil { return "the text is no UTF-8" }
    guard case .success(let again) = scan(document.text, .strict) else {
      return "the text of a document is refused"
    }
    return again.tape == document.tape ? nil : "a second scan gives another tape"
  }

  /// Limits strike exactly.
  private var limitFault: String? {
    let nodes = document.tape.count
    let depth = TapeCheck(document).depth
    let exact = DocumentLimits(depth: depth, bytes: document.text.count, nodes: nodes)
    guard case .success(let again) = scan(document.text, .strict, exact),
      again.tape == document.tape
    else { return "refused at exactly its limits" }
    if nodes > 1, reason(DocumentLimits(nodes: nodes - 1)) != .tooManyNodes {
      return "the limit of nodes does not hold"
    }
    if depth > 0, reason(DocumentLimits(depth: depth - 1)) != .tooDeep {
      return "the limit of depth does not hold"
    }
    let bytes = document.text.count - 1
    return reason(DocumentLimits(bytes: bytes)) == .tooLarge ? nil : "the limit of bytes fails"
  }

  private func reason(_ limits: DocumentLimits) -> ScanError.Reason? {
    guard case .failure(let error) = scan(document.text, .strict, limits) else { return nil }
    return error.reason
  }

  /// Every beginning of a container or string is refused, and no read goes beyond it.
  private var truncationFault: String? {
    guard rootText.count <= 256, document.kind(of: 0) != .number else { return nil }
    for length in 0..<rootText.count {
      if case .success = scan(Array(rootText[..<length]), .firstValue) {
        return "accepted when cut to \(length) bytes"
      }
    }
    return nil
  }

  /// Without blanks it is the same document.
  private var compactFault: String? {
    var compact: [UInt8] = []
    JSONWriter.append(compact: 0, of: document, to: &compact)
    guard case .success(let again) = scan(compact, .strict) else { return "compact is refused" }
    guard again.tape.count == document.tape.count else { return "compact has other nodes" }
    for node in 0..<again.tape.count {
      let kind = again.kind(of: node)
      guard kind == document.kind(of: node), again.tape[node].next == document.tape[node].next
      else {
        return "compact differs at node \(node)"
      }
      if kind == .object || kind == .array { continue }
      if again.slice(of: node) != document.slice(of: node) { return "compact changed node \(node)" }
    }
    return nil
  }

  /// Sorting twice is sorting once.
  private var sortedFault: String? {
    guard let once = sorted(document) else { return "sorted is refused" }
    guard case .success(let again) = scan(once, .strict) else { return "sorted is refused" }
    return sorted(again) == once ? nil : "sorting again changes it"
  }

  private func sorted(_ document: Document) -> [UInt8]? {
    var output: [UInt8] = []
    JSONWriter.append(sorted: 0, of: document, to: &output)
    return output
  }

  /// A decoded string, written again, decodes to the same; a name is found under its own bytes.
  private var stringFault: String? {
    for node in 0..<document.tape.count where document.kind(of: node) == .string {
      let decoded = document.string(at: node)
      for escaping in [StringEscaping.minimal, .html] {
        var written: [UInt8] = []
        JSONWriter.append(string: decoded, escaping, to: &written)
        guard case .success(let again) = scan(written, .strict), again.string(at: 0) == decoded
        else {
          return "string \(node) is not written as it was read"
        }
      }
      if !document.isString(node, decoded.span) { return "string \(node) is not itself" }
    }
    for (name, _) in document.members(of: 0).prefix(64) {
      guard let found = document.value(of: document.string(at: name), in: 0), found >= name + 1
      else {
        return "member \(name) is not found"
      }
    }
    return nil
  }

  /// Built anew value by value it is the same value.
  private var builderFault: String? {
    let built = rebuilt()
    if let fault = TapeCheck(built).fault { return "built: " + fault }
    return sorted(built) == sorted(document) ? nil : "built anew it differs"
  }

  private func rebuilt() -> Document {
    var builder = DocumentBuilder()
    var ends: [(end: Int, isObject: Bool)] = []
    var isName = false
    for node in 0..<document.tape.count {
      while let last = ends.last, last.end <= node {
        builder.end()
        ends.removeLast()
        isName = ends.last?.isObject ?? false
      }
      let kind = document.kind(of: node)
      if isName, kind == .string {
        builder.append(name: document.string(at: node).span)
        isName = false
        continue
      }
      append(node, to: &builder)
      isName = ends.last?.isObject ?? false
      guard kind == .object || kind == .array else { continue }
      ends.append((Int(document.tape[node].next), kind == .object))
      isName = kind == .object
    }
    return builder.finish()
  }

  private func append(_ node: Int, to builder: inout DocumentBuilder) {
    switch document.kind(of: node) {
    case .object: builder.beginObject()
    case .array: builder.beginArray()
    case .string: builder.append(string: document.string(at: node).span)
    case .number: builder.append(number: document.slice(of: node).span)
    case .true: builder.append(true)
    case .false: builder.append(false)
    case .null: builder.appendNull()
    }
  }
}
