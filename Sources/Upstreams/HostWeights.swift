/// How shares become turns (LB-2). The shares are divided by what they have in common, brought to
/// at most a hundred in all, or one for each host where there are more, and divided again; a host
/// with less than one of them gets none.
public enum HostWeights {
  /// `100 500 1000` → `1 5 10`; `25 10000 1000` → `0 10 1`.
  public static func compact(_ weights: [Int]) -> [Int] {
    let divided = reduced(weights)
    let sum = divided.reduce(0, +)
    let scale = max(100, weights.count)
    guard sum > scale else { return divided }
    return reduced(divided.map { $0 * scale / sum })
  }

  private static func reduced(_ weights: [Int]) -> [Int] {
    let divisor = weights.reduce(0, greatestCommonDivisor)
    return divisor > 1 ? weights.map { $0 / divisor } : weights
  }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (larger, smaller) = (first, second)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }

  /// The positions in the order of their turns, each as often as its weight says and spread evenly:
  /// `5 1` gives `0 0 0 1 0 0`, so that no host gets a burst.
  static func turns(_ weights: [Int]) -> [Int] {
    let sum = weights.reduce(0, +)
    var credit = [Int](repeating: 0, count: weights.count)
    var turns: [Int] = []
    turns.reserveCapacity(sum)
    for _ in 0..<sum {
      var best = 0
      for index in weights.indices {
        credit[index] += weights[index]
        if credit[index] > credit[best] { best = index }
      }
      credit[best] -= sum
      turns.append(best)
    }
    return turns
  }
}
