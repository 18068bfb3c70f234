import Messages

/// Fields as a test writes them.
func fields(_ list: [(String, String)]) -> HeaderFields {
  var fields = HeaderFields()
  for (name, value) in list { fields.add(name, value) }
  return fields
}

/// A head as a test writes it.
func head(_ status: Int = 200, _ list: [(String, String)] = []) -> ResponseHead {
  ResponseHead(status: Status(status) ?? .ok, version: .http2, fields: fields(list))
}
