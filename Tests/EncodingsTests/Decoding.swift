import Bytes
import Document
import Encodings

/// What decoders make of a text: the JSON of a document with sorted members, or the error's name.
enum Decoding {
  static func xml(_ text: String) -> String {
    outcome { bytes throws(DecodingError) in try XMLDecoder.decode(bytes.span) }(text)
  }

  static func yaml(_ text: String) -> String {
    outcome { bytes throws(DecodingError) in try YAMLDecoder.decode(bytes.span) }(text)
  }

  static func feed(_ text: String) -> String {
    outcome { bytes throws(DecodingError) in try FeedDecoder.decode(bytes.span) }(text)
  }

  /// A value of a feed at a path of names and numbers, as JSON; `nothing` if there is none.
  static func feed(_ text: String, at path: String) -> String {
    do {
      let document = try FeedDecoder.decode(Array(text.utf8).span)
      var node: Int? = 0
      for step in path.split(separator: ".") {
        guard let current = node else { break }
        if let index = Int(step) {
          let elements = Array(document.elements(of: current))
          node = index < elements.count ? elements[index] : nil
        } else {
          node = document.value(of: Array(step.utf8), in: current)
        }
      }
      return node.map { json(of: $0, document) } ?? "nothing"
    } catch {
      return "\(error)"
    }
  }

  private static func outcome(
    _ decode: @escaping ([UInt8]) throws(DecodingError) -> Document
  ) -> (String) -> String {
    { text in
      do throws(DecodingError) {
        return json(of: 0, try decode(Array(text.utf8)))
      } catch {
        return "\(error)"
      }
    }
  }

  static func json(of node: Int, _ document: Document) -> String {
    var output: [UInt8] = []
    let part = (try? Document.scan(document.slice(of: node))) ?? .null
    JSONWriter.append(sorted: 0, of: part, to: &output)
    let text = String(decoding: output, as: UTF8.self)
    return text.replacing("\\u003c", with: "<").replacing("\\u003e", with: ">")
      .replacing("\\u0026", with: "&")
  }
}

/// What encoders make of a text of JSON.
enum Encoding {
  static func xml(_ json: String) -> String { text(json) { XMLEncoder.append($0, to: &$1) } }
  static func yaml(_ json: String) -> String { text(json) { YAMLEncoder.append($0, to: &$1) } }

  private static func text(
    _ json: String, _ encode: (Document, inout [UInt8]) -> Bool
  ) -> String {
    guard let document = try? Document.scan(Array(json.utf8)) else { return "no JSON" }
    var output: [UInt8] = []
    return encode(document, &output) ? String(decoding: output, as: UTF8.self) : "too long"
  }
}
