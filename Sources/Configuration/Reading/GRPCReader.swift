/// Reads `grpc` of the root: the descriptors, and the services that are offered by them.
struct GRPCReader {
  private let section: Section?
  private let sink: DiagnosticSink

  init(_ section: Section?, _ sink: DiagnosticSink) {
    self.section = section
    self.sink = sink
  }

  /// Reads behind the endpoints, since it checks what they need.
  func read(into service: inout ServiceConfiguration, _ order: OutputOrder) {
    if let section {
      service.grpc.catalog = catalog(section)
      service.grpc.exposures = section.sections("expose", KnownKeys.grpcExposure).map { entry in
        GRPCExposureReader(entry, service, order).read()
      }
    }
    checkCatalog(service)
  }

  private func catalog(_ section: Section) -> [WrittenText] {
    section.texts("catalog").compactMap { path in
      if path.text.isEmpty || path.text.utf8.contains(0) {
        sink.error("a file of `catalog` needs a name", at: path.value)
        return nil
      }
      return WrittenText(text: path.text, location: sink.location(path.value))
    }
  }

  /// GRPC-D7: nobody can call a method without knowing its messages.
  private func checkCatalog(_ service: ServiceConfiguration) {
    guard service.grpc.catalog.isEmpty, section?.node("catalog")?.items.isEmpty ?? true else {
      return
    }
    let backends = service.endpoints.flatMap(\.backends).compactMap(\.grpc)
    guard let place = backends.first?.location ?? service.grpc.exposures.first?.location else {
      return
    }
    sink.report(
      .mistake(
        at: place, "gRPC needs descriptors, and there is no `catalog`",
        suggestion: #"add "grpc": {"catalog": ["file.pb"]} to `extra_config` of the root"#))
  }
}
