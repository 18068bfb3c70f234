import Configuration
import Protobuf
import Shaping

/// Whether the fields that the shaping of a gRPC answer names can be in it, by the descriptors of
/// the method's answer. What cannot is a warning: it does nothing.
struct GRPCFieldCheck {
  private let backend: BackendConfiguration
  private let shape: OutputShape
  /// The messages are a list under `collection`.
  private let isCollection: Bool
  private(set) var diagnostics: [Diagnostic] = []

  /// `isCollection`: many messages are gathered.
  init(
    _ backend: BackendConfiguration, _ output: GRPCOutputSettings, _ method: MethodType,
    _ schema: Schema, isCollection: Bool
  ) {
    self.backend = backend
    self.isCollection = isCollection
    shape = OutputShape(schema: schema, output: output)
    let root = shape.place(method.output)
    // An answer that is one value is put under a name by the decoder.
    guard isCollection || root.isFree || root.message != nil else { return }
    guard let data = target(root) else { return }
    if backend.flatmap.isEmpty {
      checkFilters(data)
      checkMapping(data)
    } else {
      checkOperations(data)
    }
  }

  private mutating func warn(
    _ problem: OutputShape.Problem, of key: String, _ path: String, at location: SourceLocation
  ) {
    let (text, suggestion) = shape.text(problem)
    diagnostics.append(
      Diagnostic(
        .warning, at: location, "\(key) \"\(path)\" has no effect: \(text)",
        suggestion: suggestion))
  }

  /// What `target` leaves; nil if that is nothing.
  private mutating func target(
    _ root: OutputShape.Place
  ) -> (place: OutputShape.Place, isCollection: Bool)? {
    guard !backend.target.isEmpty else { return (root, isCollection) }
    // FMT-1: the way leads through objects only.
    guard !backend.target.contains("[]") else { return nil }
    let path = OutputPath(backend.target, .filter)
    do throws(OutputShape.Problem) {
      let place = try path.follow(from: root, in: shape, isCollection: isCollection)
      if place.isFree || place.message != nil && !place.isList { return (place, false) }
      if backend.takesAnyRoot { return nil }
      let what = place.isList ? "a list" : "no object"
      diagnostics.append(
        Diagnostic(
          .warning, at: backend.targetLocation,
          "target \"\(backend.target)\" gives an empty answer: it is \(what)",
          suggestion: place.isList ? "name it in `allow` instead" : nil))
    } catch {
      let (text, suggestion) = shape.text(error)
      diagnostics.append(
        Diagnostic(
          .warning, at: backend.targetLocation,
          "target \"\(backend.target)\" gives an empty answer: \(text)", suggestion: suggestion))
    }
    return nil
  }

  /// FMT-2: beside `allow` there is no `deny`.
  private mutating func checkFilters(_ data: (place: OutputShape.Place, isCollection: Bool)) {
    let isAllow = !backend.allow.isEmpty
    for text in isAllow ? backend.allow : backend.deny {
      do throws(OutputShape.Problem) {
        _ = try OutputPath(text, .filter).follow(
          from: data.place, in: shape, isCollection: data.isCollection)
      } catch {
        warn(
          error, of: isAllow ? "allow" : "deny", text,
          at: isAllow ? backend.allowLocation : backend.denyLocation)
      }
    }
  }

  /// FMT-6: names at the top, unless a path leads through lists.
  private mutating func checkMapping(_ data: (place: OutputShape.Place, isCollection: Bool)) {
    for rename in backend.mapping {
      let isPath = rename.from.contains("[]")
      // A dot in a name at the top belongs to the name; no field has one.
      if !isPath, rename.from.contains("."), !data.place.isFree {
        diagnostics.append(
          Diagnostic(
            .warning, at: rename.location,
            "mapping \"\(rename.from)\" has no effect: only fields at the top get new names",
            suggestion: "`flatmap_filter` moves others"))
        continue
      }
      do throws(OutputShape.Problem) {
        _ = try OutputPath(rename.from, .filter).follow(
          from: data.place, in: shape, isCollection: data.isCollection)
      } catch {
        warn(error, of: "mapping", rename.from, at: rename.location)
      }
    }
  }
}

// Operations.
extension GRPCFieldCheck {
  /// Only what comes from the answer itself: an operation may work on what an earlier one made.
  private mutating func checkOperations(_ data: (place: OutputShape.Place, isCollection: Bool)) {
    var made: [[Substring]] = []
    for operation in backend.flatmap {
      let arguments = operation.arguments
      let sources =
        switch operation.kind {
        case .move: arguments.prefix(1)
        case .append: arguments.prefix(2)
        default: arguments[...]
        }
      for source in sources { check(source, operation, data, made) }
      guard operation.kind == .move, arguments.count > 1 else { continue }
      let (from, to) = (OutputPath(arguments[0], .flatmap), OutputPath(arguments[1], .flatmap))
      // FM-3: of a path of the same length only the last name is looked at.
      let isRename = from.segments.count == to.segments.count
      made.append(isRename ? from.segments.dropLast() + to.segments.suffix(1) : to.segments)
    }
  }

  private mutating func check(
    _ text: String, _ operation: Configuration.FlatmapOperation,
    _ data: (place: OutputShape.Place, isCollection: Bool), _ made: [[Substring]]
  ) {
    let path = OutputPath(text, .flatmap)
    guard !made.contains(where: { path.isInside($0) || $0.first == path.segments.first }) else {
      return
    }
    do throws(OutputShape.Problem) {
      _ = try path.follow(from: data.place, in: shape, isCollection: data.isCollection)
    } catch {
      warn(error, of: operation.kind.rawValue, text, at: operation.location)
    }
  }
}
