import Document

/// The body is strict JSON with no other members than the template has.
func bodyFault(_ body: [UInt8]) -> String? {
  guard let document = try? Document.scan(body, .strict) else { return "the body is no JSON" }
  var names: [[UInt8]] = []
  for member in document.members(of: 0) { names.append(document.string(at: member.name)) }
  guard names == [[0x62]] || names == [[0x61], [0x62]] else {
    return "the body has members \(names)"
  }
  let value = document.value(of: [0x62], in: 0)
  return value.map { document.count(of: $0) < 2 } ?? false ? nil : "a list has items more"
}
