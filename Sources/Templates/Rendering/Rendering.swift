/// What one rendering shares: the world it may ask, what it has used up, the dictionaries it made.
final class Rendering {
  let host: any TemplateHost
  let limits: TemplateLimits
  private var work = 0
  private var maps: [ValueMap] = []
  /// The partials that were read, by their bytes: what prints one unchanged has its places.
  private var partials: [[UInt8]: TemplateSource] = [:]

  init(host: any TemplateHost, limits: TemplateLimits) {
    self.host = host
    self.limits = limits
  }

  /// Dictionaries may hold one another: emptied, they are freed without recursion.
  func end() {
    for map in maps { map.entries = [:] }
    maps = []
  }

  func partial(_ name: String) throws(TemplateHostError) -> String {
    let text = try host.partial(name)
    let bytes = Array(text.utf8)
    partials[bytes] = TemplateSource(file: host.file(ofPartial: name), bytes: bytes)
    return text
  }

  /// The partial that a text is.
  func partial(withText text: String) -> TemplateSource? {
    partials.isEmpty ? nil : partials[Array(text.utf8)]
  }

  func map(_ entries: [String: Value], keys: [String: String] = [:]) -> Value {
    let map = ValueMap(entries, keys: keys)
    maps.append(map)
    return .map(map)
  }

  func list(_ items: [Value]) throws(FunctionFault) -> Value {
    guard items.count <= TemplateLimits.items else {
      throw FunctionFault("a list of more than \(TemplateLimits.items) items")
    }
    let list = ValueList(items)
    try descend(list.depth)
    return .list(list)
  }

  /// Counts what a function looks at, for a part of what it costs to make as much: many short
  /// answers about a long text must come to an end too.
  func charge(arguments: [Value]) throws(FunctionFault) {
    for value in arguments {
      switch value {
      case .string(let text): work += text.utf8.count >> 3
      case .list(let list): work += list.items.count >> 4
      case .map(let map): work += map.entries.count >> 4
      default: break
      }
    }
    try checkWork()
  }

  /// Counts what is neither looked at nor made but done.
  func charge(work more: Int) throws(FunctionFault) {
    work += more
    try checkWork()
  }

  /// Counts what a function made.
  func charge(_ value: Value) throws(FunctionFault) {
    switch value {
    case .string(let text):
      try check(text)
      work += text.utf8.count
    case .list(let list): work += 16 * list.items.count
    case .map(let map): work += 32 * map.entries.count
    default: break
    }
    try checkWork()
  }

  private func checkWork() throws(FunctionFault) {
    guard work <= limits.work else {
      throw FunctionFault("the template makes more than \(limits.work >> 20) MiB of values")
    }
  }

  func check(_ text: String) throws(FunctionFault) { try check(count: text.utf8.count) }

  func check(count: Int) throws(FunctionFault) {
    guard count <= limits.bytes else {
      throw FunctionFault("a text of more than \(limits.bytes) bytes")
    }
  }

  /// Whether a size that was multiplied stays within the limit.
  func check(count: Int, times: Int) throws(FunctionFault) {
    let (size, overflow) = count.multipliedReportingOverflow(by: times)
    try check(count: overflow ? Int.max : size)
  }

  /// Goes down into a value. Each step counts: values that share their parts can take more steps
  /// than they have parts.
  func descend(_ depth: Int) throws(FunctionFault) {
    work += 1
    try checkWork()
    guard depth <= TemplateLimits.valueDepth else {
      throw FunctionFault(
        "lists and dictionaries lie more than \(TemplateLimits.valueDepth) deep in one another")
    }
  }

  /// Copies what the caller brought.
  func value(_ data: TemplateData, depth: Int = 0) throws(FunctionFault) -> Value {
    try descend(depth)
    switch data {
    case .null: return .null
    case .boolean(let flag): return .boolean(flag)
    case .integer(let number): return .integer(number)
    case .number(let number): return .number(number)
    case .string(let text): return .string(text)
    case .list(let items):
      var values: [Value] = []
      for item in items { values.append(try value(item, depth: depth + 1)) }
      return try list(values)
    case .object(let members):
      var entries: [String: Value] = [:]
      for (key, member) in members { entries[key] = try value(member, depth: depth + 1) }
      return map(entries)
    case .record(let fields):
      var entries: [String: Value] = [:]
      var keys: [String: String] = [:]
      for field in fields {
        entries[field.name] = try value(field.value, depth: depth + 1)
        keys[field.name] = field.key
      }
      return map(entries, keys: keys)
    }
  }
}
