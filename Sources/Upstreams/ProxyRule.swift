/// Which hosts are called through a proxy.
public enum ProxyRule: Sendable {
  /// None.
  case none
  /// All (`proxy_address`).
  case always(ForwardProxy)
  /// All but those that `NO_PROXY` and common sense name: by one of them where TLS is spoken
  /// (`HTTPS_PROXY`), by the other elsewhere (`HTTP_PROXY`).
  case unless(NoProxyList, plain: ForwardProxy?, secure: ForwardProxy?)

  /// The proxy for a host, its name in lower case and without brackets.
  public func proxy(for name: String, port: UInt16, isSecure: Bool = false) -> ForwardProxy? {
    switch self {
    case .none: nil
    case .always(let proxy): proxy
    case .unless(let list, let plain, let secure):
      list.contains(name, port: port) ? nil : isSecure ? secure : plain
    }
  }
}
