import Configuration
import Dragoman
import DragomanTesting
import Network

/// `dragoman demo`: a gateway at work, with backends of its own, all in this process. Plays the
/// exchanges of an example one by one and shows what comes back.
struct DemoCommand {
  private let options: Invocation.Options

  init(_ options: Invocation.Options) { self.options = options }

  func run() -> Int32 {
    do {
      return try play(try DemoExhibit(folder: options.folder))
    } catch {
      return Console.complain("dragoman demo: \(error)", status: 1)
    }
  }

  private func play(_ exhibit: DemoExhibit) throws -> Int32 {
    // Before any thread is made: they inherit the mask.
    let signals = try SignalWatch()
    let runner = try SpecRunner(exhibit.spec)
    let gateway = try start(runner.resolved(exhibit.configuration), of: exhibit)
    let port = gateway.address.port
    DemoPrinter.introduce(
      exhibit.spec.about, backends: runner.places, port: port, configuration: exhibit.fileName)
    let results = runner.run(port: port) { DemoPrinter.show($0) }
    DemoPrinter.summarise(results)
    if options.keep {
      DemoPrinter.invite(results, port: port)
      _ = signals.wait()
    }
    gateway.shutDown()
    runner.stop()
    return results.allSatisfy { $0.mismatches.isEmpty } ? 0 : 1
  }

  private func start(_ text: [UInt8], of exhibit: DemoExhibit) throws -> Gateway {
    var reading = ReadingOptions()
    reading.folder = exhibit.folder
    let (configuration, diagnostics) = ConfigurationReader.read(
      text: text, name: exhibit.fileName,
      format: ConfigurationReader.Format(fileName: exhibit.fileName), options: reading)
    guard var configuration else { throw DemoError(diagnostics) }
    configuration.logging.accessLog = .off
    configuration.grpc.embedded = exhibit.spec.descriptors
    let (blueprint, problems) = PlanCompiler.compile(configuration)
    guard let blueprint, var settings = GatewayOptions(configuration, port: options.port ?? 0)
    else { throw DemoError(problems) }
    if let address = SocketAddress(ip: "127.0.0.1", port: options.port ?? 0) {
      settings.address = address
    }
    // Failing backends are part of the show: their log lines would only stand between the answers.
    let log = Log(level: .critical, output: OutputFile(descriptor: 2))
    return try Gateway(blueprint, settings, log: log)
  }
}
