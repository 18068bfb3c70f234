import DragomanTesting
import Glibc

/// What the demo plays: a configuration and the exchanges that go with it.
struct DemoExhibit {
  /// The configuration, with the addresses that its author wrote.
  let configuration: [UInt8]
  /// Where it stands, for the reader.
  let fileName: String
  /// Where the paths in it begin; empty for the shop, which names no file.
  let folder: String
  /// The backends and the exchanges.
  let spec: ExchangeSpec

  /// Reads the exhibit of a folder such as those of `Examples`; nil: the shop that is built in.
  init(folder: String?) throws {
    self.folder = folder ?? ""
    guard let folder else {
      configuration = Array(DemoConfiguration.text.utf8)
      fileName = "Examples/00-shop/krakend.json"
      var shop = try ExchangeSpec(json: Array(DemoExchanges.text.utf8))
      shop.descriptors = ["warehouse.pb": DemoCatalog.bytes]
      spec = shop
      return
    }
    spec = try ExchangeSpec(file: "\(folder)/expected.json")
    let candidates = ["json", "yaml", "yml"].map { "\(folder)/krakend.\($0)" }
    guard let name = candidates.first(where: { access($0, R_OK) == 0 }) else {
      throw DemoError("there is no krakend.json or krakend.yaml in \(folder)")
    }
    fileName = name
    configuration = try Self.read(name)
  }

  private static func read(_ path: String) throws(DemoError) -> [UInt8] {
    do {
      return try TextFile.read(path)
    } catch {
      throw DemoError(error.description)
    }
  }
}
