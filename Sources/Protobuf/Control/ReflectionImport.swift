import Bytes

/// Fetches the files of services from a server's reflection: says what to ask, one question after
/// the other, until nothing is missing. Sends and receives nothing itself.
public struct ReflectionImport: Sendable {
  /// How many bytes of files are taken.
  public static let limit = 64 << 20

  /// Something that the server did not hand out, and why.
  public struct Gap: Hashable, Sendable {
    /// The path of an import, or the name of a service of gRPC itself.
    public let file: String
    /// What the server said, as a clause.
    public let reason: String
  }

  /// What the answer to come belongs to.
  private enum Question {
    case services
    case service(String)
    case file(String)
  }

  private let wanted: [String]
  private let takesAll: Bool
  private var question = Question.services
  private var pending: [String] = []
  private var files: [String] = []
  private var collection = DescriptorCollection()
  private var size = 0

  /// The services that are fetched; complete once the list has come.
  public private(set) var services: [String] = []
  /// What is missing. Well-known imports are no loss: every catalog has them.
  public private(set) var gaps: [Gap] = []

  /// `services` are the only ones that are fetched; empty for all but those that serve gRPC itself
  /// (reflection, health and the like), which `all` takes too.
  public init(services: [String] = [], all: Bool = false) {
    wanted = services
    takesAll = all
  }

  /// The first question.
  public var first: ReflectionRequest { .services }

  /// A `FileDescriptorSet` of what was fetched.
  public var set: [UInt8] { collection.set }

  /// How many files were fetched.
  public var fileCount: Int { collection.names.count }

  /// Takes the answer to the last question; returns the next one, nil if all is there.
  public mutating func receive(
    _ answer: ReflectionAnswer
  ) throws(ReflectionFault) -> ReflectionRequest? {
    switch question {
    case .services: try take(list: answer)
    case .service(let name): try take(answer, declaring: name)
    case .file(let path): try take(answer, of: path)
    }
    return next()
  }

  private mutating func next() -> ReflectionRequest? {
    if let name = pending.popLast() {
      question = .service(name)
      return .fileDeclaring(name)
    }
    while true {
      if files.isEmpty {
        let gone = Set(gaps.map(\.file))
        files = collection.missing.filter { !gone.contains($0) }.reversed()
      }
      guard let path = files.popLast() else { return nil }
      guard !collection.contains(path) else { continue }
      question = .file(path)
      return .fileNamed(path)
    }
  }
}

// The answers.
extension ReflectionImport {
  private mutating func take(list answer: ReflectionAnswer) throws(ReflectionFault) {
    switch answer {
    case .services(let names): services = try choose(among: names)
    case .failure(let code, let message): throw .refused("the list of services", code, message)
    case .files: throw .unexpected("the list of services")
    }
    pending = services.reversed()
  }

  private func choose(among names: [String]) throws(ReflectionFault) -> [String] {
    guard wanted.isEmpty else {
      for name in wanted where !names.contains(name) { throw .unknownService(name, names.sorted()) }
      return wanted
    }
    let chosen = names.filter { takesAll || !Self.isInfrastructure($0) }.sorted()
    guard !chosen.isEmpty else { throw .noServices(names.sorted()) }
    return chosen
  }

  private static func isInfrastructure(_ service: String) -> Bool {
    ["grpc.reflection.", "grpc.health.", "grpc.channelz."].contains { service.hasPrefix($0) }
  }

  private mutating func take(
    _ answer: ReflectionAnswer, declaring name: String
  ) throws(ReflectionFault) {
    switch answer {
    case .files(let files):
      guard !files.isEmpty else { throw .unexpected("the file of \(name)") }
      try add(files)
    case .failure(let code, let message):
      // Some servers list their own reflection and do not describe it.
      guard wanted.isEmpty, Self.isInfrastructure(name) else {
        throw .refused("the file of \(name)", code, message)
      }
      services.removeAll { $0 == name }
      let reason = ReflectionFault.status(code, message)
      gaps.append(Gap(file: name, reason: "the server refused it: \(reason)"))
    case .services: throw .unexpected("the file of \(name)")
    }
  }

  /// Whether a gap matters shows when the set is linked.
  private mutating func take(
    _ answer: ReflectionAnswer, of path: String
  ) throws(ReflectionFault) {
    switch answer {
    case .files(let files):
      try add(files)
      if !collection.contains(path) {
        gaps.append(Gap(file: path, reason: "the server sent something else"))
      }
    case .failure(let code, let message):
      let reason = ReflectionFault.status(code, message)
      gaps.append(Gap(file: path, reason: "the server refused it: \(reason)"))
    case .services: throw .unexpected("the file \(path)")
    }
  }

  private mutating func add(_ files: [[UInt8]]) throws(ReflectionFault) {
    for file in files {
      size += file.count
      guard size <= Self.limit else { throw .tooMuch }
      guard collection.add(file) else {
        throw fileCount < DescriptorCollection.limit ? .malformedFile : .tooMuch
      }
    }
  }
}
