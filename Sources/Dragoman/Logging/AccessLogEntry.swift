import Bytes
import Document
import Messages

/// What the access log says about one request.
struct AccessLogEntry {
  var request: RequestHead
  var status: Status
  var bytes: UInt64
  var microseconds: UInt64
  var client: [UInt8]
  var requestID: [UInt8]
  /// The endpoint's pattern, empty where none matched.
  var endpoint: String

  /// `TIME ACCESS 200 GET "/users/7?x=1" 312B 450us client=127.0.0.1 endpoint="/users/{id}" id=…`
  func appendText(time: [UInt8], to line: inout [UInt8]) {
    line.append(contentsOf: time)
    line.append(" ACCESS ")
    NumberText.append(UInt64(status.code), to: &line)
    line.append(ASCII.space)
    line.append(contentsOf: request.method.bytes)
    line.append(ASCII.space)
    JSONWriter.append(string: request.target.bytes, to: &line)
    line.append(ASCII.space)
    NumberText.append(bytes, to: &line)
    line.append("B ")
    NumberText.append(microseconds, to: &line)
    line.append("us client=")
    line.append(contentsOf: client)
    line.append(" endpoint=\"")
    line.append(contentsOf: endpoint.utf8)
    line.append("\" id=")
    line.append(contentsOf: requestID)
    line.append(ASCII.lineFeed)
  }

  /// The same as one JSON object.
  func appendJSON(time: [UInt8], to line: inout [UInt8]) {
    line.append("{\"time\":\"")
    line.append(contentsOf: time)
    line.append("\",\"level\":\"ACCESS\",\"status\":")
    NumberText.append(UInt64(status.code), to: &line)
    line.append(",\"method\":")
    JSONWriter.append(string: request.method.bytes, to: &line)
    line.append(",\"target\":")
    JSONWriter.append(string: request.target.bytes, to: &line)
    line.append(",\"bytes\":")
    NumberText.append(bytes, to: &line)
    line.append(",\"duration_us\":")
    NumberText.append(microseconds, to: &line)
    line.append(",\"client\":")
    JSONWriter.append(string: client, to: &line)
    line.append(",\"endpoint\":")
    JSONWriter.append(string: Array(endpoint.utf8), to: &line)
    line.append(",\"request_id\":")
    JSONWriter.append(string: requestID, to: &line)
    line.append("}\n")
  }
}
