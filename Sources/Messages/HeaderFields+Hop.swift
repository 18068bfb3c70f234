import Bytes

extension HeaderFields {
  /// The fields without those that end at this hop: those of RFC 9110 §7.6.1 and those that
  /// `Connection` names. The fields that frame the content are left to whoever writes the message.
  /// Nil where there is nothing to remove but `Connection: keep-alive`, which the writer leaves out
  /// by itself: the common case.
  fileprivate func withoutHopFields() -> HeaderFields? {
    let hasOptions = namesOptions
    guard hasOptions || entries.contains(where: { $0.known.endsHere }) else { return nil }
    var kept = HeaderFields(reserving: storage.count, count: entries.count)
    for index in 0..<entries.count where !entries[index].known.endsHere {
      if hasOptions, connection(names: index) { continue }
      kept.append(from: self, at: index)
    }
    return kept
  }

  /// Whether `Connection` says more than how long the connection lasts.
  private var namesOptions: Bool {
    guard let index = firstIndex(of: .connection) else { return false }
    if firstIndex(of: .connection, from: index + 1) != nil { return true }
    let value = storage.span.extracting(valueRange(at: index))
    return !value.equals("keep-alive") && !value.equals("close")
  }

  /// Whether a line of `Connection` names field `index`.
  private func connection(names index: Int) -> Bool {
    let name = storage.span.extracting(nameRange(at: index))
    var line = firstIndex(of: .connection)
    while let found = line {
      let value = storage.span.extracting(valueRange(at: found))
      var cursor = 0
      while let member = FieldList.next(value, from: &cursor) {
        if ASCII.equalsIgnoringCase(value.extracting(member), name) { return true }
      }
      line = firstIndex(of: .connection, from: found + 1)
    }
    return false
  }
}

extension KnownField {
  /// Fields of the hop that a writer does not leave out by itself.
  fileprivate var endsHere: Bool {
    switch self {
    case .proxyAuthenticate, .proxyAuthorization, .trailer: true
    default: false
    }
  }
}

extension ResponseHead {
  /// The head as it may travel on: without the fields that end at this hop.
  public func withoutHopFields() -> ResponseHead {
    guard let fields = fields.withoutHopFields() else { return self }
    return ResponseHead(status: status, version: version, fields: fields)
  }
}
