import Bytes
public import Document
public import Messages

/// What a status other than success means (ST-1, ST-4, ST-5).
public enum StatusRule: Sendable, Equatable {
  /// A failure like any other.
  case fail
  /// A failure that carries status and content to the client (`return_error_code`).
  case code
  /// Data under `error_<alias>` instead of a failure (`return_error_details`).
  case details(alias: [UInt8])

  /// Outside `no-op` only 200 and 201 are success (ST-1).
  public static func isSuccess(_ status: Status) -> Bool {
    status.code == 200 || status.code == 201
  }

  /// `{"error_<alias>": {"http_status_code": …, "http_body": …, "http_body_encoding": …}}`, in that
  /// order and without what is empty (ST-5).
  public static func details(
    alias: [UInt8], status: Int, content: [UInt8], contentType: [UInt8]
  ) -> Document {
    var builder = DocumentBuilder(capacity: content.count + 96)
    builder.beginObject()
    builder.append(name: ([UInt8]("error_") + alias).span)
    builder.beginObject()
    builder.append(name: [UInt8]("http_status_code").span)
    builder.append(number: Array("\(status)".utf8).span)
    if !content.isEmpty {
      builder.append(name: [UInt8]("http_body").span)
      builder.append(string: content.span)
    }
    if !contentType.isEmpty {
      builder.append(name: [UInt8]("http_body_encoding").span)
      builder.append(string: contentType.span)
    }
    builder.end()
    builder.end()
    return builder.finish()
  }
}
