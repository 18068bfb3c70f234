/// §5.3.2: fields that share a place in the answer.
extension SpecificationCase {
  static let overlapCases: [SpecificationCase] = [
    .valid("5.3.2", "{ version version }"),
    .valid("5.3.2", "{ a: version a: version }"),
    .valid("5.3.2", "{ user(id: 1) { id } user(id: 1) { name } }"),
    .valid(
      "5.3.2",
      "{ search(first: 1, text: \"x\") { __typename } search(text: \"x\", first: 1) "
        + "{ t: __typename } }"),
    .valid(
      "5.3.2",
      "{ search(filter: {owner: 1, text: \"\"}) { __typename } "
        + "search(filter: {text: \"\", owner: 1}) { __typename } }"),
    .valid("5.3.2", "{ search { ... on User { n: name } ... on Product { n: name } } }"),
    .valid(
      "5.3.2",
      "{ search { ... on User { friends(first: 1) { id } } ... on Product { friends "
        + "{ id } } } }"),
    .wrong("5.3.2", "{ a: version §a: pick }", "two meanings here and at 1:3"),
    .wrong("5.3.2", "{ user(id: 1) { name §name: id } }", "the fields 'id' and 'name'"),
    .wrong(
      "5.3.2", "{ search(first: 1) { __typename } §search(first: 2) { __typename } }",
      "other arguments"),
    .wrong(
      "5.3.2", "{ search(first: 1) { __typename } §search { __typename } }", "other arguments"),
    .wrong(
      "5.3.2",
      "query ($a: Int, $b: Int) { search(first: $a) { __typename } §search(first: $b)"
        + " { __typename } }", "other arguments"),
    .wrong(
      "5.3.2", "{ search(text: \"1\") { __typename } §search(text: \"2\") { __typename } }",
      "other arguments"),
    .wrong("5.3.2", "{ user(id: 1) { best { id } } user(id: 1) { §best: name } }", "'best'"),
    .wrong(
      "5.3.2", "{ user(id: 1) { best { a: id } } user(id: 1) { best { §a: __typename } } }",
      "'a' has two meanings"),
    .wrong("5.3.2", "{ ...F a: version } fragment F on Query { §a: pick }", "'a' has two meanings"),
    .wrong(
      "5.3.2", "{ ...F ...G } fragment F on Query { a: version } fragment G on Query { §a: pick }",
      "'a' has two meanings"),
    .wrong("5.3.2", "{ node(id: 1) { a: id ... on User { §a: name } } }", "'a' has two meanings"),
    .wrong("5.3.2", "{ search { ... on User { a: name } ... on User { §a: id } } }", "'a' has two"),
    .invalid(
      "5.3.2", "{ node(id: 1) { ... on Node { a: id } ... on User { §a: name } } }", "'a' has"),
    .invalid(
      "5.3.2", "{ search { ... on User { size } ... on Product { §size } } }",
      "the types String and Int"),
    .invalid(
      "5.3.2", "{ search { ... on User { rank } ... on Product { §rank } } }",
      "the types Int and Int!"),
    .invalid(
      "5.3.2", "{ search { ... on User { a: name } ... on Product { §a: tags } } }",
      "the types [String!]! and String"),
    .invalid(
      "5.3.2", "{ search { ... on User { a: best { id } } ... on Product { §a: name } } }",
      "the types String and Node"),
    .invalid(
      "5.3.2",
      "{ search { ... on User { friends { s: size } } ... on Product { friends { "
        + "§s: size } } } }", "the types String and Int"),
  ]
}
