extension FunctionTable {
  static let arithmetic: [TemplateFunction] = [
    TemplateFunction("add", atLeast: 0) { arguments in folded(arguments, 0, &+) },
    TemplateFunction("mul", atLeast: 1) { arguments in folded(arguments, 1, &*) },
    TemplateFunction("add1", 1) { arguments in .integer(arguments.loose(0) &+ 1) },
    TemplateFunction("sub", 2) { arguments in
      .integer(arguments.loose(0) &- arguments.loose(1))
    },
    TemplateFunction("div", 2) { arguments throws(FunctionFault) in
      .integer(try divided(arguments).quotient)
    },
    TemplateFunction("mod", 2) { arguments throws(FunctionFault) in
      .integer(try divided(arguments).remainder)
    },
    TemplateFunction("max", atLeast: 1) { arguments in chosen(arguments, >) },
    TemplateFunction("biggest", atLeast: 1) { arguments in chosen(arguments, >) },
    TemplateFunction("min", atLeast: 1) { arguments in chosen(arguments, <) },
    TemplateFunction("maxf", atLeast: 1) { arguments in floats(arguments) { max($0, $1) } },
    TemplateFunction("minf", atLeast: 1) { arguments in floats(arguments) { min($0, $1) } },
    TemplateFunction("addf", atLeast: 1) { arguments in decimals(arguments, +) { $0.adding($1) } },
    TemplateFunction("add1f", 1) { arguments in .number(arguments.looseDouble(0) + 1) },
    TemplateFunction("subf", atLeast: 1) { arguments in
      decimals(arguments, -) { $0.adding($1.negated) }
    },
    TemplateFunction("mulf", atLeast: 1) { arguments in
      decimals(arguments, *) { $0.multiplied(by: $1) }
    },
    TemplateFunction("divf", atLeast: 1) { arguments throws(FunctionFault) in
      for index in 1..<max(arguments.count, 1) where arguments.looseDouble(index) == 0 {
        throw arguments.fault("a division by zero")
      }
      return decimals(arguments, /) { $0.divided(by: $1) }
    },
    TemplateFunction("floor", 1) { arguments in .number(arguments.looseDouble(0).rounded(.down)) },
    TemplateFunction("ceil", 1) { arguments in .number(arguments.looseDouble(0).rounded(.up)) },
    TemplateFunction("round", 2...3, rounded),
  ]

  private static func folded(
    _ arguments: Arguments, _ start: Int, _ combine: (Int, Int) -> Int
  ) -> Value {
    .integer(arguments.values.indices.reduce(start) { combine($0, arguments.loose($1)) })
  }

  private static func divided(
    _ arguments: Arguments
  ) throws(FunctionFault) -> (quotient: Int, remainder: Int) {
    let (left, right) = (arguments.loose(0), arguments.loose(1))
    guard right != 0 else { throw arguments.fault("a division by zero") }
    return (
      left.dividedReportingOverflow(by: right).partialValue,
      left.remainderReportingOverflow(dividingBy: right).partialValue
    )
  }

  private static func chosen(_ arguments: Arguments, _ isBetter: (Int, Int) -> Bool) -> Value {
    let numbers = arguments.values.indices.map(arguments.loose)
    return .integer(
      numbers.dropFirst().reduce(numbers.first ?? 0) { isBetter($1, $0) ? $1 : $0 })
  }

  private static func floats(
    _ arguments: Arguments, _ combine: (Double, Double) -> Double
  ) -> Value {
    let numbers = arguments.values.indices.map(arguments.looseDouble)
    return .number(numbers.dropFirst().reduce(numbers.first ?? 0, combine))
  }

  /// Counts in decimal digits as far as they fit, as Sprig does: 0.1 and 0.2 are 0.3.
  private static func decimals(
    _ arguments: Arguments, _ binary: (Double, Double) -> Double,
    _ decimal: (DecimalNumber, DecimalNumber) -> DecimalNumber?
  ) -> Value {
    let numbers = arguments.values.indices.map(arguments.looseDouble)
    var result = numbers.first ?? 0
    for number in numbers.dropFirst() {
      if let left = DecimalNumber(result), let right = DecimalNumber(number),
        let exact = decimal(left, right)
      {
        result = exact.double
      } else {
        result = binary(result, number)
      }
    }
    return .number(result)
  }

  /// To so many decimal places; a fraction from `from` on (one half) goes up.
  @Sendable private static func rounded(_ arguments: Arguments) throws(FunctionFault) -> Value {
    let number = arguments.looseDouble(0)
    let places = arguments.loose(1)
    let from = arguments.count > 2 ? arguments.looseDouble(2) : 0.5
    guard (-300...300).contains(places), number.isFinite else { return .number(number) }
    var scale = 1.0
    for _ in 0..<abs(places) { scale *= 10 }
    let scaled = places < 0 ? number / scale : number * scale
    guard scaled.isFinite else { return .number(number) }
    let whole = scaled.rounded(.towardZero)
    let up = abs(scaled - whole) >= from
    let result = up ? whole + (number < 0 ? -1 : 1) : whole
    return .number(places < 0 ? result * scale : result / scale)
  }
}
