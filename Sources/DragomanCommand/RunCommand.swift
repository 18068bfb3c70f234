import Configuration
import Dragoman
import Network

/// `dragoman run`: configuration → gateway, until a signal ends it.
struct RunCommand {
  private let options: Invocation.Options

  init(_ options: Invocation.Options) { self.options = options }

  func run() -> Int32 {
    guard let file = options.config else {
      return Console.say("Please, provide the path to the configuration file: dragoman run -c FILE")
    }
    let loaded = LoadedConfiguration(file, options, debugEndpoint: options.debug > 0)
    guard var configuration = loaded.configuration, let blueprint = loaded.blueprint else {
      for diagnostic in loaded.diagnostics { _ = Console.complain(diagnostic.text, status: 0) }
      // 255 is what KrakenD's users know (CLI-1).
      return Console.complain(
        "ERROR parsing the configuration file: \(loaded.summary)", status: 255)
    }
    if options.debug > 0 { configuration.logging.level = .debug }
    return serve(configuration, blueprint, loaded.diagnostics)
  }

  private func serve(
    _ configuration: ServiceConfiguration, _ blueprint: Blueprint, _ diagnostics: [Diagnostic]
  ) -> Int32 {
    let log = Log(configuration.logging)
    do {
      // Before any thread is made, the log's too: they inherit the mask.
      let signals = try SignalWatch()
      log.write(diagnostics)
      guard let settings = GatewayOptions(configuration, port: options.port) else {
        return Console.complain("ERROR: listen_ip is no IP address", status: 255)
      }
      let gateway = try Gateway(blueprint, settings, log: log, leavingFirstLoop: true)
      log.write(
        .info, "listening",
        [
          ("address", "\(gateway.address)"), ("endpoints", "\(configuration.endpoints.count)"),
          ("version", Version.number),
        ])
      ProcessMemory.releaseCode()
      let isClean = try gateway.run(until: signals) { signal in
        log.write(.info, "shutting down", [("signal", "\(signal)")])
      }
      if !isClean {
        log.write(.warning, "requests were broken off: max_shutdown_wait_time is over")
      }
      log.flush()
      return 0
    } catch {
      log.flush()
      return Console.complain(
        "ERROR: cannot serve on port \(options.port ?? configuration.port): \(error)", status: 1)
    }
  }
}
