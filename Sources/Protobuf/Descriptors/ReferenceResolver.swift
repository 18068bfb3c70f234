import Bytes
import CDescriptors

/// Finds what names refer to, and says what is missing where they refer to nothing.
struct ReferenceResolver {
  /// By file, the imports that no set has.
  let missingImports: [(file: Int, names: [String])]
  private let files: [UnpackedFile]
  private let declarations: Declarations
  private let log: FaultLog

  init(_ files: [UnpackedFile], _ declarations: Declarations, _ log: FaultLog) {
    self.files = files
    self.declarations = declarations
    self.log = log
    let known = Set(files.map(\.name))
    missingImports = files.indices.map { index in
      let file = files[index].message.pointee
      let names = elements(file.dependency, file.n_dependency).map { String(cString: $0) }
      return (index, names.filter { !known.contains($0) })
    }
  }

  /// The message or enumeration of a name; a fault if there is none.
  func type(
    _ name: UnsafePointer<CChar>, _ scope: String, _ file: Int, _ symbol: @autoclosure () -> String
  ) -> Declarations.Symbol.Kind? {
    switch declarations.resolve(name, from: scope)?.kind {
    case .message(let id): return .message(id)
    case .enumeration(let id): return .enumeration(id)
    case .service, .field:
      log.fault(file, symbol(), "has the type \(Self.shown(name)), which is no type")
    case nil:
      log.fault(
        file, symbol(), "has the type \(Self.shown(name)), which no file defines\(hint(file))")
    }
    return nil
  }

  /// The message that an extension extends. Options are let go: the gateway obeys none but those
  /// that its own tables hold, and `descriptor.proto` is rarely in a set.
  func extendee(of declaration: Declarations.Extension) -> MessageID? {
    let name: UnsafePointer<CChar>? = UnsafePointer(declaration.proto.pointee.extendee)
    let symbol = "\(declaration.scope).\(String(c: declaration.proto.pointee.name))"
    guard let name else {
      log.fault(declaration.file, symbol, "does not say what it extends")
      return nil
    }
    switch declarations.resolve(name, from: declaration.scope)?.kind {
    case .message(let id): return id
    case nil where Self.isOption(Self.shown(name)): break
    case nil:
      log.fault(
        declaration.file, symbol,
        "extends \(Self.shown(name)), which no file defines\(hint(declaration.file))")
    default: log.fault(declaration.file, symbol, "extends \(Self.shown(name)), which is no message")
    }
    return nil
  }

  private static func isOption(_ name: String) -> Bool {
    name.hasPrefix("google.protobuf.")
      && (name.hasSuffix("Options") || name.hasSuffix("FeatureSet"))
  }

  /// A name without its leading dot.
  static func shown(_ name: UnsafePointer<CChar>) -> String {
    let text = String(cString: name)
    return text.hasPrefix(".") ? String(text.dropFirst()) : text
  }

  /// What may be why: imports that are missing, of this file or, through public imports, of others.
  private func hint(_ file: Int) -> String {
    let own = missingImports[file].names
    let names = own.isEmpty ? missingImports.flatMap(\.names) : own
    guard let first = names.first else { return "" }
    let more = names.count > 1 ? " and \(names.count - 1) more" : ""
    return ": its import \(first)\(more) is in no set (protoc --include_imports)"
  }
}
