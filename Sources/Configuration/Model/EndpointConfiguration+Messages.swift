extension EndpointConfiguration {
  /// Whether the messages of a gRPC answer can pass to the client one by one, and an HttpBody as
  /// it is: the only backend is a gRPC one, nothing is added to its answer, and it is written as
  /// JSON. Each message is shaped by itself then.
  public var passesMessages: Bool {
    guard let backend = backends.first, backends.count == 1, backend.grpc != nil else {
      return false
    }
    return !backend.isShadow && addedEncoder == nil && staticResponse == nil
      && concurrentCalls == 1 && [.json, .fastJSON].contains(outputEncoding)
  }
}
