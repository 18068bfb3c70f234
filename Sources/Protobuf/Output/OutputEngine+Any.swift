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
    if let entry = view.entry(number, in: table), entry.pointee.wireType == WireForm.startGroup {
      try prefix(entry)
      try message(entry, record.content, record.contentEnd, resume: record.end)
    } else if table.pointee.isMessageSet, number == 1,
      let item = try MessageSetItem(record, depth: maxDepth),
      let entry = view.entry(item.type, in: table), entry.pointee.kind.isMessage
    {
      try prefix(entry)
      try message(entry, item.content, item.contentEnd, resume: record.end)
    }
  }

  /// A message of any type: `@type` and its fields or, where its JSON is no object of fields, its
  /// `value`.
  mutating func any(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>, resume: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    var url: WireReader.Record?
    var value: WireReader.Record?
    var reader = WireReader(start, stop, depth: maxDepth)
    while let record = try reader.next() {
      guard record.wireType == WireForm.delimited else { continue }
      if record.number == 1 { url = record }
      if record.number == 2 { value = record }
    }
    let content = value?.content ?? stop
    let contentEnd = value?.contentEnd ?? stop
    guard let url, url.value > 0 else {
      return try unknownAny(url, content, contentEnd, resume: resume)
    }
    var name = url.contentEnd
    while name > url.content, name[-1] != ASCII.slash { name -= 1 }
    guard let entry = view.type(name, url.contentEnd - name) else {
      return try unknownAny(url, content, contentEnd, resume: resume)
    }
    let object = count
    open(.object)
    try member("@type", url)
    if entry.pointee.kind == .message {
      return try enter(entry.pointee.target, content, contentEnd, resume: resume, object: object)
    }
    // An empty message around it closes the object.
    try enter(view.emptyTable, stop, stop, resume: resume, object: object)
    key("value")
    try message(entry, content, contentEnd, resume: stop)
  }

  /// Without a type, or of one that the catalog lacks.
  private mutating func unknownAny(
    _ url: WireReader.Record?, _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>,
    resume: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    let isEmpty = (url?.value ?? 0) == 0 && start == stop
    guard isEmpty || !view.isStrict else { throw .failed(.unknownMessageType) }
    let object = count
    open(.object)
    if !isEmpty || !view.isStrict {
      try member("type_url", url)
      key("value")
      try string(view.bytesEntry, start, stop - start)
    }
    closeContainer(object)
    cursor = resume
  }

  private mutating func member(
    _ name: StaticString, _ text: WireReader.Record?
  ) throws(OutputStop) {
    key(name)
    guard let text else {
      let start = out
      write("\"\"")
      return leaf(.string, from: start)
    }
    try string(view.textEntry, text.content, Int(text.value))
  }

  private mutating func key(_ name: StaticString) {
    let start = out
    out[0] = ASCII.quote
    out += 1
    write(name)
    out[0] = ASCII.quote
    out += 1
    leaf(.string, from: start, then: ASCII.colon)
  }

  /// Puts the fields of the message being read in order, if they are not.
  @inline(never)
  mutating func putInOrder() throws(OutputStop) {
    var normalizer = OutputNormalizer(view, table, depth: maxDepth)
    if let content = try normalizer.normalized(cursor, end) {
      cursor = try arena.pointee.keep(content)
      end = cursor + content.count
    }
  }
}

/// An extension in a message set: a group of its number and its content.
struct MessageSetItem {
  let type: UInt32
  let content: UnsafePointer<UInt8>
  let contentEnd: UnsafePointer<UInt8>

  /// Nil if one of the two is missing.
  init?(_ group: WireReader.Record, depth: Int) throws(OutputStop) {
    var type: UInt64 = 0
    var message: WireReader.Record?
    var reader = WireReader(group.content, group.contentEnd, depth: depth)
    while let record = try reader.next() {
      if record.number == 2, record.wireType == WireForm.varint { type = record.value }
      if record.number == 3, record.wireType == WireForm.delimited { message = record }
    }
    guard let message, type > 0, type <= UInt64(Int32.max) else { return nil }
    self.type = UInt32(type)
    content = message.content
    contentEnd = message.contentEnd
  }
}
