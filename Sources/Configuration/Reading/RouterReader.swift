/// Reads the namespace `router`.
struct RouterReader {
  private let section: Section
  private let sink: DiagnosticSink

  init(_ section: Section) {
    self.section = section
    sink = section.sink
  }

  func read() -> RouterConfiguration {
    var router = RouterConfiguration()
    router.returnErrorMessage = flag("return_error_msg")
    router.hideVersionHeader = flag("hide_version_header")
    router.autoOptions = flag("auto_options")
    router.disableRedirectTrailingSlash = flag("disable_redirect_trailing_slash")
    router.disableRedirectFixedPath = flag("disable_redirect_fixed_path")
    router.disableHandleMethodNotAllowed = flag("disable_handle_method_not_allowed")
    router.removeExtraSlash = flag("remove_extra_slash")
    router.disablePathDecoding = flag("disable_path_decoding")
    router.loggerSkipPaths = section.strings("logger_skip_paths")
    readHealth(into: &router)
    readClients(into: &router)
    if let bodies = section.section("error_body", KnownKeys.errorBodies) {
      router.notFoundBody = bodies.node("404")?.node.json
      router.methodNotAllowedBody = bodies.node("405")?.node.json
    }
    return router
  }

  private func flag(_ key: String) -> Bool { section.boolean(key) ?? false }

  private func readHealth(into router: inout RouterConfiguration) {
    if let path = section.string("health_path"), !path.isEmpty {
      router.healthPath = path
      if !path.hasPrefix("/"), let value = section.node("health_path") {
        sink.error(
          "`health_path` must begin with a slash", at: value, suggestion: "write \"/\(path)\"")
      }
    }
    if flag("disable_health") { router.healthPath = nil }
  }

  private func readClients(into router: inout RouterConfiguration) {
    router.forwardedByClientIP = section.boolean("forwarded_by_client_ip") ?? true
    let headers = section.strings("remote_ip_headers")
    if !headers.isEmpty { router.remoteIPHeaders = headers }
    for proxy in section.texts("trusted_proxies") {
      router.trustedProxies.append(proxy.text)
      if !AddressText.isNetwork(proxy.text) {
        sink.error(
          "\"\(proxy.text)\" is neither an IP address nor a network", at: proxy.value,
          suggestion: "write \"10.0.0.1\" or \"10.0.0.0/8\"")
      }
    }
  }
}
