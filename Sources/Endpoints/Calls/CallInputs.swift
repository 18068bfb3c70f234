/// What a request offers to a call that is made of values: the endpoint's placeholders, and those
/// pairs of the query that pass (QRY-1), all decoded.
public struct CallInputs {
  /// A pair of the query.
  public struct Pair: Sendable {
    /// Where its name lies in `texts`.
    public var name: Range<Int>
    /// Where its value lies in `texts`.
    public var value: Range<Int>

    /// Puts a pair together.
    public init(name: Range<Int>, value: Range<Int>) {
      self.name = name
      self.value = value
    }
  }

  /// The values of the placeholders, by number; behind them those of KrakenD's references.
  public let parameters: RequestParameters
  /// The texts of the pairs.
  public let texts: [UInt8]
  /// The pairs, those of one name in the order in which they came.
  public let pairs: [Pair]

  /// A value that a reference came to.
  public enum Found: Sendable {
    /// A text, which is no JSON.
    case text([UInt8])
    /// The texts of all pairs of the query that have a name.
    case texts([[UInt8]])
    /// A JSON value, as its text.
    case json([UInt8])
  }

  /// The values of the composer's references, in their order; nil for one that may be left out.
  public var found: [Found?] = []
  /// The type of the client's content; empty if it named none.
  public var contentType: [UInt8] = []

  /// Puts inputs together.
  public init(parameters: RequestParameters, texts: [UInt8] = [], pairs: [Pair] = []) {
    self.parameters = parameters
    self.texts = texts
    self.pairs = pairs
  }

  /// The value of a placeholder; nil where there is none.
  public func parameter(_ number: Int) -> [UInt8]? {
    parameters.range(number).map { Array(parameters.bytes[$0]) }
  }
}
