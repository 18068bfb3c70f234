/// How the gateway signs what it sends to backends (HDR-4).
public enum GatewaySignature {
  /// The value of `User-Agent`, or of `X-Forwarded-Via` beside a client's own agent.
  public static let agent: StaticString = "Dragoman/0.1.0"
}
