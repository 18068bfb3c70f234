/// How an endpoint's answers are written: in one encoding, or in the one that the client asks for.
enum OutputForms: Sendable, Equatable {
  /// Always the same.
  case fixed(AnswerEncoder)
  /// `negotiate`: JSON, XML or YAML by `Accept` (REN-6).
  case negotiated(sorted: Bool)

  /// The encoders, the standard one first.
  var encoders: [AnswerEncoder] {
    switch self {
    case .fixed(let encoder): [encoder]
    case .negotiated(let sorted):
      AcceptedForm.allCases.map { form in
        switch form {
        case .json: .json(sorted: sorted)
        case .xml: .xml
        case .yaml: .yaml
        }
      }
    }
  }
}
