public import Document
public import Shaping

/// What the failure of one backend means for the answer of the endpoint.
public enum Completeness: Sendable {
  /// As in KrakenD: the answer is served without it and called incomplete (MRG-3).
  case counted
  /// Without it there is no answer: the endpoint fails.
  case required
  /// Without it the answer is as complete as with it.
  case optional
  /// A value takes the place of the missing answer, by a program that only places it.
  case replaced(Document, ShapingProgram)

  var isRequired: Bool {
    if case .required = self { true } else { false }
  }

  var isCounted: Bool {
    if case .counted = self { true } else { false }
  }
}

extension EndpointExecution {
  /// Decides what a failure means for the whole.
  func judge(_ failure: GatewayFailure, _ slot: Int) {
    // Nobody is there to be told.
    guard failure.kind != .clientLeft else { return failures.append(failure) }
    memory?.forgetHead(of: slot)
    switch plan.parts[slot].completeness {
    case .counted: failures.append(failure)
    case .required:
      // What else failed has no say.
      absences = []
      failures = [failure]
      isLost = true
      giveUpOthers()
    case .optional:
      absences.append(failure)
      missing += 1
    case .replaced(let document, let program): replace(failure, document, program, slot)
    }
  }

  private func replace(
    _ failure: GatewayFailure, _ document: Document, _ program: ShapingProgram, _ slot: Int
  ) {
    do {
      var piece = ShapedTree()
      _ = try piece.merge(document, through: program)
      memory?.remember(piece, of: slot)
      _ = try join(piece, slot)
      absences.append(failure)
    } catch {
      failures.append(failure)
    }
  }
}
