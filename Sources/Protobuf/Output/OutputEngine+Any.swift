import Bytes
import Document

extension OutputEngine {
  /// A group: of a known field, of a message set, or unknown.
  @inline(never)
  mutating func group(
    at start: UnsafePointer<UInt8>, _ number: UInt32
  ) throws(OutputStop) {
    var reader = WireReader(start, end, depth: maxDepth)
    guard let record = try reader.next() else { return }
    cursor = record.end
    if let entry = view.pointee.entry(number, in: table),
      entry.pointee.wireType == WireForm.startGroup
    {
      guard entry.pointee.step != .dropped else { return try drop(entry) }
      var pen = pen
      try prefix(entry, &pen)
      self.pen = pen
      try message(entry, record.content, record.contentEnd, resume: record.end)
    } else if table.pointee.isMessageSet, number == 1,
      let item = try MessageSetItem(record, depth: maxDepth),
      let entry = view.pointee.entry(item.type, in: table), entry.pointee.kind.isMessage
    {
      var pen = pen
      try prefix(entry, &pen)
      self.pen = pen
      try message(entry, item.content, item.contentEnd, resume: record.end)
    }
  }

  /// A message of any type: `@type` and its fields or, where its JSON is no object of fields, its
  /// `value`. What is an `Any` again is the next round here: nothing recurses.
  mutating func any(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>, resume: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    var (start, stop, resume) = (start, stop, resume)
    while true {
      // One inside of another does not come by the round of `run`, which looks at the room.
      guard pen.out < textLimit, pen.count < nodeLimit else { throw .full }
      let (url, value) = try anyParts(start, stop)
      let content = value?.content ?? stop
      let contentEnd = value?.contentEnd ?? stop
      guard let url, let entry = type(url) else {
        return try unknownAny(url, content, contentEnd, resume: resume)
      }
      let object = pen.count
      pen.open(.object)
      try member("@type", url)
      if entry.pointee.kind == .message {
        return try enter(entry.pointee.target, content, contentEnd, resume: resume, object: object)
      }
      // An empty message around it closes the object.
      try enter(view.pointee.emptyTable, stop, stop, resume: resume, object: object)
      pen.key("value")
      guard entry.pointee.kind == .any else {
        return try message(entry, content, contentEnd, resume: stop)
      }
      (start, stop, resume) = (content, contentEnd, stop)
    }
  }

  /// Both fields; of several the last one counts.
  private func anyParts(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) -> (url: WireReader.Record?, value: WireReader.Record?) {
    var url: WireReader.Record?
    var value: WireReader.Record?
    var reader = WireReader(start, stop, depth: maxDepth)
    while let record = try reader.next() {
      guard record.wireType == WireForm.delimited else { continue }
      if record.number == 1 { url = record }
      if record.number == 2 { value = record }
    }
    return (url, value)
  }

  /// The entry of the type that stands behind the last slash of a URL, if the catalog has it.
  private func type(_ url: WireReader.Record) -> UnsafePointer<OutputEntry>? {
    var name = url.contentEnd
    while name > url.content, name[-1] != ASCII.slash { name -= 1 }
    guard name > url.content else { return nil }
    return view.pointee.type(name, url.contentEnd - name)
  }

  /// Without a type, or of one that the catalog lacks.
  private mutating func unknownAny(
    _ url: WireReader.Record?, _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>,
    resume: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    let isEmpty = (url?.value ?? 0) == 0 && start == stop
    guard isEmpty || !view.pointee.isStrict else { throw .failed(.unknownMessageType) }
    let object = pen.count
    pen.open(.object)
    if !isEmpty || !view.pointee.isStrict {
      try member("type_url", url)
      pen.key("value")
      try string(view.pointee.bytesEntry, start, stop - start)
    }
    pen.close(object)
    cursor = resume
  }

  private mutating func member(
    _ name: StaticString, _ text: WireReader.Record?
  ) throws(OutputStop) {
    pen.key(name)
    guard let text else {
      let start = pen.out
      pen.write("\"\"")
      return pen.leaf(.string, from: start)
    }
    try string(view.pointee.textEntry, text.content, Int(text.value))
  }

  /// Puts the fields of the message being read in order, if they are not.
  @inline(never)
  mutating func putInOrder() throws(OutputStop) {
    var normalizer = OutputNormalizer(self, table)
    if let content = try normalizer.normalized(cursor, end), let start = content.baseAddress {
      cursor = start
      end = start + content.count
    }
  }
}
