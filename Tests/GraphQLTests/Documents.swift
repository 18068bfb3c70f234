import Document
import GraphQL
import Testing

/// Short ways to what the tests speak of.
func parse(_ text: String, _ limits: GraphQLLimits = .document) throws -> ExecutableDocument {
  try ExecutableDocument.parse(Array(text.utf8), limits: limits)
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// The fault of a text that is no document.
func refusal(of bytes: [UInt8], _ limits: GraphQLLimits = .document) -> GraphQLFault? {
  do {
    _ = try ExecutableDocument.parse(bytes, limits: limits)
    return nil
  } catch {
    return error
  }
}

/// A schema, or why it is none.
func schema(_ sdl: String) throws -> GraphQLSchema {
  try GraphQLSchema.parse(sdl: Array(sdl.utf8))
}

/// What is wrong with a schema, a line for each fault.
func schemaFaults(_ sdl: String) -> [String] {
  do {
    _ = try schema(sdl)
    return []
  } catch let faults as GraphQLFaults {
    return faults.faults.map(\.description)
  } catch {
    return ["\(error)"]
  }
}
