import Bytes
import Document
import Messages

/// What `/__echo/` says about a request, in the order of DBG-2.
struct EchoAnswer {
  let request: RequestHead
  let body: [UInt8]

  /// The answer as JSON.
  func content() -> [UInt8] {
    let target = request.target
    let path = Array(target.bytes[target.path])
    let query = target.query.map { Array(target.bytes[$0]) } ?? []
    var output: [UInt8] = []
    output.append("{\"req_uri\":")
    JSONWriter.append(string: target.bytes, to: &output)
    output.append(",\"req_uri_details\":{\"user\":\"\",\"host\":")
    JSONWriter.append(string: request.authority, to: &output)
    output.append(",\"path\":")
    JSONWriter.append(string: PercentCoding.decode(path.span) ?? path, to: &output)
    output.append(",\"query\":")
    JSONWriter.append(string: query, to: &output)
    output.append(",\"fragment\":\"\"},\"req_method\":")
    JSONWriter.append(string: request.method.bytes, to: &output)
    output.append(",\"req_querystring\":")
    EchoAnswer.append(EchoAnswer.pairs(of: query), to: &output)
    output.append(",\"req_body\":")
    JSONWriter.append(string: body, to: &output)
    output.append(",\"req_headers\":")
    EchoAnswer.append(fields, to: &output)
    output.append("}")
    return output
  }

  private typealias Pair = (name: [UInt8], value: [UInt8])

  /// Without the fields that the reference's server takes out of the list itself.
  private var fields: [Pair] {
    let fields = request.fields
    return (0..<fields.count).compactMap { index in
      switch fields.entries[index].known {
      case .host, .transferEncoding, .trailer: nil
      default:
        (
          Array(fields.storage[fields.nameRange(at: index)]),
          Array(fields.storage[fields.valueRange(at: index)])
        )
      }
    }
  }

  /// The pairs of a query, decoded; one with a broken escape or a semicolon is dropped, as it is
  /// where queries are forwarded (QRY-1).
  private static func pairs(of query: [UInt8]) -> [Pair] {
    query.split(separator: ASCII.ampersand).compactMap { pair in
      guard !pair.contains(ASCII.semicolon) else { return nil }
      let equals = pair.firstIndex(of: ASCII.equals) ?? pair.endIndex
      let name = Array(pair[..<equals])
      let value = Array(pair[equals...].dropFirst())
      guard let name = PercentCoding.decode(name.span, plusIsBlank: true),
        let value = PercentCoding.decode(value.span, plusIsBlank: true)
      else { return nil }
      return (name, value)
    }
  }

  /// An object of lists: the names in order of their bytes, the values of one name as they came.
  private static func append(_ pairs: [Pair], to output: inout [UInt8]) {
    let sorted = pairs.enumerated().sorted { left, right in
      left.element.name == right.element.name
        ? left.offset < right.offset
        : left.element.name.lexicographicallyPrecedes(right.element.name)
    }
    output.append("{")
    var last: [UInt8]?
    for (_, pair) in sorted {
      if pair.name == last {
        output.append(",")
      } else {
        output.append(last == nil ? "" : "],")
        JSONWriter.append(string: pair.name, to: &output)
        output.append(":[")
      }
      JSONWriter.append(string: pair.value, to: &output)
      last = pair.name
    }
    output.append(last == nil ? "}" : "]}")
  }
}
