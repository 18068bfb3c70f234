extension GRPCScript {
  init(_ value: SpecValue) throws(SpecError) {
    self.init()
    for (path, replies) in try value.members() {
      var list: [Reply] = []
      for reply in replies.list() { list.append(try Reply(reply)) }
      routes[path] = list
    }
  }
}

extension GRPCScript.Reply {
  init(_ value: SpecValue) throws(SpecError) {
    try value.allow(only: [
      "when", "json", "stream", "status", "message", "details", "headers", "trailers", "delay_ms",
      "silent",
    ])
    self.init()
    condition = value["when"]?.json
    if let json = value["json"] { messages = [json.json] }
    if let stream = value["stream"] { messages = stream.list().map(\.json) }
    status = try value["status"]?.text() ?? "OK"
    statusMessage = try value["message"]?.text() ?? ""
    details = value["details"]?.list().map(\.json) ?? []
    headers = try value.metadata("headers")
    trailers = try value.metadata("trailers")
    delayMilliseconds = try value["delay_ms"]?.number() ?? 0
    isSilent = try value["silent"]?.flag() ?? false
  }
}

extension SpecValue {
  fileprivate func metadata(_ name: String) throws(SpecError) -> [TestField] {
    var fields: [TestField] = []
    for (name, values) in try self[name]?.fields() ?? [] {
      fields += values.map { TestField(name, $0) }
    }
    return fields
  }
}
