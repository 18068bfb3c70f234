/// Reads a list of hosts (HOST-1 to HOST-4).
struct HostReader {
  private let section: Section
  private let isSanitized: Bool

  init(_ section: Section, isSanitized: Bool) {
    self.section = section
    self.isSanitized = isSanitized
  }

  func read() -> [HostConfiguration] {
    section.texts("host").compactMap { host in
      let location = section.sink.location(host.value)
      guard isSanitized else { return HostConfiguration(text: host.text, location: location) }
      if let clean = HostText.clean(host.text) {
        return HostConfiguration(text: clean, location: location)
      }
      section.sink.error(
        "host \(host.text) not valid: invalid host", at: host.value, suggestion: hint(host.text))
      return nil
    }
  }

  private func hint(_ text: String) -> String {
    let isBackend = section.place.name == KnownKeys.backend.name
    if text.hasPrefix("unix:") {
      return isBackend
        ? "set `disable_host_sanitize` for a Unix-domain socket"
        : "a Unix-domain socket stands in the `host` of a backend"
    }
    return isBackend
      ? "write scheme://name:port and put paths into `url_pattern`, or set `disable_host_sanitize`"
      : "write scheme://name:port"
  }
}
