/// How much work is left for what may cost more than its document is long.
final class StepBudget {
  private var left: Int

  init(_ steps: Int) { left = steps }

  var isSpent: Bool { left < 0 }

  func spend(_ steps: Int = 1) {
    if left >= 0 { left -= steps }
  }
}
