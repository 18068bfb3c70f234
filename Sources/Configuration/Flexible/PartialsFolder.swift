import Bytes
import Templates

/// What templates see of the world: the partials of a folder, and the environment.
struct PartialsFolder: TemplateHost {
  let folder: String?
  let environment: [String: String]

  func variable(_ name: String) -> String? { environment[name] }

  func partial(_ name: String) throws(TemplateHostError) -> String {
    let file = file(ofPartial: name)
    do {
      return String(decoding: try SourceFile.read(file), as: UTF8.self)
    } catch {
      throw TemplateHostError("the partial '\(file)': \(error.reason)", suggestion: hint(name))
    }
  }

  func file(ofPartial name: String) -> String { folder.map { "\($0)/\(name)" } ?? name }

  private func hint(_ name: String) -> String {
    guard let folder else { return "FC_PARTIALS names the folder of the partials" }
    let names = (try? Folder.files(in: folder, ending: "")) ?? []
    if let near = Spelling.nearest(to: name, among: names) { return "did you mean \"\(near)\"?" }
    return "partials are the files of FC_PARTIALS, '\(folder)'"
  }
}
