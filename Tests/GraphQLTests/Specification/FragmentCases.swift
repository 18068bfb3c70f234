/// §5.5: fragments.
extension SpecificationCase {
  static let fragmentCases: [SpecificationCase] = [
    // 5.5.1 Declarations.
    .wrong(
      "5.5.1.1", "{ ...F } fragment F on Query { version } fragment §F on Query { version }",
      "two fragments 'F'"),
    .valid("5.5.1.1", "query F { ...F } fragment F on Query { version }"),
    .invalid(
      "5.5.1.2", "{ ...F } fragment F on §Usr { id }", "no type 'Usr'; did you mean 'User'?"),
    .invalid("5.5.1.2", "{ node(id: 1) { ... on §Prodct { id } } }", "did you mean 'Product'?"),
    .invalid("5.5.1.3", "{ ...F } fragment F on §Int { id }", "the type Int has no fields"),
    .invalid("5.5.1.3", "{ ...F } fragment F on §Filter { id }", "the type Filter has no fields"),
    .invalid("5.5.1.3", "{ version ... on §Role { id } }", "the type Role has no fields"),
    .wrong("5.5.1.4", "{ version } fragment §F on User { id }", "the fragment 'F' is not used"),
    .wrong(
      "5.5.1.4", "{ version } fragment §F on User { ...G } fragment §G on User { id }",
      "is not used"),
    .valid(
      "5.5.1.4",
      "query A { ...F } query B { ...G } fragment F on Query { version } fragment G "
        + "on Query { ...F }"),
    // 5.5.2 Spreads.
    .wrong("5.5.2.1", "{ ...§F }", "there is no fragment 'F'"),
    .wrong(
      "5.5.2.1", "{ ...§Detials ...Details } fragment Details on Query { version }",
      "did you mean 'Details'?"),
    .wrong("5.5.2.1", "{ ...F } fragment F on Query { ...§G }", "there is no fragment 'G'"),
    .wrong("5.5.2.2", "{ ...F } fragment F on Query { version §...F }", "contains itself"),
    .wrong(
      "5.5.2.2", "{ ...F } fragment F on Query { ...G } fragment G on Query { §...F }",
      "'G' contains itself through '...F'"),
    .wrong(
      "5.5.2.2", "{ user(id: 1) { ...F } } fragment F on User { best { §...F } }",
      "contains itself"),
    .wrong(
      "5.5.2.2",
      "{ user(id: 1) { ...F } } fragment F on User { friends { ...G } } fragment G on "
        + "User { friends { ... { ...H } } } fragment H on User { §...F §...G }",
      "contains itself"),
    .valid(
      "5.5.2.2", "{ ...F ...F } fragment F on Query { ...G ...G } fragment G on Query { version }"),
    // 5.5.2.3 Spreads that are possible.
    .valid("5.5.2.3", "{ user(id: 1) { ... on User { id } } }"),
    .valid("5.5.2.3", "{ user(id: 1) { ... on Node { id } ... on Named { name } } }"),
    .valid("5.5.2.3", "{ user(id: 1) { ... on Result { __typename } } }"),
    .valid("5.5.2.3", "{ node(id: 1) { ... on Named { name } } }"),
    .valid("5.5.2.3", "{ node(id: 1) { ... on Result { __typename } } }"),
    .valid("5.5.2.3", "{ search { ...F } } fragment F on Node { id }"),
    .invalid("5.5.2.3", "{ user(id: 1) { §... on Product { id } } }", "can never apply"),
    .invalid(
      "5.5.2.3", "{ user(id: 1) { §...F } } fragment F on Product { id }", "no User is ever"),
    .invalid("5.5.2.3", "{ review { §... on Node { id } } }", "no Review is ever of the type Node"),
    .invalid("5.5.2.3", "{ node(id: 1) { §... on Review { text } } }", "can never apply"),
    .invalid("5.5.2.3", "{ search { §... on Review { text } } }", "can never apply"),
    .invalid("5.5.2.3", "{ review { §... on Result { __typename } } }", "can never apply"),
    .invalid("5.5.2.3", "{ node(id: 1) { ... on User { §... on Product { id } } } }", "can never"),
  ]
}
