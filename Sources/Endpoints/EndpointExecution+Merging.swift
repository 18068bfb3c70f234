import Document
import Shaping

// Merging by a declared policy: the parts are kept until the last call is settled.
extension EndpointExecution {
  /// Shapes an answer and keeps it.
  func keep(
    _ document: Document, _ program: ShapingProgram, _ slot: Int
  ) throws(ShapingFailure) -> PartKind {
    var piece = ShapedTree()
    let kind = try piece.merge(document, through: program)
    pieces[slot] = piece
    return kind
  }

  /// Takes a part that was shaped by itself.
  func join(_ piece: ShapedTree, _ slot: Int) throws(ShapingFailure) -> PartKind {
    guard plan.merge != nil else { return try tree.merge(piece) }
    pieces[slot] = piece
    return piece.isNull ? .null : .data
  }

  /// All parts in the order of declaration.
  func combined(_ policy: any MergePolicy) throws(ShapingFailure) -> ShapedTree {
    var run = MergeRun(policy)
    // Each part is handed over: the first one's memory is that of the whole.
    for slot in pieces.indices {
      guard let piece = pieces[slot] else { continue }
      pieces[slot] = nil
      try run.add(piece, number: slot)
    }
    return run.tree
  }

  func failure(of error: ShapingFailure) -> GatewayFailure {
    if case .collision = error {
      return GatewayFailure(.collision, .gateway, detail: "\(error)")
    }
    return GatewayFailure(.tooLarge, .gateway, detail: "\(error)")
  }
}
